import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Status } from "../../scripts/standins/midtrans/payment.ts";
import { checkTopup } from "../../src/domain/wallet/check.ts";
import { DAY_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { AMOUNT, rankOf, TopupModel } from "../support/topupModel.ts";
import {
  begunTopup,
  movesOf,
  notify,
  paidTopup,
  questionsAbout,
  spend,
  topupRow,
  walletOf,
} from "../support/wallet.ts";

const OTHER_AMOUNT = 10_000;

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const STATUSES: readonly Status[] = [
  "pending",
  "settlement",
  "capture",
  "deny",
  "cancel",
  "expire",
  "failure",
  "refund",
  "partial_refund",
  "chargeback",
  "partial_chargeback",
];

/** What may go wrong with an exchange of Midtrans or of the database. */
const TROUBLES = ["none", "reply lost", "midtrans away", "error inside", "other amount"] as const;
const often = <T>(arbitrary: fc.Arbitrary<T>) => ({ weight: 4, arbitrary });
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => ({ weight: 1, arbitrary });

const share = fc.integer({ min: 1, max: 4 });
const status = fc.oneof(
  often(fc.constantFrom<Status>("settlement", "partial_refund")),
  often(fc.constantFrom(...STATUSES)),
);
const trouble = fc.oneof(
  often(fc.constantFrom<(typeof TROUBLES)[number]>("none", "reply lost")),
  rarely(fc.constantFrom(...TROUBLES)),
);
/** What Midtrans changes its mind to beforehand; `share` is of the whole, where a part is given back. */
const becomes = fc.option(
  fc.record({
    status,
    fraud: fc.oneof(
      often(fc.constant("accept" as const)),
      rarely(fc.constantFrom(null, "challenge" as const, "deny" as const)),
    ),
    share,
  }),
);
type Becomes = typeof becomes extends fc.Arbitrary<infer T> ? NonNullable<T> : never;

const act = fc.oneof(
  often(fc.record({ act: fc.constant("told" as const), becomes, status, copies: fc.nat(5), trouble })),
  often(fc.record({ act: fc.constant("checked" as const), becomes, trouble })),
  rarely(
    fc.record({
      act: fc.constant("cron" as const),
      becomes,
      passMs: fc.constantFrom(MINUTE_MS, 20 * MINUTE_MS, DAY_MS),
      trouble,
    }),
  ),
  rarely(fc.record({ act: fc.constant("spends" as const), share })),
  rarely(fc.record({ act: fc.constant("pays another" as const) })),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Makes something go wrong with the next exchanges about a top-up; tells whether Midtrans' answer is of use. */
function arrange(topupId: string, trouble: (typeof TROUBLES)[number]): boolean {
  shop.proxy.reset();
  shop.midtrans.faults.clear();
  const path = topupId;
  if (trouble === "midtrans away") shop.midtrans.faults.next({ path, status: 503, times: 10 });
  if (trouble === "error inside") shop.midtrans.faults.next({ path, errorInside: "500", times: 10 });
  if (trouble === "other amount")
    shop.midtrans.faults.next({ path, patch: { gross_amount: "99.00" }, times: 10 });
  if (trouble === "reply lost") shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
  return trouble === "none" || trouble === "reply lost";
}

async function perform(
  act: Act,
  model: TopupModel,
  { memberId, topupId }: { memberId: string; topupId: string },
) {
  if ("becomes" in act && act.becomes) become(act.becomes, model, topupId);
  switch (act.act) {
    case "told": {
      const { copies, status: told } = act;
      const isAnswered = arrange(topupId, act.trouble);
      const notification = shop.midtrans.notification(topupId, { status: told });
      const answers = await Promise.all(Array.from({ length: 1 + copies }, () => notify(shop, notification)));
      const isAway = act.trouble === "midtrans away" || act.trouble === "error inside";
      expect(new Set(answers)).toEqual(new Set([isAway ? 503 : 200]));
      if (isAnswered) model.confirm();
      return;
    }
    case "checked": {
      const isAnswered = arrange(topupId, act.trouble);
      await checkTopup(shop.deps(), shop.request(memberId), topupId);
      if (isAnswered) model.confirm();
      return;
    }
    case "cron": {
      shop.clock.pass(act.passMs);
      const asked = questionsAbout(shop, topupId);
      const isAnswered = arrange(topupId, act.trouble);
      await shop.cron();
      if (isAnswered && questionsAbout(shop, topupId) > asked) model.confirm();
      return;
    }
    case "spends": {
      const { money } = await walletOf(shop, memberId);
      if (money < 4) return;
      const amount = Math.floor((money * act.share) / 4);
      await spend(shop, memberId, amount);
      model.spent += amount;
      return;
    }
    case "pays another":
      await paidTopup(shop, OTHER_AMOUNT, memberId);
      model.others += OTHER_AMOUNT;
  }
}

/** Midtrans changes its mind: any status may follow any other; what it gave back stays given back. */
function become({ status: next, fraud, share }: Becomes, model: TopupModel, topupId: string): void {
  const isPart = next.startsWith("partial");
  const isWhole = next === "refund" || next === "chargeback";
  const total = isWhole ? AMOUNT : Math.max(model.takenBack, isPart ? (AMOUNT * share) / 4 : 0);
  model.takenBack = total;
  model.status = next;
  model.fraud = fraud;
  const takenBack = total > 0 ? [{ amount: total, key: "r", reason: "", atMs: 0 }] : [];
  shop.midtrans.set(topupId, { status: next, fraudStatus: fraud, takenBack });
}

it("whatever Midtrans says, in any order and as often as it likes: credited once if and only if it was confirmed", async () => {
  const property = fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
    const made = await begunTopup(shop, AMOUNT);
    const model = new TopupModel();
    let rank = 1;
    for (const act of acts) {
      await perform(act, model, made);
      arrange(made.topupId, "none");
      const { state, refunded } = await topupRow(shop, made.topupId);
      expect(rankOf(state)).toBeGreaterThanOrEqual(rank);
      rank = rankOf(state);
      const { money, debt } = await walletOf(shop, made.memberId);
      expect(money - debt).toBe(model.worth);
      // Who owes something has nothing.
      expect(Math.min(money, debt)).toBe(0);
      expect(refunded).toBeLessThanOrEqual(AMOUNT);
    }
    const credits = (await movesOf(shop, made.memberId)).filter((move) => move === `topup +${AMOUNT}`);
    expect(credits).toHaveLength(model.credited ? 1 : 0);
    expect(await books(shop.database)).toEqual(BALANCED);
  });
  await fc.assert(property, { numRuns: 20 });
});

const PART = [{ amount: 12_500, key: "r", reason: "", atMs: 0 }];
const lasts = (
  ["settlement", "capture", "partial_refund", "expire", "deny", "cancel", "refund"] as const
).flatMap((last) => [false, true].map((isLate) => ({ last, isLate })));

it.each(lasts)(
  "though no notification ever arrives, a payment is in the end as Midtrans has it: $last, seen as expired before: $isLate",
  async ({ last, isLate }) => {
    const { memberId, topupId } = await begunTopup(shop, AMOUNT);
    if (isLate) {
      shop.clock.pass(16 * MINUTE_MS);
      await shop.cron();
      expect((await topupRow(shop, topupId)).state).toBe("expired");
    }
    shop.midtrans.set(topupId, { status: last, takenBack: last.endsWith("refund") ? PART : [] });
    shop.clock.pass(DAY_MS);
    await shop.cron();
    const worth: Partial<Record<Status, number>> = {
      settlement: AMOUNT,
      capture: AMOUNT,
      partial_refund: AMOUNT - 12_500,
    };
    expect(await walletOf(shop, memberId)).toEqual({ money: worth[last] ?? 0, debt: 0 });
  },
);
