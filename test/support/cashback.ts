import * as z from "zod";
import { askCashback } from "../../src/domain/cashback/ask.ts";
import { freezeJobId, payJobId } from "../../src/domain/cashback/batch.ts";
import { confirmCashback } from "../../src/domain/cashback/decide.ts";
import type { DepsChange, TestShop } from "./shop.ts";

export const CASHBACK_ADMIN = "1180000000000000902";

/** One earning as a spending would book it. */
export type SeededEarning = {
  readonly referrer: string;
  readonly units: number;
  readonly member?: string;
  readonly payableAtMs?: number;
};

/** Books earnings past the shop's own verbs. */
export async function earn(shop: TestShop, ...earned: readonly SeededEarning[]): Promise<void> {
  const rows = earned.map(({ referrer, units, member = shop.newId(), payableAtMs = shop.clock.now() }) => [
    `purchase:${shop.newId()}`,
    referrer,
    member,
    units,
    payableAtMs,
  ]);
  await shop.database.run({
    sql: `insert into earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
      select value ->> 0, iif(value ->> 3 < 0, 'refund', 'purchase'), value ->> 1, value ->> 2, (value ->> 3) / 50, value ->> 3, value ->> 4, ?
      from json_each(?)`,
    args: [BigInt(shop.clock.now()), JSON.stringify(rows)],
  });
}

/** So many new referrers with two earnings each, one of them with a part of the smallest unit; returns their ids. */
export async function manyReferrers(shop: TestShop, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => shop.newId());
  await earn(
    shop,
    ...ids.flatMap((referrer, at) => [
      { referrer, units: 10_000 * (1 + (at % 9)) },
      { referrer, units: 5_000 + at },
    ]),
  );
  return ids;
}

/** Asks for a batch and has it frozen; nobody has confirmed it. */
export async function previewed(
  shop: TestShop,
  {
    memberId = null,
    admin = CASHBACK_ADMIN,
    change,
  }: {
    memberId?: string | null;
    admin?: string;
    change?: DepsChange;
  } = {},
): Promise<string> {
  const request = shop.request(admin, "admin");
  await askCashback(shop.deps(change), request, { memberId, interactionToken: "token" });
  await shop.job(freezeJobId(request.id), change);
  forgetBells(shop, "cashback.");
  return await batchOf(shop, request.id);
}

/** Takes bells away that were rung for jobs of a kind. */
export function forgetBells(shop: TestShop, part: string): void {
  const others = shop.rings.filter(({ id }) => !id.includes(part));
  shop.rings.splice(0, shop.rings.length, ...others);
}

export async function batchOf(shop: TestShop, cause: string): Promise<string> {
  const [found] = await shop.database.rows(z.object({ id: z.string() }), {
    sql: "select id from cashback_batches where cause = ?",
    args: [cause],
  });
  if (!found) throw new Error("there is no such batch");
  return found.id;
}

/** A batch that is confirmed; its job waits. */
export async function confirmedBatch(
  shop: TestShop,
  options: Parameters<typeof previewed>[1] = {},
): Promise<string> {
  const batchId = await previewed(shop, options);
  const request = shop.request(options?.admin ?? CASHBACK_ADMIN, "admin");
  await confirmCashback(shop.deps(), request, batchId, "token");
  forgetBells(shop, "cashback.");
  return batchId;
}

/** A batch that is paid. */
export async function paidBatch(
  shop: TestShop,
  options: Parameters<typeof previewed>[1] = {},
): Promise<string> {
  const batchId = await confirmedBatch(shop, options);
  await shop.job(payJobId(batchId), options?.change);
  return batchId;
}

/** What is in a member's wallet. */
export const walletOf = (shop: TestShop, memberId: string): Promise<number> =>
  shop.database.number({
    sql: "select coalesce((select balance from accounts where id = 'member:' || ? || '/money'), 0)",
    args: [memberId],
  });

/** What is still to be paid to a member, in 1/10,000 of the smallest unit. */
export const pendingOf = (shop: TestShop, memberId: string): Promise<number> =>
  shop.database.number({
    sql: "select coalesce(sum(units), 0) from earnings where batch_id is null and referrer_id = ?",
    args: [memberId],
  });

const payoutSchema = z.object({
  memberId: z.string(),
  amount: z.number(),
  referrals: z.number(),
  state: z.string(),
  reason: z.string().nullable(),
});
export type SeenPayout = z.infer<typeof payoutSchema>;

export const payoutsIn = (shop: TestShop, batchId: string): Promise<SeenPayout[]> =>
  shop.database.rows(payoutSchema, {
    sql: `select member_id as memberId, amount, referrals, state, reason from cashback_payouts where batch_id = ? order by member_id`,
    args: [batchId],
  });

export const batchState = async (shop: TestShop, batchId: string): Promise<string | undefined> =>
  (
    await shop.database.rows(z.object({ state: z.string() }), {
      sql: "select state from cashback_batches where id = ?",
      args: [batchId],
    })
  )[0]?.state;

const sumsSchema = z.object({
  earned: z.number(),
  paid: z.number(),
  transferred: z.number(),
  pending: z.number(),
  unequalBatches: z.number(),
  unlikeTransfers: z.number(),
  paidTwice: z.number(),
});

/** The books of cashback, by SQL that shares nothing with the shop's own. */
export async function cashbackBooks(shop: TestShop): Promise<z.infer<typeof sumsSchema>> {
  const [found] = await shop.database.rows(
    sumsSchema,
    `with paid as (select * from cashback_payouts where state = 'paid'),
      moved as (select * from transfers where kind = 'referral_cashback')
    select
      (select coalesce(sum(units), 0) from earnings where kind <> 'remainder') as earned,
      (select coalesce(sum(amount), 0) from paid) as paid,
      (select coalesce(sum(amount), 0) from moved) as transferred,
      (select coalesce(sum(units), 0) from earnings where batch_id is null) as pending,
      (select count(*) from paid where units <> coalesce((
        select sum(units) from earnings where batch_id = paid.batch_id and referrer_id = paid.member_id), 0)
        or units - amount * 10000 <> coalesce((
          select units from earnings where cause = 'remainder:' || paid.batch_id || ':' || paid.member_id), 0)) as unequalBatches,
      (select count(*) from paid left join moved on cause = 'cashback:' || batch_id || ':' || member_id
        where moved.seq is null or moved.amount <> paid.amount or credit <> 'member:' || member_id || '/money') as unlikeTransfers,
      (select count(*) from (select batch_id, referrer_id from earnings where batch_id is not null
        except select batch_id, member_id from paid)) as paidTwice`,
  );
  if (!found) throw new Error("the books gave no answer");
  return found;
}

/** What cashbackBooks says where nothing was lost and nothing paid twice. */
export async function provenCashback(shop: TestShop): Promise<void> {
  const { earned, paid, transferred, pending, ...wrong } = await cashbackBooks(shop);
  const flaws = Object.entries(wrong).filter(([, count]) => count !== 0);
  if (flaws.length > 0 || paid !== transferred || earned !== 10_000 * paid + pending)
    throw new Error(`the books of cashback are wrong: ${JSON.stringify(await cashbackBooks(shop))}`);
}

const batchSchema = z.object({
  paid: z.number(),
  others: z.number(),
  unitsLost: z.number(),
  unlikeTransfers: z.number(),
  unlikeEarnings: z.number(),
});

/**
 * Of one batch: how many it paid, whom not, how many units are neither paid nor kept as remainders, and payouts whose
 * transfer or earnings are not theirs.
 */
export async function batchBooks(shop: TestShop, batchId: string): Promise<z.infer<typeof batchSchema>> {
  const [found] = await shop.database.rows(batchSchema, {
    sql: `with paid as (select * from cashback_payouts where batch_id = ?1 and state = 'paid'),
      moved as (select * from transfers where cause > 'cashback:' || ?1 || ':' and cause < 'cashback:' || ?1 || ';' and kind = 'referral_cashback'),
      kept as (select * from earnings where cause > 'remainder:' || ?1 || ':' and cause < 'remainder:' || ?1 || ';'),
      taken as (select referrer_id, sum(units) as units from earnings where batch_id = ?1 group by 1)
    select
      (select count(*) from paid) as paid,
      (select count(*) from cashback_payouts where batch_id = ?1 and state <> 'paid') as others,
      (select coalesce(sum(units), 0) from taken) - 10000 * (select coalesce(sum(amount), 0) from moved)
        - (select coalesce(sum(units), 0) from kept) as unitsLost,
      (select count(*) from (select 'cashback:' || ?1 || ':' || member_id, amount, 'member:' || member_id || '/money' from paid
        except select cause, amount, credit from moved))
        + abs((select count(*) from moved) - (select count(*) from paid)) as unlikeTransfers,
      (select count(*) from (select member_id, units from paid except select referrer_id, units from taken))
        + abs((select count(*) from taken) - (select count(*) from paid)) as unlikeEarnings`,
    args: [batchId],
  });
  if (!found) throw new Error("the books gave no answer");
  return found;
}
