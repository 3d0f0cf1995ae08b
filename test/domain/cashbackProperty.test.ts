import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { payJobId, retryJobId } from "../../src/domain/cashback/batch.ts";
import { cancelCashback, confirmCashback } from "../../src/domain/cashback/decide.ts";
import { retryCashback } from "../../src/domain/cashback/retry.ts";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { Problem } from "../../src/domain/problem.ts";
import { earnFrom, reverseEarning } from "../../src/domain/referrals/earn.ts";
import { MINUTE_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import {
  CASHBACK_ADMIN,
  earn,
  payoutsIn,
  pendingOf,
  previewed,
  provenCashback,
  walletOf,
} from "../support/cashback.ts";
import { CashbackModel } from "../support/cashbackModel.ts";
import { jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import { startShop, type TestShop } from "../support/shop.ts";

const REFERRERS = 4;
const BASIS_POINTS = 50;
const RECENT = 3;

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const who = fc.nat(REFERRERS - 1);
const which = fc.nat(30);
const mostlyNot = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const kind = <K extends string>(name: K) => fc.constant(name);
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: kind("spend"),
      who,
      amount: fc.integer({ min: 1, max: 9_000 }).map((amount) => 9_001 - amount),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind("refund"), which }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("blacklist"), who }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("refuse"), who }) },
  { weight: 4, arbitrary: fc.record({ kind: kind("freeze"), only: mostlyNot(who) }) },
  { weight: 6, arbitrary: fc.record({ kind: kind("confirm"), which }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("cancel"), which }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: kind("pay"), diesAt: mostlyNot(fc.integer({ min: 1, max: 6 })) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind("retry"), which }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("wait") }) },
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** Whether it was done; false for what the shop refuses. */
const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Problem) return false;
      throw error;
    },
  );

/** One shop's life of random acts, beside the model of it. */
class Life {
  readonly #model = new CashbackModel();
  readonly #referrers = Array.from({ length: REFERRERS }, () => shop.newId());
  readonly #buyers = this.#referrers.map(() => shop.newId());
  readonly #spent: { cause: string; referrer: string; amount: number; isRefunded: boolean }[] = [];
  readonly #batches: string[] = [];
  /** The batch that runs, and its job. */
  #running: { readonly id: string; readonly job: string } | null = null;

  async begin(): Promise<void> {
    for (const [at, referrer] of this.#referrers.entries())
      await shop.database.run({
        sql: "insert into referrals (member_id, referrer_id, request_id, created_at_ms) values (?, ?, ?, 0)",
        args: [this.#buyers[at] ?? "", referrer, shop.newId()],
      });
  }

  async perform(one: Act): Promise<void> {
    shop.clock.pass(1_000);
    const admin = shop.request(CASHBACK_ADMIN, "admin");
    switch (one.kind) {
      case "spend":
        return await this.#spend(one.who, one.amount);
      case "refund":
        return await this.#refund(one.which);
      case "blacklist":
        return await this.#toggle(one.who);
      case "refuse":
        return await this.#refuse(one.who);
      case "freeze":
        return await this.#freeze(one.only);
      case "confirm": {
        const batchId = this.#batchIn("previewed", one.which);
        if (batchId === null) return;
        const done = await succeeds(confirmCashback(shop.deps(), admin, batchId, "token"));
        expect(done).toBe(this.#model.confirm(batchId, shop.clock.now()));
        if (done) this.#running = { id: batchId, job: payJobId(batchId) };
        return;
      }
      case "cancel": {
        const batchId = this.#batchIn("previewed", one.which);
        if (batchId === null) return;
        const done = await succeeds(cancelCashback(shop.deps(), admin, batchId));
        return expect(done).toBe(this.#model.cancel(batchId, shop.clock.now()));
      }
      case "retry": {
        const batchId = this.#batchIn("done", one.which);
        if (batchId === null) return;
        const done = await succeeds(retryCashback(shop.deps(), admin, batchId, "token"));
        expect(done).toBe(this.#model.retry(batchId));
        if (done) this.#running = { id: batchId, job: retryJobId(admin) };
        return;
      }
      case "pay":
        return await this.#pay(one.diesAt);
      case "wait":
        return shop.clock.pass(2 * MINUTE_MS);
    }
  }

  /** Pays what is left, and compares everything. */
  async end(): Promise<void> {
    await this.#pay(null);
    await shop.database.run("delete from referral_blacklist");
    for (const referrer of this.#model.refused) await shop.database.run(`drop trigger refused_${referrer}`);
    for (const referrer of this.#referrers) {
      expect(await walletOf(shop, referrer)).toBe(this.#model.wallets.get(referrer) ?? 0);
      const pending = await pendingOf(shop, referrer);
      expect(pending).toBe(this.#model.pending(referrer));
      // Nothing is left for another life to pay.
      await earn(shop, { referrer, units: -pending });
    }
    await provenCashback(shop);
  }

  /** One of the batches in a state, every fourth time one in any state. */
  #batchIn(state: "previewed" | "done", which: number): string | null {
    const ids = which % 4 === 0 ? this.#batches : this.#model.idsIn(state);
    return ids.at(-1 - (which % RECENT)) ?? ids.at(-1) ?? null;
  }

  async #spend(who: number, amount: number): Promise<void> {
    const [referrer = "", buyer = ""] = [this.#referrers[who], this.#buyers[who]];
    const deps = shop.deps();
    const cause = `purchase:${shop.newId()}`;
    const spending = { kind: "purchase", cause, memberId: buyer, amount: sql`${BigInt(amount)}` } as const;
    // The second is the repeat of a batch.
    for (let time = 0; time < 2; time++)
      await deps.db.batch([earnFrom(deps, spending, sql`(select 1) where true`)]);
    const earns = !this.#model.blacklisted.has(referrer);
    if (earns) this.#model.earn(referrer, amount * BASIS_POINTS);
    if (earns) this.#spent.push({ cause, referrer, amount, isRefunded: false });
  }

  async #refund(which: number): Promise<void> {
    const spent = this.#spent[which % Math.max(1, this.#spent.length)];
    if (!spent) return;
    const deps = shop.deps();
    const refund = spent.cause.replace("purchase:", "refund:");
    await deps.db.batch([reverseEarning(deps, spent.cause, refund, sql`(select 1) where true`)]);
    if (!spent.isRefunded) this.#model.earn(spent.referrer, -spent.amount * BASIS_POINTS);
    spent.isRefunded = true;
  }

  async #toggle(who: number): Promise<void> {
    const { blacklisted } = this.#model;
    const referrer = this.#referrers[who] ?? "";
    const isOn = blacklisted.has(referrer);
    await shop.database.run({
      sql: isOn
        ? "delete from referral_blacklist where member_id = ?"
        : "insert into referral_blacklist (member_id, reason, blocked_by, created_at_ms) values (?, 'x', '1', 0)",
      args: [referrer],
    });
    if (isOn) blacklisted.delete(referrer);
    else blacklisted.add(referrer);
  }

  async #refuse(who: number): Promise<void> {
    const { refused } = this.#model;
    const referrer = this.#referrers[who] ?? "";
    await shop.database.run(
      refused.has(referrer)
        ? `drop trigger refused_${referrer}`
        : `create trigger refused_${referrer} before insert on transfers when new.credit = 'member:${referrer}/money'
            begin select raise(abort, 'refused_by_a_test'); end`,
    );
    if (!refused.delete(referrer)) refused.add(referrer);
  }

  async #freeze(only: number | null): Promise<void> {
    const memberId = only === null ? null : (this.#referrers[only] ?? null);
    const batchId = await previewed(shop, { memberId });
    this.#batches.push(batchId);
    this.#model.freeze(batchId, memberId === null ? this.#referrers : [memberId], shop.clock.now());
    expect(await this.#states(batchId)).toEqual(this.#model.states(batchId));
  }

  async #pay(diesAt: number | null): Promise<void> {
    if (!this.#running) return;
    const { id, job } = this.#running;
    if (diesAt !== null) {
      await jobThatDies(shop, job, diesAt, LAST_EXCHANGES[diesAt % 2] ?? { kind: "reply_lost" });
      shop.clock.pass(LEASE_MS);
    }
    await shop.job(job);
    this.#model.pay(id);
    this.#running = null;
    expect(await this.#states(id)).toEqual(this.#model.states(id));
  }

  async #states(batchId: string): Promise<Record<string, string>> {
    return Object.fromEntries(
      (await payoutsIn(shop, batchId)).map(({ memberId, state }) => [memberId, state]),
    );
  }
}

it("whatever is bought, refunded, blacklisted, frozen, confirmed, cancelled, refused and tried again: nobody is paid twice, and nothing is lost", async () => {
  const round = async (acts: Act[]) => {
    const life = new Life();
    await life.begin();
    for (const one of acts) await life.perform(one);
    await life.end();
    shop.rings.length = 0;
  };
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 40, maxLength: 80, size: "max" }), round), {
    numRuns: 16,
    seed: 20_270_115,
    endOnFailure: true,
  });
  expect(await books(shop.database)).toEqual(BALANCED);
  const seen = await shop.database.rows(
    z.object({ state: z.string() }),
    "select distinct state from cashback_payouts order by state",
  );
  expect(seen.map(({ state }) => state)).toEqual(
    expect.arrayContaining(["blacklisted", "changed", "failed", "paid"]),
  );
});
