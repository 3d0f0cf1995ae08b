import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { checkMember } from "../../src/domain/desk/checkMember.ts";
import { shopStats } from "../../src/domain/desk/shopStats.ts";
import { cancelOrder } from "../../src/domain/orders/cancel.ts";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { createOrder } from "../../src/domain/orders/create.ts";
import { listOrders, QUEUE_PER_PAGE } from "../../src/domain/orders/lists.ts";
import { CODES_PER_REQUEST_MAX, ORDER_AMOUNT_MAX } from "../../src/domain/orders/order.ts";
import { seeOrder, suggestOrders } from "../../src/domain/orders/read.ts";
import { type OrderUpdate, updateOrder } from "../../src/domain/orders/update.ts";
import { ownList } from "../../src/domain/own/lists.ts";
import { orderCode } from "../../src/lib/orderCode.ts";
import { DAY_MS, HOUR_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import { refusalOf } from "../support/claims.ts";
import { ticking } from "../support/clock.ts";
import { diesAt, LAST_EXCHANGES } from "../support/death.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import {
  brokenPairs,
  brought,
  earningsOf,
  newOrder,
  newToken,
  numbersHaveNoGap,
  orderWay,
  staff,
  tokenRow,
} from "../support/staffOrders.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());
afterEach(() => shop.proxy.reset());

const cancel = (code: string, asking = staff(shop)) => cancelOrder(shop.deps(), asking, code, "not wanted");
const complete = (codes: string, asking = staff(shop)) => completeOrders(shop.deps(), asking, codes);
const update = (code: string, given: OrderUpdate, asking = staff(shop)) =>
  updateOrder(shop.deps(), asking, code, given);
const points = (memberId: string) =>
  shop.database.number({
    sql: "select coalesce((select balance from accounts where id = ?), 0)",
    args: [`member:${memberId}/points`],
  });
let heard = 0;
/** From now on only what is written later counts as told. */
async function hearAnew(): Promise<void> {
  await shop.answerBells();
  heard = shop.desk.written.length;
}
/** What a member was told by direct message since then, as Discord got it. */
async function told(memberId: string): Promise<string[]> {
  await shop.answerBells();
  const calls = shop.desk.written.slice(heard);
  const isTold = calls.some(({ body }) => body.includes(`"recipient_id":"${memberId}"`));
  return isTold ? calls.filter(({ call }) => call.startsWith("POST /channels/")).map(({ body }) => body) : [];
}
const auditsOf = (orderId: string) =>
  shop.database.rows(z.object({ action: z.string(), actor: z.string(), reason: z.string().nullable() }), {
    sql: "select action, actor, reason from audits where target = ? order by created_at_ms, rowid",
    args: [`order:${orderId}`],
  });

describe("an order", () => {
  it("has the next number, is told to its customer, and stands in the audit log; its request again makes no other", async () => {
    await hearAnew();
    const before = await shop.database.number("select coalesce(max(number), 0) from orders");
    const request = staff(shop);
    const token = await newToken(shop, { reward: ["percent", 10] });
    const customerId = shop.newId();
    const given = { description: "  A *cake*  ", customerId, token, amount: 50_000, due: "2027-02-01" };
    const made = await createOrder(shop.deps(), request, given);
    expect(made.order).toMatchObject({
      id: request.id,
      number: before + 1,
      description: "A *cake*",
      amount: 50_000,
      discount: 5_000,
      state: "pending",
      priority: 2,
      dueAtMs: Date.UTC(2027, 1, 1, 17) - 1,
      createdBy: request.actor.id,
    });
    expect(await createOrder(shop.deps(), request, given)).toEqual(made);
    const [message = ""] = await told(customerId);
    const code = orderCode(before + 1);
    for (const part of [code, "A \\\\*cake\\\\*", "Rp 45,000", "Rp 50,000", "Rp 5,000", "/orderstatus"])
      expect(message).toContain(part);
    expect(message).not.toContain("points");
    expect(await auditsOf(request.id)).toEqual([
      { action: "order.create", actor: request.actor.id, reason: null },
    ]);
  });

  it("takes one round trip, and so does all that is done with it", async () => {
    const token = await newToken(shop, { reward: ["points", 5] });
    const once = async (work: Promise<unknown>) => {
      shop.proxy.reset();
      await work;
      expect(shop.proxy.exchanges).toBe(1);
    };
    const request = staff(shop);
    await once(createOrder(shop.deps(), request, { description: "x", customerId: shop.newId(), token }));
    const code = orderCode(await shop.database.number("select max(number) from orders"));
    await once(update(code, { state: "waiting", note: "x" }));
    await once(complete(code));
    await once(seeOrder(shop.deps(), staff(shop), code));
    await once(listOrders(shop.deps(), staff(shop), "queue", 1));
    await once(ownList(shop.deps(), shop.request(), null, 1));
    const other = await newOrder(shop);
    await once(cancel(other.code));
  });

  it("is none without a description, of a wrong amount, or that is due already; and a file must be Discord's", async () => {
    const facts = async (given: Parameters<typeof newOrder>[1]) => await refusalOf(newOrder(shop, given));
    expect(await facts({ description: "  " })).toMatchObject({
      option: "description",
      expected: "some_text",
    });
    expect(await facts({ description: "x".repeat(501) })).toMatchObject({ expected: "short_text" });
    for (const amount of [0, -5, 1.5, ORDER_AMOUNT_MAX + 1, Number.NaN])
      expect(await facts({ amount })).toMatchObject({ kind: "money_amount", max: ORDER_AMOUNT_MAX });
    expect(await facts({ due: "tomorrow" })).toMatchObject({ option: "due", expected: "moment" });
    expect(await facts({ due: "2027-01-14" })).toMatchObject({ option: "due", expected: "moment_ahead" });
    const file = { name: "a.png", type: "image/png", bytes: 5, url: "https://elsewhere.example/a.png" };
    expect(await facts({ file })).toEqual({ kind: "file_not_from_discord" });
    const large = { ...file, url: `${shop.desk.url}/a`, bytes: 4 * 1024 * 1024 + 1 };
    expect(await facts({ file: large })).toMatchObject({ kind: "file_too_large" });
    expect(await numbersHaveNoGap(shop)).toBe(true);
  });

  it("numbers have no gap when fifty are made at once, half of them refused", async () => {
    const taken = await newToken(shop);
    await newOrder(shop, { token: taken });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, at) => newOrder(shop, at % 2 === 0 ? {} : { token: taken })),
    );
    const made = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value.order.number] : []));
    expect(made).toHaveLength(25);
    expect(new Set(made).size).toBe(25);
    expect(await numbersHaveNoGap(shop)).toBe(true);
  });

  it.each(LAST_EXCHANGES)("is made once by whoever dies in between and is asked again: %o", async (fault) => {
    const token = await newToken(shop);
    const request = staff(shop);
    const given = { description: "x", customerId: shop.newId(), token };
    expect(await diesAt(shop, 1, fault, (change) => createOrder(shop.deps(change), request, given))).toBe(
      true,
    );
    const { order } = await createOrder(shop.deps(), request, given);
    expect(await tokenRow(shop, token)).toMatchObject({ state: "reserved", order_id: order.id });
    expect(await numbersHaveNoGap(shop)).toBe(true);
    expect(await brokenPairs(shop)).toEqual([]);
  });
});

it("time that passes while something is done with an order takes none of its messages and audit rows away", async () => {
  const change = { clock: ticking(shop.clock) };
  const token = await newToken(shop, { reward: ["points", 10] });
  const { code, order } = await newOrder(shop, { token, amount: 5_000 }, change);
  const deps = () => shop.deps(change);
  await brought(shop, order.customerId);
  await updateOrder(deps(), staff(shop), code, { state: "waiting", note: "x" });
  await completeOrders(deps(), staff(shop), code);
  const other = await newOrder(shop, {}, change);
  await cancelOrder(deps(), staff(shop), other.code, "x");
  const noticesOf = (customerId: string) =>
    shop.database.rows(z.object({ notice: z.string() }), {
      sql: "select payload ->> 'notice' as notice from outbox where member_id = ? order by created_at_ms, rowid",
      args: [customerId],
    });
  expect((await noticesOf(order.customerId)).map(({ notice }) => notice)).toEqual([
    "order_created",
    "order_updated",
    "order_completed",
  ]);
  expect((await noticesOf(other.order.customerId)).map(({ notice }) => notice)).toEqual([
    "order_created",
    "order_cancelled",
  ]);
  expect((await auditsOf(order.id)).map(({ action }) => action)).toEqual([
    "order.create",
    "order.status",
    "order.complete",
  ]);
  expect((await auditsOf(other.order.id)).map(({ action }) => action)).toEqual([
    "order.create",
    "order.cancel",
  ]);
  expect(await earningsOf(shop, `order:${order.id}`)).toBe(5_000);
  expect(await points(order.customerId)).toBeGreaterThanOrEqual(10);
});

describe("completing", () => {
  it("tells each order by itself, names each once, and a repeat tells the same", async () => {
    const [one, two, gone, before] = [
      await newOrder(shop, { amount: 20_000 }),
      await newOrder(shop),
      await newOrder(shop),
      await newOrder(shop),
    ];
    await cancel(gone.code);
    await complete(before.code);
    const request = staff(shop);
    const text = `${one.code}, ${two.code.toLowerCase()} ${one.order.number} ${gone.code};${before.code} ED99999 pizza`;
    const done = await complete(text, request);
    expect(done.told.map(({ kind }) => kind)).toEqual([
      "completed",
      "completed",
      "cancelled",
      "completed_before",
      "unknown",
      "malformed",
    ]);
    expect(await complete(text, request)).toEqual(done);
    const other = await complete(text);
    expect(other.told.slice(0, 2).map(({ kind }) => kind)).toEqual(["completed_before", "completed_before"]);
    expect(await orderWay(shop, one.order.id)).toEqual(["pending>completed"]);
    expect(await auditsOf(two.order.id)).toMatchObject([
      { action: "order.create" },
      { action: "order.complete" },
    ]);
  });

  it("takes a list of a length that is named, and some list", async () => {
    const many = Array.from({ length: CODES_PER_REQUEST_MAX + 1 }, (_, at) => at + 1).join(" ");
    expect(await refusalOf(complete(many))).toEqual({ kind: "orders_too_many", max: CODES_PER_REQUEST_MAX });
    expect(await refusalOf(complete(" , "))).toMatchObject({ option: "order_codes" });
    expect((await complete("pizza")).told).toEqual([{ kind: "malformed", code: "pizza" }]);
  });

  it("uses the token, brings its points once with what they earn, and tells the customer", async () => {
    const token = await newToken(shop, { reward: ["points", 1_000] });
    const { order, code } = await newOrder(shop, { token, amount: 30_000 });
    await hearAnew();
    const request = staff(shop);
    expect((await complete(code, request)).told).toMatchObject([{ kind: "completed", points: 1_000 }]);
    await complete(code, request);
    await complete(code);
    expect(await points(order.customerId)).toBeGreaterThanOrEqual(1_000);
    const rewards = { sql: "select count(*) from transfers where cause = ?", args: [`token:${token}`] };
    expect(await shop.database.number(rewards)).toBe(1);
    expect(await tokenRow(shop, token)).toEqual({
      state: "used",
      order_id: order.id,
      customer_id: order.customerId,
    });
    const messages = await told(order.customerId);
    expect(messages).toHaveLength(1);
    for (const part of [code, "Rp 30,000", "1,000", "first points"])
      expect(messages[0]?.toLowerCase()).toContain(part.toLowerCase());
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("of two orders of a customer at once tells what that earned with the first alone", async () => {
    const customerId = shop.newId();
    const token = await newToken(shop, { reward: ["points", 1_000] });
    await hearAnew();
    const [one, two] = [await newOrder(shop, { customerId, token }), await newOrder(shop, { customerId })];
    expect((await told(customerId))[0]).toContain("Your token brings you **1,000** points");
    await hearAnew();
    await complete(`${two.code} ${one.code}`);
    const messages = await told(customerId);
    const earned = messages.filter((message) => message.includes("First points"));
    expect(messages).toHaveLength(2);
    expect(earned.map((message) => message.includes(one.code))).toEqual([true]);
  });

  it("counts what is paid as spent, for the referrer too, and once", async () => {
    const customerId = shop.newId();
    await brought(shop, customerId);
    const token = await newToken(shop, { reward: ["money", 5_000] });
    const [paid, free, alone] = [
      await newOrder(shop, { customerId, token, amount: 25_000 }),
      await newOrder(shop, { customerId }),
      await newOrder(shop, { amount: 40_000 }),
    ];
    const request = staff(shop);
    await complete(`${paid.code} ${free.code} ${alone.code}`, request);
    expect(await earningsOf(shop, `order:${paid.order.id}`)).toBe(20_000);
    expect(await earningsOf(shop, `order:${free.order.id}`)).toBe(-1);
    await brought(shop, alone.order.customerId);
    await complete(alone.code, request);
    expect(await earningsOf(shop, `order:${alone.order.id}`)).toBe(-1);
    expect((await checkMember(shop.deps(), staff(shop).actor.id, customerId)).orders).toEqual({
      completed: 2,
      spent: 20_000,
    });
  });

  it("many at once, each by twenty requests that race, completes each once", async () => {
    const made = await Promise.all(
      Array.from({ length: 5 }, async () =>
        newOrder(shop, { token: await newToken(shop, { reward: ["points", 10] }), amount: 1_000 }),
      ),
    );
    const codes = made.map(({ code }) => code).join(" ");
    const answers = await Promise.all(Array.from({ length: 20 }, () => complete(codes)));
    for (const at of made.keys()) {
      const kinds = answers.map(({ told: each }) => each[at]?.kind);
      expect(kinds.filter((kind) => kind === "completed")).toHaveLength(1);
      expect(kinds.filter((kind) => kind === "completed_before")).toHaveLength(19);
    }
    for (const { order } of made) expect(await orderWay(shop, order.id)).toEqual(["pending>completed"]);
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("and cancelling at the same moment end in one of both, and the token with it", async () => {
    for (let round = 0; round < 10; round++) {
      const token = await newToken(shop, { reward: ["points", 10] });
      const { code, order } = await newOrder(shop, { token });
      const [done, cancelled] = await Promise.allSettled([complete(code), cancel(code)]);
      const isDone = done.status === "fulfilled" && done.value.told[0]?.kind === "completed";
      expect(cancelled.status).toBe(isDone ? "rejected" : "fulfilled");
      expect((await tokenRow(shop, token)).state).toBe(isDone ? "used" : "available");
      expect((await points(order.customerId)) > 0).toBe(isDone);
    }
    expect(await brokenPairs(shop)).toEqual([]);
  });

  it.each(LAST_EXCHANGES)("is done once by whoever dies in between and is asked again: %o", async (fault) => {
    const token = await newToken(shop, { reward: ["points", 10] });
    const { code, order } = await newOrder(shop, { token, amount: 10_000 });
    await brought(shop, order.customerId);
    const request = staff(shop);
    await diesAt(shop, 1, fault, (change) => completeOrders(shop.deps(change), request, code));
    expect((await complete(code, request)).told).toMatchObject([{ kind: "completed", points: 10 }]);
    expect(await earningsOf(shop, `order:${order.id}`)).toBe(10_000);
    expect(await orderWay(shop, order.id)).toEqual(["pending>completed"]);
    expect(await books(shop.database)).toEqual(BALANCED);
  });
});

describe("an order that has ended", () => {
  it("stays so, and says when and by whom it ended", async () => {
    const [done, cancelled] = [await newOrder(shop), await newOrder(shop)];
    await complete(done.code);
    await cancel(cancelled.code);
    const [atMs, by] = [shop.clock.now(), staff(shop).actor.id];
    for (const { code, kind } of [
      { code: done.code, kind: "order_completed" },
      { code: cancelled.code, kind: "order_cancelled" },
    ]) {
      const facts = { kind, order: code, atMs, by };
      expect(await refusalOf(cancel(code))).toEqual(facts);
      expect(await refusalOf(update(code, { state: "waiting" }))).toEqual(facts);
    }
    for (const code of ["ED99999", "pizza"]) {
      expect(await refusalOf(cancel(code))).toEqual({ kind: "order_not_found" });
      expect(await refusalOf(update(code, { state: "waiting" }))).toEqual({ kind: "order_not_found" });
    }
  });

  it("by being cancelled tells its customer why", async () => {
    const { code, order } = await newOrder(shop);
    await hearAnew();
    await cancel(code);
    expect((await told(order.customerId)).join()).toContain("not wanted");
    expect(await auditsOf(order.id)).toMatchObject([{}, { action: "order.cancel", reason: "not wanted" }]);
  });
});

describe("a status", () => {
  it("is told to the customer with its note, and the timeline tells staff who said what", async () => {
    const { code, order } = await newOrder(shop);
    await hearAnew();
    await update(code, { state: "in_progress" });
    expect(await told(order.customerId)).toEqual([]);
    shop.clock.pass(HOUR_MS);
    await update(code, { state: "waiting", note: "Which colour?", priority: 0 });
    const [message = ""] = await told(order.customerId);
    expect(message).toContain("Which colour?");
    expect(message).toContain("waiting for the customer");
    const seen = await seeOrder(shop.deps(), staff(shop), code);
    expect(seen.order).toMatchObject({ state: "waiting", priority: 0, note: "Which colour?" });
    expect(seen.staff?.events.map(({ toState, note }) => [toState, note])).toEqual([
      ["in_progress", null],
      ["waiting", "Which colour?"],
    ]);
  });

  it("that comes again after another one changes nothing", async () => {
    const { code } = await newOrder(shop);
    const request = staff(shop);
    const given = { state: "waiting", note: "One" } as const;
    const first = await update(code, given, request);
    await update(code, { state: "in_progress", note: "Two" });
    expect(await update(code, given, request)).toMatchObject({ state: first.state, note: first.note });
    const { order } = await seeOrder(shop.deps(), staff(shop), code);
    expect(order).toMatchObject({ state: "in_progress", note: "Two" });
  });
});

describe("somebody who looks", () => {
  it("sees their own orders, and is told the same of another's as of one that there is not", async () => {
    const { code, order } = await newOrder(shop, { description: "My own cake" });
    const mine = shop.request(order.customerId);
    expect(await seeOrder(shop.deps(), mine, code)).toMatchObject({ staff: null, order: { id: order.id } });
    const other = shop.request();
    const facts = { kind: "order_not_found" };
    expect(await refusalOf(seeOrder(shop.deps(), other, code))).toEqual(facts);
    expect(await refusalOf(seeOrder(shop.deps(), other, "ED99999"))).toEqual(facts);
    expect(await refusalOf(seeOrder(shop.deps(), other, "pizza"))).toEqual(facts);
    expect(await suggestOrders(shop.deps(), other, "", false)).toEqual([]);
    expect(await suggestOrders(shop.deps(), mine, "own c", false)).toMatchObject([
      { description: "My own cake" },
    ]);
    expect(await suggestOrders(shop.deps(), staff(shop), code, true)).toMatchObject([
      { number: order.number },
    ]);
    expect(await suggestOrders(shop.deps(), staff(shop), "100%_\\", true)).toEqual([]);
  });

  it("finds open orders first in a list that leads on", async () => {
    const customerId = shop.newId();
    const made: string[] = [];
    for (let at = 0; at < 7; at++) made.push((await newOrder(shop, { customerId })).code);
    await complete(made[6] ?? "");
    const asking = shop.request(customerId);
    const first = await ownList(shop.deps(), asking, null, 1);
    if (first.list !== "orders") throw new Error("orders were to come first");
    const codes = first.found.rows.map(({ order }) => orderCode(order.number));
    expect(codes).toEqual([made[5], made[4], made[3], made[2], made[1]]);
    expect(first.found).toMatchObject({ pages: 2, count: 7 });
    const last = await ownList(shop.deps(), asking, "orders", 900);
    expect(last.found.rows).toHaveLength(2);
    await complete(made.join(" "));
    expect((await ownList(shop.deps(), asking, null, 1)).list).toBe("purchases");
  });
});

describe("the lists of staff", () => {
  it("have what is urgent first, then what is due first; what is overdue stands in its own, and ended ones in none", async () => {
    const open =
      "select group_concat('ED' || number, ' ') as codes from orders where state in ('pending', 'in_progress', 'waiting')";
    const [{ codes } = { codes: "" }] = await shop.database.rows(z.object({ codes: z.string() }), open);
    const all = codes.split(" ");
    while (all.length > 0) await complete(all.splice(0, CODES_PER_REQUEST_MAX).join(" "));
    const later = await newOrder(shop, { due: "2027-03-01" });
    const sooner = await newOrder(shop, { due: "2027-02-01" });
    const dateless = await newOrder(shop);
    const low = await newOrder(shop, { priority: 3, due: "2027-02-01" });
    const urgent = await newOrder(shop, { priority: 0 });
    const list = async (which: "queue" | "overdue", page = 1) => {
      const found = await listOrders(shop.deps(), staff(shop), which, page);
      return found.rows.map(({ order }) => orderCode(order.number));
    };
    expect(await list("queue")).toEqual([urgent, sooner, later, dateless, low].map(({ code }) => code));
    expect(await list("overdue")).toEqual([]);
    shop.clock.pass(30 * DAY_MS);
    expect(await list("overdue")).toEqual([sooner.code, low.code]);
    for (let at = 0; at < QUEUE_PER_PAGE; at++) await newOrder(shop, { priority: 3 });
    expect(await list("queue", 2)).toHaveLength(5);
    expect(await list("queue", 900)).toHaveLength(5);
    const { orders } = await shopStats(shop.deps(), staff(shop).actor.id, 1);
    expect(orders).toEqual({ open: 15, overdue: 2, completed: 0, value: 0 });
    const sold = await newOrder(shop, { amount: 12_000 });
    await complete(sold.code);
    expect((await shopStats(shop.deps(), staff(shop).actor.id, 1)).orders).toMatchObject({
      completed: 1,
      value: 12_000,
    });
  });
});
