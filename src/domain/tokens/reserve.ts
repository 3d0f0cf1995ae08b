import { type SQL, sql } from "drizzle-orm";
import { campaigns, tokens } from "../../db/schema/tokens.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { tokenRows } from "./reward.ts";

/** What an order wants of a token. */
export type TokenWanted = {
  readonly code: string;
  readonly customerId: string;
  /** Before any discount, in the smallest unit. */
  readonly amount: number | null;
};

/** Whether an order can have a token, and else why not. */
export type TokenVerdict =
  | "good"
  | "used"
  | "reserved"
  | "removed"
  | "expired"
  | "not_yet"
  | "limit"
  | "needs_amount";

/** The verdict at this moment, as an expression over the rows of `tokenRows`. */
export function tokenVerdict({ clock }: Deps, { customerId, amount }: TokenWanted): SQL<TokenVerdict> {
  const nowMs = clock();
  return sql<TokenVerdict>`case
    when t.state <> 'available' then t.state
    when t.expires_at_ms <= ${nowMs} then 'expired'
    when t.starts_at_ms > ${nowMs} then 'not_yet'
    when ${hadBy(customerId)} >= b.per_customer_max then 'limit'
    when b.reward_kind in ('percent', 'money') and ${amount === null ? 1 : 0} = 1 then 'needs_amount'
    else 'good' end`;
}

/** Tokens that a customer has or has used of the same campaign, or of the same batch where it has none. */
const hadBy = (customerId: string): SQL<number> => sql<number>`(
  select count(*) from ${tokens} as had where had.customer_id = ${customerId}
    and iif(t.campaign_id is null, had.batch_id = t.batch_id, had.campaign_id = t.campaign_id))`;

/** The token where an order can have it now, to select from. */
export const reservable = (deps: Deps, wanted: TokenWanted): SQL =>
  sql`${tokenRows} where t.code = ${wanted.code} and ${tokenVerdict(deps, wanted)} = 'good'`;

/** The statement that reserves a token for an order that this batch has made. In a repeat it changes nothing. */
export function reserveToken(deps: Deps, request: Request, orderId: string, wanted: TokenWanted) {
  return deps.db
    .update(tokens)
    .set({
      state: "reserved",
      orderId,
      customerId: wanted.customerId,
      changeReason: null,
      ...changeOf(deps, request),
    })
    .where(
      sql`${tokens.code} = ${wanted.code} and ${tokens.state} = 'available' and exists (
        select 1 from orders as o where o.id = ${orderId} and o.token_code = ${wanted.code}
          and o.state not in ('completed', 'cancelled'))`,
    );
}

/**
 * The statement that uses the tokens reserved for orders that are completed.
 * @param orderIds selects the orders' ids.
 */
export function useTokens(deps: Deps, request: Request, orderIds: SQL) {
  return deps.db
    .update(tokens)
    .set({ state: "used", changeReason: null, ...changeOf(deps, request) })
    .where(
      sql`${tokens.orderId} in (
        select o.id from orders as o where o.state = 'completed' and o.id in (${orderIds})) and ${tokens.state} = 'reserved'`,
    );
}

/**
 * The statement that gives the token of a cancelled order back, once. It is what it would be by now without the order:
 * removed where its campaign was closed meanwhile, expired where its end has passed, else free.
 */
export function giveTokenBack(deps: Deps, request: Request, orderId: string | SQL, reason: string) {
  const isClosed = sql`exists (select 1 from ${campaigns} as c where c.id = ${tokens.campaignId} and c.closed_at_ms is not null)`;
  return deps.db
    .update(tokens)
    .set({
      state: sql`case when ${isClosed} then 'removed' when ${tokens.expiresAtMs} <= ${deps.clock()} then 'expired' else 'available' end`,
      orderId: null,
      customerId: null,
      changeReason: reason,
      ...changeOf(deps, request),
    })
    .where(
      sql`${tokens.orderId} = ${orderId} and ${tokens.state} = 'reserved'
        and exists (select 1 from orders as o where o.id = ${orderId} and o.state = 'cancelled')`,
    );
}

const changeOf = ({ clock }: Deps, { id, actor }: Request) => ({
  changedAtMs: clock(),
  changedBy: actor.id,
  changedRequest: id,
});
