import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { EARNING_AMOUNT_MAX, earnFrom, UNITS } from "../../src/domain/referrals/earn.ts";
import { buy } from "../../src/domain/shop/buy.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { refundPurchase } from "../../src/domain/shop/refund.ts";
import { DAY_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { newApiKey, programOf, walletPath } from "../support/api.ts";
import { BALANCED, books } from "../support/books.ts";
import { brought, earningsOf, markPaid, setBlacklisted, unitsOf } from "../support/referrals.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";
import { buyNow, memberWith, stockedProduct } from "../support/stock.ts";
import { walletOf } from "../support/wallet.ts";

let shop: TestShop;
let key: string;
beforeAll(async () => {
  shop = await startShop();
  ({ key } = await newApiKey(shop));
});
afterEach(async () => {
  shop.proxy.reset();
  expect(await books(shop.database)).toEqual(BALANCED);
});
afterAll(() => shop.stop());

const MONEY = 100_000;

/** A member with money who was brought by somebody, and a product to buy. */
async function broughtBuyer(price = 15_000) {
  const pair = await brought(shop, { member: await memberWith(shop, MONEY) });
  const { productId } = await stockedProduct(shop, { 1: price }, 5);
  return { ...pair, productId, price };
}

const refund = (purchaseId: string) =>
  refundPurchase(shop.deps(), shop.request(shop.newId(), "admin"), purchaseId, "broken");

let asked = 0;
const debit = (
  memberId: string,
  amount: number,
  idempotencyKey = `spend-${++asked}`,
  change: DepsChange = {},
) =>
  programOf(shop, change)("POST", `${walletPath(memberId)}/debits`, {
    key,
    idempotencyKey,
    body: { amount, reason: "a game" },
  });

describe("a purchase of a member who was brought", () => {
  it("earns its referrer the shop's share of the price, exactly, in the purchase's own round trip", async () => {
    const { referrer, member, productId } = await broughtBuyer(15_001);
    const quote = await quotePurchase(shop.deps(), shop.request(member), productId, 1);
    shop.proxy.reset();
    await buy(shop.deps(), shop.request(member), quote.id);
    expect(shop.proxy.exchanges).toBe(1);
    expect(await earningsOf(shop, referrer)).toEqual([
      {
        cause: `purchase:${quote.id}`,
        kind: "purchase",
        memberId: member,
        amount: 15_001,
        units: 15_001 * 50,
        payableAtMs: shop.clock.now(),
        batchId: null,
      },
    ]);
  });

  it("earns once, however often its press comes and whichever reply is lost", async () => {
    const { referrer, member, productId } = await broughtBuyer();
    const quote = await quotePurchase(shop.deps(), shop.request(member), productId, 1);
    const press = shop.request(member);
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    await Promise.all(Array.from({ length: 5 }, () => buy(shop.deps(), press, quote.id)));
    expect(await unitsOf(shop, referrer)).toBe(15_000 * 50);
  });

  it("made while its referrer was blacklisted earns nothing, also when its press is repeated after that", async () => {
    const { referrer, member, productId } = await broughtBuyer();
    const quote = await quotePurchase(shop.deps(), shop.request(member), productId, 1);
    const press = shop.request(member);
    await setBlacklisted(shop, referrer, true);
    await buy(shop.deps(), press, quote.id);
    await setBlacklisted(shop, referrer, false);
    await buy(shop.deps(), press, quote.id);
    expect(await earningsOf(shop, referrer)).toEqual([]);
  });

  it("made before they were brought earns nothing, also when its press is repeated after that", async () => {
    const member = await memberWith(shop, MONEY);
    const { productId } = await stockedProduct(shop, { 1: 15_000 }, 5);
    const quote = await quotePurchase(shop.deps(), shop.request(member), productId, 1);
    const press = shop.request(member);
    await buy(shop.deps(), press, quote.id);
    const { referrer } = await brought(shop, { member });
    await buy(shop.deps(), press, quote.id);
    expect(await earningsOf(shop, referrer)).toEqual([]);
  });

  it("earns nobody anything where nobody brought them, or the shop gives no share", async () => {
    const member = await memberWith(shop, MONEY);
    const { productId } = await stockedProduct(shop, { 1: 15_000 }, 5);
    const before = await shop.database.number("select count(*) from earnings");
    await buyNow(shop, member, productId, 1);
    expect(await shop.database.number("select count(*) from earnings")).toBe(before);

    const other = await broughtBuyer();
    const none = { shop: { cashbackBasisPoints: 0 } };
    const quote = await quotePurchase(shop.deps(none), shop.request(other.member), other.productId, 1);
    await buy(shop.deps(none), shop.request(other.member), quote.id);
    expect(await earningsOf(shop, other.referrer)).toEqual([]);
  });

  it("is refused without earning anything", async () => {
    const { referrer, member, productId } = await broughtBuyer(MONEY + 1);
    await expect(buyNow(shop, member, productId, 1)).rejects.toMatchObject({
      facts: { kind: "wallet_too_little" },
    });
    expect(await earningsOf(shop, referrer)).toEqual([]);
  });

  it("can be paid for after the days that the shop holds it", async () => {
    const { referrer, member, productId } = await broughtBuyer();
    const held = { shop: { cashbackHoldMs: 7 * DAY_MS } };
    const quote = await quotePurchase(shop.deps(held), shop.request(member), productId, 1);
    await buy(shop.deps(held), shop.request(member), quote.id);
    const boughtAtMs = shop.clock.now();
    shop.clock.pass(2 * DAY_MS);
    await refund(quote.id);
    // What a refund takes back counts from the same day on, so that it never comes off another earning.
    expect((await earningsOf(shop, referrer)).map(({ units, payableAtMs }) => [units, payableAtMs])).toEqual([
      [750_000, boughtAtMs + 7 * DAY_MS],
      [-750_000, boughtAtMs + 7 * DAY_MS],
    ]);
  });
});

describe("a refund", () => {
  it("takes back what the purchase earned, once, in the refund's own batch", async () => {
    const { referrer, member, productId } = await broughtBuyer();
    const { purchase } = await buyNow(shop, member, productId, 1);
    const request = shop.request(shop.newId(), "admin");
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    await Promise.all([1, 2, 3].map(() => refundPurchase(shop.deps(), request, purchase.id, "broken")));
    await refund(purchase.id);
    expect(await earningsOf(shop, referrer)).toEqual([
      expect.objectContaining({ kind: "purchase", units: 750_000 }),
      expect.objectContaining({
        cause: `purchase.refund:${purchase.id}`,
        kind: "refund",
        memberId: member,
        amount: -15_000,
        units: -750_000,
      }),
    ]);
  });

  it("after the earning was paid comes off what is earned next", async () => {
    const { referrer, member, productId } = await broughtBuyer();
    const { purchase } = await buyNow(shop, member, productId, 1);
    const batchId = await markPaid(shop, referrer);
    await refund(purchase.id);
    expect((await earningsOf(shop, referrer)).map(({ batchId: paid }) => paid)).toEqual([batchId, null]);
    expect(await unitsOf(shop, referrer)).toBe(-750_000);
    shop.clock.pass(MINUTE_MS);
    await buyNow(shop, member, productId, 1);
    expect(await unitsOf(shop, referrer)).toBe(0);
  });

  it("of a purchase that earned nothing takes nothing, and of a blacklisted referrer's takes what it earned", async () => {
    const { referrer, member, productId } = await broughtBuyer();
    await setBlacklisted(shop, referrer, true);
    const unearned = await buyNow(shop, member, productId, 1);
    await setBlacklisted(shop, referrer, false);
    await refund(unearned.purchase.id);
    expect(await earningsOf(shop, referrer)).toEqual([]);
    shop.clock.pass(MINUTE_MS);
    const earned = await buyNow(shop, member, productId, 1);
    await setBlacklisted(shop, referrer, true);
    await refund(earned.purchase.id);
    expect(await unitsOf(shop, referrer)).toBe(0);
  });
});

describe("what another program takes", () => {
  it("earns once, however often its request comes", async () => {
    const { referrer, member } = await broughtBuyer();
    const one = `one-${shop.newId()}`;
    await debit(member, 2_000, one);
    await Promise.all([1, 2, 3].map(() => debit(member, 2_000, one)));
    await debit(member, 1);
    expect(
      (await earningsOf(shop, referrer)).map(({ kind, amount, units }) => [kind, amount, units]),
    ).toEqual([
      ["api", 2_000, 100_000],
      ["api", 1, 50],
    ]);
  });

  it("and is not there earns nothing, and neither does what it puts in", async () => {
    const { referrer, member } = await broughtBuyer();
    expect((await debit(member, MONEY + 1)).status).toBe(409);
    const credit = await programOf(shop)("POST", `${walletPath(member)}/credits`, {
      key,
      idempotencyKey: `credit-${shop.newId()}`,
      body: { amount: 5_000, reason: "a prize" },
    });
    expect(credit.status).toBe(200);
    expect(await earningsOf(shop, referrer)).toEqual([]);
  });

  it("as the most there can be earns a number that is still exact", async () => {
    const { referrer, member } = await brought(shop);
    const most = 1_000_000_000_000;
    const all = { shop: { cashbackBasisPoints: UNITS, walletPerMemberMax: most } };
    const by = (kind: string) =>
      programOf(shop, all)("POST", `${walletPath(member)}/${kind}`, {
        key,
        idempotencyKey: `most-${kind}`,
        body: { amount: most, reason: "a test" },
      });
    await by("credits");
    expect((await by("debits")).status).toBe(200);
    expect(await walletOf(shop, member)).toEqual({ money: 0, debt: 0 });
    expect(await unitsOf(shop, referrer)).toBe(EARNING_AMOUNT_MAX * UNITS);
    expect(Number.isSafeInteger(EARNING_AMOUNT_MAX * UNITS)).toBe(true);
  });
});

it("a thousand spendings of one rupiah, booked in one statement, earn five rupiah, and a repeat of it nothing", async () => {
  const { referrer, member } = await brought(shop, { member: await memberWith(shop, MONEY) });
  const at = shop.newId();
  await shop.database.run({
    sql: `with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
      insert into transfers (debit, credit, amount, asset, kind, cause, actor, created_at_ms, local_day)
      select ?, 'system:grants/money', 1, 'money', 'spend', 'small:' || ? || ':' || i, ?, ?, 20000 from n`,
    args: [`member:${member}/money`, at, member, BigInt(shop.clock.now())],
  });
  const deps = shop.deps();
  const spent = { kind: "api", cause: sql`cause`, memberId: member, amount: sql`amount` } as const;
  const of = sql`transfers where cause like ${`small:${at}:%`}`;
  await deps.db.batch([earnFrom(deps, spent, of), earnFrom(deps, spent, of)]);
  expect(await earningsOf(shop, referrer)).toHaveLength(1_000);
  expect(await unitsOf(shop, referrer)).toBe(5 * UNITS);
});
