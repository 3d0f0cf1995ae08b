import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { TOKEN_SPACE_SHARE_MAX } from "../../src/domain/tokens/batch.ts";
import { createCampaign } from "../../src/domain/tokens/campaigns.ts";
import { generatedCard } from "../../src/domain/tokens/cards.ts";
import { expireTokens } from "../../src/domain/tokens/expire.ts";
import { exportTokens } from "../../src/domain/tokens/export.ts";
import type { TokensGiven } from "../../src/domain/tokens/form.ts";
import { generateTokens } from "../../src/domain/tokens/generate.ts";
import { listTokens } from "../../src/domain/tokens/list.ts";
import { askRemoval, removeToken } from "../../src/domain/tokens/remove.ts";
import { checkToken, suggestTokens } from "../../src/domain/tokens/view.ts";
import { DAY_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { tokenCodesOf } from "../../src/lib/tokenCode.ts";
import { refusalOf } from "../support/claims.ts";
import { admin } from "../support/products.ts";
import { createRandom } from "../support/random.ts";
import { startShop, type TestShop } from "../support/shop.ts";
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

const FLYER = { description: "Flyer" };
const generate = (given: Partial<TokensGiven> = {}, request = admin(shop)) =>
  generateTokens(shop.deps(), request, { ...FLYER, ...given }, "t");
const campaign = async (given: { starts?: string; ends?: string } = {}) =>
  (await createCampaign(shop.deps(), admin(shop), { name: `Spring ${shop.newId()}`, ...given })).campaign;
const oneToken = async (given: Partial<TokensGiven> = {}) => {
  const { codes } = await makeTokens(shop, given);
  return codes[0] ?? "";
};
const auditsOf = (action: string, target: string) =>
  shop.database.rows(z.object({ actor: z.string(), reason: z.string().nullable() }), {
    sql: "select actor, reason from audits where action = ? and target = ?",
    args: [action, target],
  });

describe("promo tokens", () => {
  it("are made at once, numbered without gaps, each code once, in one round trip and audited", async () => {
    const request = admin(shop);
    shop.proxy.reset();
    const { codes, batch } = await generate({ quantity: 1_000 }, request);
    expect(shop.proxy.exchanges).toBe(1);
    expect(new Set(codes).size).toBe(1_000);
    for (const code of codes) expect(code).toMatch(/^[346789ABCDEFGHJKMNPQRTVWXY]{5}$/);
    const span = "select max(number) - min(number) + 1 from tokens where batch_id = ?";
    expect(await shop.database.number({ sql: span, args: [batch.id] })).toBe(1_000);
    expect(await auditsOf("token.generate", `token_batch:${batch.id}`)).toEqual([
      { actor: request.actor.id, reason: null },
    ]);
    expect(shop.rings).toEqual([]);
  });

  it("of a request that comes again, at once and after a lost reply, are the same ones", async () => {
    const request = admin(shop);
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    const answers = await Promise.all([1, 2, 3, 4].map(() => generate({ quantity: 7 }, request)));
    const codes = await codesOf(shop, request.id);
    expect(codes).toHaveLength(7);
    for (const answer of answers) expect(answer.codes).toEqual(codes);
    expect(await auditsOf("token.generate", `token_batch:${request.id}`)).toHaveLength(1);
  });

  it("have codes of their own even where random bytes repeat", async () => {
    const same = () => shop.deps({ random: createRandom(99) });
    const batches = await Promise.all(
      [1, 2, 3].map(async () => {
        const request = admin(shop);
        await generateTokens(same(), request, { ...FLYER, quantity: 30 }, "t");
        await shop.job(`${request.id}.tokens.make`);
        return await codesOf(shop, request.id);
      }),
    );
    expect(batches.map(({ length }) => length)).toEqual([30, 30, 30]);
    expect(new Set(batches.flat()).size).toBe(90);
  });

  it("that random bytes never bring leave their job to come again, and are made when they do", async () => {
    const stuck = { ...createRandom(5), bytes: (count: number) => new Uint8Array(count).fill(7) };
    const request = admin(shop);
    const { batch } = await generateTokens(
      shop.deps({ random: stuck }),
      request,
      { ...FLYER, quantity: 3 },
      "t",
    );
    expect(batch.finishedAtMs).toBeNull();
    const job = `${request.id}.tokens.make`;
    expect(await shop.job(job, { random: stuck })).not.toBeNull();
    expect(await codesOf(shop, request.id)).toHaveLength(1);
    shop.clock.pass(60 * MINUTE_MS);
    expect(await shop.job(job)).toBeNull();
    expect(await codesOf(shop, request.id)).toHaveLength(3);
  });

  it("take the dates of their campaign where nothing else is said, and its name in any case", async () => {
    const { id, name, startsAtMs, endsAtMs } = await campaign({ starts: "2027-02-01", ends: "2027-02-28" });
    const { batch } = await generate({ campaign: name.toUpperCase() });
    expect(batch).toMatchObject({ campaignId: id, startsAtMs, expiresAtMs: endsAtMs });
    const later = await generate({ campaign: id, starts: "2027-02-14" });
    expect(later.batch).toMatchObject({ startsAtMs: Date.UTC(2027, 1, 13, 17), expiresAtMs: endsAtMs });
  });

  it("are refused without a campaign, time or room for them, and nothing is made", async () => {
    const { id } = await campaign({ ends: "2027-02-28" });
    const count = () => shop.database.number("select count(*) from token_batches");
    const before = await count();
    expect(await refusalOf(generate({ campaign: "nothing" }))).toEqual({ kind: "campaign_unknown" });
    expect(await refusalOf(generate({ campaign: id, starts: "2027-03-01" }))).toMatchObject({
      kind: "token_dates",
    });
    expect(await count()).toBe(before);
  });

  it("are refused where too many codes of their length are in use, and longer ones are not", async () => {
    const room = Math.floor(tokenCodesOf(5) * TOKEN_SPACE_SHARE_MAX);
    const used = await shop.database.number("select sum(quantity) from token_batches where code_length = 5");
    const filler = shop.newId();
    await shop.database.run({
      sql: `insert into token_batches (id, description, quantity, code_length, created_by, created_at_ms, answer_until_ms)
        values (?, 'filler', ?, 5, '1', 0, 0)`,
      args: [filler, BigInt(room - used - 2)],
    });
    try {
      expect(await refusalOf(generate({ quantity: 3 }))).toEqual({
        kind: "token_space_full",
        length: 5,
        lengthMax: 12,
      });
      const [fit, ...others] = await Promise.allSettled([1, 2, 3].map(() => generate({ quantity: 2 })));
      const fulfilled = [fit, ...others].filter((each) => each?.status === "fulfilled");
      expect(fulfilled).toHaveLength(1);
      const { codes } = await generate({ quantity: 3, codeLength: 6 });
      for (const code of codes) expect(code).toHaveLength(6);
    } finally {
      await shop.database.run({ sql: "delete from token_batches where id = ?", args: [filler] });
    }
  });

  it("are shown while they are few, else in a file, and always on a sheet to print", async () => {
    const few = await generate({
      quantity: 40,
      notes: "Only <b>Fridays</b>",
      reward: "percent",
      rewardValue: 10,
    });
    const card = generatedCard(few, shop.deps().shop);
    for (const code of few.codes) expect(card.body).toContain(code);
    expect(card.files?.map(({ name }) => name)).toEqual(["tokens-to-print.html"]);
    expect(JSON.stringify(card.fields)).toMatch(/10 % off.*<@1180000000000000902>.*one in .*createorder/s);
    const many = generatedCard(await generate({ quantity: 41 }), shop.deps().shop);
    expect(many.files?.map(({ name }) => name)).toEqual(["tokens.csv", "tokens-to-print.html"]);
  });
});

describe("a token that staff look at", () => {
  it("tells how it stands, through its whole life, with who did what when", async () => {
    const code = await oneToken({ notes: "for Fridays" });
    const look = () => checkToken(shop.deps(), "1", ` ${code.toLowerCase()} `);
    expect(await look()).toMatchObject({ state: "available", events: [], batch: { notes: "for Fridays" } });
    shop.proxy.reset();
    const customerId = shop.newId();
    const orderId = await reserve(shop, code, customerId);
    expect(await look()).toMatchObject({ state: "reserved", token: { customerId, orderId } });
    expect(shop.proxy.exchanges).toBe(1);
    shop.clock.pass(MINUTE_MS);
    await complete(shop, orderId);
    const view = await look();
    expect(view.state).toBe("used");
    expect(view.events.map(({ event }) => [event.fromState, event.toState])).toEqual([
      ["available", "reserved"],
      ["reserved", "used"],
    ]);
    expect(view.events.map(({ orderNumber }) => orderNumber)).toEqual([view.orderNumber, view.orderNumber]);
  });

  it("is not valid yet, then valid, then expired before the cron trigger says so", async () => {
    const code = await oneToken({ starts: "2027-04-02", expires: "2027-04-02" });
    const clockAt = (atMs: number) => shop.deps({ clock: () => atMs });
    const stateAt = async (atMs: number) => (await checkToken(clockAt(atMs), "1", code)).state;
    const [startsAtMs, endsAtMs] = [Date.UTC(2027, 3, 1, 17), Date.UTC(2027, 3, 2, 17)];
    expect(await stateAt(startsAtMs - 1)).toBe("not_yet");
    expect(await stateAt(startsAtMs)).toBe("available");
    expect(await stateAt(endsAtMs - 2)).toBe("available");
    expect(await stateAt(endsAtMs)).toBe("expired");
  });

  it("is refused by its form, and told apart from one that there is not", async () => {
    expect(await refusalOf(checkToken(shop.deps(), "1", "O0O0O"))).toEqual({ kind: "token_malformed" });
    expect(await refusalOf(checkToken(shop.deps(), "1", "33333"))).toEqual({
      kind: "token_unknown",
      code: "33333",
    });
  });

  it("is offered by the beginning of its code", async () => {
    const code = await oneToken({ codeLength: 12 });
    const offered = await suggestTokens(shop.deps(), code.slice(0, 9).toLowerCase());
    expect(offered).toEqual([{ code, state: "available" }]);
  });
});

describe("removing a token", () => {
  const ask = (code: string, reason = "printed twice", request = admin(shop)) =>
    askRemoval(shop.deps(), request, code, reason);
  const remove = (questionId: string, change = {}) => removeToken(shop.deps(change), admin(shop), questionId);

  it("is asked about first, then done once, kept with who and why, and told alike again", async () => {
    const code = await oneToken();
    const { questionId } = await ask(code);
    expect(await tokenOf(shop, code)).toMatchObject({ state: "available", events: 0 });
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 2 ? { kind: "reply_lost" } : undefined));
    const answers = await Promise.all([1, 2, 3].map(() => remove(questionId)));
    for (const { token } of answers) {
      expect(token).toMatchObject({ code, state: "removed", changeReason: "printed twice" });
    }
    expect(await tokenOf(shop, code)).toEqual({
      state: "removed",
      orderId: null,
      reason: "printed twice",
      events: 1,
    });
    expect(await auditsOf("token.remove", `token:${code}`)).toEqual([
      { actor: admin(shop).actor.id, reason: "printed twice" },
    ]);
  });

  it("is done by one of two admins who ask at the same time, and refused to the other", async () => {
    const code = await oneToken();
    const other = () => shop.request("1180000000000000903", "admin");
    const [one, two] = [await ask(code), await ask(code, "lost", other())];
    const results = await Promise.allSettled([
      remove(one.questionId),
      removeToken(shop.deps(), other(), two.questionId),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await tokenOf(shop, code)).toMatchObject({ state: "removed", events: 1 });
  });

  it("and its reservation for an order at the same moment: one of them wins, and the other is told", async () => {
    for (let round = 0; round < 8; round++) {
      const code = await oneToken();
      const { questionId } = await ask(code);
      const [removed, reserved] = await Promise.allSettled([remove(questionId), reserve(shop, code)]);
      const { state } = await tokenOf(shop, code);
      expect([removed.status, reserved.status].sort()).toEqual(["fulfilled", "rejected"]);
      expect(state).toBe(removed.status === "fulfilled" ? "removed" : "reserved");
      if (removed.status === "rejected")
        expect(removed.reason).toMatchObject({ facts: { kind: "token_not_removable", state: "reserved" } });
    }
  });

  it("is refused while an order has the token, which is named, and when it is used, expired or removed", async () => {
    const code = await oneToken({ expires: "2027-12-31" });
    const asked = await ask(code);
    const orderId = await reserve(shop, code);
    const numbered = { sql: "select number from orders where id = ?", args: [orderId] };
    const order = `ED${String(await shop.database.number(numbered)).padStart(3, "0")}`;
    const reserved = { kind: "token_not_removable", code, state: "reserved", order };
    expect(await refusalOf(ask(code))).toMatchObject(reserved);
    expect(await refusalOf(remove(asked.questionId))).toMatchObject(reserved);
    await complete(shop, orderId);
    expect(await refusalOf(ask(code))).toMatchObject({ state: "used", order });
    const gone = await oneToken();
    await remove((await ask(gone)).questionId);
    expect(await refusalOf(ask(gone))).toMatchObject({ state: "removed", by: admin(shop).actor.id });
  });

  it("belongs to whoever asked, for a quarter of an hour, and needs a reason", async () => {
    const code = await oneToken();
    expect(await refusalOf(ask(code, "  "))).toMatchObject({ kind: "option_invalid", option: "reason" });
    const { questionId } = await ask(code);
    const stranger = shop.request("1180000000000000904", "admin");
    expect(await refusalOf(removeToken(shop.deps(), stranger, questionId))).toMatchObject({
      askedBy: admin(shop).actor.id,
    });
    shop.clock.pass(15 * MINUTE_MS);
    expect(await refusalOf(remove(questionId))).toEqual({ kind: "question_lapsed" });
    expect(await tokenOf(shop, code)).toMatchObject({ state: "available" });
  });
});

describe("lists and files of tokens", () => {
  it("show ten a page, newest first, by state and campaign, with how many there are of each", async () => {
    const { id } = await campaign({ ends: "2027-06-30" });
    const { codes } = await makeTokens(shop, { quantity: 23, campaign: id });
    await complete(shop, await reserve(shop, codes[0] ?? ""));
    await reserve(shop, codes[1] ?? "");
    const list = (state: "used" | "available" | undefined, page: number, nowMs = shop.clock.now()) =>
      listTokens(shop.deps({ clock: () => nowMs }), "1", { state, campaign: id }, page);
    shop.proxy.reset();
    const all = await list(undefined, 1);
    expect(shop.proxy.exchanges).toBe(1);
    expect(all.rows.map(({ token }) => token.code)).toEqual(codes.slice(-10).reverse());
    expect(all).toMatchObject({ pages: 3, counts: { issued: 23, available: 21, reserved: 1, used: 1 } });
    expect((await list(undefined, 3)).rows.map(({ state }) => state)).toEqual([
      "available",
      "reserved",
      "used",
    ]);
    expect(await list(undefined, 9)).toMatchObject({ page: 3, rows: [{}, {}, {}] });
    expect((await list("used", 1)).rows).toMatchObject([
      { token: { code: codes[0] }, description: "Flyer of the spring" },
    ]);
    expect((await list("used", 1)).pages).toBe(1);
    const late = await list(undefined, 1, Date.UTC(2027, 6, 1));
    expect(late.counts).toMatchObject({ available: 0, expired: 21 });
    expect(late.rows[0]?.state).toBe("expired");
  });

  it("as CSV have every token of a campaign, with cells that no spreadsheet runs, and are audited", async () => {
    const { id } = await campaign();
    const { codes } = await makeTokens(shop, {
      quantity: 3,
      campaign: id,
      description: "=1+1",
      notes: '"@x',
    });
    const customer = shop.newId();
    await complete(shop, await reserve(shop, codes[1] ?? "", customer));
    const request = admin(shop);
    const { text, tokens, cut } = await exportTokens(shop.deps(), request, id);
    expect({ tokens, cut }).toEqual({ tokens: 3, cut: false });
    const lines = text.trim().split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines.slice(1).map((line) => line.slice(1, 6))).toEqual(codes);
    expect(lines[2]).toContain(`"${customer}"`);
    for (const line of lines.slice(1)) expect(line).toContain(`"'=1+1"`);
    expect(await auditsOf("token.export", `campaign:${id}`)).toHaveLength(1);
    expect(await refusalOf(exportTokens(shop.deps(), admin(shop), "nothing"))).toEqual({
      kind: "campaign_unknown",
    });
  });
});

describe("tokens whose time is over", () => {
  const told = () =>
    shop.database.rows(z.object({ target: z.string(), tokens: z.number() }), {
      sql: `select target, "after" ->> 'tokens' as tokens from audits where action = 'token.expire'`,
      args: [],
    });
  const expired = (codes: readonly string[]) =>
    shop.database.number({
      sql: "select count(*) from tokens where state = 'expired' and code in (select value from json_each(?))",
      args: [JSON.stringify(codes)],
    });
  const overAtMs = Date.UTC(2027, 8, 1);
  const run = (most?: number, change = {}) =>
    expireTokens(shop.deps({ clock: () => overAtMs, ...change }), most);

  it("expire, are told by campaign or batch, and those that orders have stay good", async () => {
    await run();
    const { id } = await campaign();
    const ofCampaign = await makeTokens(shop, { quantity: 5, campaign: id, expires: "2027-08-30" });
    const ofBatch = await makeTokens(shop, { quantity: 4, expires: "2027-08-31" });
    const standing = await makeTokens(shop, { quantity: 2, expires: "2027-09-02" });
    await reserve(shop, ofBatch.codes[0] ?? "");
    const before = (await told()).length;
    expect(await run()).toBe(8);
    expect((await told()).slice(before)).toEqual(
      expect.arrayContaining([
        { target: `campaign:${id}`, tokens: 5 },
        { target: `token_batch:${ofBatch.batchId}`, tokens: 3 },
      ]),
    );
    expect(await tokenOf(shop, ofBatch.codes[0] ?? "")).toMatchObject({ state: "reserved" });
    expect(await expired(standing.codes)).toBe(0);
    expect(await tokenOf(shop, ofCampaign.codes[0] ?? "")).toMatchObject({ events: 1 });
    expect(await run()).toBe(0);
    expect((await told()).length).toBe(before + 2);
  });

  it("expire some a run, each once and told once, also when two runs meet or a reply is lost", async () => {
    await run();
    const { codes, batchId } = await makeTokens(shop, { quantity: 50, expires: "2027-08-31" });
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    await Promise.all([run(10), run(10), run(10)]);
    shop.proxy.reset();
    while ((await run(10)) > 0);
    expect(await expired(codes)).toBe(50);
    const rows = (await told()).filter(({ target }) => target === `token_batch:${batchId}`);
    expect(rows.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(50);
    const events =
      "select count(*) from token_events where to_state = 'expired' and code in (select code from tokens where batch_id = ?)";
    expect(await shop.database.number({ sql: events, args: [batchId] })).toBe(50);
  });

  it("are told in the audit channel, and the cron trigger does it", async () => {
    const change = { shop: { auditChannelId: "77" } };
    const { batchId } = await makeTokens(shop, { quantity: 2, expires: "2027-01-25" });
    shop.clock.pass(12 * DAY_MS);
    await expireTokens(shop.deps(change));
    await shop.answerBells(change);
    const posts = shop.desk.written.filter(({ call }) => call.includes("/channels/77/"));
    expect(posts.filter(({ body }) => body.includes(batchId))).toHaveLength(1);
    const code = await oneToken({ expires: "2027-02-10" });
    shop.clock.pass(20 * DAY_MS);
    await shop.cron();
    expect(await tokenOf(shop, code)).toMatchObject({ state: "expired" });
  });
});
