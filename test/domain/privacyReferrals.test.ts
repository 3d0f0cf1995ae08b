import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { eraseMember, erasureStakes } from "../../src/domain/privacy/erase.ts";
import { exportMember } from "../../src/domain/privacy/export.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { tablesOf } from "../support/tables.ts";

const REASON = "Siti brings her own accounts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const erase = (memberId: string) =>
  eraseMember(shop.deps(), shop.request(memberId), { id: shop.newId(), askedAtMs: shop.clock.now() });
const run = (sql: string, ...args: (string | bigint)[]) => shop.database.run({ sql, args });
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** Who brought a member, was paid once, and waits for more; and what both spent. */
async function referrer(units = 123_456n) {
  const [referrerId, memberId] = [shop.newId(), shop.newId()];
  const batch = `BATCH-${shop.newId()}`;
  const remainder = `remainder:${batch}:${referrerId}`;
  await run(
    "insert into referral_codes (member_id, code, created_at_ms) values (?, ?, 0)",
    referrerId,
    referrerId,
  );
  await run(
    "insert into referrals (member_id, referrer_id, request_id, created_at_ms) values (?, ?, 'r', 0)",
    memberId,
    referrerId,
  );
  await run(
    "insert into cashback_batches (id, cause, mode, member_id, state, asked_by, seq_max, payable_until_ms, answer_until_ms, created_at_ms) values (?, ?, 'member', ?, 'done', 'staff', 0, 0, 0, 0)",
    batch,
    batch,
    referrerId,
  );
  await run(
    "insert into cashback_payouts (batch_id, member_id, units, amount, referrals, state, state_at_ms) values (?, ?, 50000, 5, 1, 'paid', 0)",
    batch,
    referrerId,
  );
  const earning = `insert into earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, batch_id, created_at_ms)
    values (?, ?, ?, ?, 10, ?, 0, nullif(?, ''), 0)`;
  await run(earning, `purchase:${shop.newId()}`, "purchase", referrerId, memberId, 50_000n, batch);
  await run(earning, `purchase:${shop.newId()}`, "purchase", referrerId, memberId, units, "");
  await run(earning, remainder, "remainder", referrerId, referrerId, 1n, "");
  return { referrerId, memberId, batch };
}

describe("who brought others and is forgotten", () => {
  const sums = () =>
    shop.database.rows(
      facts,
      "select count(*) as rows, sum(amount) as spent, sum(units) as units, count(batch_id) as paid from earnings",
    );

  it("is in no table any more; what was earned and paid adds up as before", async () => {
    const { referrerId, memberId, batch } = await referrer();
    await run(
      "insert into referral_blacklist (member_id, reason, blocked_by, created_at_ms) values (?, ?, 'staff', 0)",
      referrerId,
      REASON,
    );
    const before = await sums();
    expect(await erasureStakes(shop.deps(), shop.request(referrerId))).toMatchObject({ cashback: 12 });
    await erase(referrerId);
    expect(await tablesOf(shop, referrerId)).toEqual([]);
    expect(await tablesOf(shop, REASON)).toEqual([]);
    expect(await sums()).toEqual(before);
    const [payout] = await shop.database.rows(facts, {
      sql: "select * from cashback_payouts where batch_id = ?",
      args: [batch],
    });
    expect(payout).toMatchObject({ state: "paid", amount: 5, member_id: expect.stringMatching(/^erased-/) });
    const [referral] = await shop.database.rows(facts, {
      sql: "select * from referrals where member_id = ?",
      args: [memberId],
    });
    expect(referral?.referrer_id).toBe(payout?.member_id);
  });

  it("is taken out of a batch that is still being frozen, and begins anew without cashback", async () => {
    const { referrerId } = await referrer();
    await run(
      "insert into cashback_batches (id, cause, mode, state, asked_by, seq_max, payable_until_ms, answer_until_ms, created_at_ms) values ('B', 'B', 'all', 'freezing', 'staff', 0, 0, 0, 0)",
    );
    await run(
      "insert into cashback_payouts (batch_id, member_id, units, amount, referrals, state, state_at_ms) values ('B', ?, 120000, 12, 1, 'frozen', 0)",
      referrerId,
    );
    await erase(referrerId);
    expect(await shop.database.number("select count(*) from cashback_payouts where batch_id = 'B'")).toBe(0);
    expect(await tablesOf(shop, referrerId)).toEqual([]);
    expect(await erasureStakes(shop.deps(), shop.request(referrerId))).toMatchObject({ cashback: 0 });
  });

  it("was brought by somebody who keeps what it earned", async () => {
    const { referrerId, memberId } = await referrer();
    const before = await sums();
    await erase(memberId);
    expect(await tablesOf(shop, memberId)).toEqual([]);
    expect(await sums()).toEqual(before);
    expect(await erasureStakes(shop.deps(), shop.request(referrerId))).toMatchObject({ cashback: 12 });
  });

  it("is not told of cashback below a whole unit, nor of what is owed back", async () => {
    for (const units of [9_998n, -50_000n]) {
      const { referrerId } = await referrer(units);
      expect(await erasureStakes(shop.deps(), shop.request(referrerId))).toMatchObject({ cashback: 0 });
    }
  });

  it("can read all of it before, and of those they brought no name", async () => {
    const { referrerId, memberId, batch } = await referrer();
    const { text } = await exportMember(shop.deps(), referrerId);
    expect(JSON.parse(text)).toMatchObject({
      referralCode: { code: referrerId },
      referrals: [{ at: expect.any(String) }],
      earnings: [{ kind: "remainder" }, { spent: 10, tenThousandths: 123_456 }, { paidBy: batch }],
      cashback: [{ batch, amount: 5, state: "paid" }],
    });
    expect(text).not.toContain(memberId);
    const other = await exportMember(shop.deps(), memberId);
    expect(JSON.parse(other.text)).toMatchObject({ referredByAnother: { at: expect.any(String) } });
    expect(other.text).not.toContain(referrerId);
  });
});
