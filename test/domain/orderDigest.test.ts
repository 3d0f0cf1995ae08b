import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { DIGEST_LINES_MAX, digestDay, tellDigest } from "../../src/domain/orders/digest.ts";
import { updateOrder } from "../../src/domain/orders/update.ts";
import { handleCron } from "../../src/jobs/cron.ts";
import { localMinute } from "../../src/lib/localMoment.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { diesAt, LAST_EXCHANGES } from "../support/death.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";
import { newOrder, staff } from "../support/staffOrders.ts";

const CHANNEL = "1180000000000000777";
/** Nothing is called pending for long, so that what is overdue is seen alone. */
const calm: DepsChange = { shop: { staffChannelId: CHANNEL, orderPendingMs: 1_000 * DAY_MS } };
const change: DepsChange = { shop: { staffChannelId: CHANNEL, orderPendingMs: 3 * DAY_MS } };
const ZONE = "Asia/Jakarta";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());
afterEach(() => shop.proxy.reset());

const cron = async (more: DepsChange = calm) => {
  await handleCron(shop.deps(more), shop.clock.now());
  await shop.answerBells(change);
};
/** What was posted to the staff's channel, each post once. */
function posts(): string[] {
  const found = shop.desk.written.filter(({ call }) => call === `POST /channels/${CHANNEL}/messages`);
  return [...new Map(found.map(({ body }) => [/"nonce":"([^"]+)"/.exec(body)?.[1], body])).values()];
}
const postedSince = (count: number) => posts().slice(count);
/** Goes on to the next moment at which clocks of the shop show this time. */
function goTo(time: string): void {
  do shop.clock.pass(MINUTE_MS);
  while (!localMinute(shop.clock.now(), ZONE).endsWith(time));
}
/** A day on which everything that waits has been told. */
async function quietDay(): Promise<number> {
  shop.clock.pass(4 * DAY_MS);
  goTo("08:00");
  await cron(change);
  return posts().length;
}
const inDays = (days: number) => localMinute(shop.clock.now() + days * DAY_MS, ZONE).slice(0, 10);

describe("the day of a digest", () => {
  it.each([
    ["2027-01-15T00:59:00Z", -1],
    ["2027-01-15T01:00:00Z", 0],
    ["2027-01-15T16:59:00Z", 0],
    ["2027-01-15T17:00:00Z", 0],
    ["2027-01-16T00:59:00Z", 0],
    ["2027-01-16T01:00:00Z", 1],
  ])("begins at its hour of the shop's day: %s", (at, day) => {
    const first = Date.UTC(2027, 0, 15) / DAY_MS;
    expect(digestDay(Date.parse(at), ZONE, 8)).toBe(first + day);
  });
});

describe("the digest of orders", () => {
  it("comes once a day at its hour, however often the cron trigger fires, and not where there is nothing", async () => {
    const before = await quietDay();
    const { code } = await newOrder(shop, { due: inDays(0) });
    const { code: other } = await newOrder(shop, { due: inDays(1) });
    shop.clock.pass(HOUR_MS);
    await cron();
    goTo("07:55");
    await cron();
    expect(postedSince(before)).toEqual([]);
    goTo("08:00");
    await Promise.all([cron(), cron(), cron()]);
    shop.clock.pass(5 * MINUTE_MS);
    await cron();
    const [post = "", ...more] = postedSince(before);
    expect(more).toEqual([]);
    expect(post).toContain(code);
    expect(post).not.toContain(other);
    goTo("08:00");
    await cron();
    expect(postedSince(before)[1]).toContain(other);
    expect(postedSince(before)[1]).not.toContain(code);
    goTo("08:00");
    await cron();
    expect(postedSince(before)).toHaveLength(2);
  });

  it("is caught up with when the cron trigger was away", async () => {
    const before = await quietDay();
    const { code } = await newOrder(shop, { due: inDays(0) });
    shop.clock.pass(3 * DAY_MS + 5 * HOUR_MS);
    await cron();
    expect(postedSince(before)).toHaveLength(1);
    expect(postedSince(before)[0]).toContain(code);
  });

  it("names what nobody has begun for long, once; what is begun or done by then is not named", async () => {
    const before = await quietDay();
    const [waiting, begun, done] = [await newOrder(shop), await newOrder(shop), await newOrder(shop)];
    await updateOrder(shop.deps(), staff(shop), begun.code, { state: "in_progress" });
    await completeOrders(shop.deps(), staff(shop), done.code);
    for (let day = 0; day < 6; day++) {
      goTo("08:00");
      await cron(change);
    }
    expect(postedSince(before)).toHaveLength(1);
    const [post = ""] = postedSince(before);
    expect(post).toContain(waiting.code);
    expect(post).not.toContain(begun.code);
    expect(post).not.toContain(done.code);
  });

  it("names an order that is overdue and not begun for long in one line, and then never again", async () => {
    const before = await quietDay();
    const { code } = await newOrder(shop, { due: inDays(0) });
    shop.clock.pass(4 * DAY_MS);
    for (let day = 0; day < 3; day++) {
      goTo("08:00");
      await cron(change);
    }
    expect(postedSince(before).map((post) => post.split(code).length - 1)).toEqual([1]);
  });

  it("names an order once as either, and again only when it gets another date", async () => {
    const before = await quietDay();
    const { code } = await newOrder(shop, { due: inDays(4) });
    for (let day = 0; day < 7; day++) {
      goTo("08:00");
      await cron(change);
    }
    expect(postedSince(before).map((post) => post.split(code).length - 1)).toEqual([1, 1]);
    await updateOrder(shop.deps(), staff(shop), code, { state: "in_progress", due: inDays(1) });
    for (let day = 0; day < 4; day++) {
      goTo("08:00");
      await cron(change);
    }
    expect(postedSince(before)).toHaveLength(3);
    expect(postedSince(before)[2]).toContain(code);
  });

  it("has twenty lines at most and tells how many are left out, which are named on no other day", async () => {
    const before = await quietDay();
    const made: string[] = [];
    for (let at = 0; at < DIGEST_LINES_MAX + 5; at++)
      made.push((await newOrder(shop, { due: inDays(1), description: "x".repeat(500) })).code);
    for (let day = 0; day < 3; day++) {
      goTo("08:00");
      await cron();
    }
    const [post = "", ...more] = postedSince(before);
    expect(more).toEqual([]);
    expect(made.filter((code) => post.includes(`**${code}**`))).toHaveLength(DIGEST_LINES_MAX);
    expect(post).toContain("and 5 more");
    expect(post.length).toBeLessThan(6_000);
  });

  it("marks nothing as told where the shop has no channel for it", async () => {
    const before = await quietDay();
    const { code } = await newOrder(shop, { due: inDays(0) });
    goTo("08:00");
    await cron({ shop: { staffChannelId: null } });
    goTo("08:00");
    await cron();
    expect(postedSince(before)[0]).toContain(code);
  });

  it.each(LAST_EXCHANGES)("is posted once by whoever dies in between: %o", async (fault) => {
    for (const at of [1, 2]) {
      const before = await quietDay();
      const { code } = await newOrder(shop, { due: inDays(0) });
      goTo("08:00");
      const day = digestDay(shop.clock.now(), ZONE, 8);
      await diesAt(shop, at, fault, (dying) => tellDigest(shop.deps({ ...calm, ...dying }), day));
      const late = await newOrder(shop);
      await shop.database.run({
        sql: "update orders set due_at_ms = 5 where id = ?",
        args: [late.order.id],
      });
      await cron();
      await tellDigest(shop.deps(calm), day);
      await shop.answerBells(change);
      await cron();
      const told = postedSince(before);
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(code);
      const isNamed = told[0]?.includes(late.code) ?? false;
      goTo("08:00");
      await cron();
      expect(postedSince(before)).toHaveLength(isNamed ? 1 : 2);
      if (!isNamed) expect(postedSince(before)[1]).toContain(late.code);
    }
  });
});
