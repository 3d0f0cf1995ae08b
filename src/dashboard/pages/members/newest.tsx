import type { MemberBook } from "../../../domain/desk/memberBook.ts";
import { stageOf } from "../../../domain/shop/progress.ts";
import { formatMoney } from "../../../lib/money.ts";
import { orderCode } from "../../../lib/orderCode.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { memberPageWords } from "../../../lib/words/dashboard/member.ts";
import { messageWords } from "../../../lib/words/messages.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { orderStateWords } from "../../../lib/words/orders.ts";
import { purchaseWords } from "../../../lib/words/purchases.ts";
import { nameIn, topupStateNames } from "../../../lib/words/walletStates.ts";
import { DiscordText } from "../../discordText.tsx";
import { At } from "../../parts/at.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { addressWith } from "../../parts/pager.tsx";
import { readerOf } from "../../parts/reader.tsx";
import { NamedState } from "../../parts/state.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { depsOf, type In } from "../../room.ts";
import { Price } from "../orders/parts.tsx";

type Props = { readonly context: In; readonly memberId: string; readonly book: MemberBook };
type Row<K extends "purchases" | "topups" | "orders" | "claims" | "brought" | "messages"> =
  MemberBook[K][number];

/** The newest of what a member buys, pays, orders, claims, brings and is told; of what there is none nothing stands. */
export const Newest = ({ context, memberId, book }: Props) => {
  const words = memberPageWords[context.var.session.locale];
  const all = (path: string, parts: Readonly<Record<string, string>>) =>
    addressWith(`/dashboard/${path}`, parts);
  return (
    <>
      <Listed
        context={context}
        title={words.purchases}
        rows={book.purchases}
        columns={purchaseColumns(context)}
        all={all("shop/purchases", { member: memberId })}
      />
      <Listed
        context={context}
        title={words.topups}
        rows={book.topups}
        columns={topupColumns(context)}
        all={all("topups", { member: memberId })}
      />
      <Listed
        context={context}
        title={words.orders}
        rows={book.orders}
        columns={orderColumns(context)}
        all={all("orders", { member: memberId })}
      />
      <Listed
        context={context}
        title={words.claims}
        rows={book.claims}
        columns={claimColumns(context)}
        all={all("claims", { member: memberId })}
      />
      <Listed
        context={context}
        title={words.brought}
        rows={book.brought}
        columns={broughtColumns(context)}
        all={all(`referrals/${memberId}`, {})}
      />
      <Listed
        context={context}
        title={words.messages}
        rows={book.messages}
        columns={messageColumns(context)}
      />
    </>
  );
};

type ListedProps<R> = {
  readonly context: In;
  readonly title: string;
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  /** Where all of them are. */
  readonly all?: string;
};

function Listed<R>({ context, title, rows, columns, all }: ListedProps<R>) {
  const { locale } = context.var.session;
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <Table caption={title} none={listWords[locale].none} rows={rows} columns={columns} />
      {all ? (
        <p>
          <a href={all}>{memberPageWords[locale].all}</a>
        </p>
      ) : null}
    </>
  );
}

const when = <R extends object>(context: In, momentOf: (row: R) => number | null): Column<R> => ({
  title: listWords[context.var.session.locale].when,
  cell: (row) => <At context={context} atMs={momentOf(row)} />,
});

const moneyOf = (context: In) => (amount: number) =>
  formatMoney(amount, depsOf(context).shop.currency, context.var.session.locale);

function purchaseColumns(context: In): Column<Row<"purchases">>[] {
  const { locale } = context.var.session;
  const lists = listWords[locale];
  return [
    when(context, ({ purchase }) => purchase.createdAtMs),
    {
      title: memberPageWords[locale].purchases,
      cell: ({ purchase, name }) => (
        <a href={`/dashboard/shop/purchases/${purchase.id}`}>
          <bdi>{name}</bdi> × {wholeNumber(locale, purchase.size)}
        </a>
      ),
    },
    { title: lists.amount, isNumber: true, cell: ({ purchase }) => moneyOf(context)(purchase.price) },
    {
      title: lists.state,
      cell: ({ purchase }) => {
        const { stage } = stageOf(purchase);
        return <NamedState state={stage} name={purchaseWords[locale].stages[stage]} />;
      },
    },
  ];
}

function topupColumns(context: In): Column<Row<"topups">>[] {
  const { locale } = context.var.session;
  const lists = listWords[locale];
  return [
    when(context, ({ createdAtMs }) => createdAtMs),
    { title: lists.id, cell: ({ id }) => <a href={`/dashboard/topups/${id}`}>{id}</a> },
    { title: lists.amount, isNumber: true, cell: ({ amount }) => moneyOf(context)(amount) },
    {
      title: lists.state,
      cell: ({ state }) => <NamedState state={state} name={nameIn(topupStateNames, state, locale)} />,
    },
  ];
}

function orderColumns(context: In): Column<Row<"orders">>[] {
  const { locale } = context.var.session;
  const [words, lists] = [memberPageWords[locale], listWords[locale]];
  return [
    when(context, ({ createdAtMs }) => createdAtMs),
    {
      title: words.order,
      cell: ({ number, description }) => (
        <>
          <a href={`/dashboard/orders/${orderCode(number)}`}>{orderCode(number)}</a> <bdi>{description}</bdi>
        </>
      ),
    },
    {
      title: lists.amount,
      isNumber: true,
      cell: (order) => order.amount !== null && <Price order={order} reader={readerOf(context)} />,
    },
    { title: lists.state, cell: ({ state }) => orderStateWords[locale][state] },
  ];
}

function claimColumns(context: In): Column<Row<"claims">>[] {
  const { locale } = context.var.session;
  const words = memberPageWords[locale];
  return [
    when(context, ({ claimedAtMs }) => claimedAtMs),
    {
      title: words.order,
      cell: ({ id, orderId }) => (
        <a href={`/dashboard/claims/${id}`}>
          <bdi>{orderId ?? id}</bdi>
        </a>
      ),
    },
    { title: words.points, isNumber: true, cell: ({ points }) => wholeNumber(locale, points) },
  ];
}

function broughtColumns(context: In): Column<Row<"brought">>[] {
  const { locale } = context.var.session;
  return [
    when(context, ({ createdAtMs }) => createdAtMs),
    {
      title: listWords[locale].member,
      cell: ({ memberId }) => <MemberLink id={memberId} locale={locale} />,
    },
  ];
}

function messageColumns(context: In): Column<Row<"messages">>[] {
  const { locale } = context.var.session;
  const { what, states } = messageWords[locale];
  return [
    when(context, ({ atMs }) => atMs),
    {
      title: memberPageWords[locale].message,
      cell: (row) => (
        <a href={`/dashboard/jobs/${encodeURIComponent(row.id)}`}>{what[row.what] ?? row.what}</a>
      ),
    },
    {
      title: listWords[locale].state,
      cell: ({ state }) => (
        <DiscordText text={states[state] ?? state} locale={locale} timeZone={depsOf(context).shop.timeZone} />
      ),
    },
  ];
}
