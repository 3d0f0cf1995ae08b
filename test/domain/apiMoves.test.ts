import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { causeOf, REQUESTS_KEPT_MS } from "../../src/domain/api/move.ts";
import { revokeKey } from "../../src/domain/api/revoke.ts";
import { historyOf } from "../../src/domain/points/history.ts";
import { eraseMember } from "../../src/domain/privacy/erase.ts";
import { prune } from "../../src/domain/upkeep/prune.ts";
import { type Asking, moveOf, newApiKey, programOf, walletPath } from "../support/api.ts";
import { BALANCED, books } from "../support/books.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";
import { begunTopup, movesOf, notify, walletOf } from "../support/wallet.ts";

let shop: TestShop;
let key: string;
beforeAll(async () => {
  shop = await startShop();
  ({ key } = await newApiKey(shop));
});
afterEach(() => shop.proxy.reset());
afterAll(async () => {
  expect(await books(shop.database)).toEqual(BALANCED);
  await shop.stop();
});

let asked = 0;
const fresh = () => `order ${++asked}`;
const ask = (kind: "credits" | "debits", memberId: string, amount: number, more: Asking = {}) =>
  programOf(shop)("POST", `${walletPath(memberId)}/${kind}`, {
    key,
    idempotencyKey: fresh(),
    body: { amount, reason: "a game" },
    ...more,
  });
const credit = (memberId: string, amount: number, more?: Asking) => ask("credits", memberId, amount, more);
const debit = (memberId: string, amount: number, more?: Asking) => ask("debits", memberId, amount, more);
const typeOf = ({ body }: { body: unknown }) => z.object({ type: z.string() }).parse(body).type;
/** A member who owes the shop so much: a payment was given back after it was spent. */
async function debtor(amount: number): Promise<string> {
  const { memberId, topupId } = await begunTopup(shop, amount);
  shop.midtrans.settle(topupId);
  await notify(shop, shop.midtrans.notification(topupId));
  await debit(memberId, amount);
  await shop.midtrans.refund(topupId);
  await notify(shop, shop.midtrans.notification(topupId));
  expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: amount });
  return memberId;
}

describe("money", () => {
  it("that is put in and taken out is booked once each, and told with what is left", async () => {
    const memberId = shop.newId();
    const put = await credit(memberId, 15_000);
    expect(put).toMatchObject({
      status: 200,
      body: {
        member: memberId,
        change: 15_000,
        balance: 15_000,
        debt: 0,
        debtPaid: 0,
        currency: "IDR",
        digits: 0,
      },
    });
    const taken = await debit(memberId, 4_000);
    expect(taken).toMatchObject({ status: 200, body: { change: -4_000, balance: 11_000 } });
    expect(await movesOf(shop, memberId)).toEqual(["api.credit +15000", "api.debit -4000"]);
    expect(await walletOf(shop, memberId)).toEqual({ money: 11_000, debt: 0 });
  });

  it("says in the books which key moved it, by whose word, and the member's history shows it", async () => {
    const { key, name, id } = await newApiKey(shop);
    const memberId = shop.newId();
    const idempotencyKey = fresh();
    const put = await credit(memberId, 700, {
      key,
      idempotencyKey,
      body: { amount: 700, reason: "Kuis 🎉" },
    });
    const rows = await shop.database.rows(z.record(z.string(), z.unknown()), {
      sql: "select debit, credit, kind, cause, actor, memo, source from transfers where seq = ?",
      args: [moveOf(put).entry],
    });
    expect(rows).toEqual([
      {
        debit: "system:api/money",
        credit: `member:${memberId}/money`,
        kind: "api.credit",
        cause: causeOf({ keyId: id }, { idempotencyKey }),
        actor: `api:${id}`,
        memo: "Kuis 🎉",
        source: `api:${name}`,
      },
    ]);
    const { entries } = await historyOf(shop.deps(), memberId, memberId, "money", { kind: "page", page: 1 });
    expect(entries).toMatchObject([{ change: 700, kind: "api.credit", memo: "Kuis 🎉" }]);
    const view = await shop.database.rows(z.object({ amount: z.number(), source: z.string() }), {
      sql: "select amount, source from wallet_transactions where user_id = ?",
      args: [memberId],
    });
    expect(view).toEqual([{ amount: 700, source: `api:${name}` }]);
  });

  it("makes a member known who never was; what the wallet refuses makes nobody known", async () => {
    const known = async (id: string) =>
      await shop.database.number({ sql: "select count(*) from members where id = ?", args: [id] });
    const [met, other, another] = [shop.newId(), shop.newId(), shop.newId()];
    await credit(met, 1);
    expect(await known(met)).toBe(1);
    expect((await credit(other, 2_000_001)).status).toBe(409);
    expect((await debit(another, 1)).status).toBe(409);
    expect([await known(other), await known(another)]).toEqual([0, 0]);
    const accounts = "select count(*) from accounts where owner in (?, ?)";
    expect(
      await shop.database.number({ sql: accounts, args: [`member:${other}`, `member:${another}`] }),
    ).toBe(0);
  });

  it("is never taken below zero: the refusal says what is there", async () => {
    const memberId = shop.newId();
    await credit(memberId, 500);
    const refused = await debit(memberId, 501);
    expect(refused).toMatchObject({
      status: 409,
      body: { type: "urn:coffer:problem:insufficient-funds", balance: 500, debt: 0, currency: "IDR" },
    });
    expect(await debit(memberId, 500)).toMatchObject({ status: 200, body: { balance: 0 } });
  });

  it("fills a wallet up to the shop's limit and not beyond", async () => {
    const memberId = shop.newId();
    expect((await credit(memberId, 2_000_000)).status).toBe(200);
    expect(await credit(memberId, 1)).toMatchObject({
      status: 409,
      body: { type: "urn:coffer:problem:wallet-full", balance: 2_000_000, max: 2_000_000 },
    });
  });

  it("pays a debt first, and what goes to a debt fills no wallet", async () => {
    const memberId = await debtor(50_000);
    expect(await credit(memberId, 20_000)).toMatchObject({
      body: { balance: 0, debt: 30_000, debtPaid: 20_000 },
    });
    expect(await debit(memberId, 1)).toMatchObject({ status: 409, body: { balance: 0, debt: 30_000 } });
    expect((await credit(memberId, 2_030_001)).status).toBe(409);
    expect(await credit(memberId, 2_030_000)).toMatchObject({
      body: { balance: 2_000_000, debt: 0, debtPaid: 30_000 },
    });
  });

  it("pays a debt whatever another request's key looks like", async () => {
    const memberId = await debtor(10_000);
    const name = fresh();
    expect((await credit(shop.newId(), 5, { idempotencyKey: `${name}:debt` })).status).toBe(200);
    expect(await credit(memberId, 4_000, { idempotencyKey: name })).toMatchObject({
      status: 200,
      body: { debt: 6_000, debtPaid: 4_000 },
    });
    expect((await credit(memberId, 1_000, { idempotencyKey: `${name}:debt:debt` })).status).toBe(200);
  });

  it("is moved in one round trip, and a refusal by the wallet takes no more", async () => {
    const memberId = shop.newId();
    const trips = async (work: () => Promise<unknown>) => {
      shop.proxy.reset();
      await work();
      return shop.proxy.exchanges;
    };
    expect(await trips(() => credit(memberId, 100))).toBe(1);
    expect(await trips(() => debit(memberId, 60))).toBe(1);
    expect(await trips(() => debit(memberId, 60))).toBe(1);
    const get = programOf(shop);
    expect(await trips(() => get("GET", walletPath(memberId), { key }))).toBe(1);
    expect(await trips(() => get("GET", "/api/v1/topups/tu-1", { key }))).toBe(1);
  });
});

describe("a repeat", () => {
  it("is answered as the first time, also when the wallet refused then and would not now", async () => {
    const memberId = shop.newId();
    const [early, booked] = [fresh(), fresh()];
    const refused = await debit(memberId, 100, { idempotencyKey: early });
    const put = await credit(memberId, 100, { idempotencyKey: booked });
    shop.clock.pass(1_000);
    await debit(memberId, 30);
    expect((await debit(memberId, 100, { idempotencyKey: early })).body).toEqual(refused.body);
    expect((await credit(memberId, 100, { idempotencyKey: booked })).body).toEqual(put.body);
    expect(await walletOf(shop, memberId)).toEqual({ money: 70, debt: 0 });
  });

  it("may be written otherwise as long as it asks for the same", async () => {
    const memberId = shop.newId();
    const idempotencyKey = fresh();
    const first = await credit(memberId, 100, { idempotencyKey });
    const body = '{ "reason": "a g\\u0061me",\n "amount": 1e2 }';
    expect((await credit(memberId, 100, { idempotencyKey, body })).body).toEqual(first.body);
  });

  it.each<[string, (memberId: string, same: Asking) => Promise<unknown>]>([
    ["amount", (memberId, same) => credit(memberId, 101, same)],
    [
      "reason",
      (memberId, same) => credit(memberId, 100, { ...same, body: { amount: 100, reason: "other" } }),
    ],
    ["member", (_, same) => credit(shop.newId(), 100, same)],
    ["direction", (memberId, same) => debit(memberId, 100, same)],
  ])("with another %s is refused and moves nothing", async (_, again) => {
    const memberId = shop.newId();
    const same = { idempotencyKey: fresh() };
    await credit(memberId, 100, same);
    const before = await shop.database.number("select count(*) from transfers");
    expect(await again(memberId, same)).toMatchObject({
      status: 422,
      body: { type: "urn:coffer:problem:idempotency-key-reused" },
    });
    expect(await shop.database.number("select count(*) from transfers")).toBe(before);
  });

  it("is another program's own request where that has the same Idempotency-Key", async () => {
    const other = await newApiKey(shop);
    const memberId = shop.newId();
    const idempotencyKey = fresh();
    await credit(memberId, 100, { idempotencyKey });
    await credit(memberId, 7, { idempotencyKey, key: other.key });
    expect(await walletOf(shop, memberId)).toEqual({ money: 107, debt: 0 });
  });

  it("that comes after its answer was put away is not done again, and says so", async () => {
    const memberId = shop.newId();
    const [done, refused] = [fresh(), fresh()];
    const put = await credit(memberId, 100, { idempotencyKey: done });
    await debit(memberId, 500, { idempotencyKey: refused });
    shop.clock.pass(REQUESTS_KEPT_MS - 1);
    await prune(shop.deps());
    expect((await credit(memberId, 100, { idempotencyKey: done })).body).toEqual(put.body);
    shop.clock.pass(1);
    await prune(shop.deps());
    expect(await credit(memberId, 100, { idempotencyKey: done })).toMatchObject({
      status: 409,
      body: { type: "urn:coffer:problem:idempotency-key-spent", entry: moveOf(put).entry },
    });
    expect((await debit(memberId, 50, { idempotencyKey: refused })).status).toBe(200);
    expect(await movesOf(shop, memberId)).toEqual(["api.credit +100", "api.debit -50"]);
  });

  it("is not booked again under a key that names a member who was forgotten since", async () => {
    const memberId = shop.newId();
    const idempotencyKey = `gift for ${memberId}`;
    expect((await credit(memberId, 100, { idempotencyKey })).status).toBe(200);
    const question = { id: shop.newId(), askedAtMs: shop.clock.now() };
    await eraseMember(shop.deps(), shop.request(memberId), question);
    shop.clock.pass(REQUESTS_KEPT_MS + 1);
    await prune(shop.deps());
    expect(typeOf(await credit(memberId, 100, { idempotencyKey }))).toBe(
      "urn:coffer:problem:idempotency-key-spent",
    );
    expect(await movesOf(shop, memberId)).toEqual([]);
  });
});

describe("a key", () => {
  const get = (path: string, given: string) => programOf(shop)("GET", path, { key: given });

  it("that was revoked, that nobody made, or whose end is guessed opens nothing", async () => {
    const memberId = shop.newId();
    const mine = await newApiKey(shop);
    const idempotencyKey = fresh();
    await credit(memberId, 10, { key: mine.key, idempotencyKey });
    await revokeKey(shop.deps(), shop.request(shop.newId(), "admin"), mine.name, "test");
    const guessed = mine.key.slice(0, -1) + (mine.key.endsWith("0") ? "1" : "0");
    for (const each of [mine.key, guessed, `coffer_${"0".repeat(40)}`, "coffer_", "x"]) {
      for (const answer of [
        await get(walletPath(memberId), each),
        await get("/api/v1/topups/tu-1", each),
        await credit(memberId, 10, { key: each }),
        await credit(memberId, 10, { key: each, idempotencyKey }),
        await debit(memberId, 10, { key: each }),
      ]) {
        expect([answer.status, typeOf(answer)]).toEqual([401, "urn:coffer:problem:unauthorized"]);
        expect(answer.headers.get("www-authenticate")).toContain('error="invalid_token"');
      }
    }
    expect(await walletOf(shop, memberId)).toEqual({ money: 10, debt: 0 });
  });

  it("is held to its whole hash, of which its id is only the beginning", async () => {
    const mine = await newApiKey(shop);
    await shop.database.run({
      sql: "update api_keys set hash = substr(hash, 1, 63) || iif(hash like '%0', '1', '0') where name = ?",
      args: [mine.name],
    });
    const memberId = shop.newId();
    expect((await get(walletPath(memberId), mine.key)).status).toBe(401);
    expect((await get("/api/v1/topups/tu-1", mine.key)).status).toBe(401);
    expect((await credit(memberId, 10, { key: mine.key })).status).toBe(401);
  });

  it.each([
    ["read", [200, 403, 403, 404]],
    ["credit", [200, 200, 403, 404]],
    ["debit", [200, 403, 409, 404]],
    ["all", [200, 200, 200, 404]],
  ] as const)("for “%s” may do that and nothing else", async (access, statuses) => {
    const { key } = await newApiKey(shop, access);
    const memberId = shop.newId();
    const answers = [
      await get(walletPath(memberId), key),
      await credit(memberId, 10, { key }),
      await debit(memberId, 10, { key }),
      await get("/api/v1/topups/tu-0", key),
    ];
    expect(answers.map(({ status }) => status)).toEqual(statuses);
    for (const { status, headers } of answers)
      if (status === 403) expect(headers.get("www-authenticate")).toContain("insufficient_scope");
  });

  it("tells when it was used last, to some minutes, and only when it opened something", async () => {
    const mine = await newApiKey(shop);
    const lastUsed = async () =>
      (
        await shop.database.rows(z.object({ at: z.number().nullable() }), {
          sql: "select last_used_at_ms as at from api_keys where name = ?",
          args: [mine.name],
        })
      )[0]?.at;
    expect(await lastUsed()).toBeNull();
    await get(walletPath(shop.newId()), mine.key);
    const first = shop.clock.now();
    expect(await lastUsed()).toBe(first);
    shop.clock.pass(60_000);
    await get(walletPath(shop.newId()), mine.key);
    expect(await lastUsed()).toBe(first);
    shop.clock.pass(5 * 60_000);
    await credit(shop.newId(), 1, { key: mine.key });
    expect(await lastUsed()).toBe(shop.clock.now());
  });
});

describe("reading", () => {
  it("a wallet: what is there, what is owed, and since when; nobody's is empty", async () => {
    const memberId = await debtor(10_000);
    const movedAt = new Date(shop.clock.now()).toISOString();
    const get = (id: string) => programOf(shop)("GET", walletPath(id), { key });
    expect((await get(memberId)).body).toEqual({
      member: memberId,
      balance: 0,
      debt: 10_000,
      currency: "IDR",
      digits: 0,
      movedAt: expect.any(String),
    });
    await credit(memberId, 12_000);
    expect((await get(memberId)).body).toMatchObject({ balance: 2_000, debt: 0, movedAt });
    const nobody = shop.newId();
    expect((await get(nobody)).body).toMatchObject({ member: nobody, balance: 0, debt: 0, movedAt: null });
  });

  it("a top-up: as the shop last heard of it", async () => {
    const { memberId, topupId } = await begunTopup(shop, 50_000);
    const get = (id: string) => programOf(shop)("GET", `/api/v1/topups/${id}`, { key });
    expect(await get(topupId)).toMatchObject({
      status: 200,
      body: { id: topupId, member: memberId, amount: 50_000, refunded: 0, state: "pending", currency: "IDR" },
    });
    shop.midtrans.settle(topupId);
    await notify(shop, shop.midtrans.notification(topupId));
    expect((await get(topupId)).body).toMatchObject({ state: "paid" });
    expect(await get("tu-0")).toMatchObject({
      status: 404,
      body: { type: "urn:coffer:problem:topup-unknown" },
    });
  });
});

describe("a member who had themselves forgotten", () => {
  it("is not named by their top-ups, and a repeat of what was done for them is not done again", async () => {
    const { memberId, topupId } = await begunTopup(shop, 50_000);
    shop.midtrans.settle(topupId);
    await notify(shop, shop.midtrans.notification(topupId));
    await debit(memberId, 50_000);
    const idempotencyKey = fresh();
    const put = await credit(memberId, 10, { idempotencyKey });
    await debit(memberId, 10);
    const request = shop.request(memberId);
    await eraseMember(shop.deps(), request, { id: request.id, askedAtMs: shop.clock.now() });
    const found = await programOf(shop)("GET", `/api/v1/topups/${topupId}`, { key });
    expect(found).toMatchObject({ status: 200, body: { id: topupId, member: null } });
    expect((await credit(memberId, 10, { idempotencyKey })).body).toEqual(put.body);
    expect(await programOf(shop)("GET", walletPath(memberId), { key })).toMatchObject({
      body: { balance: 0, movedAt: null },
    });
  });
});

describe("the database", () => {
  const through = (change: DepsChange) => programOf(shop, change);

  it.each(["reply_lost", "reply_cut", "request_lost"] as const)(
    "whose first exchange fails (%s) is asked again, and the move is done once",
    async (kind) => {
      const memberId = shop.newId();
      shop.proxy.plan((at) => (at === 1 ? { kind } : undefined));
      expect(await credit(memberId, 25)).toMatchObject({ status: 200, body: { balance: 25 } });
      shop.proxy.reset();
      expect(await movesOf(shop, memberId)).toEqual(["api.credit +25"]);
    },
  );

  it("that is away is told as that, with when to come again; a repeat then gets what was done", async () => {
    const memberId = shop.newId();
    const asking = { key, idempotencyKey: fresh(), body: { amount: 9, reason: "a game" } };
    shop.proxy.plan(() => ({ kind: "reply_lost" }));
    const away = await through({ patienceMs: 300 })("POST", `${walletPath(memberId)}/credits`, asking);
    expect([away.status, typeOf(away)]).toEqual([503, "urn:coffer:problem:unavailable"]);
    expect(Number(away.headers.get("retry-after"))).toBeGreaterThan(0);
    shop.proxy.reset();
    const again = await through({})("POST", `${walletPath(memberId)}/credits`, asking);
    expect(again).toMatchObject({ status: 200, body: { balance: 9 } });
    expect(await movesOf(shop, memberId)).toEqual(["api.credit +9"]);
  });
});

it("the log has no key, no reason and no address as it was written", async () => {
  await programOf(shop)("GET", `/api/v1/${key}`, { key });
  await credit(shop.newId(), 3, { body: { amount: 3, reason: "a secret reason" } });
  const log = shop.logs.join("\n");
  expect(log).toContain('"operation":"creditWallet"');
  expect(log).not.toContain(key);
  expect(log).not.toContain("secret reason");
});
