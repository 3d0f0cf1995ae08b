import { desc, eq, sql } from "drizzle-orm";
import type { BatchResponse } from "drizzle-orm/batch";
import { alias } from "drizzle-orm/sqlite-core";
import { orders } from "../../db/schema/orders.ts";
import { campaigns, tokenBatches, tokenEvents, tokens } from "../../db/schema/tokens.ts";
import { parseToken } from "../../lib/tokenCode.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import type { TokenBatch } from "./batch.ts";
import type { Campaign } from "./named.ts";
import { type ShownState, shownState } from "./state.ts";

/** Changes of a token that one answer tells, the last ones. */
export const EVENTS_SHOWN_MAX = 12;

export type Token = typeof tokens.$inferSelect;
export type TokenEvent = {
  readonly event: typeof tokenEvents.$inferSelect;
  readonly orderNumber: number | null;
};

/** A token with all that staff want to know of it. */
export type TokenView = {
  readonly token: Token;
  readonly state: ShownState;
  readonly batch: TokenBatch;
  readonly campaign: Campaign | null;
  readonly orderNumber: number | null;
  /** The newest last. */
  readonly events: readonly TokenEvent[];
  /** Changes before these. */
  readonly earlier: number;
  readonly locale: Locale;
};

/**
 * The code that staff typed.
 * @throws Problem when it has not the form of one.
 */
export function tokenNamed(typed: string): string {
  const code = parseToken(typed);
  if (code === null) throw new Problem({ kind: "token_malformed" });
  return code;
}

/**
 * A token by the code that staff typed. One round trip.
 * @throws Problem when there is none.
 */
export async function checkToken(deps: Deps, readerId: string, typed: string): Promise<TokenView> {
  const code = tokenNamed(typed);
  return viewFrom(deps, code, await deps.db.batch(readToken(deps, code, readerId)));
}

/** The reads of a token, in the order in which `viewFrom` takes what they found. */
export function readToken({ db }: Deps, code: string, readerId: string) {
  const freed = alias(orders, "freed");
  return [
    db
      .select({ token: tokens, batch: tokenBatches, campaign: campaigns, orderNumber: orders.number })
      .from(tokens)
      .innerJoin(tokenBatches, eq(tokenBatches.id, tokens.batchId))
      .leftJoin(campaigns, eq(campaigns.id, tokens.campaignId))
      .leftJoin(orders, eq(orders.id, tokens.orderId))
      .where(eq(tokens.code, code)),
    db
      .select({ event: tokenEvents, orderNumber: freed.number })
      .from(tokenEvents)
      .leftJoin(freed, eq(freed.id, tokenEvents.orderId))
      .where(eq(tokenEvents.code, code))
      .orderBy(desc(tokenEvents.seq))
      .limit(EVENTS_SHOWN_MAX),
    db.select({ count: sql<number>`count(*)` }).from(tokenEvents).where(eq(tokenEvents.code, code)),
    chosenLocale(db, readerId),
  ] as const;
}

type Found = BatchResponse<ReturnType<typeof readToken>>;

/** @throws Problem when there is no such token. */
export function viewFrom(deps: Deps, code: string, found: Found): TokenView {
  const [[row], events, [counted], readers] = found;
  const locale = localeFrom(deps, readers);
  if (!row) throw new Problem({ kind: "token_unknown", code }, locale);
  return {
    ...row,
    state: shownState(row.token, deps.clock()),
    events: events.toReversed(),
    earlier: Math.max(0, (counted?.count ?? 0) - events.length),
    locale,
  };
}

const SUGGESTIONS_MAX = 25;

/** Tokens whose code begins with what is typed. */
export async function suggestTokens(
  { db, clock }: Deps,
  typed: string,
): Promise<{ code: string; state: ShownState }[]> {
  const start = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  const rows = await db
    .select()
    .from(tokens)
    .where(sql`${tokens.code} >= ${start} and ${tokens.code} < ${`${start}~`}`)
    .orderBy(tokens.code)
    .limit(SUGGESTIONS_MAX);
  const nowMs = clock();
  return rows.map((token) => ({ code: token.code, state: shownState(token, nowMs) }));
}
