import { type Button, type Card, cut, mention, moment, plain, verbatim } from "../clients/discord/card.ts";
import type { Deps } from "../domain/deps.ts";
import type { OrderCancelled } from "../domain/orders/cancel.ts";
import type { CompletionTold, OrdersCompleted } from "../domain/orders/complete.ts";
import type { OrderCreated } from "../domain/orders/create.ts";
import type { OrderPage, StaffList } from "../domain/orders/lists.ts";
import { type FullOrder, type Order, paidFor } from "../domain/orders/order.ts";
import type { OrderForStaff, SeenOrder } from "../domain/orders/read.ts";
import type { OrderUpdated } from "../domain/orders/update.ts";
import { formatMoney } from "../lib/money.ts";
import { orderCode } from "../lib/orderCode.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { orderDeskWords } from "../lib/words/orderDesk.ts";
import { orderStateWords } from "../lib/words/orders.ts";
import { pressId } from "./command.ts";
import { dueText, ownLine, priceText, priorityText, queueLine, tokenText } from "./orderLines.ts";
import { pageButtons } from "./pageButtons.ts";
import { receiptLines } from "./receiptLines.ts";

/** The answer to `/createorder`. */
export function createdCard(deps: Deps, created: OrderCreated): Card {
  const { order, locale } = created;
  const words = orderDeskWords[locale];
  return {
    tone: "done",
    title: words.created(orderCode(order.number)),
    body: plain(order.description),
    fields: factsOf(deps, created, deps.clock(), locale, true),
    footer: words.told,
  };
}

/** The answer to `/completeorder`: each order that was named, for itself. */
export function completedCard(deps: Deps, { told, locale }: OrdersCompleted): Card {
  const done = told.filter(({ kind }) => kind === "completed").length;
  return {
    tone: done === told.length ? "done" : done > 0 ? "warning" : "refused",
    title: orderDeskWords[locale].completedTitle,
    body: told.map((one) => toldLine(deps, one, locale)).join("\n"),
    footer: done > 0 ? orderDeskWords[locale].told : undefined,
  };
}

function toldLine(deps: Deps, told: CompletionTold, locale: Locale): string {
  const words = orderDeskWords[locale];
  switch (told.kind) {
    case "unknown":
      return words.unknown(told.code);
    case "malformed":
      return words.malformed(verbatim(told.code));
    case "completed": {
      const { order, points } = told;
      const money = (amount: number) => formatMoney(amount, deps.shop.currency, locale);
      const paid = paidFor(order);
      return [
        words.completed(orderCode(order.number), mention(order.customerId)),
        ...(paid === null ? [] : [words.paid(money(paid))]),
        ...(order.discount > 0 ? [words.saved(money(order.discount))] : []),
        ...(points > 0 ? [words.pointsWon(wholeNumber(locale, points))] : []),
      ].join(" · ");
    }
    case "completed_before":
    case "cancelled": {
      const { number, changedBy, completedAtMs, cancelledAtMs, changedAtMs } = told.order;
      const when = moment(completedAtMs ?? cancelledAtMs ?? changedAtMs);
      const line = told.kind === "cancelled" ? words.cancelledBefore : words.completedBefore;
      return line(orderCode(number), mention(changedBy), when);
    }
  }
}

/** The answer to `/cancelorder`. */
export function cancelledCard({ order, tokenBack, locale }: OrderCancelled): Card {
  const words = orderDeskWords[locale];
  return {
    tone: "done",
    title: words.cancelled(orderCode(order.number)),
    body: [
      `${mention(order.customerId)} · ${plain(order.description)}`,
      ...(tokenBack === null ? [] : [words.tokenBack[tokenBack](verbatim(order.tokenCode ?? ""))]),
    ].join("\n"),
    fields: [{ name: words.reason, value: plain(order.cancelReason ?? ""), wide: true }],
    footer: words.told,
  };
}

/** The answer to `/updatestatus`. */
export function updatedCard(deps: Deps, { order, state, note, locale }: OrderUpdated): Card {
  const words = orderDeskWords[locale];
  const due = dueText(order, deps.clock(), locale);
  return {
    tone: "done",
    title: words.updated(orderCode(order.number)),
    body: [
      `**${orderStateWords[locale][state]}** · ${mention(order.customerId)}`,
      ...(note === null ? [] : [plain(note)]),
    ].join("\n"),
    fields: [
      { name: words.priority, value: priorityText(order, locale) },
      ...(due === null ? [] : [{ name: words.due, value: due }]),
    ],
    footer: note === null ? undefined : words.told,
  };
}

/** One order, for its customer or for staff. `more` are buttons besides. */
export function orderCard(deps: Deps, seen: SeenOrder, more: readonly Button[] = []): Card {
  const { order, staff, locale } = seen;
  const words = orderDeskWords[locale];
  const show: Button = {
    id: pressId("orderstatus", "file", order.id),
    label: words.showFile,
    style: "plain",
  };
  return {
    tone: order.state === "cancelled" ? "warning" : order.state === "completed" ? "done" : "info",
    title: `${orderCode(order.number)} · ${orderStateWords[locale][order.state]}`,
    body: [
      plain(order.description),
      ...(order.note === null ? [] : [`**${words.note}:** ${plain(order.note)}`]),
      ...(order.cancelReason === null ? [] : [`**${words.reason}:** ${plain(order.cancelReason)}`]),
    ].join("\n"),
    fields: [
      ...factsOf(deps, seen, deps.clock(), locale, staff !== null),
      ...(staff === null ? [] : staffFields(order, staff, locale)),
    ],
    buttons: [...(order.fileStoredAtMs === null ? [] : [show]), ...more],
  };
}

function factsOf(
  deps: Deps,
  full: FullOrder,
  nowMs: number,
  locale: Locale,
  forStaff: boolean,
): NonNullable<Card["fields"]> {
  const { order } = full;
  const words = orderDeskWords[locale];
  const due = dueText(order, nowMs, locale);
  return [
    ...(forStaff ? [{ name: words.customer, value: mention(order.customerId) }] : []),
    ...(order.tokenCode === null ? [] : [{ name: words.token, value: tokenText(full, deps, locale) }]),
    {
      name: order.state === "completed" ? words.wasPaid : forStaff ? words.pays : words.youPay,
      value: priceText(order, deps, locale),
    },
    ...(due === null ? [] : [{ name: words.due, value: due }]),
    ...(forStaff ? [{ name: words.priority, value: priorityText(order, locale) }] : []),
    { name: words.made, value: moment(order.createdAtMs) },
    ...(order.fileName === null ? [] : [{ name: words.file, value: fileText(order, locale) }]),
  ];
}

function fileText({ fileName, fileStoredAtMs, fileUrl }: Order, locale: Locale): string {
  const words = orderDeskWords[locale];
  if (fileStoredAtMs !== null) return verbatim(fileName ?? "");
  return `${verbatim(fileName ?? "")} · ${fileUrl === null ? words.fileLost : words.fileComing}`;
}

function staffFields(order: Order, { events, receipt }: OrderForStaff, locale: Locale) {
  const words = orderDeskWords[locale];
  const lines = events.map(({ atMs, toState, actor, note }) =>
    [
      `${moment(atMs)} ${orderStateWords[locale][toState]}`,
      mention(actor),
      ...(note === null ? [] : [verbatim(cut(note, NOTE_SHOWN_MAX))]),
    ].join(" · "),
  );
  const made = `${moment(order.createdAtMs)} ${words.madeBy(mention(order.createdBy))}`;
  const sends = receiptLines(receipt, locale);
  return [
    { name: words.timeline, value: [made, ...lines].join("\n"), wide: true },
    ...(sends.length > 0 ? [{ name: words.receipt, value: sends.join("\n"), wide: true }] : []),
  ];
}

/** All changes that are shown fit a field with the beginnings of their notes. */
const NOTE_SHOWN_MAX = 30;

/** A page of the staff's lists. */
export function staffListCard(deps: Deps, found: OrderPage, list: StaffList): Card {
  const { rows, nowMs, locale } = found;
  const words = orderDeskWords[locale];
  const empty = list === "queue" ? words.queueEmpty : words.overdueEmpty;
  return {
    tone: list === "overdue" && rows.length > 0 ? "warning" : "info",
    title: list === "queue" ? words.queue : words.overdueTitle,
    body: rows.map((row) => queueLine(row, deps, nowMs, locale)).join("\n\n") || empty,
    footer: footerOf(found),
    buttons: pageButtons(found, (page) => pressId(list, "page", page)),
  };
}

/** A page of the reader's own orders, with a button for each. */
export function ownOrdersCard(deps: Deps, found: OrderPage, purchases: number): Card {
  const { rows, page, nowMs, locale } = found;
  const words = orderDeskWords[locale];
  return {
    tone: "info",
    title: words.own,
    body:
      rows.length > 0
        ? [...rows.map((row) => ownLine(row, deps, nowMs, locale)), words.choose].join("\n\n")
        : words.ownNone,
    footer: footerOf(found),
    buttons: [
      ...rows.map(
        ({ order }): Button => ({
          id: pressId("orders", "order", order.id, page),
          label: orderCode(order.number),
          style: "plain",
        }),
      ),
      ...pageButtons(found, (target) => pressId("orders", "made", target)),
      ...(purchases > 0
        ? [{ id: pressId("orders", "page", 1), label: words.toPurchases, style: "plain" } as const]
        : []),
    ],
  };
}

function footerOf({ count, page, pages, locale }: OrderPage): string | undefined {
  const number = (value: number) => wholeNumber(locale, value);
  return count > 0 ? orderDeskWords[locale].footer(number(count), number(page), number(pages)) : undefined;
}
