import * as z from "zod";
import type { TestShop } from "./shop.ts";

/** Has a member be brought by another, past the shop's own verb; those that are not named are new. */
export async function brought(
  shop: TestShop,
  { referrer = shop.newId(), member = shop.newId() }: { referrer?: string; member?: string } = {},
): Promise<{ referrer: string; member: string }> {
  const nowMs = BigInt(shop.clock.now());
  const meet = (id: string) => ({
    sql: "insert into members (id, created_at_ms) values (?, ?) on conflict do nothing",
    args: [id, nowMs],
  });
  await shop.database.run(meet(referrer), meet(member), {
    sql: "insert into referrals (member_id, referrer_id, request_id, created_at_ms) values (?, ?, ?, ?)",
    args: [member, referrer, shop.newId(), nowMs],
  });
  return { referrer, member };
}

const earningSchema = z.object({
  cause: z.string(),
  kind: z.string(),
  memberId: z.string(),
  amount: z.number(),
  units: z.number(),
  payableAtMs: z.number(),
  batchId: z.string().nullable(),
});

/** What a referrer earned, the oldest first. */
export const earningsOf = (shop: TestShop, referrerId: string): Promise<z.infer<typeof earningSchema>[]> =>
  shop.database.rows(earningSchema, {
    sql: `select cause, kind, member_id as memberId, amount, units, payable_at_ms as payableAtMs, batch_id as batchId
      from earnings where referrer_id = ? order by seq`,
    args: [referrerId],
  });

/** The sum of what a referrer has earned and lost, in 1/10,000 of the smallest unit; remainders stand for what was paid. */
export const unitsOf = (shop: TestShop, referrerId: string): Promise<number> =>
  shop.database.number({
    sql: "select coalesce(sum(units), 0) from earnings where referrer_id = ? and batch_id is null",
    args: [referrerId],
  });

/** Books an earning as a spending would, past the shop's own verbs. */
export async function earning(
  shop: TestShop,
  { referrer, member }: { referrer: string; member: string },
  amount: number,
  basisPoints = shop.deps().shop.cashbackBasisPoints,
): Promise<string> {
  const cause = `purchase:${shop.newId()}`;
  const nowMs = BigInt(shop.clock.now());
  await shop.database.run({
    sql: `insert into earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
      values (?, 'purchase', ?, ?, ?, ?, ?, ?)`,
    args: [cause, referrer, member, BigInt(amount), BigInt(amount * basisPoints), nowMs, nowMs],
  });
  return cause;
}

/** Pays all that a referrer has earned so far: as a cashback batch marks it, without its money. */
export async function markPaid(shop: TestShop, referrerId: string): Promise<string> {
  const batchId = `BATCH-${shop.newId()}`;
  await shop.database.run({
    sql: "update earnings set batch_id = ? where referrer_id = ? and batch_id is null",
    args: [batchId, referrerId],
  });
  return batchId;
}

/** Stops a member's referrals from earning, or lets them earn again, past the shop's own verb. */
export async function setBlacklisted(shop: TestShop, memberId: string, isOn: boolean): Promise<void> {
  await shop.database.run(
    isOn
      ? {
          sql: "insert into referral_blacklist (member_id, reason, blocked_by, created_at_ms) values (?, 'x', '1', 0) on conflict do nothing",
          args: [memberId],
        }
      : { sql: "delete from referral_blacklist where member_id = ?", args: [memberId] },
  );
}
