import {
  type FullOrder,
  isOpen,
  type Order,
  type OrderState,
  paidFor,
} from "../../../domain/orders/order.ts";
import { orderCode } from "../../../lib/orderCode.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { orderDeskWords } from "../../../lib/words/orderDesk.ts";
import { orderStateWords, priorityWords } from "../../../lib/words/orders.ts";
import type { Reader } from "../../parts/reader.tsx";

export const ORDERS = "/dashboard/orders";

export const orderAddress = (number: number): string => `${ORDERS}/${orderCode(number)}`;

/** Without the symbol that stands before it in Discord. */
const bare = (text: string): string => text.replace(/^[^\p{L}]+/u, "");

export const orderStateName = (state: OrderState, locale: Locale): string =>
  bare(orderStateWords[locale][state]);
export const priorityName = (priority: number, locale: Locale): string =>
  bare(priorityWords[locale][priority] ?? String(priority));

const STATE_TONES: Readonly<Partial<Record<OrderState, string>>> = {
  waiting: "badge warning",
  completed: "badge done",
  cancelled: "badge refused",
};
const PRIORITY_TONES = ["badge refused", "badge warning"];

export const OrderStateBadge = ({
  state,
  locale,
}: {
  readonly state: OrderState;
  readonly locale: Locale;
}) => <span class={STATE_TONES[state] ?? "badge"}>{orderStateName(state, locale)}</span>;

export const Priority = ({ order, locale }: { readonly order: Order; readonly locale: Locale }) => (
  <span class={PRIORITY_TONES[order.priority] ?? "badge"}>{priorityName(order.priority, locale)}</span>
);

/** By when it is to be done, and whether that is over. */
export const Due = ({
  order,
  nowMs,
  reader,
}: {
  readonly order: Order;
  readonly nowMs: number;
  readonly reader: Reader;
}) => {
  if (order.dueAtMs === null) return <>–</>;
  const isOverdue = isOpen(order) && order.dueAtMs < nowMs;
  return (
    <>
      {reader.moment(order.dueAtMs)}{" "}
      {isOverdue ? <span class="badge refused">{bare(orderDeskWords[reader.locale].overdue)}</span> : null}
    </>
  );
};

/** What the customer pays, and what it was before a discount. */
export const Price = ({ order, reader }: { readonly order: Order; readonly reader: Reader }) => {
  const { locale, money } = reader;
  const pays = paidFor(order);
  if (pays === null) return <>{orderDeskWords[locale].noAmount}</>;
  if (order.discount === 0) return <>{money(pays)}</>;
  return (
    <>
      {money(pays)} <s>{money(order.amount ?? 0)}</s>
    </>
  );
};

/** The token of an order, with what it brings. */
export const TokenOf = ({
  full: { order, reward },
  reader,
}: {
  readonly full: FullOrder;
  readonly reader: Reader;
}) => {
  const { locale, money, number } = reader;
  if (order.tokenCode === null) return null;
  const brings =
    reward &&
    orderDeskWords[locale].reward[reward.kind](
      reward.kind === "money" ? money(reward.value) : number(reward.value),
    );
  return (
    <>
      <a href={`/dashboard/tokens/${order.tokenCode}`}>
        <code>{order.tokenCode}</code>
      </a>
      {brings ? ` · ${brings}` : null}
    </>
  );
};
