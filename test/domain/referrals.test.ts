import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { renderCard } from "../../src/clients/discord/card.ts";
import { invitesCard } from "../../src/discord/inviteCards.ts";
import { checkMember } from "../../src/domain/desk/checkMember.ts";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { Problem } from "../../src/domain/problem.ts";
import { changeBlacklist, referralStatus } from "../../src/domain/referrals/blacklist.ts";
import { parseReferralCode, referralCode } from "../../src/domain/referrals/code.ts";
import { reverseEarning } from "../../src/domain/referrals/earn.ts";
import { ACTIVE_MS, invitesOf } from "../../src/domain/referrals/invites.ts";
import { CHAIN_MAX, nameReferrer } from "../../src/domain/referrals/name.ts";
import { buy } from "../../src/domain/shop/buy.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { DAY_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { nextWeeklyMs } from "../../src/lib/weekly.ts";
import { newApiKey, programOf, walletPath } from "../support/api.ts";
import { ticking } from "../support/clock.ts";
import { createRandom } from "../support/random.ts";
import { brought, earning, earningsOf, markPaid, setBlacklisted } from "../support/referrals.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";
import { newOrder, staff } from "../support/staffOrders.ts";
import { buyNow, memberWith, stockedProduct } from "../support/stock.ts";

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
    const { code } = await newOrder(shop, { customerId: member });
    await newOrder(shop, { customerId: other });
    await completeOrders(shop.deps(), staff(shop), code);
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

describe("/invites", () => {
  const page = (memberId: string, at = 1, change: DepsChange = {}) =>
    invitesOf(shop.deps(change), memberId, at);

  it("shows whom a member brought, the newest first, ten a page, in one round trip", async () => {
    const referrer = shop.newId();
    const members: string[] = [];
    for (let at = 0; at < 23; at++) {
      members.push((await brought(shop, { referrer })).member);
      shop.clock.pass(1_000);
    }
    // Of the same moment too, none is twice or missing.
    await brought(shop, { referrer });
    await brought(shop, { referrer });
    const pages = [await page(referrer, 1), await page(referrer, 2), await page(referrer, 3)];
    expect(pages.map(({ rows }) => rows.length)).toEqual([10, 10, 5]);
    const shown = pages.flatMap(({ rows }) => rows.map(({ memberId }) => memberId));
    expect(new Set(shown).size).toBe(25);
    expect(shown.slice(2)).toEqual(members.reverse());
    shop.proxy.reset();
    expect(await page(referrer, 2)).toMatchObject({ page: 2, pages: 3, standing: { brought: 25 } });
    expect(shop.proxy.exchanges).toBe(1);
    expect(await page(referrer, 99)).toMatchObject({ page: 3 });
  });

  it("tells what each has spent and earned, refunds taken off, and who is active", async () => {
    const referrer = shop.newId();
    const [quiet, busy] = [await brought(shop, { referrer }), await brought(shop, { referrer })];
    await earning(shop, quiet, 10_000);
    shop.clock.pass(ACTIVE_MS + 1);
    await earning(shop, busy, 7_001);
    const undone = await earning(shop, busy, 500);
    const deps = shop.deps();
    await deps.db.batch([reverseEarning(deps, undone, `${undone}.refund`, sql`(select 1) where true`)]);
    const { rows, standing } = await page(referrer);
    const row = ({ member }: { member: string }) => rows.find(({ memberId }) => memberId === member);
    expect(row(quiet)).toMatchObject({ spent: 10_000, earned: 50, isActive: false });
    expect(row(busy)).toMatchObject({ spent: 7_001, earned: 35.005, isActive: true });
    expect(standing).toMatchObject({ payable: 85.005, held: 0, heldUntilMs: null, paid: 0, stopped: null });
  });

  it("tells what is held back and until when, what was paid, and what fell below zero", async () => {
    const pair = await brought(shop);
    await earning(shop, pair, 20_000);
    const batchId = await markPaid(shop, pair.referrer);
    await shop.database.run({
      sql: `insert into cashback_payouts (batch_id, member_id, units, amount, referrals, state, state_at_ms)
        values (?, ?, 1000000, 100, 1, 'paid', 0), (? || 'x', ?, 70000, 7, 1, 'failed', 0)`,
      args: [batchId, pair.referrer, batchId, pair.referrer],
    });
    const nowMs = shop.clock.now();
    const atMs = (cause: string, units: number, payableAtMs: number) => ({
      sql: `insert into earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
        values (?, 'refund', ?, ?, -1, ?, ?, 0)`,
      args: [`${cause}:${shop.newId()}`, pair.referrer, pair.member, BigInt(units), BigInt(payableAtMs)],
    });
    await shop.database.run(
      atMs("a", -30_000, nowMs),
      atMs("b", 50_000, nowMs + DAY_MS),
      atMs("c", 20_000, nowMs + 2 * DAY_MS),
    );
    expect((await page(pair.referrer)).standing).toMatchObject({
      payable: -3,
      held: 7,
      heldUntilMs: nowMs + DAY_MS,
      paid: 100,
    });
  });

  it("is for the reader alone: nobody who brought nobody sees anybody", async () => {
    await brought(shop);
    expect(await page(shop.newId())).toMatchObject({ rows: [], page: 1, pages: 1, standing: { brought: 0 } });
  });

  it("says what is below zero, below one, held back, stopped, and when the next payment comes", async () => {
    const { referrer, member } = await brought(shop);
    await earning(shop, { referrer, member }, 1);
    const shown = async (change: DepsChange = {}) => {
      const deps = shop.deps(change);
      return JSON.stringify(renderCard(invitesCard(deps, await invitesOf(deps, referrer, 1)))).replaceAll(
        "\u00a0",
        " ",
      );
    };
    const weekly = await shown();
    expect(weekly).toContain("less than Rp 1");
    expect(weekly).toContain(`<@${member}>`);
    const nextMs = nextWeeklyMs(shop.clock.now(), { weekday: 5, hourUtc: 15 });
    expect(weekly).toContain(`<t:${nextMs / 1_000}:f>`);
    expect(await shown({ shop: { cashbackIsWeekly: false } })).toContain("when the staff start one");
    await stop(referrer);
    const stopped = await shown();
    expect(stopped).toContain("The staff stopped your referrals");
    expect(stopped).not.toContain("Next payment");
  });
});

const stop = (memberId: string, request = shop.request(shop.newId(), "admin"), change: DepsChange = {}) =>
  changeBlacklist(shop.deps(change), request, "add", memberId, "they are one person");
const resume = (memberId: string, request = shop.request(shop.newId(), "admin")) =>
  changeBlacklist(shop.deps(), request, "remove", memberId, "a mistake");

describe("a blacklisted member", () => {
  it("earns nothing by whom they brought before or bring after, and keeps what they earned; let go, they earn again", async () => {
    const { referrer, member } = await brought(shop, { member: await memberWith(shop, 100_000) });
    const { productId } = await stockedProduct(shop, { 1: 15_000 }, 5);
    await buyNow(shop, member, productId, 1);
    expect(await stop(referrer)).toMatchObject({ brought: 1, pending: 75 });
    shop.clock.pass(MINUTE_MS);
    await buyNow(shop, member, productId, 1);
    const later = await brought(shop, { referrer, member: await memberWith(shop, 100_000) });
    await buyNow(shop, later.member, productId, 1);
    expect(await earningsOf(shop, referrer)).toHaveLength(1);
    expect(await resume(referrer)).toMatchObject({ brought: 2, pending: 75 });
    shop.clock.pass(MINUTE_MS);
    await buyNow(shop, member, productId, 1);
    expect(await earningsOf(shop, referrer)).toHaveLength(2);
  });

  it("is told both, once each, with reason and what is kept, and staff find both in the audit log", async () => {
    const pair = await brought(shop);
    await earning(shop, pair, 20_000);
    const requests = [shop.request(shop.newId(), "admin"), shop.request(shop.newId(), "admin")] as const;
    // Also where time passes while it is written down.
    await stop(pair.referrer, requests[0], { clock: ticking(shop.clock) });
    await shop.answerBells();
    await resume(pair.referrer, requests[1]);
    await shop.answerBells();
    const told = shop.desk.written.filter(({ body }) => body.includes("your referrals"));
    const texts = told.map(({ body }) => body.replaceAll("\u00a0", " "));
    expect(
      texts.filter((body) => body.includes("they are one person") && body.includes("Rp 100")),
    ).toHaveLength(1);
    expect(texts.filter((body) => body.includes("a mistake") && body.includes("Rp 100"))).toHaveLength(1);
    const rows = await shop.database.rows(
      z.object({ action: z.string(), actor: z.string(), reason: z.string(), after: z.string() }),
      {
        sql: "select * from audits where target = ? order by created_at_ms, rowid",
        args: [`member:${pair.referrer}`],
      },
    );
    expect(rows).toMatchObject([
      { action: "referrals.stop", actor: requests[0].actor.id, reason: "they are one person" },
      { action: "referrals.resume", actor: requests[1].actor.id, reason: "a mistake" },
    ]);
    expect(JSON.parse(rows[0]?.after ?? "")).toEqual({ referrals: 1, pending: 100 });
  });

  it("is stopped once; the repeat of a request is told the same, also after they were let go, and undoes nothing", async () => {
    const { referrer } = await brought(shop);
    const request = shop.request(shop.newId(), "admin");
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    const first = await stop(referrer, request);
    expect(await stop(referrer, request)).toEqual(first);
    await expect(stop(referrer)).rejects.toMatchObject({
      facts: { kind: "referrals_stopped_before", by: request.actor.id, atMs: shop.clock.now() },
    });
    await resume(referrer);
    expect(await stop(referrer, request)).toEqual(first);
    expect((await referralStatus(shop.deps(), request, referrer)).standing.stopped).toBeNull();
    await expect(resume(referrer)).rejects.toMatchObject(refused("referrals_not_stopped"));
  });

  it("is stopped by one of two admins at once", async () => {
    for (let round = 0; round < 5; round++) {
      const memberId = shop.newId();
      const done = await Promise.all([outcome(stop(memberId)), outcome(stop(memberId))]);
      expect(done.sort()).toEqual(["done", "referrals_stopped_before"]);
    }
  });

  it("is not stopped without a reason", async () => {
    const memberId = shop.newId();
    const asked = changeBlacklist(shop.deps(), shop.request(shop.newId(), "admin"), "add", memberId, "  ");
    await expect(asked).rejects.toMatchObject({ facts: { kind: "option_invalid", option: "reason" } });
    expect((await referralStatus(shop.deps(), shop.request(), memberId)).standing.stopped).toBeNull();
  });

  it("is seen by staff with whom they brought, what is pending, and who brought them", async () => {
    const above = await brought(shop);
    const pair = await brought(shop, { referrer: above.member });
    await earning(shop, pair, 20_000);
    const request = shop.request(shop.newId(), "admin");
    await stop(pair.referrer, request);
    const found = await checkMember(shop.deps(), shop.newId(), pair.referrer);
    expect(found.referrals).toMatchObject({
      brought: 1,
      payable: 100,
      referrerId: above.referrer,
      stopped: { blockedBy: request.actor.id, reason: "they are one person" },
    });
  });
});
