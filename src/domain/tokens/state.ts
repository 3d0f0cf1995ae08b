import { type SQL, sql } from "drizzle-orm";
import { type tokenStates, tokens } from "../../db/schema/tokens.ts";

export type TokenState = (typeof tokenStates)[number];

/** What people are told of a token: also that it is not valid yet, and that its end has passed before the cron trigger says so. */
export type ShownState = TokenState | "not_yet";

type Standing = {
  readonly state: TokenState;
  readonly startsAtMs: number | null;
  readonly expiresAtMs: number | null;
};

/** How a token stands at a moment. One that an order has stays that order's, whatever its dates. */
export function shownState({ state, startsAtMs, expiresAtMs }: Standing, nowMs: number): ShownState {
  if (state !== "available") return state;
  if (expiresAtMs !== null && expiresAtMs <= nowMs) return "expired";
  return startsAtMs !== null && startsAtMs > nowMs ? "not_yet" : "available";
}

/**
 * Tokens whose time is over and which nobody has ended yet, to select from; a condition may follow. The index is named
 * because SQLite takes that of the states instead, and reads every free token.
 */
export const lateTokens = (nowMs: number): SQL => sql`${tokens} indexed by token_expiry
  where state = 'available' and expires_at_ms is not null and expires_at_ms <= ${nowMs}`;
