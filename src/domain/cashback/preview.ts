import { desc, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { earnings, payouts, referralBlacklist } from "../../db/schema/referrals.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { type CashbackBatch, openEarnings, UNITS_PER_MINOR } from "./batch.ts";
import { countsOf, payoutsOf, type Totals, totals } from "./totals.ts";

/** Receivers that a preview names. */
const TOP_MAX = 10;

export type Receiver = { readonly memberId: string; readonly amount: number; readonly referrals: number };

export type CashbackPreview = {
  readonly batch: CashbackBatch;
  readonly totals: Totals;
  readonly top: readonly Receiver[];
  /** Members over the limit of one payout, and the largest of them; the others in review are over that of one batch. */
  readonly overPayouts: number;
  readonly overPayoutMax: readonly Receiver[];
  readonly leftOut: LeftOut;
  readonly alone: Alone | null;
  readonly locale: Locale;
};

/** Who has earned something that the batch may take, and is not in it. */
export type LeftOut = {
  readonly blacklisted: number;
  readonly blacklistedAmount: number;
  /** Members with less than a whole unit, and those who owe more than they earned, after refunds. */
  readonly small: number;
  readonly negative: number;
};

/** What there is of the one member whom a batch is for. */
export type Alone = {
  readonly units: number | null;
  readonly heldUnits: number | null;
  readonly heldUntilMs: number | null;
  readonly blacklistReason: string | null;
};

/**
 * What a batch that was frozen would pay whom. What all of its rows had to be read for was written down with it; of one
 * member it is found again.
 */
export async function cashbackPreview(deps: Deps, batch: CashbackBatch): Promise<CashbackPreview> {
  const { db } = deps;
  const found =
    batch.findings === null
      ? await previewFindings(deps, batch)
      : findingsSchema.parse(JSON.parse(batch.findings));
  const [[counted], top, over, alone, readers] = await db.batch([
    db.select(totals).from(countsOf(batch.id)),
    receiversIn(deps, found.top),
    receiversIn(deps, found.over),
    aloneOf(deps, batch),
    chosenLocale(db, batch.askedBy),
  ]);
  if (!counted) throw new Error("a count counted nothing");
  return {
    batch,
    totals: counted,
    top,
    overPayouts: found.overPayouts,
    overPayoutMax: over,
    leftOut: found.leftOut,
    alone: batch.memberId === null ? null : (alone[0] ?? null),
    locale: localeFrom(deps, readers),
  };
}

/** Members stand in it by the rows of their payouts: who is forgotten is in no text. */
const findingsSchema = z.object({
  top: z.array(z.number()),
  over: z.array(z.number()),
  overPayouts: z.number(),
  leftOut: z.object({
    blacklisted: z.number(),
    blacklistedAmount: z.number(),
    small: z.number(),
    negative: z.number(),
  }),
});

/** What a preview tells beside the sums. All payouts and earnings of the batch are read for it, outside of a batch: it would keep all writers waiting. */
export async function previewFindings(
  deps: Deps,
  batch: CashbackBatch,
): Promise<z.infer<typeof findingsSchema>> {
  const [left] = await leftOutOf(deps, batch);
  const top = await largest(deps, batch, "frozen");
  const over = await largest(deps, batch, "review");
  const [counted] = await deps.db
    .select({ overPayouts: sql<number>`count(*)` })
    .from(sql`${payoutsOf(batch.id)} and state = 'review' and reason = 'payout_max'`);
  if (!left || !counted) throw new Error("a count counted nothing");
  const rowsOf = (found: readonly { row: number }[]) => found.map(({ row }) => row);
  return { top: rowsOf(top), over: rowsOf(over), overPayouts: counted.overPayouts, leftOut: left };
}

function leftOutOf({ db }: Deps, batch: CashbackBatch) {
  const unit = BigInt(UNITS_PER_MINOR);
  const listed = sql`exists (select 1 from ${referralBlacklist} where member_id = referrer_id)`;
  const whose = batch.memberId === null ? sql`` : sql`and referrer_id = ${batch.memberId}`;
  return db
    .select({
      blacklisted: sql<number>`count(*) filter (where units >= ${unit} and ${listed})`,
      blacklistedAmount: sql<number>`coalesce(sum(units / ${unit}) filter (where units >= ${unit} and ${listed}), 0)`,
      small: sql<number>`count(*) filter (where units between 0 and ${unit - 1n})`,
      negative: sql<number>`count(*) filter (where units < 0)`,
    })
    .from(
      sql`(select referrer_id, sum(units) as units from ${openEarnings(batch)} ${whose} group by referrer_id)`,
    );
}

function aloneOf({ db }: Deps, batch: CashbackBatch) {
  const memberId = batch.memberId ?? "";
  const isHeld = sql`payable_at_ms > ${BigInt(batch.payableUntilMs)}`;
  return db
    .select({
      units: sql<number | null>`sum(units) filter (where not ${isHeld})`,
      heldUnits: sql<number | null>`sum(units) filter (where ${isHeld})`,
      heldUntilMs: sql<number | null>`min(payable_at_ms) filter (where ${isHeld})`,
      blacklistReason: sql<
        string | null
      >`(select reason from ${referralBlacklist} where member_id = ${memberId})`,
    })
    .from(sql`${earnings} where batch_id is null and referrer_id = ${memberId}`);
}

function largest({ db }: Deps, { id }: CashbackBatch, state: "frozen" | "review") {
  const reason = state === "review" ? sql`and reason = 'payout_max'` : sql``;
  return db
    .select({ row: sql<number>`rowid` })
    .from(payouts)
    .where(sql`batch_id = ${id} and state = ${state} ${reason}`)
    .orderBy(desc(payouts.amount), payouts.memberId)
    .limit(TOP_MAX);
}

const receiversIn = ({ db }: Deps, rows: readonly number[]) =>
  db
    .select({ memberId: payouts.memberId, amount: payouts.amount, referrals: payouts.referrals })
    .from(payouts)
    .where(sql`rowid in (select value from json_each(${JSON.stringify(rows)}))`)
    .orderBy(desc(payouts.amount), payouts.memberId);
