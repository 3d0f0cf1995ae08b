import type { TestShop } from "./shop.ts";

export type OrderGiven = {
  readonly customerId?: string;
  readonly description?: string;
  readonly amount?: number | null;
  readonly state?: "pending" | "in_progress" | "waiting" | "completed" | "cancelled";
  readonly note?: string | null;
  readonly createdBy?: string;
  /** A token that takes a tenth off the amount; used where the order is completed, else reserved. */
  readonly withToken?: boolean;
};

export type MadeOrder = {
  readonly id: string;
  readonly number: number;
  /** As staff type it. */
  readonly code: string;
  readonly customerId: string;
  readonly token: string | null;
};

/** An order as it stands in the database, past all of our own code. */
export async function madeOrder(shop: TestShop, given: OrderGiven = {}): Promise<MadeOrder> {
  const { customerId = shop.newId(), description = "A cake", amount = 50_000, state = "completed" } = given;
  const { note = null, createdBy = shop.newId(), withToken = false } = given;
  const id = shop.newId();
  const nowMs = BigInt(shop.clock.now());
  const token = withToken ? tokenFrom(id) : null;
  const discount = token === null || amount === null ? 0 : Math.floor(amount / 10);
  await shop.database.run({
    sql: `insert into orders (id, number, description, customer_id, token_code, amount, discount, state, note, created_by,
        created_at_ms, changed_at_ms, changed_by, changed_request, completed_at_ms, cancelled_at_ms, cancel_reason)
      select ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, ?9, ?1,
        iif(?7 = 'completed', ?10, null), iif(?7 = 'cancelled', ?10, null), iif(?7 = 'cancelled', 'no milk', null)
      from orders`,
    args: [
      id,
      description,
      customerId,
      token,
      amount === null ? null : BigInt(amount),
      BigInt(discount),
      state,
      note,
      createdBy,
      nowMs,
    ],
  });
  if (token !== null)
    await putToken(shop, token, id, customerId, state === "completed" ? "used" : "reserved");
  const number = await shop.database.number({ sql: "select number from orders where id = ?", args: [id] });
  return { id, number, code: `ED${String(number).padStart(3, "0")}`, customerId, token };
}

const SYMBOLS = "346789ABCDEFGHJKMNPQRTVWXY";

/** The same id gives the same code, and no other id does. */
function tokenFrom(id: string): string {
  let code = "";
  for (let rest = BigInt(id), at = 0; at < 12; at++, rest /= 26n) code += SYMBOLS.charAt(Number(rest % 26n));
  return code;
}

async function putToken(shop: TestShop, code: string, orderId: string, customerId: string, state: string) {
  const nowMs = BigInt(shop.clock.now());
  await shop.database.run(
    {
      sql: `insert into token_batches (id, description, quantity, code_length, reward_kind, reward_value, created_by, created_at_ms,
          answer_until_ms) values (?, 'Flyer', 1, 12, 'percent', 10, 'test', ?, 0)`,
      args: [code, nowMs],
    },
    {
      sql: `insert into tokens (code, batch_id, number, state, order_id, customer_id, changed_at_ms, changed_by)
        values (?, ?, 1, ?, ?, ?, ?, 'test')`,
      args: [code, code, state, orderId, customerId, nowMs],
    },
  );
}
