import * as z from "zod";
import type { Request } from "../../src/domain/actor.ts";
import { createOrder, type OrderCreated } from "../../src/domain/orders/create.ts";
import type { OrderGiven } from "../../src/domain/orders/form.ts";
import { orderCode } from "../../src/lib/orderCode.ts";
import type { DepsChange, TestShop } from "./shop.ts";

/** What a token is made with; what is left out is as plain as can be. */
export type TokenGiven = {
  readonly batchId?: string;
  readonly campaignId?: string | null;
  readonly startsAtMs?: number | null;
  readonly expiresAtMs?: number | null;
  readonly perCustomerMax?: number | null;
  readonly reward?: readonly ["points" | "percent" | "money", number] | null;
};

const SYMBOLS = "346789ABCDEFGHJKMNPQRTVWXY";

/** A code that was never there before. */
export function newTokenCode(shop: TestShop): string {
  let code = "";
  for (let rest = BigInt(shop.newId()); code.length < 12; rest /= 26n) code += SYMBOLS[Number(rest % 26n)];
  return code;
}

/** An available token, put where it belongs past all of our own code; its batch is made where there is none. */
export async function newToken(shop: TestShop, given: TokenGiven = {}): Promise<string> {
  const { batchId = shop.newId(), campaignId = null, startsAtMs = null, expiresAtMs = null } = given;
  const { perCustomerMax = null, reward = null } = given;
  const code = newTokenCode(shop);
  const int = (value: number | null) => (value === null ? null : BigInt(value));
  const nowMs = BigInt(shop.clock.now());
  await shop.database.run(
    {
      sql: `insert into token_batches (id, description, campaign_id, quantity, code_length, starts_at_ms, expires_at_ms,
          per_customer_max, reward_kind, reward_value, created_by, created_at_ms, answer_until_ms)
        values (?, 'Flyer', ?, 1000, 12, ?, ?, ?, ?, ?, '901', ?, 0) on conflict do nothing`,
      args: [
        batchId,
        campaignId,
        int(startsAtMs),
        int(expiresAtMs),
        int(perCustomerMax),
        reward?.[0] ?? null,
        int(reward?.[1] ?? null),
        nowMs,
      ],
    },
    {
      sql: `insert into tokens (code, batch_id, number, campaign_id, starts_at_ms, expires_at_ms, changed_at_ms, changed_by)
        select ?1, ?2, coalesce(max(number), 0) + 1, ?3, ?4, ?5, ?6, '901' from tokens where batch_id = ?2`,
      args: [code, batchId, campaignId, int(startsAtMs), int(expiresAtMs), nowMs],
    },
  );
  return code;
}

/** Staff who ask for something. */
export const staff = (shop: TestShop): Request => shop.request("1180000000000000901", "staff");

/** An order that staff have just made. */
export async function newOrder(
  shop: TestShop,
  given: Partial<OrderGiven> = {},
  change: DepsChange = {},
): Promise<OrderCreated & { code: string }> {
  const created = await createOrder(shop.deps(change), staff(shop), {
    description: "A cake",
    customerId: shop.newId(),
    ...given,
  });
  return { ...created, code: orderCode(created.order.number) };
}

const tokenSchema = z.object({
  state: z.string(),
  order_id: z.string().nullable(),
  customer_id: z.string().nullable(),
});

/** A token as the database has it. */
export async function tokenRow(shop: TestShop, code: string): Promise<z.infer<typeof tokenSchema>> {
  const [row] = await shop.database.rows(tokenSchema, {
    sql: "select state, order_id, customer_id from tokens where code = ?",
    args: [code],
  });
  if (!row) throw new Error(`there is no token ${code}`);
  return row;
}

/** The way a token went, one word a change. */
export async function tokenWay(shop: TestShop, code: string): Promise<string[]> {
  const rows = await shop.database.rows(z.object({ step: z.string() }), {
    sql: "select from_state || '>' || to_state as step from token_events where code = ? order by seq",
    args: [code],
  });
  return rows.map(({ step }) => step);
}

/** The way an order went, one word a change. */
export async function orderWay(shop: TestShop, orderId: string): Promise<string[]> {
  const rows = await shop.database.rows(z.object({ step: z.string() }), {
    sql: "select from_state || '>' || to_state as step from order_events where order_id = ? order by seq",
    args: [orderId],
  });
  return rows.map(({ step }) => step);
}

/** Whether all orders are numbered 1, 2, 3 … without a gap. */
export const numbersHaveNoGap = async (shop: TestShop): Promise<boolean> =>
  (await shop.database.number(
    "select count(*) = coalesce(max(number), 0) and count(distinct number) = count(*) from orders",
  )) === 1;

/** What is wrong with orders and tokens together, by SQL that shares nothing with the shop's own. */
export const brokenPairs = (shop: TestShop) =>
  shop.database.rows(
    z.object({ code: z.string() }),
    `select code from tokens where
       (state = 'reserved' and not exists (select 1 from orders where id = order_id and token_code = code
         and state in ('pending', 'in_progress', 'waiting') and customer_id = tokens.customer_id))
       or (state = 'used' and not exists (select 1 from orders where id = order_id and token_code = code
         and state = 'completed' and customer_id = tokens.customer_id))
       or (state in ('available', 'expired', 'removed') and exists (
         select 1 from orders where token_code = code and state <> 'cancelled'))
     union all
     select token_code from orders where token_code is not null and state <> 'cancelled'
       and not exists (select 1 from tokens where code = token_code and order_id = orders.id)`,
  );

/** Money that a shop's referrers earned by a spending, by its cause. */
export const earningsOf = (shop: TestShop, cause: string) =>
  shop.database.number({
    sql: "select coalesce(sum(amount), -1) from earnings where cause = ?",
    args: [cause],
  });

/** Has a member brought by another. */
export async function brought(shop: TestShop, memberId: string, referrerId = shop.newId()): Promise<string> {
  await shop.database.run({
    sql: "insert into referrals (member_id, referrer_id, request_id, created_at_ms) values (?, ?, ?, 0)",
    args: [memberId, referrerId, shop.newId()],
  });
  return referrerId;
}
