import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import { campaigns, tokenBatches, tokenStates, tokens } from "../../db/schema/tokens.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import type { TokenCounts } from "./campaigns.ts";
import { selectCampaign } from "./campaigns.ts";
import { inCampaign, type ListedToken, withLate } from "./list.ts";
import type { Campaign } from "./named.ts";
import { lateTokens, shownState, type TokenState } from "./state.ts";

export const TOKENS_PER_SEARCH = 50;
/** Of each state as many are counted. */
export const TOKENS_COUNTED_MAX = 10_000;
/** Codes with a beginning that one page is looked for among: they are in order, but not by what else is asked for. */
export const CODES_LOOKED_THROUGH = 5_000;
const SEQ_MAX = 2 ** 53;

/** Which tokens are looked for; a campaign by its id or its name. */
export type TokenSearch = {
  readonly state?: TokenState | undefined;
  readonly campaign?: string | undefined;
  /** What the code begins with, as people type it. */
  readonly prefix?: string | undefined;
  /** Behind which token the page begins, as `next` told it. */
  readonly after?: string | undefined;
};

/** `next` may be there although the page is not full: it then leads on behind what was looked through. */
export type FoundTokens = {
  readonly rows: readonly ListedToken[];
  /** Each counted up to TOKENS_COUNTED_MAX. */
  readonly counts: TokenCounts;
  readonly campaign: Campaign | null;
  readonly next: string | null;
};

/**
 * A page of tokens, the newest first; those whose code begins with something by their codes. One round trip.
 * @throws Problem when there is no such campaign.
 */
export async function searchTokens(deps: Deps, search: TokenSearch): Promise<FoundTokens> {
  const { db } = deps;
  const { campaign } = search;
  const prefix = prefixOf(search);
  const [rows, [counted], [found], [edge]] = await db.batch([
    db
      .select({ token: tokens, description: tokenBatches.description, orderNumber: orders.number })
      .from(tokens)
      .innerJoin(tokenBatches, eq(tokenBatches.id, tokens.batchId))
      .leftJoin(orders, eq(orders.id, tokens.orderId))
      .where(sql`${tokens.seq} in (${keysOf(search, prefix)})`)
      .orderBy(prefix === null ? desc(tokens.seq) : asc(tokens.code)),
    countSome(deps, campaign),
    selectCampaign(deps, campaign ?? ""),
    selectEdge(deps, prefix, search.after),
  ]);
  if (campaign !== undefined && !found) throw new Problem({ kind: "campaign_unknown" });
  const nowMs = deps.clock();
  const shown = rows.slice(0, TOKENS_PER_SEARCH);
  const last = shown.at(-1)?.token;
  const lastKey = last && (prefix === null ? String(last.seq) : last.code);
  return {
    rows: shown.map((row) => ({ ...row, state: shownState(row.token, nowMs) })),
    counts: countsOf(counted),
    campaign: found ?? null,
    next: rows.length > TOKENS_PER_SEARCH ? (lastKey ?? null) : (edge?.code ?? null),
  };
}

/** Null where nothing is asked of the code. */
function prefixOf({ prefix }: TokenSearch): string | null {
  const symbols = (prefix ?? "").toUpperCase().replace(/[^0-9A-Z]/g, "");
  return symbols === "" ? null : symbols;
}

/** The tokens of one page and one more. The index is named, as SQLite without statistics may rather walk through all. */
function keysOf({ state, campaign, after }: TokenSearch, prefix: string | null): SQL {
  const limit = sql.raw(`limit ${TOKENS_PER_SEARCH + 1}`);
  const inState = state === undefined ? sql`true` : sql`state = ${state}`;
  if (prefix !== null)
    return sql`select seq from (
        select * from ${tokens} indexed by token_code where ${beginningWith(prefix, after)}
        order by code limit ${sql.raw(String(CODES_LOOKED_THROUGH))})
      where ${inState} and ${inCampaign(campaign)} order by code ${limit}`;
  const paged = sql`seq < ${BigInt(/^\d{1,15}$/.test(after ?? "") ? (after ?? SEQ_MAX) : SEQ_MAX)}`;
  const page = sql`and ${paged} order by seq desc ${limit}`;
  if (campaign !== undefined) {
    const index = sql.raw(state === undefined ? "token_campaign_list" : "token_campaign");
    return sql`select seq from ${tokens} indexed by ${index} where ${inCampaign(campaign)} and ${inState} ${page}`;
  }
  if (state !== undefined)
    return sql`select seq from ${tokens} indexed by token_state where ${inState} ${page}`;
  return sql`select seq from ${tokens} where true ${page}`;
}

const beginningWith = (prefix: string, after = ""): SQL =>
  sql`code >= ${prefix} and code < ${`${prefix}~`} and code > ${after}`;

/** The last code of those looked through, where there are more. */
const selectEdge = ({ db }: Deps, prefix: string | null, after: string | undefined) =>
  db
    .select({ code: tokens.code })
    .from(tokens)
    .where(prefix === null ? sql`false` : beginningWith(prefix, after))
    .orderBy(asc(tokens.code))
    .limit(1)
    .offset(CODES_LOOKED_THROUGH - 1);

function countSome({ db, clock }: Deps, campaign: string | undefined) {
  const some = (from: SQL) =>
    sql<number>`(select count(*) from (select 1 from ${from} limit ${sql.raw(String(TOKENS_COUNTED_MAX))}))`;
  const index = sql.raw(campaign === undefined ? "token_state" : "token_campaign");
  const inState = (state: TokenState) =>
    some(sql`${tokens} indexed by ${index} where ${inCampaign(campaign)} and state = ${state}`);
  return db
    .select({
      available: inState("available"),
      reserved: inState("reserved"),
      used: inState("used"),
      expired: inState("expired"),
      removed: inState("removed"),
      late: some(sql`${lateTokens(clock())} and ${inCampaign(campaign)}`),
    })
    .from(sql`(select 1)`);
}

function countsOf(
  counted: ({ [K in TokenState]: number } & { readonly late: number }) | undefined,
): TokenCounts {
  const { late = 0, ...by } = counted ?? { available: 0, reserved: 0, used: 0, expired: 0, removed: 0 };
  const counts = { ...by, issued: tokenStates.reduce((sum, state) => sum + by[state], 0) };
  return by.available < TOKENS_COUNTED_MAX ? withLate(counts, late) : counts;
}

/** Names that a list or a form offers. */
const CAMPAIGNS_OFFERED_MAX = 100;

/** The newest campaigns by name, those first that take tokens. */
export const campaignsOffered = ({ db }: Deps) =>
  db
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .orderBy(sql`${campaigns.closedAtMs} is not null`, desc(campaigns.createdAtMs))
    .limit(CAMPAIGNS_OFFERED_MAX);
