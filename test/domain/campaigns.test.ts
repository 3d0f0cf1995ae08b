import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCampaign, listCampaigns, suggestCampaignsNamed } from "../../src/domain/tokens/campaigns.ts";
import { askClose, closeCampaign, summaryOf } from "../../src/domain/tokens/close.ts";
import { generateTokens } from "../../src/domain/tokens/generate.ts";
import { tokenStats } from "../../src/domain/tokens/stats.ts";
import { localMinute } from "../../src/lib/localMoment.ts";
import { DAY_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { admin } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { buyNow, memberWith, stockedProduct } from "../support/stock.ts";
import { codesOf, complete, makeTokens, reserve, tokenOf } from "../support/tokens.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(() => shop.stop());

const create = (
  name = `Spring ${shop.newId()}`,
  more: { starts?: string; ends?: string; notes?: string } = {},
) => createCampaign(shop.deps(), admin(shop), { name, ...more });
const ask = (named: string, request = admin(shop)) => askClose(shop.deps(), request, named);
const close = (questionId: string, request = admin(shop)) => closeCampaign(shop.deps(), request, questionId);
const inState = (campaignId: string, state: string) =>
  shop.database.number({
    sql: "select count(*) from tokens where campaign_id = ? and state = ?",
    args: [campaignId, state],
  });
const audits = (action: string, campaignId: string) =>
  shop.database.number({
    sql: "select count(*) from audits where action = ? and target = ?",
    args: [action, `campaign:${campaignId}`],
  });

/** A campaign with tokens: two used, one reserved, one good until tomorrow, the others free. */
async function running(quantity = 10) {
  const { campaign } = await create();
  const { codes } = await makeTokens(shop, { quantity: quantity - 1, campaign: campaign.id });
  const tomorrow = localMinute(shop.clock.now() + DAY_MS, "Asia/Jakarta");
  const late = await makeTokens(shop, { quantity: 1, campaign: campaign.id, expires: tomorrow });
  const customerId = shop.newId();
  await complete(shop, await reserve(shop, codes[0] ?? "", customerId, 30_000));
  await complete(shop, await reserve(shop, codes[1] ?? "", customerId, 50_000));
  await reserve(shop, codes[2] ?? "");
  return { id: campaign.id, codes, late: late.codes[0] ?? "" };
}

describe("a campaign", () => {
  it("has a name that no other has, in any case, and dates in the shop's zone", async () => {
    const name = `Lebaran ${shop.newId()}`;
    const { campaign } = await create(`  ${name} `, { starts: "2027-02-01", ends: "2027-02-28", notes: " " });
    expect(campaign).toMatchObject({
      name,
      notes: null,
      startsAtMs: Date.UTC(2027, 0, 31, 17),
      endsAtMs: Date.UTC(2027, 1, 28, 17) - 1,
    });
    expect(await audits("campaign.create", campaign.id)).toBe(1);
    expect(await refusalOf(create(name.toUpperCase()))).toEqual({
      kind: "campaign_name_taken",
      name: name.toUpperCase(),
    });
    expect(await refusalOf(create("Over", { ends: "2027-01-01" }))).toMatchObject({ option: "ends" });
    expect(await refusalOf(create("Turned", { starts: "2027-03-02", ends: "2027-03-01" }))).toMatchObject({
      option: "ends",
      expected: "moment_order",
    });
  });

  it("is made once by a request that comes again, and by one of two that want the same name", async () => {
    const request = admin(shop);
    const name = `Once ${shop.newId()}`;
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    const same = await Promise.all([1, 2].map(() => createCampaign(shop.deps(), request, { name })));
    expect(same.map(({ campaign }) => campaign.id)).toEqual([request.id, request.id]);
    const others = await Promise.allSettled([create(`${name} b`), create(`${name} B`)]);
    expect(others.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is offered by a part of its name, closed ones last", async () => {
    const key = shop.newId();
    const [one, two] = [await create(`a ${key}`), await create(`b ${key}`)];
    await close((await ask(two.campaign.id)).questionId);
    const offered = await suggestCampaignsNamed(shop.deps(), key);
    expect(offered.map(({ id }) => id)).toEqual([one.campaign.id, two.campaign.id]);
  });
});

describe("closing a campaign", () => {
  it("asks first, then removes what is free, leaves what orders have, and keeps what it came to", async () => {
    const { id, codes, late } = await running();
    shop.clock.pass(2 * DAY_MS);
    const asked = await ask(id);
    expect(asked).toMatchObject({ issued: 10, available: 7, reserved: 1, used: 2 });
    expect(await inState(id, "removed")).toBe(0);
    const { summary } = await close(asked.questionId);
    expect(summary).toEqual({
      issued: 10,
      used: 2,
      reserved: 1,
      unused: 6,
      expired: 1,
      removed: 0,
      customers: 1,
      amount: 80_000,
      discount: 0,
    });
    expect(await tokenOf(shop, late)).toMatchObject({ state: "expired" });
    expect(await tokenOf(shop, codes[2] ?? "")).toMatchObject({ state: "reserved" });
    expect(await tokenOf(shop, codes[3] ?? "")).toMatchObject({
      state: "removed",
      reason: "campaign closed",
    });
    expect(await audits("campaign.close", id)).toBe(1);
    const { rows } = await listCampaigns(shop.deps(), "1", 1);
    const listed = rows.find(({ campaign }) => campaign.id === id);
    expect(listed && summaryOf(listed.campaign)).toEqual(summary);
  });

  it("is done once however often it is pressed, and a lost reply changes nothing", async () => {
    const { id } = await running();
    const { questionId } = await ask(id);
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 2 || at === 4 ? { kind: "reply_lost" } : undefined));
    const answers = await Promise.all([1, 2, 3].map(() => close(questionId)));
    for (const { summary } of answers) expect(summary).toEqual(answers[0]?.summary);
    expect(answers[0]?.summary).toMatchObject({ unused: 7 });
    expect(await audits("campaign.close", id)).toBe(1);
    const events =
      "select count(*) from token_events where reason = 'campaign closed' and code in (select code from tokens where campaign_id = ?)";
    expect(await shop.database.number({ sql: events, args: [id] })).toBe(7);
  });

  it("is done by one of two admins, and the other is told who did it", async () => {
    const { id } = await running();
    const other = shop.request("1180000000000000903", "admin");
    const [one, two] = [await ask(id), await ask(id, other)];
    const results = await Promise.allSettled([close(one.questionId), close(two.questionId, other)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = results.find((result) => result.status === "rejected");
    expect(lost?.reason).toMatchObject({ facts: { kind: "campaign_closed_before" } });
    expect(await refusalOf(ask(id))).toMatchObject({ kind: "campaign_closed_before" });
    expect(await audits("campaign.close", id)).toBe(1);
  });

  it("and a reservation at the same moment leave the token good for its order, or removed and not reserved", async () => {
    for (let round = 0; round < 6; round++) {
      const { id, codes } = await running(6);
      const code = codes[4] ?? "";
      const { questionId } = await ask(id);
      const [closed, reserved] = await Promise.allSettled([close(questionId), reserve(shop, code)]);
      expect(closed.status).toBe("fulfilled");
      const { state } = await tokenOf(shop, code);
      expect(state).toBe(reserved.status === "fulfilled" ? "reserved" : "removed");
      expect(await inState(id, "available")).toBe(0);
    }
  });

  it("belongs to whoever asked, for a quarter of an hour", async () => {
    const { campaign } = await create();
    const { questionId } = await ask(campaign.name.toUpperCase());
    const stranger = shop.request("1180000000000000904", "admin");
    expect(await refusalOf(close(questionId, stranger))).toMatchObject({ askedBy: admin(shop).actor.id });
    shop.clock.pass(15 * MINUTE_MS);
    expect(await refusalOf(close(questionId))).toEqual({ kind: "question_lapsed" });
    expect(await refusalOf(ask("nothing"))).toEqual({ kind: "campaign_unknown" });
  });

  it("lets it take no more tokens, whether they are asked for after it or being made at that moment", async () => {
    const { campaign } = await create();
    const request = admin(shop);
    const asked = { description: "Many", quantity: 1_500, campaign: campaign.id };
    await generateTokens(shop.deps(), request, asked, "t");
    await close((await ask(campaign.id)).questionId);
    await shop.answerBells();
    expect(await codesOf(shop, request.id)).toEqual([]);
    expect(shop.desk.written.at(-1)?.body).toContain("0 of 1,500 were made");
    expect(await refusalOf(generateTokens(shop.deps(), admin(shop), asked, "t"))).toEqual({
      kind: "campaign_closed",
      name: campaign.name,
    });
  });
});

describe("how tokens do", () => {
  it("tells new customers from those who bought before, and orders with a token from those without", async () => {
    const { campaign } = await create();
    const { codes } = await makeTokens(shop, {
      quantity: 10,
      campaign: campaign.id,
      reward: "money",
      rewardValue: 5_000,
    });
    const { productId } = await stockedProduct(shop, { 1: 10_000 }, 1);
    const buyer = await memberWith(shop, 10_000);
    await buyNow(shop, buyer, productId, 1);
    const [returning, fresh] = [shop.newId(), shop.newId()];
    const plain = async (customerId: string, amount: number) => {
      const orderId = shop.newId();
      await shop.database.run({
        sql: `insert into orders (id, number, description, customer_id, amount, state, created_by, created_at_ms, changed_at_ms,
            changed_by, changed_request, completed_at_ms)
          select ?, max(number) + 1, 'Plain', ?, ?, 'completed', '1', ?, ?, '1', ?, ? from orders`,
        args: [
          orderId,
          customerId,
          BigInt(amount),
          ...Array(2).fill(BigInt(shop.clock.now())),
          orderId,
          BigInt(shop.clock.now()),
        ],
      });
    };
    await plain(returning, 40_000);
    await plain(shop.newId(), 20_000);
    shop.clock.pass(DAY_MS);
    for (const [at, customerId] of [buyer, returning, fresh, fresh].entries())
      await complete(shop, await reserve(shop, codes[at] ?? "", customerId, 100_000));
    shop.clock.pass(8 * DAY_MS);
    shop.proxy.reset();
    const stats = await tokenStats(shop.deps(), "1", campaign.id);
    expect(shop.proxy.exchanges).toBe(1);
    expect(stats).toMatchObject({
      counts: { issued: 10, used: 4, available: 6 },
      newCustomers: 1,
      returningCustomers: 2,
      withToken: { orders: 4, average: 100_000 },
      withoutToken: { orders: 2, average: 30_000 },
    });
    expect(stats.weeks.map(({ used }) => used)).toEqual([0, 0, 0, 0, 0, 0, 4, 0]);
    expect(await tokenStats(shop.deps(), "1", undefined)).toMatchObject({ campaign: null });
    expect(await refusalOf(tokenStats(shop.deps(), "1", "nothing"))).toEqual({ kind: "campaign_unknown" });
  });

  it("have an answer where there is nothing yet", async () => {
    const { campaign } = await create();
    expect(await tokenStats(shop.deps(), "1", campaign.id)).toMatchObject({
      counts: { issued: 0 },
      withToken: { orders: 0, average: null, saved: 0 },
    });
  });
});
