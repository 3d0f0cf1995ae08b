import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Request } from "../../src/domain/actor.ts";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { Problem } from "../../src/domain/problem.ts";
import { changeBlacklist } from "../../src/domain/referrals/blacklist.ts";
import { referralCode } from "../../src/domain/referrals/code.ts";
import { UNITS } from "../../src/domain/referrals/earn.ts";
import { invitesOf } from "../../src/domain/referrals/invites.ts";
import { nameReferrer } from "../../src/domain/referrals/name.ts";
import { buy } from "../../src/domain/shop/buy.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { refundPurchase } from "../../src/domain/shop/refund.ts";
import { newApiKey, programOf, walletPath } from "../support/api.ts";
import { BALANCED, books } from "../support/books.ts";
import { ReferralModel } from "../support/referralModel.ts";
import { earningsOf, markPaid } from "../support/referrals.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { newOrder, staff } from "../support/staffOrders.ts";
import { memberWith, putCodes, stockedProduct } from "../support/stock.ts";

const MONEY = 1_000_000;
const PEOPLE = 4;
const PRICES = [1, 999, 12_345];
const WITHOUT_LIMITS = { purchasePauseMs: 0, purchasesPerDayMax: 10_000 };

let shop: TestShop;
let api: Awaited<ReturnType<typeof newApiKey>>;
const productIds: string[] = [];
beforeAll(async () => {
  shop = await startShop();
  api = await newApiKey(shop);
  for (const price of PRICES) productIds.push((await stockedProduct(shop, { 1: price }, 1)).productId);
});
afterAll(() => shop.stop());

const who = fc.nat(PEOPLE - 1);
/** How often it comes, all at once. */
const copies = fc.integer({ min: 1, max: 3 });
const basisPoints = fc.constantFrom(50, 50, 1, 0, UNITS);
const which = fc.nat(20);
const kind = <K extends string>(name: K) => fc.constant(name);
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: kind("name"), copies, who, whom: who }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: kind("buy"), copies, who, product: fc.nat(PRICES.length - 1), basisPoints }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind("spend"),
      copies,
      who,
      amount: fc.integer({ min: 1, max: 300 }),
      basisPoints,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind("order"),
      copies,
      who,
      amount: fc.integer({ min: 1, max: 50_000 }),
      basisPoints,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind("refund"), copies, which }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("again"), copies, which }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("toggle"), copies, who }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("pay"), who }) },
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** The kind of the refusal, or `done`; the same for all copies. */
async function together(count: number, work: () => Promise<unknown>): Promise<string> {
  const outcomes = await Promise.all(
    Array.from({ length: count }, () =>
      work().then(
        () => "done",
        (error: unknown) => {
          if (error instanceof Problem) return error.facts.kind;
          throw error;
        },
      ),
    ),
  );
  expect(new Set(outcomes).size).toBe(1);
  return outcomes[0] ?? "";
}

it("whatever is named, bought, ordered, spent, refunded, stopped, resumed, paid and repeated: referrals and earnings are what the model says", async () => {
  let spendings = 0;
  const round = async (acts: Act[]) => {
    const members = await Promise.all(Array.from({ length: PEOPLE }, () => memberWith(shop, MONEY)));
    const codes = await Promise.all(
      members.map(async (id) => (await referralCode(shop.deps(), shop.request(id))).code),
    );
    const model = new ReferralModel();
    const bought: { id: string; press: Request; isRefunded: boolean }[] = [];
    const admin = () => shop.request(shop.newId(), "admin");

    const perform = async (one: Act): Promise<void> => {
      switch (one.kind) {
        case "name": {
          const [member = "", owner = ""] = [members[one.who], members[one.whom]];
          const request = shop.request(member);
          const outcome = await together(one.copies, () =>
            nameReferrer(shop.deps(), request, codes[one.whom] ?? ""),
          );
          return expect(outcome).toBe(model.name(member, owner));
        }
        case "buy": {
          const [member = "", productId = ""] = [members[one.who], productIds[one.product]];
          await putCodes(shop, productId, 1);
          const deps = () => shop.deps({ shop: { ...WITHOUT_LIMITS, cashbackBasisPoints: one.basisPoints } });
          const { id } = await quotePurchase(deps(), shop.request(member), productId, 1);
          const press = shop.request(member);
          expect(await together(one.copies, () => buy(deps(), press, id))).toBe("done");
          model.spend(id, member, PRICES[one.product] ?? 0, one.basisPoints);
          return void bought.push({ id, press, isRefunded: false });
        }
        case "spend": {
          const member = members[one.who] ?? "";
          const idempotencyKey = `spending-${++spendings}`;
          const program = programOf(shop, { shop: { cashbackBasisPoints: one.basisPoints } });
          await together(one.copies, () =>
            program("POST", `${walletPath(member)}/debits`, {
              key: api.key,
              idempotencyKey,
              body: { amount: one.amount, reason: "a game" },
            }),
          );
          return model.spend(idempotencyKey, member, one.amount, one.basisPoints);
        }
        case "order": {
          const member = members[one.who] ?? "";
          const change = { shop: { cashbackBasisPoints: one.basisPoints } };
          const { code, order } = await newOrder(shop, { customerId: member, amount: one.amount }, change);
          const request = staff(shop);
          await together(one.copies, () => completeOrders(shop.deps(change), request, code));
          return model.spend(order.id, member, one.amount, one.basisPoints);
        }
        case "refund": {
          const purchase = bought[one.which % Math.max(1, bought.length)];
          if (!purchase) return;
          await together(one.copies, () => refundPurchase(shop.deps(), admin(), purchase.id, "x"));
          purchase.isRefunded = true;
          return model.refund(purchase.id);
        }
        case "again": {
          const purchase = bought[one.which % Math.max(1, bought.length)];
          if (!purchase || purchase.isRefunded) return;
          return void (await together(one.copies, () => buy(shop.deps(), purchase.press, purchase.id)));
        }
        case "toggle": {
          const member = members[one.who] ?? "";
          const request = admin();
          const action = model.toggle(member);
          const outcome = await together(one.copies, () =>
            changeBlacklist(shop.deps(), request, action, member, "x"),
          );
          return expect(outcome).toBe("done");
        }
        case "pay":
          await markPaid(shop, members[one.who] ?? "");
          return model.pay(members[one.who] ?? "");
      }
    };
    for (const one of acts) await perform(one);

    for (const member of members) {
      const rows = await earningsOf(shop, member);
      expect(
        rows.map(({ memberId, amount, units, batchId }) => ({
          memberId,
          amount,
          units,
          isPaid: batchId !== null,
        })),
      ).toEqual(model.earningsOf(member));
      const { standing } = await invitesOf(shop.deps(), member, 1);
      expect(standing.payable).toBe(model.pendingOf(member) / UNITS);
    }
    expect(await books(shop.database)).toEqual(BALANCED);
  };
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), round), {
    numRuns: 25,
    endOnFailure: true,
  });
});
