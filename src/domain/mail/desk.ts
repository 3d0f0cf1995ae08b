import { desc, eq, sql } from "drizzle-orm";
import { gateOf } from "../../db/gates.ts";
import { importCounts } from "../../db/schema/counts.ts";
import { imports } from "../../db/schema/imports.ts";
import { mailStates, mails, suppressions } from "../../db/schema/mail.ts";
import { orders, receiptSends, receipts } from "../../db/schema/orders.ts";
import { localDay } from "../../lib/localDay.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";

export const MAIL_DAYS = 30;
/** Imports of those days whose mails are counted, the newest first. */
export const IMPORTS_COUNTED_MAX = 100;
const SUPPRESSED_SHOWN_MAX = 20;
const RECEIPTS_SHOWN_MAX = 20;

type Counts = Readonly<Partial<Record<(typeof mailStates)[number], number>>>;

export type MailDay = {
  /** The day on which the mails' imports were uploaded, in days since 1970-01-01. */
  readonly day: number;
  readonly mails: Counts;
  readonly claims: number;
  readonly claimed: number;
};

export type MailDesk = {
  readonly days: readonly MailDay[];
  /** Whether there were more imports than are counted. */
  readonly isCut: boolean;
  readonly gate: { readonly reason: string; readonly closedUntilMs: number } | null;
  readonly suppressed: readonly {
    readonly kind: string;
    readonly atMs: number;
    readonly claimId: string | null;
    readonly orderId: string | null;
  }[];
  readonly receipts: readonly {
    readonly orderNumber: number;
    readonly number: number;
    readonly way: string;
    readonly state: string;
    readonly reason: string | null;
    readonly atMs: number;
  }[];
};

/** How the shop's mail goes: by day and state, what is stopped or suppressed, and the newest receipts. One round trip. */
export async function mailDesk(deps: Deps): Promise<MailDesk> {
  const { db } = deps;
  const nowMs = deps.clock();
  const chosen = sql`(
    select id, created_at_ms from ${imports} where created_at_ms > ${nowMs - MAIL_DAYS * DAY_MS}
    order by created_at_ms desc limit ${sql.raw(String(IMPORTS_COUNTED_MAX + 1))})`;
  const [uploads, kept, open, [gate], suppressed, sends] = await db.batch([
    db.select({ id: sql<string>`id`, createdAtMs: sql<number>`created_at_ms` }).from(chosen),
    db.select().from(importCounts).where(sql`${importCounts.importId} in (select id from ${chosen})`),
    db
      .select({ importId: mails.importId, state: mails.state, count: sql<number>`count(*)` })
      .from(mails)
      .where(
        sql`${mails.importId} in (select id from ${chosen}) and ${mails.state} in ('held', 'queued', 'sending')`,
      )
      .groupBy(mails.importId, mails.state),
    gateOf(db, "mail"),
    suppressedOf(deps),
    receiptsOf(deps),
  ]);
  const { timeZone } = deps.shop;
  const days = new Map<number, MailDay>();
  const byImport = Map.groupBy(
    [...kept, ...open.map((row) => ({ what: "mail", ...row }))],
    (row) => row.importId,
  );
  for (const { id, createdAtMs } of uploads.slice(0, IMPORTS_COUNTED_MAX)) {
    const day = localDay(createdAtMs, timeZone);
    const counts = byImport.get(id) ?? [];
    days.set(day, added(days.get(day) ?? { day, mails: {}, claims: 0, claimed: 0 }, counts));
  }
  return {
    days: [...days.values()].sort((one, other) => one.day - other.day),
    isCut: uploads.length > IMPORTS_COUNTED_MAX,
    gate: gate && gate.closedUntilMs > nowMs ? gate : null,
    suppressed,
    receipts: sends,
  };
}

type Counted = { readonly what: string; readonly state: string; readonly count: number };

/** A day with what one more import came to. */
function added(day: MailDay, counts: readonly Counted[]): MailDay {
  const sum: Partial<Record<(typeof mailStates)[number], number>> = { ...day.mails };
  for (const state of mailStates) {
    const more = counts.find((row) => row.what === "mail" && row.state === state)?.count ?? 0;
    if (more > 0) sum[state] = (sum[state] ?? 0) + more;
  }
  const made = counts.filter(({ what }) => what === "claim");
  return {
    ...day,
    mails: sum,
    claims: day.claims + made.reduce((all, { count }) => all + count, 0),
    claimed: day.claimed + (made.find(({ state }) => state === "claimed")?.count ?? 0),
  };
}

/** The newest addresses that are not mailed unasked, each by its newest claim. */
function suppressedOf({ db }: Deps) {
  const newest = sql`(select max(rowid) from claims where claims.email_hash = ${suppressions.emailHash})`;
  return db
    .select({
      kind: suppressions.kind,
      atMs: suppressions.createdAtMs,
      claimId: sql<string | null>`(select id from claims where rowid = ${newest})`,
      orderId: sql<string | null>`(select order_id from claims where rowid = ${newest})`,
    })
    .from(suppressions)
    .orderBy(desc(suppressions.createdAtMs))
    .limit(SUPPRESSED_SHOWN_MAX);
}

/** The sendings of the newest receipts. */
function receiptsOf({ db }: Deps) {
  return db
    .select({
      orderNumber: orders.number,
      number: receipts.number,
      way: receiptSends.way,
      state: receiptSends.state,
      reason: receiptSends.reason,
      atMs: receiptSends.stateAtMs,
    })
    .from(receiptSends)
    .innerJoin(receipts, eq(receipts.orderId, receiptSends.orderId))
    .innerJoin(orders, eq(orders.id, receiptSends.orderId))
    .where(
      sql`${receiptSends.orderId} in (
        select order_id from receipts order by number desc limit ${sql.raw(String(RECEIPTS_SHOWN_MAX))})`,
    )
    .orderBy(desc(receiptSends.createdAtMs))
    .limit(RECEIPTS_SHOWN_MAX);
}
