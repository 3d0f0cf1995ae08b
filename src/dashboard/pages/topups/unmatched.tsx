import { Hono } from "hono";
import * as z from "zod/mini";
import { searchUnmatched, unmatchedStates } from "../../../domain/wallet/search.ts";
import type { UnmatchedPayment, UnmatchedState } from "../../../domain/wallet/unmatchedList.ts";
import { readKey, writtenKey } from "../../../lib/pageKey.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { topupPageWords } from "../../../lib/words/dashboard/topups.ts";
import { unmatchedWords } from "../../../lib/words/unmatched.ts";
import { nameIn, unmatchedReasonNames, unmatchedStateNames } from "../../../lib/words/walletStates.ts";
import { csvMoment, csvNumber, ExportLink } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { Choice, Filters } from "../../parts/filters.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { afterPart, asked, maybe } from "../../parts/sent.ts";
import { withoutSymbol } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import type { In, Inside } from "../../room.ts";
import { show } from "../../show.tsx";
import { TopupTabs, UNMATCHED } from "./tabs.tsx";

const filterSchema = z.object({ state: maybe(z.enum(unmatchedStates)), after: afterPart });

/** Midtrans' order id may have any characters, so it stands in the query. */
export const paymentAddress = (orderId: string) => addressWith(`${UNMATCHED}/payment`, { order: orderId });

/** The desk of payments that fit no top-up. */
export const unmatchedList = new Hono<Inside>()
  .get("/unmatched", async (context) => {
    const { state = "open", after } = asked(context, filterSchema);
    return await showList(context, state, after);
  })
  .get("/unmatched/export.csv", async (context) => {
    const { state = "open" } = asked(context, filterSchema);
    const { rows } = await searchUnmatched(readerOf(context).deps, state, null, EXPORT_ROWS_MAX);
    return csvAnswer(context, "unmatched.csv", [
      ["order", "amount", "currency", "status", "why", "state", "times_told", "last_told", "member"],
      ...rows.map((row) => [
        row.orderId,
        csvNumber(row.amount),
        row.currency ?? "",
        row.status ?? "",
        row.why,
        row.state,
        String(row.deliveries),
        csvMoment(row.lastAtMs),
        row.memberId ?? "",
      ]),
    ]);
  });

async function showList(context: In, state: UnmatchedState, after: string | undefined) {
  const reader = readerOf(context);
  const { deps, locale } = reader;
  const { rows, next } = await searchUnmatched(deps, state, readKey(after));
  const lists = listWords[locale];
  return show(
    context,
    { title: shellWords[locale].places.topups, place: "topups" },
    <>
      <TopupTabs locale={locale} current="unmatched" />
      <Filters locale={locale} path={UNMATCHED}>
        <Choice
          label={lists.state}
          name="state"
          chosen={state}
          choices={unmatchedStates.map((each) => [
            each,
            withoutSymbol(nameIn(unmatchedStateNames, each, locale)),
          ])}
        />
      </Filters>
      <Table
        caption={unmatchedWords[locale].title}
        none={lists.none}
        rows={rows}
        columns={columnsOf(reader)}
      />
      <Pager
        locale={locale}
        path={UNMATCHED}
        parts={{ state }}
        after={after}
        next={next && writtenKey(next)}
      />
      <ExportLink locale={locale} path={UNMATCHED} parts={{ state }} />
    </>,
  );
}

function columnsOf(reader: Reader) {
  const { locale, moment, number } = reader;
  const words = topupPageWords[locale];
  const unmatched = unmatchedWords[locale];
  return [
    {
      title: words.order,
      cell: ({ orderId }: UnmatchedPayment) => (
        <a href={paymentAddress(orderId)}>
          <bdi>{orderId}</bdi>
        </a>
      ),
    },
    {
      title: unmatched.amount,
      isNumber: true,
      cell: (payment: UnmatchedPayment) => paidIn(payment, reader),
    },
    {
      title: unmatched.status,
      cell: ({ status }: UnmatchedPayment) => (status === null ? unmatched.unknown : <code>{status}</code>),
    },
    {
      title: unmatched.why,
      cell: ({ why }: UnmatchedPayment) => nameIn(unmatchedReasonNames, why, locale),
    },
    { title: words.times, isNumber: true, cell: ({ deliveries }: UnmatchedPayment) => number(deliveries) },
    { title: words.last, cell: ({ lastAtMs }: UnmatchedPayment) => moment(lastAtMs) },
    {
      title: words.to,
      cell: ({ memberId }: UnmatchedPayment) =>
        memberId === null ? "" : <MemberLink id={memberId} locale={locale} />,
    },
  ];
}

/** What Midtrans said last; money of another currency is told by its code. */
export function paidIn({ amount, currency }: UnmatchedPayment, { deps, locale, money, number }: Reader) {
  if (amount === null) return unmatchedWords[locale].unknown;
  return currency === null || currency === deps.shop.currency
    ? money(amount)
    : `${number(amount)} ${currency}`;
}
