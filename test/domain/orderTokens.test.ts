import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cancelOrder } from "../../src/domain/orders/cancel.ts";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { createOrder } from "../../src/domain/orders/create.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import { refusalOf } from "../support/claims.ts";
import { LAST_EXCHANGES } from "../support/death.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import {
  brokenPairs,
  newOrder,
  newToken,
  newTokenCode,
  numbersHaveNoGap,
  staff,
  tokenRow,
  tokenWay,
} from "../support/staffOrders.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());
afterEach(() => shop.proxy.reset());

const cancel = (code: string) => cancelOrder(shop.deps(), staff(shop), code, "not wanted");
const complete = (codes: string) => completeOrders(shop.deps(), staff(shop), codes);

describe("a token", () => {
  it("on two orders at the same moment, and on twenty, gets one of them; the others are told which", async () => {
    for (const many of [2, 20]) {
      const token = await newToken(shop);
      const outcomes = await Promise.allSettled(
        Array.from({ length: many }, () => newOrder(shop, { token })),
      );
      const won = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      expect(won).toHaveLength(1);
      for (const lost of outcomes.filter((one) => one.status === "rejected"))
        expect(lost.reason.facts).toEqual({ kind: "token_reserved", code: token, order: won[0]?.code });
      expect(await tokenRow(shop, token)).toMatchObject({ state: "reserved", order_id: won[0]?.order.id });
      expect(await tokenWay(shop, token)).toEqual(["available>reserved"]);
      expect(await numbersHaveNoGap(shop)).toBe(true);
    }
    expect(await brokenPairs(shop)).toEqual([]);
  });

  it("is read as people type it, and refused in another form before the database is asked", async () => {
    const token = await newToken(shop);
    const typed = ` ${token.slice(0, 4).toLowerCase()}-${token.slice(4)} `;
    expect((await newOrder(shop, { token: typed })).order.tokenCode).toBe(token);
    shop.proxy.reset();
    for (const malformed of ["", "K7M", "K7M4Q0", "K7M4QO", "K7M4QK7M4QK7M"])
      expect(await refusalOf(newOrder(shop, { token: malformed }))).toEqual({ kind: "token_malformed" });
    expect(shop.proxy.exchanges).toBe(0);
  });

  it("that an order cannot have says why, with what staff need to know", async () => {
    const nowMs = shop.clock.now();
    const unknown = newTokenCode(shop);
    expect(await refusalOf(newOrder(shop, { token: unknown }))).toEqual({
      kind: "token_unknown",
      code: unknown,
    });

    const used = await newToken(shop);
    const { code: order, order: row } = await newOrder(shop, { token: used });
    await complete(order);
    expect(await refusalOf(newOrder(shop, { token: used }))).toEqual({
      kind: "token_used",
      code: used,
      atMs: nowMs,
      memberId: row.customerId,
      order,
    });

    const removed = await newToken(shop);
    await shop.database.run({ sql: "update tokens set state = 'removed' where code = ?", args: [removed] });
    expect(await refusalOf(newOrder(shop, { token: removed }))).toEqual({
      kind: "token_removed",
      code: removed,
    });

    const later = await newToken(shop, { startsAtMs: nowMs + DAY_MS });
    expect(await refusalOf(newOrder(shop, { token: later }))).toEqual({
      kind: "token_not_yet",
      code: later,
      fromMs: nowMs + DAY_MS,
    });

    const over = await newToken(shop, { expiresAtMs: nowMs });
    const facts = { kind: "token_expired", code: over, atMs: nowMs };
    expect(await refusalOf(newOrder(shop, { token: over }))).toEqual(facts);
    await shop.database.run({ sql: "update tokens set state = 'expired' where code = ?", args: [over] });
    expect(await refusalOf(newOrder(shop, { token: over }))).toEqual(facts);
    expect(await numbersHaveNoGap(shop)).toBe(true);
  });

  it("is good at the moment that it starts, and until the moment that it ends", async () => {
    const nowMs = shop.clock.now();
    const token = await newToken(shop, { startsAtMs: nowMs, expiresAtMs: nowMs + 1 });
    expect((await newOrder(shop, { token })).order.tokenCode).toBe(token);
  });

  it("that takes something off the price wants a price", async () => {
    for (const reward of [["percent", 10] as const, ["money", 5_000] as const]) {
      const token = await newToken(shop, { reward });
      expect(await refusalOf(newOrder(shop, { token }))).toEqual({ kind: "token_needs_amount", code: token });
    }
    const points = await newToken(shop, { reward: ["points", 50] });
    expect((await newOrder(shop, { token: points })).order.discount).toBe(0);
  });

  it.each([
    ["percent", 10, 50_000, 5_000],
    ["percent", 33, 100, 33],
    ["percent", 33, 1, 0],
    ["percent", 1, 199, 1],
    ["percent", 100, 77_777, 77_777],
    ["percent", 99, 100_000_000_000, 99_000_000_000],
    ["money", 5_000, 50_000, 5_000],
    ["money", 5_000, 5_000, 5_000],
    ["money", 5_000, 4_999, 4_999],
    ["points", 500, 50_000, 0],
  ] as const)("of %s %i takes off %i: %i", async (kind, value, amount, discount) => {
    const token = await newToken(shop, { reward: [kind, value] });
    const { order, reward } = await newOrder(shop, { token, amount });
    expect(order).toMatchObject({ amount, discount });
    expect(reward).toEqual({ kind, value });
  });
});

describe("the limit of a customer", () => {
  it("counts what they have and have used of a campaign, also at the same moment; another customer is free", async () => {
    const campaignId = shop.newId();
    const batch = () => newToken(shop, { campaignId, perCustomerMax: 2 });
    const tokens = await Promise.all([batch(), batch(), batch(), batch(), batch()]);
    const customerId = shop.newId();
    const outcomes = await Promise.allSettled(tokens.map((token) => newOrder(shop, { token, customerId })));
    const made = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(made).toHaveLength(2);
    const [first, second] = made;
    await complete(first?.code ?? "");
    const left = tokens.filter((token) => made.every(({ order }) => order.tokenCode !== token));
    const [token = ""] = left;
    const facts = { kind: "token_limit", code: token, memberId: customerId, max: 2 };
    expect(await refusalOf(newOrder(shop, { token, customerId }))).toEqual(facts);
    await cancel(second?.code ?? "");
    expect((await newOrder(shop, { token, customerId })).order.tokenCode).toBe(token);
    expect((await newOrder(shop, { token: left[1] ?? "" })).order.tokenCode).toBe(left[1]);
  });

  it("counts those of the same batch where there is no campaign", async () => {
    const [batchId, other] = [shop.newId(), shop.newId()];
    const customerId = shop.newId();
    const [one, two] = [
      await newToken(shop, { batchId, perCustomerMax: 1 }),
      await newToken(shop, { batchId, perCustomerMax: 1 }),
    ];
    const elsewhere = await newToken(shop, { batchId: other, perCustomerMax: 1 });
    await newOrder(shop, { token: one, customerId });
    expect((await refusalOf(newOrder(shop, { token: two, customerId }))).kind).toBe("token_limit");
    expect((await newOrder(shop, { token: elsewhere, customerId })).order.tokenCode).toBe(elsewhere);
  });
});

describe("the token of a cancelled order", () => {
  it("is free again, once: a repeat takes it from nobody, and says what the first said", async () => {
    const token = await newToken(shop);
    const first = await newOrder(shop, { token });
    const request = staff(shop);
    const cancelled = await cancelOrder(shop.deps(), request, first.code, "x");
    expect(cancelled.tokenBack).toBe("available");
    const second = await newOrder(shop, { token });
    const again = await cancelOrder(shop.deps(), request, first.code, "x");
    expect(again).toEqual(cancelled);
    expect(await tokenRow(shop, token)).toMatchObject({ state: "reserved", order_id: second.order.id });
    expect(await tokenWay(shop, token)).toEqual([
      "available>reserved",
      "reserved>available",
      "available>reserved",
    ]);
  });

  it("is reserved by no repeat of the request that made the order", async () => {
    const token = await newToken(shop);
    const request = staff(shop);
    const given = { description: "A cake", customerId: shop.newId(), token };
    const made = await createOrder(shop.deps(), request, given);
    await cancel(`ED${made.order.number}`);
    const again = await createOrder(shop.deps(), request, given);
    expect(again.order).toMatchObject({ id: made.order.id, state: "cancelled" });
    expect(await tokenRow(shop, token)).toMatchObject({ state: "available", order_id: null });
  });

  it("is what it would be without the order: expired, or removed with its campaign", async () => {
    const campaignId = shop.newId();
    await shop.database.run({
      sql: "insert into campaigns (id, name, name_key, created_by, created_at_ms) values (?1, ?1, ?1, '901', 0)",
      args: [campaignId],
    });
    const over = await newToken(shop, { expiresAtMs: shop.clock.now() + DAY_MS });
    const closed = await newToken(shop, { campaignId, expiresAtMs: shop.clock.now() + DAY_MS });
    const [first, second] = [await newOrder(shop, { token: over }), await newOrder(shop, { token: closed })];
    shop.clock.pass(DAY_MS);
    await shop.database.run({
      sql: "update campaigns set closed_at_ms = 5 where id = ?",
      args: [campaignId],
    });
    expect((await cancel(first.code)).tokenBack).toBe("expired");
    expect((await cancel(second.code)).tokenBack).toBe("removed");
    expect((await refusalOf(newOrder(shop, { token: over }))).kind).toBe("token_expired");
    expect((await refusalOf(newOrder(shop, { token: closed }))).kind).toBe("token_removed");
  });

  it("stays good for its order when its end passes or its campaign is closed", async () => {
    const token = await newToken(shop, {
      expiresAtMs: shop.clock.now() + DAY_MS,
      reward: ["points", 70],
    });
    const { code } = await newOrder(shop, { token });
    shop.clock.pass(2 * DAY_MS);
    expect((await complete(code)).told).toMatchObject([{ kind: "completed", points: 70 }]);
    expect((await tokenRow(shop, token)).state).toBe("used");
  });
});

describe("a token that is removed while an order wants it", () => {
  it("is removed or reserved, never both", async () => {
    for (let round = 0; round < 10; round++) {
      const token = await newToken(shop);
      const [made] = await Promise.allSettled([
        newOrder(shop, { token }),
        shop.database.run({
          sql: "update tokens set state = 'removed' where code = ? and state = 'available'",
          args: [token],
        }),
      ]);
      expect((await tokenRow(shop, token)).state).toBe(made.status === "fulfilled" ? "reserved" : "removed");
    }
    expect(await brokenPairs(shop)).toEqual([]);
    expect(await numbersHaveNoGap(shop)).toBe(true);
  });
});

describe("a reply that is lost", () => {
  it.each(LAST_EXCHANGES)("changes nothing: %o", async (fault) => {
    const token = await newToken(shop, { reward: ["points", 30] });
    shop.proxy.plan((at) => (at === 1 ? fault : undefined));
    const { code, order } = await newOrder(shop, { token });
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 1 ? fault : undefined));
    expect((await complete(code)).told).toMatchObject([{ kind: "completed", points: 30 }]);
    shop.proxy.reset();
    expect(await tokenWay(shop, token)).toEqual(["available>reserved", "reserved>used"]);
    expect(await tokenRow(shop, token)).toMatchObject({ order_id: order.id });

    const other = await newToken(shop);
    const open = await newOrder(shop, { token: other });
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 1 ? fault : undefined));
    expect((await cancel(open.code)).tokenBack).toBe("available");
    expect(await books(shop.database)).toEqual(BALANCED);
  });
});
