import { type FoundImport, searchImports } from "../../../domain/imports/search.ts";
import { readKey, writtenKey } from "../../../lib/pageKey.ts";
import { importPageWords } from "../../../lib/words/dashboard/imports.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { csvMoment, csvNumber, ExportLink } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { MemberLink } from "../../parts/links.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Pager } from "../../parts/pager.tsx";
import { StateBadge } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import { depsOf, type In } from "../../room.ts";
import { show } from "../../show.tsx";

export const ADDRESS = "/dashboard/imports";

/** The imports, the newest first. */
export async function importList(context: In) {
  const deps = depsOf(context);
  const { locale } = context.var.session;
  const { after } = context.req.query();
  const { rows, next } = await searchImports(deps, readKey(after));
  const words = importPageWords[locale];
  const title = shellWords[locale].places.imports;
  return show(
    context,
    { title, place: "imports" },
    <>
      <p class="ways">
        <a class="button" href={`${ADDRESS}/new`}>
          {words.upload}
        </a>
      </p>
      <Table
        caption={title}
        none={words.none}
        rows={rows}
        columns={[
          {
            title: words.file,
            cell: ({ row }) => (
              <a href={`${ADDRESS}/${row.id}`}>
                <bdi>{row.fileName}</bdi>
              </a>
            ),
          },
          { title: words.state, cell: ({ row }) => <StateBadge state={row.state} locale={locale} /> },
          {
            title: listWords[locale].when,
            cell: ({ row }) => (
              <Moment atMs={row.createdAtMs} locale={locale} timeZone={deps.shop.timeZone} />
            ),
          },
          { title: words.by, cell: ({ row }) => <MemberLink id={row.askedBy} locale={locale} /> },
          {
            title: words.rows,
            isNumber: true,
            cell: (found) => (found.rows === null ? "–" : wholeNumber(locale, found.rows)),
          },
          { title: words.progress, cell: (found) => <UnderWay found={found} locale={locale} /> },
        ]}
      />
      <Pager locale={locale} path={ADDRESS} parts={{}} after={after} next={next && writtenKey(next)} />
      <ExportLink locale={locale} path={ADDRESS} />
    </>,
  );
}

/** The same imports as a file. */
export async function importFile(context: In) {
  const { rows } = await searchImports(depsOf(context), null, EXPORT_ROWS_MAX);
  return csvAnswer(context, "imports.csv", [
    ["import", "file", "state", "at", "by", "rows", "campaign", "ended"],
    ...rows.map(({ row, rows: count }) => [
      row.id,
      row.fileName,
      row.state,
      csvMoment(row.createdAtMs),
      row.askedBy,
      csvNumber(count),
      row.campaign,
      csvMoment(row.finishedAtMs),
    ]),
  ]);
}

const UnderWay = ({ found, locale }: { readonly found: FoundImport; readonly locale: Locale }) => {
  if (!found.underWay) return <>–</>;
  const { mails, open } = found.underWay;
  const done = Math.max(0, mails - open);
  const told = importPageWords[locale].progressOf(wholeNumber(locale, done), wholeNumber(locale, mails));
  return <progress max={Math.max(1, mails)} value={done} aria-label={told} title={told} />;
};
