import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashbackDetail, searchCashback } from "../../src/domain/cashback/search.ts";
import type { Deps } from "../../src/domain/deps.ts";
import { cancelOrder } from "../../src/domain/orders/cancel.ts";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { searchOrders } from "../../src/domain/orders/search.ts";
import type { OrderSearch } from "../../src/domain/orders/searchWays.ts";
import { blacklisted, earningsOf } from "../../src/domain/referrals/earningList.ts";
import { NETWORK_PER_PAGE, networkOf } from "../../src/domain/referrals/network.ts";
import { searchTokenBatches, tokenBatchDetail } from "../../src/domain/tokens/batchDesk.ts";
import { campaignDetail, searchCampaigns } from "../../src/domain/tokens/campaignDesk.ts";
import { createCampaign } from "../../src/domain/tokens/campaigns.ts";
import { searchTokens, type TokenSearch } from "../../src/domain/tokens/search.ts";
import { orderCode } from "../../src/lib/orderCode.ts";
import type { PageKey } from "../../src/lib/pageKey.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { earn, paidBatch } from "../support/cashback.ts";
import { plansOf } from "../support/plans.ts";
import { admin } from "../support/products.ts";
import { brought } from "../support/referrals.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { newOrder, staff } from "../support/staffOrders.ts";
import { complete, makeTokens, reserve } from "../support/tokens.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

/** All pages of a list, one after the other. */
async function allPages<R, K>(
  page: (after: K | null) => Promise<{ readonly rows: readonly R[]; readonly next: K | null }>,
): Promise<R[]> {
  const all: R[] = [];
  for (let after: K | null = null, has = true; has; ) {
    const { rows, next }: { readonly rows: readonly R[]; readonly next: K | null } = await page(after);
    all.push(...rows);
    after = next;
    has = next !== null;
  }
  return all;
}

const dateOf = (days: number) => new Date(shop.clock.now() + days * DAY_MS).toISOString().slice(0, 10);

/** The codes of all orders that are found, read two at a time. */
async function found(search: Omit<OrderSearch, "after" | "most">): Promise<string[]> {
  const rows = await allPages<{ order: { number: number } }, string>((after) =>
    searchOrders(shop.deps(), { ...search, after: after ?? undefined, most: 2 }),
  );
  return rows.map(({ order }) => orderCode(order.number));
}

describe("orders", () => {
  it("that wait come by urgency, what has a date before what has none, page by page", async () => {
    const made: Record<string, string> = {};
    for (const [name, priority, due] of [
      ["lateLow", 3, dateOf(9)],
      ["urgent", 0, undefined],
      ["soon", 2, dateOf(3)],
      ["sooner", 2, dateOf(2)],
      ["sameDay", 2, dateOf(3)],
      ["dateless", 2, undefined],
      ["urgentDated", 0, dateOf(30)],
    ] as const)
      made[name] = (await newOrder(shop, { priority, due })).code;
    const { urgentDated, urgent, sooner, soon, sameDay, dateless, lateLow } = made;
    const ours = new Set(Object.values(made));
    const listed = (codes: readonly string[]) => codes.filter((code) => ours.has(code));
    expect(listed(await found({ which: "open" }))).toEqual([
      urgentDated,
      urgent,
      sooner,
      soon,
      sameDay,
      dateless,
      lateLow,
    ]);
    expect(listed(await found({ which: "open", priority: 2 }))).toEqual([sooner, soon, sameDay, dateless]);
    await cancelOrder(shop.deps(), staff(shop), soon ?? "", "no");
    expect(listed(await found({ which: "pending", priority: 2 }))).toEqual([sooner, sameDay, dateless]);
    expect(listed(await found({ which: "cancelled" }))).toEqual([soon]);
    const late = await found({ which: "open", isOverdue: true });
    expect(listed(late)).toEqual([]);
    shop.clock.pass(5 * DAY_MS);
    expect(listed(await found({ which: "open", isOverdue: true }))).toEqual([sooner, sameDay]);
  });

  it("of a customer are theirs alone, the newest first, also in one state", async () => {
    const customerId = shop.newId();
    const codes: string[] = [];
    for (let at = 0; at < 5; at++) codes.push((await newOrder(shop, { customerId })).code);
    await newOrder(shop);
    await completeOrders(shop.deps(), staff(shop), `${codes[0]} ${codes[3]}`);
    expect(await found({ which: "all", customerId })).toEqual(codes.toReversed());
    expect(await found({ which: "completed", customerId })).toEqual([codes[3], codes[0]]);
    expect(await found({ which: "open", customerId })).toEqual([codes[4], codes[2], codes[1]]);
  });

  it("a page that begins with what is no key is the first", async () => {
    const [first] = (await searchOrders(shop.deps(), { which: "all" })).rows;
    for (const after of ["x", "1.2.3.4.5", "-1", "' or 1=1 --"]) {
      const { rows } = await searchOrders(shop.deps(), { which: "all", after });
      expect(rows[0]?.order.number).toBe(first?.order.number);
      await searchOrders(shop.deps(), { which: "open", after });
      await searchOrders(shop.deps(), { which: "open", isOverdue: true, after });
    }
  });
});

describe("tokens", () => {
  const all = (search: Omit<TokenSearch, "after">) =>
    allPages<{ token: { code: string } }, string>((after) =>
      searchTokens(shop.deps(), { ...search, after: after ?? undefined }),
    ).then((rows) => rows.map(({ token }) => token.code));

  it("are found by campaign, state and beginning, none twice and none left out", async () => {
    const { campaign } = await createCampaign(shop.deps(), admin(shop), { name: `Search ${shop.newId()}` });
    const { codes, batchId } = await makeTokens(shop, { quantity: 120, campaign: campaign.id });
    const [used = "", reserved = ""] = codes;
    await complete(shop, await reserve(shop, used));
    await reserve(shop, reserved);
    expect(await all({ campaign: campaign.id })).toEqual(codes.toReversed());
    expect(await all({ campaign: campaign.id, state: "used" })).toEqual([used]);
    expect(await all({ campaign: campaign.name, state: "available" })).toEqual(codes.slice(2).toReversed());
    const start = used.slice(0, 1).toLowerCase();
    const begun = codes.filter((code) => code.startsWith(used.slice(0, 1))).toSorted();
    expect(await all({ campaign: campaign.id, prefix: start })).toEqual(begun);
    const { counts } = await searchTokens(shop.deps(), { campaign: campaign.id });
    expect(counts).toMatchObject({ issued: 120, available: 118, reserved: 1, used: 1 });
    expect(await campaignDetail(shop.deps(), campaign.id)).toMatchObject({ issued: 120, used: 1 });
    const { counts: ofBatch, made } = await tokenBatchDetail(shop.deps(), batchId, 0);
    expect({ made, ...ofBatch }).toMatchObject({ made: 120, used: 1, available: 118 });
    await expect(searchTokens(shop.deps(), { campaign: "no such" })).rejects.toThrow("campaign_unknown");
  });
});

describe("a network", () => {
  it("has whom a member brought page by page, who brought them, and whom those brought", async () => {
    const [top, middle] = [shop.newId(), shop.newId()];
    await brought(shop, { referrer: top, member: middle });
    const members: string[] = [];
    for (let at = 0; at < NETWORK_PER_PAGE + 3; at++)
      members.push((await brought(shop, { referrer: middle })).member);
    const [child = ""] = members;
    const { member: grandchild } = await brought(shop, { referrer: child });
    const rows = await allPages<{ memberId: string; brought: number }, PageKey>((after) =>
      networkOf(shop.deps(), middle, after, null),
    );
    expect(rows.map(({ memberId }) => memberId)).toEqual(members.toReversed());
    expect(rows.at(-1)?.brought).toBe(1);
    const opened = await networkOf(shop.deps(), middle, null, child);
    expect(opened.standing).toMatchObject({ referrerId: top, brought: members.length });
    expect(opened.opened?.rows.map(({ memberId }) => memberId)).toEqual([grandchild]);
    expect((await networkOf(shop.deps(), child, null, null)).aboveReferrer).toBe(top);
    // Whom others brought is not theirs to open.
    expect((await networkOf(shop.deps(), top, null, child)).opened).toBeNull();
  });
});

describe("a cashback batch", () => {
  it("is told in lists as it was told when it ended, and its payouts come by member and state", async () => {
    const referrers = Array.from({ length: 55 }, () => shop.newId());
    await earn(shop, ...referrers.map((referrer) => ({ referrer, units: 50_000 })));
    const batchId = await paidBatch(shop);
    const listed = (await searchCashback(shop.deps(), null)).rows.find(({ batch }) => batch.id === batchId);
    expect(listed?.cameTo).toMatchObject({ members: 55, amount: 275, failed: 0 });
    const payouts = await allPages<{ memberId: string }, string>(async (after) => {
      const { payouts: rows, next } = await cashbackDetail(shop.deps(), batchId, "paid", after ?? "");
      return { rows, next };
    });
    expect(payouts.map(({ memberId }) => memberId)).toEqual(referrers.toSorted());
    expect((await cashbackDetail(shop.deps(), batchId, "failed", "")).payouts).toEqual([]);
    const { payouts: paid } = await earningsOf(shop.deps(), referrers[0] ?? "", "unpaid", null);
    expect(paid.map(({ payout }) => [payout.batchId, payout.amount])).toEqual([[batchId, 5]]);
  });
});

describe("what a referrer earned", () => {
  it("comes page by page, the newest first: what was paid apart from what was not", async () => {
    const referrer = shop.newId();
    await earn(shop, ...Array.from({ length: 120 }, () => ({ referrer, units: 10_000 })));
    const batchId = await paidBatch(shop);
    await earn(shop, { referrer, units: 20_000 });
    const all = (which: "paid" | "unpaid") =>
      allPages<{ seq: number; batchId: string | null; earned: number }, number>(async (after) => {
        const { earnings: rows, next } = await earningsOf(shop.deps(), referrer, which, after ?? null);
        return { rows, next };
      });
    const paid = await all("paid");
    const seqs = paid.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((one, other) => other - one));
    expect([new Set(seqs).size, new Set(paid.map((row) => row.batchId))]).toEqual([120, new Set([batchId])]);
    expect((await all("unpaid")).map(({ earned, batchId: unpaid }) => [earned, unpaid])).toEqual([[2, null]]);
    expect((await earningsOf(shop.deps(), shop.newId(), "paid", null)).earnings).toEqual([]);
  });
});

const key = { atMs: 1_790_000_000_000, id: "5" };
const memberId = "1180000000000000203";

const reads: readonly [string, (deps: Deps) => Promise<unknown>][] = [
  ["tokens", (deps) => searchTokens(deps, { after: "5" })],
  ["tokens in a state", (deps) => searchTokens(deps, { state: "used", after: "5" })],
  ["tokens that begin with something", (deps) => searchTokens(deps, { prefix: "K7", state: "used" })],
  ["batches of tokens", (deps) => searchTokenBatches(deps, key)],
  ["campaigns", (deps) => searchCampaigns(deps, key)],
  ["the queue of orders", (deps) => searchOrders(deps, { which: "open", after: "1.5.5" })],
  ["overdue orders", (deps) => searchOrders(deps, { which: "open", isOverdue: true, after: "5.5" })],
  ["all orders", (deps) => searchOrders(deps, { which: "all", after: "5" })],
  ["orders in a state", (deps) => searchOrders(deps, { which: "cancelled", priority: 1, after: "5" })],
  ["orders of a customer", (deps) => searchOrders(deps, { which: "all", customerId: memberId, after: "5" })],
  ["a network", (deps) => networkOf(deps, memberId, key, memberId)],
  ["what is earned and not paid", (deps) => earningsOf(deps, memberId, "unpaid", 5)],
  ["what is earned and paid", (deps) => earningsOf(deps, memberId, "paid", 5)],
  ["what one member earned another", (deps) => earningsOf(deps, memberId, { memberId }, 5)],
  ["the blacklist", (deps) => blacklisted(deps, memberId)],
  ["cashback batches", (deps) => searchCashback(deps, key)],
];

/** A statement's own rows, at most a page of them. */
const OWN = /^SCAN (\(|CONSTANT|page|unpaid)/;

describe("a page of the dashboard reads by an index alone:", () => {
  it.each(reads)("%s", async (_name, read) => {
    const lines = await plansOf(shop, read);
    expect(lines.filter((line) => /^SCAN (?!.*USING)/.test(line) && !OWN.test(line))).toEqual([]);
  });
});
