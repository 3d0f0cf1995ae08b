import { type SQL, sql } from "drizzle-orm";
import { gateOf } from "../../db/gates.ts";
import { floatColumn } from "../../db/money.ts";
import { accounts } from "../../db/schema/ledger.ts";
import { standingCounts } from "../../db/schema/standings.ts";
import { type PaidBatch, readPaidBatches, selectPaidBatches } from "../cashback/newest.ts";
import type { Deps } from "../deps.ts";
import { type BooksCheck, readChecks, selectChecks } from "../ledger/booksCheck.ts";
import { type Redeemed, selectRedeemed } from "../tokens/redeemed.ts";
import { type Attention, attentionOf, selectAttention } from "./attention.ts";
import {
  type Day,
  OVERVIEW_DAYS,
  readDays,
  type Span,
  selectLastDays,
  selectOrderedQuarters,
} from "./days.ts";
import { claimsByState, type Funnel, funnelOf, selectClaimStates, selectFunnel } from "./funnel.ts";

/** Campaigns and cashback batches that have a bar. */
const BARS_MAX = 8;

/** How the shop stands, at a glance. */
export type Overview = {
  /** What members have in all, and what they owe the shop; and how many have points. */
  readonly points: number;
  readonly money: number;
  readonly debt: number;
  readonly holders: number;
  /** The last days, the oldest first. */
  readonly days: readonly Day[];
  readonly claims: ReturnType<typeof claimsByState>;
  /** Of the imports of those days. */
  readonly funnel: Funnel;
  readonly campaigns: readonly Redeemed[];
  readonly cashback: readonly PaidBatch[];
  readonly attention: Attention;
  /** The last check of the books. */
  readonly check: BooksCheck | null;
};

/** One round trip, which reads what is kept: no member, transfer or claim is counted for it. */
export async function overviewOf(deps: Deps, span: Span = OVERVIEW_DAYS): Promise<Overview> {
  const { db } = deps;
  const [[owed], moved, [ordered], claims, funnel, campaigns, ended, [counts], checks, [gate]] =
    await db.batch([
      selectOwed(deps),
      selectLastDays(deps, span),
      selectOrderedQuarters(deps, span),
      selectClaimStates(deps),
      selectFunnel(deps, span),
      selectRedeemed(deps, BARS_MAX),
      selectPaidBatches(deps, BARS_MAX),
      selectAttention(deps),
      selectChecks(deps),
      gateOf(db, "mail"),
    ]);
  if (!owed || !counts) throw new Error("a question without a table has no answer");
  const [check] = readChecks(checks);
  return {
    ...owed,
    days: readDays(deps, span, moved, ordered?.json),
    claims: claimsByState(claims),
    funnel: funnelOf(funnel),
    campaigns,
    cashback: readPaidBatches(ended),
    attention: attentionOf(counts, {
      nowMs: deps.clock(),
      check,
      mailStoppedUntilMs: gate?.closedUntilMs,
      money: owed.money,
      moneyAlarm: deps.shop.walletFloatAlarm,
    }),
    check: check ?? null,
  };
}

/** The other side of the shop's own accounts; and those with points, from the coarsest counts of their board. */
function selectOwed({ db }: Deps) {
  const own: SQL = sql`${accounts} where id > 'system:' and id < 'system;'`;
  return db
    .select({
      points: sql<number>`(select -coalesce(sum(balance), 0) from ${own} and asset = 'points')`,
      money: floatColumn,
      debt: sql<number>`(select -coalesce(sum(balance), 0) from ${accounts} where id > 'system:debt:' and id < 'system:debt;')`,
      holders: sql<number>`(select coalesce(sum(members), 0) from ${standingCounts}
        where board = 'all' and level = (select max(level) from standing_levels))`,
    })
    .from(sql`(select 1)`);
}
