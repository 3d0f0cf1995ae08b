import { and, desc, eq, sql } from "drizzle-orm";
import { behind } from "../../db/page.ts";
import { campaigns, tokenBatches, tokens } from "../../db/schema/tokens.ts";
import type { PageKey } from "../../lib/pageKey.ts";
import type { Deps } from "../deps.ts";
import { localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { type Generated, readBatch, type TokenBatch } from "./batch.ts";
import type { TokenCounts } from "./campaigns.ts";
import { countsFrom } from "./list.ts";
import type { Campaign } from "./named.ts";
import { type ShownState, shownState } from "./state.ts";

export const BATCHES_PER_SEARCH = 50;
/** Ten sheets of paper. */
export const CODES_PER_PAGE = 240;

export type ListedTokenBatch = {
  readonly batch: TokenBatch;
  readonly campaign: string | null;
  /** Tokens that there are of it by now. */
  readonly made: number;
};

const made = sql<number>`(select coalesce(max(number), 0) from ${tokens} where batch_id = ${tokenBatches.id})`;

/** Tokens that were made together, the newest first. One round trip. */
export async function searchTokenBatches(
  { db }: Deps,
  after: PageKey | null,
  most = BATCHES_PER_SEARCH,
): Promise<{ readonly rows: readonly ListedTokenBatch[]; readonly next: PageKey | null }> {
  const rows = await db
    .select({ batch: tokenBatches, campaign: campaigns.name, made })
    .from(tokenBatches)
    .leftJoin(campaigns, eq(campaigns.id, tokenBatches.campaignId))
    .where(behind(tokenBatches.createdAtMs, tokenBatches.id, after))
    .orderBy(desc(tokenBatches.createdAtMs), desc(tokenBatches.id))
    .limit(most + 1);
  const shown = rows.slice(0, most);
  const last = shown.at(-1)?.batch;
  const next = rows.length > most && last ? { atMs: last.createdAtMs, id: last.id } : null;
  return { rows: shown, next };
}

export type TokenBatchDetail = {
  readonly batch: TokenBatch;
  readonly campaign: Campaign | null;
  readonly made: number;
  readonly counts: TokenCounts;
  /** A page of its codes, in the order of the sheet. */
  readonly codes: readonly {
    readonly number: number;
    readonly code: string;
    readonly state: ShownState;
  }[];
  /** The number of the last code of the page, where there are more. */
  readonly next: number | null;
};

/**
 * One batch with a page of its codes. One round trip.
 * @throws Problem when there is none.
 */
export async function tokenBatchDetail(deps: Deps, id: string, after: number): Promise<TokenBatchDetail> {
  const { db } = deps;
  const [[found], states, codes] = await db.batch([
    db
      .select({ batch: tokenBatches, campaign: campaigns, made })
      .from(tokenBatches)
      .leftJoin(campaigns, eq(campaigns.id, tokenBatches.campaignId))
      .where(eq(tokenBatches.id, id)),
    db
      .select({ state: tokens.state, count: sql<number>`count(*)` })
      .from(tokens)
      .where(eq(tokens.batchId, id))
      .groupBy(tokens.state),
    db
      .select()
      .from(tokens)
      .where(and(eq(tokens.batchId, id), sql`${tokens.number} > ${after}`))
      .orderBy(tokens.number)
      .limit(CODES_PER_PAGE + 1),
  ]);
  if (!found) throw new Problem({ kind: "token_batch_unknown" });
  const nowMs = deps.clock();
  const shown = codes.slice(0, CODES_PER_PAGE);
  return {
    ...found,
    counts: countsFrom(states),
    codes: shown.map((token) => ({
      number: token.number,
      code: token.code,
      state: shownState(token, nowMs),
    })),
    next: codes.length > CODES_PER_PAGE ? (shown.at(-1)?.number ?? null) : null,
  };
}

/**
 * All codes of a batch, for its files.
 * @throws Problem when there is none.
 */
export async function openTokenBatch(deps: Deps, readerId: string, id: string): Promise<Generated> {
  const [[row], codes, readers] = await deps.db.batch(readBatch(deps, id, readerId));
  const locale = localeFrom(deps, readers);
  if (!row) throw new Problem({ kind: "token_batch_unknown" }, locale);
  return { ...row, codes: codes.map(({ code }) => code), locale };
}
