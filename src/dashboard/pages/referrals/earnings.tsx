import * as z from "zod/mini";
import { mention } from "../../../clients/discord/card.ts";
import {
  type Earned,
  earningsOf,
  type ListedEarning,
  type WhichEarnings,
} from "../../../domain/referrals/earningList.ts";
import { payoutStateNames } from "../../../lib/words/cashbackStates.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { referralPageWords } from "../../../lib/words/dashboard/referrals.ts";
import { nameIn } from "../../../lib/words/walletStates.ts";
import { DiscordText } from "../../discordText.tsx";
import { csvMoment, ExportLink } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { CauseLink } from "../../parts/links.tsx";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { asked, maybe, memberIdSchema } from "../../parts/sent.ts";
import { NamedState } from "../../parts/state.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import type { In } from "../../room.ts";
import { show } from "../../show.tsx";
import { CASHBACK, earnedMoney, MEMBERS, NetworkLink } from "./places.tsx";

const earningsSchema = z.object({
  of: maybe(memberIdSchema),
  which: maybe(z.literal("paid")),
  after: maybe(z.string().check(z.regex(/^\d{1,15}$/))),
});

const whichOf = ({ of, which }: z.infer<typeof earningsSchema>): WhichEarnings =>
  of === undefined ? (which ?? "unpaid") : { memberId: of };

/** What a member earned and was not paid, or was, or all that they earned by one whom they brought; and their payouts. */
export async function memberEarnings(context: In, memberId: string) {
  const reader = readerOf(context);
  const { deps, locale } = reader;
  const filter = asked(context, earningsSchema);
  const { after, ...parts } = filter;
  const { of, which } = parts;
  const found = await earningsOf(deps, memberId, whichOf(filter), after === undefined ? null : Number(after));
  const words = referralPageWords[locale];
  const path = `${MEMBERS}/${memberId}/earnings`;
  const all = which === "paid" ? words.paidOnes : words.unpaid;
  const titleOf = (who: (id: string) => string) =>
    `${words.title(who(memberId))}: ${of === undefined ? all : words.earningsBy(who(of))}`;
  const heading = <DiscordText text={titleOf(mention)} locale={locale} timeZone={deps.shop.timeZone} />;
  const title = of === undefined ? all : words.earningsBy(of);
  return show(
    context,
    { title: titleOf((id) => id), heading, place: "referrals" },
    <>
      <p class="ways">
        <a href={`${MEMBERS}/${memberId}`}>{words.title(memberId)}</a>
        {of === undefined && which === undefined ? null : <a href={path}>{words.allUnpaid}</a>}
        {which === "paid" ? null : <a href={addressWith(path, { which: "paid" })}>{words.allPaid}</a>}
      </p>
      <Table
        caption={title}
        none={words.noEarnings}
        rows={found.earnings}
        columns={earningColumns(reader, of !== undefined || which === "paid")}
      />
      <Pager
        locale={locale}
        path={path}
        parts={parts}
        after={after}
        next={found.next === null ? null : String(found.next)}
      />
      <ExportLink locale={locale} path={path} parts={parts} />
      <h2>{words.payouts}</h2>
      <Table
        caption={words.payouts}
        none={words.noPayouts}
        rows={found.payouts}
        columns={payoutColumns(reader)}
      />
    </>,
  );
}

/** The same earnings as a file. */
export async function earningsFile(context: In, memberId: string) {
  const which = whichOf(asked(context, earningsSchema));
  const found = await earningsOf(readerOf(context).deps, memberId, which, null, EXPORT_ROWS_MAX);
  return csvAnswer(context, `earnings-${memberId}.csv`, [
    ["at", "kind", "member", "spent", "earned", "payable", "batch", "cause"],
    ...found.earnings.map((row) => [
      csvMoment(row.createdAtMs),
      row.kind,
      row.memberId,
      String(row.amount),
      String(row.earned),
      csvMoment(row.payableAtMs),
      row.batchId ?? "",
      row.cause,
    ]),
  ]);
}

function earningColumns(reader: Reader, withBatch: boolean): Column<ListedEarning>[] {
  const { locale, money, moment } = reader;
  const words = referralPageWords[locale];
  return [
    { title: listWords[locale].when, cell: ({ createdAtMs }) => moment(createdAtMs) },
    { title: words.kind, cell: ({ kind }) => words.kinds[kind] },
    { title: words.from, cell: ({ memberId }) => <NetworkLink id={memberId} /> },
    { title: words.spent, isNumber: true, cell: ({ amount }) => money(amount) },
    { title: words.earned, isNumber: true, cell: ({ earned }) => earnedMoney(earned, reader) },
    { title: words.payableAt, cell: ({ payableAtMs }) => moment(payableAtMs) },
    ...(withBatch
      ? [
          {
            title: words.batch,
            cell: ({ batchId }: ListedEarning) =>
              batchId === null ? "–" : <BatchLink id={batchId} reader={reader} />,
          },
        ]
      : []),
    { title: "", cell: ({ cause }) => <CauseLink cause={cause} /> },
  ];
}

function payoutColumns(reader: Reader): Column<Earned["payouts"][number]>[] {
  const { locale, money, moment } = reader;
  const words = referralPageWords[locale];
  return [
    { title: listWords[locale].when, cell: ({ atMs }) => moment(atMs) },
    { title: words.batch, cell: ({ payout }) => <BatchLink id={payout.batchId} reader={reader} /> },
    { title: listWords[locale].amount, isNumber: true, cell: ({ payout }) => money(payout.amount) },
    {
      title: listWords[locale].state,
      cell: ({ payout }) => (
        <NamedState state={payout.state} name={nameIn(payoutStateNames, payout.state, locale)} />
      ),
    },
  ];
}

/** Batches are the admins'. */
const BatchLink = ({ id, reader: { isAdmin } }: { readonly id: string; readonly reader: Reader }) =>
  isAdmin ? <a href={`${CASHBACK}/${id}`}>{id}</a> : <code>{id}</code>;
