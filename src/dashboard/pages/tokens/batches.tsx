import * as z from "zod/mini";
import { searchTokenBatches } from "../../../domain/tokens/batchDesk.ts";
import { readKey, writtenKey } from "../../../lib/pageKey.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import { csvMoment, ExportLink } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { MemberLink } from "../../parts/links.tsx";
import { Pager } from "../../parts/pager.tsx";
import { readerOf } from "../../parts/reader.tsx";
import { afterPart, asked } from "../../parts/sent.ts";
import { Table } from "../../parts/table.tsx";
import type { In } from "../../room.ts";
import { show } from "../../show.tsx";
import { BATCHES, TokenTabs } from "./places.tsx";

const afterSchema = z.object({ after: afterPart });

/** Tokens that were made together, the newest first. */
export async function batchList(context: In) {
  const { deps, locale, number, moment } = readerOf(context);
  const { after } = asked(context, afterSchema);
  const { rows, next } = await searchTokenBatches(deps, readKey(after));
  const words = tokenPageWords[locale];
  return show(
    context,
    { title: shellWords[locale].places.tokens, place: "tokens" },
    <>
      <TokenTabs locale={locale} current={BATCHES} />
      <Table
        caption={words.batches}
        none={words.noBatches}
        rows={rows}
        columns={[
          {
            title: words.description,
            cell: ({ batch }) => (
              <a href={`${BATCHES}/${batch.id}`}>
                <bdi>{batch.description}</bdi>
              </a>
            ),
          },
          { title: words.campaign, cell: ({ campaign }) => <bdi>{campaign ?? "–"}</bdi> },
          {
            title: words.quantity,
            isNumber: true,
            cell: ({ batch, made }) =>
              made === batch.quantity ? number(made) : words.madeOf(number(made), number(batch.quantity)),
          },
          { title: words.madeBy, cell: ({ batch }) => <MemberLink id={batch.createdBy} locale={locale} /> },
          { title: words.made, cell: ({ batch }) => moment(batch.createdAtMs) },
        ]}
      />
      <Pager locale={locale} path={BATCHES} parts={{}} after={after} next={next && writtenKey(next)} />
      <ExportLink locale={locale} path={BATCHES} />
    </>,
  );
}

/** The same as a file; their codes have files of their own. */
export async function batchFile(context: In) {
  const { rows } = await searchTokenBatches(readerOf(context).deps, null, EXPORT_ROWS_MAX);
  return csvAnswer(context, "token-batches.csv", [
    ["batch", "description", "campaign", "quantity", "made", "by", "at"],
    ...rows.map(({ batch, campaign, made }) => [
      batch.id,
      batch.description,
      campaign ?? "",
      String(batch.quantity),
      String(made),
      batch.createdBy,
      csvMoment(batch.createdAtMs),
    ]),
  ]);
}
