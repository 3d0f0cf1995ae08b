import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { Problem } from "../../src/domain/problem.ts";
import { parseReferralCode, referralCode } from "../../src/domain/referrals/code.ts";
import { CHAIN_MAX, nameReferrer } from "../../src/domain/referrals/name.ts";
import { buy } from "../../src/domain/shop/buy.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { newApiKey, programOf, walletPath } from "../support/api.ts";
import { createRandom } from "../support/random.ts";
import { brought, earningsOf, setBlacklisted } from "../support/referrals.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { memberWith, stockedProduct } from "../support/stock.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterEach(() => shop.proxy.reset());
afterAll(() => shop.stop());

const codeOf = async (memberId: string) => (await referralCode(shop.deps(), shop.request(memberId))).code;
const name = (memberId: string, code: string, request = shop.request(memberId)) =>
  nameReferrer(shop.deps(), request, code);
const refused = (kind: string) => ({ facts: { kind } });

/** Who brought a member, by the database. */
async function referrerOf(memberId: string): Promise<string | null> {
  const [row] = await shop.database.rows(z.object({ referrer_id: z.string() }), {
    sql: "select referrer_id from referrals where member_id = ?",
    args: [memberId],
  });
  return row?.referrer_id ?? null;
}

/** The kind of the refusal, or `done`. */
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => {
      if (error instanceof Problem) return error.facts.kind;
      throw error;
    },
  );

describe("a referral code", () => {
  it("is made once, also when it is asked for twenty times at once, in one round trip each", async () => {
    const memberId = shop.newId();
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(memberId)));
    expect(new Set(codes).size).toBe(1);
    expect(parseReferralCode(codes[0] ?? "")).toBe(codes[0]);
    shop.proxy.reset();
    expect(await codeOf(memberId)).toBe(codes[0]);
    expect(shop.proxy.exchanges).toBe(1);
  });

  it("is nobody else's, though chance repeats itself", async () => {
    const random = { ...createRandom(1), bytes: (count: number) => new Uint8Array(count).map((_, at) => at) };
    const ask = (memberId: string) => referralCode(shop.deps({ random }), shop.request(memberId));
    const made = [];
    for (let at = 0; at < 3; at++) made.push((await ask(shop.newId())).code);
    expect(new Set(made).size).toBe(3);
  });

  it("is read in any case, with or without `-` and blanks, and is no token of another length", () => {
    expect(parseReferralCode(" 3xkm-7pqr ")).toBe("3XKM7PQR");
    for (const other of ["3XKM7", "3XKM7PQR3", "0XKM7PQR", ""]) expect(parseReferralCode(other)).toBeNull();
  });

  it("tells its owner when their referrals earn nothing", async () => {
    const memberId = shop.newId();
    expect(await referralCode(shop.deps(), shop.request(memberId))).toMatchObject({ isBlacklisted: false });
    await setBlacklisted(shop, memberId, true);
    expect(await referralCode(shop.deps(), shop.request(memberId))).toMatchObject({ isBlacklisted: true });
  });
});

describe("whoever names a code", () => {
  it("was brought by its owner, in one round trip; both are told, and a repeat is told the same", async () => {
    const [referrer, member] = [shop.newId(), shop.newId()];
    const code = await codeOf(referrer);
    const request = shop.request(member);
    shop.proxy.reset();
    expect(await name(member, code, request)).toMatchObject({ referrerId: referrer });
    expect(shop.proxy.exchanges).toBe(1);
    expect(await name(member, code, request)).toMatchObject({ referrerId: referrer });
    await shop.answerBells();
    const told = shop.desk.written.filter(({ body }) => body.includes("you brought somebody"));
    expect(told).toHaveLength(1);
    expect(told[0]?.body).toContain(`<@${member}>`);
    expect(told[0]?.body).toContain("0.5%");
  });

  it("whose reply was lost is told the same", async () => {
    const [referrer, member] = [shop.newId(), shop.newId()];
    const code = await codeOf(referrer);
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    expect(await name(member, code)).toMatchObject({ referrerId: referrer });
  });

  it("has named it for good", async () => {
    const [first, second, member] = [shop.newId(), shop.newId(), shop.newId()];
    const codes = [await codeOf(first), await codeOf(second)];
    await name(member, codes[0] ?? "");
    for (const code of codes)
      await expect(name(member, code)).rejects.toMatchObject({
        facts: { kind: "referrer_named", memberId: first, atMs: shop.clock.now() },
      });
    expect(await referrerOf(member)).toBe(first);
  });

  it("is refused their own, an unknown and a mistyped one; the last asks the database nothing", async () => {
    const member = shop.newId();
    const own = await codeOf(member);
    await expect(name(member, own)).rejects.toMatchObject(refused("referral_code_own"));
    await expect(name(member, "3XKM7PQR")).rejects.toMatchObject(refused("referral_code_unknown"));
    shop.proxy.reset();
    await expect(name(member, "code:3XKM")).rejects.toMatchObject(refused("referral_code_mistyped"));
    expect(shop.proxy.exchanges).toBe(0);
    expect(await referrerOf(member)).toBeNull();
  });

  it("is refused that of a blacklisted member, of one who left and of one who was forgotten, and can name another", async () => {
    const [member, blacklisted, gone, other] = [shop.newId(), shop.newId(), shop.newId(), shop.newId()];
    const codes = [await codeOf(blacklisted), await codeOf(gone), await codeOf("99")];
    await setBlacklisted(shop, blacklisted, true);
    await shop.database.run(
      { sql: "update members set left_at_ms = 1 where id = ?", args: [gone] },
      "update referral_codes set member_id = 'erased-abc' where member_id = '99'",
    );
    for (const code of codes)
      await expect(name(member, code)).rejects.toMatchObject(refused("referral_code_off"));
    expect(await name(member, await codeOf(other))).toMatchObject({ referrerId: other });
  });
});

describe("it is too late to name a code", () => {
  const isTooLate = async (member: string) =>
    await expect(name(member, await codeOf(shop.newId()))).rejects.toMatchObject(
      refused("referral_too_late"),
    );

  it("after a purchase, also a refunded one", async () => {
    const member = await memberWith(shop, 50_000);
    const { productId } = await stockedProduct(shop, { 1: 15_000 }, 1);
    const quote = await quotePurchase(shop.deps(), shop.request(member), productId, 1);
    await buy(shop.deps(), shop.request(member), quote.id);
    await isTooLate(member);
  });

  it("after an order was completed, not while it is open", async () => {
    const [member, other] = [shop.newId(), shop.newId()];
    const order = (id: string, customer: string, number: number, completedAtMs: bigint | null) => ({
      sql: `insert into orders (id, number, description, customer_id, state, created_by, created_at_ms, changed_at_ms, changed_by, changed_request, completed_at_ms)
        values (?, ?, 'x', ?, ?, '1', 0, 0, '1', 'x', ?)`,
      args: [id, BigInt(number), customer, completedAtMs === null ? "pending" : "completed", completedAtMs],
    });
    await shop.database.run(order(shop.newId(), member, 1, 1n), order(shop.newId(), other, 2, null));
    await isTooLate(member);
    await name(other, await codeOf(shop.newId()));
  });

  it("after another program took money, not after it put some in", async () => {
    const member = shop.newId();
    const { key } = await newApiKey(shop);
    const move = (kind: string) =>
      programOf(shop)("POST", `${walletPath(member)}/${kind}`, {
        key,
        idempotencyKey: `${kind}-${member}`,
        body: { amount: 100, reason: "a game" },
      });
    await move("credits");
    const code = await codeOf(shop.newId());
    await move("debits");
    await expect(name(member, code)).rejects.toMatchObject(refused("referral_too_late"));
    const other = shop.newId();
    await programOf(shop)("POST", `${walletPath(other)}/credits`, {
      key,
      idempotencyKey: `only-${other}`,
      body: { amount: 100, reason: "a game" },
    });
    expect(await name(other, code)).toBeDefined();
  });
});

describe("nobody is brought by those they brought", () => {
  it("however many stand between", async () => {
    const chain = Array.from({ length: 40 }, () => shop.newId());
    for (const [at, member] of chain.entries())
      if (at > 0) await brought(shop, { referrer: chain[at - 1] ?? "", member });
    await expect(name(chain[0] ?? "", await codeOf(chain.at(-1) ?? ""))).rejects.toMatchObject(
      refused("referral_circle"),
    );
    // Two chains can be joined.
    const { referrer: above, member: below } = await brought(shop);
    expect(await name(chain[0] ?? "", await codeOf(below))).toMatchObject({ referrerId: below });
    await expect(name(above, await codeOf(chain.at(-1) ?? ""))).rejects.toMatchObject(
      refused("referral_circle"),
    );
  });

  it("also where more stand between than are looked through; a member who brought nobody is free to name anybody", async () => {
    const [top, bottom, newcomer] = [shop.newId(), shop.newId(), shop.newId()];
    const steps = CHAIN_MAX + 10;
    await shop.database.run({
      sql: `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?1)
        insert into referrals (member_id, referrer_id, request_id, created_at_ms)
        select iif(i = ?1, ?3, '77' || i), iif(i = 1, ?2, '77' || (i - 1)), 'x', 0 from n`,
      args: [BigInt(steps), top, bottom],
    });
    const code = await codeOf(bottom);
    await expect(name(top, code)).rejects.toMatchObject(refused("referral_chain_long"));
    expect(await name(newcomer, code)).toMatchObject({ referrerId: bottom });
  });

  it("when two name each other at the same moment, one does", async () => {
    for (let round = 0; round < 10; round++) {
      const [one, other] = [shop.newId(), shop.newId()];
      const codes = [await codeOf(one), await codeOf(other)] as const;
      const done = await Promise.all([outcome(name(one, codes[1])), outcome(name(other, codes[0]))]);
      expect(done.sort()).toEqual(["done", "referral_circle"]);
    }
  });

  it("when three would close a circle at the same moment, two do", async () => {
    const ids = [shop.newId(), shop.newId(), shop.newId()];
    const codes = await Promise.all(ids.map(codeOf));
    const done = await Promise.all(ids.map((id, at) => outcome(name(id, codes[(at + 1) % 3] ?? ""))));
    expect(done.sort()).toEqual(["done", "done", "referral_circle"]);
  });
});

describe("at the same moment", () => {
  it("twenty codes named by one member bring them once, and the others are told by whom", async () => {
    const member = shop.newId();
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(shop.newId())));
    const done = await Promise.all(codes.map((code) => outcome(name(member, code))));
    expect(done.sort()).toEqual(["done", ...Array(19).fill("referrer_named")]);
  });

  it("a purchase and a code: either the purchase earns, or it was before and the code comes too late", async () => {
    for (let round = 0; round < 12; round++) {
      const member = await memberWith(shop, 50_000);
      const { productId } = await stockedProduct(shop, { 1: 15_000 }, 1);
      const referrer = shop.newId();
      const code = await codeOf(referrer);
      const quote = await quotePurchase(shop.deps(), shop.request(member), productId, 1);
      const buying = () => buy(shop.deps(), shop.request(member), quote.id);
      const early = round % 2 === 0 ? buying() : null;
      const naming = outcome(name(member, code));
      const [named] = await Promise.all([naming, early ?? buying()]);
      expect(await earningsOf(shop, referrer)).toHaveLength(named === "done" ? 1 : 0);
      expect(["done", "referral_too_late"]).toContain(named);
    }
  });
});
