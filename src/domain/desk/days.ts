import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { selectDays } from "../../db/daySums.ts";
import { orderQuarters } from "../../db/schema/counts.ts";
import { dayBegins, localDay } from "../../lib/localDay.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";

/** The days that pictures look back on, today included. */
export const spans = [7, 30, 90] as const;
export type Span = (typeof spans)[number];
/** Where nothing else is asked for. */
export const OVERVIEW_DAYS = 30;
/** Every time zone is so many minutes from the others. */
const QUARTER_MS = 15 * MINUTE_MS;

/** What a day of the shop's own brought; money in the smallest unit. */
export type Day = {
  /** In days since 1970-01-01. */
  readonly day: number;
  /** Points that members got, and that were spent or taken back. */
  readonly issued: number;
  readonly spent: number;
  readonly toppedUp: number;
  readonly topups: number;
  /** Codes that members bought, and what was given back of it. */
  readonly purchased: number;
  readonly purchases: number;
  readonly refunded: number;
  readonly refunds: number;
  /** Of top-ups, by Midtrans or a bank. */
  readonly takenBack: number;
  /** To members' wallets and from them, for whatever reason. */
  readonly moneyIn: number;
  readonly moneyOut: number;
  /** Orders that staff completed, and what was paid for them. */
  readonly ordered: number;
  readonly orders: number;
};

const NOTHING: Omit<Day, "day"> = {
  issued: 0,
  spent: 0,
  toppedUp: 0,
  topups: 0,
  purchased: 0,
  purchases: 0,
  refunded: 0,
  refunds: 0,
  takenBack: 0,
  moneyIn: 0,
  moneyOut: 0,
  ordered: 0,
  orders: 0,
};

/** The oldest of the last days. */
export const firstDay = ({ clock, shop }: Deps, span: Span) => localDay(clock(), shop.timeZone) - span + 1;

/** The statements that read the last days; `readDays` puts their rows together. */
export const selectLastDays = (deps: Deps, span: Span) => selectDays(deps.db, firstDay(deps, span));

/** Orders stand by the moment of their completion, whose day is the shop's: they come in quarters of an hour. */
export function selectOrderedQuarters(deps: Deps, span: Span) {
  const sinceMs = dayBegins(firstDay(deps, span), deps.shop.timeZone);
  return deps.db
    .select({
      json: sql<string>`json_group_array(json_array(quarter, orders, amount - discount))`,
    })
    .from(orderQuarters)
    .where(sql`quarter >= ${BigInt(Math.floor(sinceMs / QUARTER_MS))}`);
}

const quartersSchema = z.array(z.tuple([z.number(), z.number(), z.number()]));

/** Every one of the last days, the oldest first. */
export function readDays(
  deps: Deps,
  span: Span,
  moved: readonly Omit<Day, "ordered" | "orders">[],
  orderedJson?: string,
): Day[] {
  const first = firstDay(deps, span);
  const days = Array.from({ length: span }, (_, at): Day => {
    const day = first + at;
    return { ...NOTHING, day, ...moved.find((row) => row.day === day) };
  });
  for (const [quarter, count, paid] of quartersSchema.parse(JSON.parse(orderedJson ?? "[]"))) {
    const at = localDay(quarter * QUARTER_MS, deps.shop.timeZone) - first;
    const day = days[at];
    if (day) days[at] = { ...day, orders: day.orders + count, ordered: day.ordered + paid };
  }
  return days;
}

/** What moved in the books on each of the last days, without the orders. */
export const lastDays = async (deps: Deps, span: Span): Promise<Day[]> =>
  readDays(deps, span, await selectLastDays(deps, span));

/** What some days brought in all. */
export const sumOfDays = (days: readonly Day[]): Omit<Day, "day"> =>
  days.reduce<Omit<Day, "day">>(
    (sum, day) => ({
      issued: sum.issued + day.issued,
      spent: sum.spent + day.spent,
      toppedUp: sum.toppedUp + day.toppedUp,
      topups: sum.topups + day.topups,
      purchased: sum.purchased + day.purchased,
      purchases: sum.purchases + day.purchases,
      refunded: sum.refunded + day.refunded,
      refunds: sum.refunds + day.refunds,
      takenBack: sum.takenBack + day.takenBack,
      moneyIn: sum.moneyIn + day.moneyIn,
      moneyOut: sum.moneyOut + day.moneyOut,
      ordered: sum.ordered + day.ordered,
      orders: sum.orders + day.orders,
    }),
    NOTHING,
  );
