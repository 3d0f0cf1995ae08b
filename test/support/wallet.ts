import { sql } from "drizzle-orm";
import * as z from "zod";
import { accountId, debtOwner, memberOwner } from "../../src/db/ledger.ts";
import { accounts, transfers } from "../../src/db/schema/ledger.ts";
import { askTopup } from "../../src/domain/wallet/ask.ts";
import { handlePayment } from "../../src/webhooks/midtrans.ts";
import type { DepsChange, TestShop } from "./shop.ts";

const topupSchema = z.object({
  state: z.string(),
  refunded: z.number(),
  reason: z.string().nullable(),
  checks: z.number(),
  next_check_at_ms: z.number().nullable(),
  disputed_at_ms: z.number().nullable(),
});
const unmatchedSchema = z.object({
  why: z.string(),
  status: z.string().nullable(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  deliveries: z.number(),
});

/** A member who has begun to top up. */
export async function begunTopup(shop: TestShop, amount = 50_000, memberId = shop.newId()) {
  const { topup } = await askTopup(shop.deps(), shop.request(memberId), amount, "token");
  return { memberId, topupId: topup.id, topup };
}

/** A member whose top-up has arrived. */
export async function paidTopup(shop: TestShop, amount = 50_000, memberId = shop.newId()) {
  const begun = await begunTopup(shop, amount, memberId);
  shop.midtrans.settle(begun.topupId);
  await notify(shop, shop.midtrans.notification(begun.topupId));
  return begun;
}

/** Takes money out of a wallet, as what comes later does. */
export async function spend(shop: TestShop, memberId: string, amount: number): Promise<void> {
  await shop.database.run({
    sql: `insert into transfers (debit, credit, amount, asset, kind, cause, actor, created_at_ms, local_day)
      values (?, 'system:grants/money', ?, 'money', 'spend', ?, ?, ?, 20000)`,
    args: [`member:${memberId}/money`, BigInt(amount), `test:${shop.newId()}`, memberId, shop.clock.now()],
  });
}

/** Hands a notification to the door, as Midtrans would; returns the status of the answer. */
export async function notify(
  shop: TestShop,
  notification: unknown,
  change: DepsChange = {},
): Promise<number> {
  const request = new Request("http://localhost/webhooks/midtrans", {
    method: "POST",
    body: JSON.stringify(notification),
  });
  return (await handlePayment(shop.deps(change), request)).status;
}

/** What a member has in the wallet and owes. */
export async function walletOf(shop: TestShop, memberId: string): Promise<{ money: number; debt: number }> {
  const read = async (owner: string) => {
    const [row] = await shop
      .deps()
      .db.select({ balance: accounts.balance })
      .from(accounts)
      .where(sql`id = ${accountId(owner, "money")}`);
    return row?.balance ?? 0;
  };
  return { money: await read(memberOwner(memberId)), debt: -(await read(debtOwner(memberId))) || 0 };
}

/** Kinds and amounts of what moved in a member's wallet, the oldest first. */
export async function movesOf(shop: TestShop, memberId: string): Promise<string[]> {
  const account = accountId(memberOwner(memberId), "money");
  const rows = await shop
    .deps()
    .db.select()
    .from(transfers)
    .where(sql`debit = ${account} or credit = ${account}`)
    .orderBy(transfers.seq);
  return rows.map(({ kind, amount, credit }) => `${kind} ${credit === account ? "+" : "-"}${amount}`);
}

/** The row of a top-up. */
export async function topupRow(shop: TestShop, topupId: string) {
  const [row] = await shop.database.rows(topupSchema, {
    sql: "select * from topups where id = ?",
    args: [topupId],
  });
  if (!row) throw new Error(`there is no top-up ${topupId}`);
  return row;
}

/** What waits for staff of an order that fits no top-up. */
export const unmatchedOf = (shop: TestShop, orderId: string) =>
  shop.database.rows(unmatchedSchema, {
    sql: "select * from unmatched_payments where order_id = ?",
    args: [orderId],
  });

/** What staff were told about a top-up or a payment, the oldest first. */
export async function toldStaff(shop: TestShop, orderId: string): Promise<string[]> {
  const schema = z.object({ action: z.string() });
  const found = await shop.database.rows(schema, {
    sql: "select action from audits where target in ('topup:' || ?1, 'payment:' || ?1) order by created_at_ms, rowid",
    args: [orderId],
  });
  return found.map(({ action }) => action);
}

/** What became of the notifications of an order: what they said, their outcome, and how often they came. */
export async function inboxOf(shop: TestShop, orderId: string): Promise<string[]> {
  const schema = z.object({ status: z.string(), outcome: z.string(), deliveries: z.number() });
  const found = await shop.database.rows(schema, {
    sql: "select * from payment_events where order_id = ? order by first_at_ms, rowid",
    args: [orderId],
  });
  return found.map(({ status, outcome, deliveries }) => `${status} ${outcome} ${deliveries}`);
}

/** How often Midtrans was asked what became of a payment. */
export const questionsAbout = (shop: TestShop, topupId: string): number =>
  shop.midtrans.calls.filter(({ path }) => path === `/v2/${topupId}/status`).length;
/** A payment that has arrived for an order of another till: Midtrans told of it, and it fits no top-up. */
export async function strangersPayment(shop: TestShop, amount = 25_000): Promise<string> {
  await shop.midtrans.unknownOrder(amount);
  const orderId = shop.midtrans.payments().at(-1)?.orderId ?? "";
  await notify(shop, shop.midtrans.notification(orderId));
  return orderId;
}

/** A member whose top-up was given back after the money was spent. */
export async function owingMember(shop: TestShop, debt: number): Promise<string> {
  const { memberId, topupId } = await paidTopup(shop, debt);
  await spend(shop, memberId, debt);
  await shop.midtrans.refund(topupId);
  await notify(shop, shop.midtrans.notification(topupId));
  return memberId;
}
