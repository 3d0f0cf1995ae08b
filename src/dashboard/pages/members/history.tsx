import { HISTORY_EXPORTED_MAX, type MemberHistory } from "../../../domain/desk/memberHistory.ts";
import { formatMoney } from "../../../lib/money.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { memberPageWords } from "../../../lib/words/dashboard/member.ts";
import { historyWords, transferWords } from "../../../lib/words/history.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { signedNumber, wholeNumber } from "../../../lib/words/number.ts";
import { nameIn, sourceNames } from "../../../lib/words/walletStates.ts";
import { At } from "../../parts/at.tsx";
import { csvMoment } from "../../parts/exportLink.tsx";
import { csvAnswer } from "../../parts/file.ts";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { Person } from "../../parts/people.tsx";
import { Table } from "../../parts/table.tsx";
import { depsOf, type In } from "../../room.ts";
import { show } from "../../show.tsx";

export type Asset = "points" | "money";
type Entry = MemberHistory["entries"][number];

type EntriesProps = { readonly context: In; readonly asset: Asset; readonly entries: readonly Entry[] };

/** What moved a member's points or money. */
export const Entries = ({ context, asset, entries }: EntriesProps) => {
  const { locale } = context.var.session;
  const { currency } = depsOf(context).shop;
  const words = memberPageWords[locale];
  const amount = (value: number) =>
    asset === "money" ? formatMoney(value, currency, locale) : wholeNumber(locale, value);
  const change = (value: number) =>
    asset === "money" ? `${value < 0 ? "−" : "+"}${amount(Math.abs(value))}` : signedNumber(locale, value);
  return (
    <Table
      caption={asset === "points" ? words.historyPoints : words.historyMoney}
      none={historyWords[locale].none}
      rows={entries}
      columns={[
        { title: listWords[locale].when, cell: ({ atMs }) => <At context={context} atMs={atMs} /> },
        { title: words.changed, isNumber: true, cell: (entry) => change(entry.change) },
        { title: words.after, isNumber: true, cell: ({ balance }) => amount(balance) },
        { title: words.why, cell: ({ kind }) => kindIn(kind, locale) },
        { title: words.through, cell: ({ source }) => sourceIn(source, locale) },
        { title: words.memo, cell: ({ memo }) => memo && <bdi>{memo}</bdi> },
      ]}
    />
  );
};

const kindIn = (kind: string, locale: Locale) => transferWords[locale][kind] ?? kind;

function sourceIn(source: string, locale: Locale): string {
  const [, program] = /^api:(.+)$/.exec(source) ?? [];
  return program ? historyWords[locale].via(program) : nameIn(sourceNames, source, locale);
}

type Asked = { readonly memberId: string; readonly asset: Asset; readonly before: number | null };

/** A page of a member's history. */
export function historyPage(context: In, { memberId, asset, before }: Asked, found: MemberHistory) {
  const { locale } = context.var.session;
  const [words, lists] = [memberPageWords[locale], listWords[locale]];
  const path = `/dashboard/members/${memberId}/history`;
  const other = asset === "points" ? "money" : "points";
  const title = asset === "points" ? words.historyPoints : words.historyMoney;
  return show(
    context,
    {
      title: `${title} · ${memberId}`,
      heading: (
        <>
          {title} · <Person id={memberId} />
        </>
      ),
      place: "members",
    },
    <>
      <p class="ways">
        <a href={`/dashboard/members/${memberId}`}>
          {words.title} <Person id={memberId} />
        </a>
        <a href={addressWith(path, { asset: other })}>
          {other === "points" ? words.historyPoints : words.historyMoney}
        </a>
      </p>
      <Entries context={context} asset={asset} entries={found.entries} />
      <Pager
        locale={locale}
        path={path}
        parts={{ asset }}
        after={before === null ? undefined : String(before)}
        next={found.next === null ? null : String(found.next)}
      />
      <p>
        <a href={addressWith(`${path}.csv`, { asset })}>{lists.csv}</a>{" "}
        <span class="hint">{lists.csvOf(wholeNumber(locale, HISTORY_EXPORTED_MAX))}</span>
      </p>
    </>,
  );
}

/** The history as a table for spreadsheets: numbers as they stand in the books. */
export function historyCsv(context: In, { memberId, asset }: Asked, entries: readonly Entry[]) {
  const { locale } = context.var.session;
  const rows = entries.map(({ atMs, change, balance, kind, source, memo }) => [
    csvMoment(atMs),
    String(change),
    String(balance),
    kind,
    kindIn(kind, locale),
    sourceIn(source, locale),
    memo ?? "",
  ]);
  return csvAnswer(context, `${asset}-${memberId}.csv`, [memberPageWords[locale].fileColumns, ...rows]);
}
