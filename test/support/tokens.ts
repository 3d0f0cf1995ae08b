import * as z from "zod";
import type { TokensGiven } from "../../src/domain/tokens/form.ts";
import { generateTokens } from "../../src/domain/tokens/generate.ts";
import { admin } from "./products.ts";
import type { TestShop } from "./shop.ts";

/** Promo tokens that an admin has just made; more than a thousand by their job. */
export async function makeTokens(
  shop: TestShop,
  given: Partial<TokensGiven> = {},
): Promise<{ batchId: string; codes: string[]; madeBy: string }> {
  const request = admin(shop);
  const asked = { description: "Flyer of the spring", ...given };
  const { batch } = await generateTokens(shop.deps(), request, asked, "made-by-test");
  if (batch.finishedAtMs === null) await shop.job(`${batch.id}.tokens.make`);
  return { batchId: batch.id, codes: await codesOf(shop, batch.id), madeBy: request.actor.id };
}

/** The codes of a batch by the database, in their order. */
export async function codesOf(shop: TestShop, batchId: string): Promise<string[]> {
  const rows = await shop.database.rows(z.object({ code: z.string() }), {
    sql: "select code from tokens where batch_id = ? order by number",
    args: [batchId],
  });
  return rows.map(({ code }) => code);
}

const tokenSchema = z.object({
  state: z.string(),
  orderId: z.string().nullable(),
  reason: z.string().nullable(),
  events: z.number(),
});

/** How a token stands, by the database. */
export async function tokenOf(shop: TestShop, code: string): Promise<z.infer<typeof tokenSchema>> {
  const [found] = await shop.database.rows(tokenSchema, {
    sql: `select state, order_id as orderId, change_reason as reason,
        (select count(*) from token_events where token_events.code = tokens.code) as events
      from tokens where code = ?`,
    args: [code],
  });
  if (!found) throw new Error(`there is no token ${code}`);
  return found;
}

/** An order for a customer that has a token reserved, past our own code. Returns its id. */
export async function reserve(shop: TestShop, code: string, customerId = shop.newId(), amount = 100_000) {
  const orderId = shop.newId();
  const nowMs = BigInt(shop.clock.now());
  await shop.database.run(
    {
      sql: `insert into orders (id, number, description, customer_id, token_code, amount, created_by, created_at_ms,
          changed_at_ms, changed_by, changed_request)
        select ?, coalesce(max(number), 0) + 1, 'Poster', ?, ?, ?, '1', ?, ?, '1', ? from orders`,
      args: [orderId, customerId, code, BigInt(amount), nowMs, nowMs, orderId],
    },
    {
      sql: `update tokens set state = 'reserved', order_id = ?, customer_id = ?, changed_at_ms = ?, changed_by = '1',
          changed_request = ? where code = ? and state = 'available'`,
      args: [orderId, customerId, nowMs, orderId, code],
    },
    {
      sql: "insert into guards (held) select exists (select 1 from tokens where code = ? and order_id = ?)",
      args: [code, orderId],
    },
  );
  return orderId;
}

/** Completes an order, whose token is used then. */
export async function complete(shop: TestShop, orderId: string): Promise<void> {
  const nowMs = BigInt(shop.clock.now());
  await shop.database.run(
    {
      sql: "update orders set state = 'completed', completed_at_ms = ?, changed_at_ms = ? where id = ?",
      args: [nowMs, nowMs, orderId],
    },
    {
      sql: "update tokens set state = 'used', changed_at_ms = ?, changed_request = ? where order_id = ?",
      args: [nowMs, orderId, orderId],
    },
  );
}
