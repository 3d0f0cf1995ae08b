import { sql } from "drizzle-orm";
import { accountId, debtOwner, memberOwner } from "../../src/db/ledger.ts";
import { accounts, transfers } from "../../src/db/schema/ledger.ts";
import { askTopup } from "../../src/domain/wallet/ask.ts";
import { handlePayment } from "../../src/webhooks/midtrans.ts";
import type { DepsChange, TestShop } from "./shop.ts";

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
