import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import type { Request } from "../../src/domain/actor.ts";
import { claim } from "../../src/domain/claims/claim.ts";
import { changePoints } from "../../src/domain/points/change.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { achievementsOf, bonusesAmiss, bonusesFor, give } from "../support/achievements.ts";
import { BALANCED, books } from "../support/books.ts";
import { openClaim, openClaims } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";

const EARLY = 10;
const ALL_OF_A_FIRST_CLAIM = ["earned_100", "earned_1000", "earned_500", "first_claim", "first_points"];

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(async () => {
  expect(await bonusesAmiss(shop)).toBe(0);
  expect(await books(shop.database)).toEqual(BALANCED);
  await shop.stop();
});

describe("early adopters", () => {
  it("are exactly ten of twenty members who claim their first code at once", async () => {
    const members = Array.from({ length: 20 }, () => shop.newId());
    const codes = await openClaims(shop, members.length);
    const answers = await Promise.all(
      members.map((memberId, at) => claim(shop.deps(), shop.request(memberId), codes[at]?.code ?? "")),
    );
    const told = answers.filter(({ earned }) => earned.some(({ key }) => key === "early_adopter"));
    expect(told).toHaveLength(EARLY);
    for (const [at, { points, balance, earned }] of answers.entries()) {
      const memberId = members[at] ?? "";
      expect(earned.map(({ key }) => key).sort()).toEqual((await achievementsOf(shop, memberId)).sort());
      expect(balance).toBe(points + (await bonusesFor(shop, memberId)));
    }
    expect(
      await shop.database.number("select count(*) from awards where achievement = 'early_adopter'"),
    ).toBe(EARLY);
  });

  it("are no more when a place is taken back from one", async () => {
    await shop.database.run(
      "update awards set revoked_at_ms = 1, revoked_by = '1' where achievement = 'early_adopter'",
    );
    const memberId = shop.newId();
    await give(shop, [memberId], 1);
    expect(await achievementsOf(shop, memberId)).toEqual(["first_points"]);
  });

  it("are as many as places are left when a bulk comes", async () => {
    const fresh = await startShop();
    const members = Array.from({ length: 30 }, () => fresh.newId());
    await give(fresh, members.slice(0, 4), 5);
    await give(fresh, members, 5);
    expect(
      await fresh.database.number("select count(*) from awards where achievement = 'early_adopter'"),
    ).toBe(EARLY);
    for (const memberId of members.slice(0, 4)) {
      expect(await achievementsOf(fresh, memberId)).toContain("early_adopter");
    }
    expect(await bonusesAmiss(fresh)).toBe(0);
    await fresh.stop();
  });
});

describe("a claim", () => {
  it("earns each achievement once for a member who claims 20 codes at once", async () => {
    const memberId = shop.newId();
    const codes = await openClaims(shop, 20);
    const answers = await Promise.all(
      codes.map(({ code }) => claim(shop.deps(), shop.request(memberId), code)),
    );
    const told = answers.flatMap(({ earned }) => earned.map(({ key }) => key));
    expect(told.sort()).toEqual(["balance_2000", ...ALL_OF_A_FIRST_CLAIM]);
    const claimed = codes.reduce((sum, { points }) => sum + points, 0);
    expect(await bonusesFor(shop, memberId)).toBe(50 + 25 + 75 + 150 + 300);
    expect(Math.max(...answers.map(({ balance }) => balance))).toBe(claimed + 600);
  });

  it("that is repeated tells its achievements again, and earns nothing of what is new since", async () => {
    const request = shop.request();
    const { code, points } = await openClaim(shop);
    const first = await claim(shop.deps(), request, code);
    expect(first.earned.map(({ key }) => key).sort()).toEqual(ALL_OF_A_FIRST_CLAIM);
    expect(first.balance).toBe(points + 50 + 25 + 75 + 150);
    await shop.database.run("update achievements set threshold = 1 where key = 'balance_2000'");
    shop.clock.pass(1);
    expect(await claim(shop.deps(), request, code)).toEqual(first);
    await shop.database.run("update achievements set threshold = 2000 where key = 'balance_2000'");
    expect(await achievementsOf(shop, request.actor.id)).not.toContain("balance_2000");
  });

  it("whose reply is lost earns once", async () => {
    const request = shop.request();
    const { code } = await openClaim(shop);
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    const answer = await claim(shop.deps(), request, code);
    shop.proxy.reset();
    expect(answer.earned).toHaveLength(ALL_OF_A_FIRST_CLAIM.length);
  });

  it("is one round trip", async () => {
    const { code } = await openClaim(shop);
    shop.proxy.reset();
    await claim(shop.deps(), shop.request(), code);
    expect(shop.proxy.exchanges).toBe(1);
  });

  it("that is refused earns nothing", async () => {
    const memberId = shop.newId();
    const { code } = await openClaim(shop);
    await claim(shop.deps(), shop.request(), code);
    await expect(claim(shop.deps(), shop.request(memberId), code)).rejects.toThrow();
    expect(await achievementsOf(shop, memberId)).toEqual([]);
  });
});

describe("a bonus", () => {
  it.each([
    [49, ["first_points"], 99],
    [50, ["first_points", "earned_100"], 125],
    [425, ["first_points", "earned_100", "earned_500"], 575],
    [850, ["first_points", "earned_100", "earned_500", "earned_1000"], 1_150],
    [1_700, ["first_points", "earned_100", "earned_500", "earned_1000", "balance_2000"], 2_300],
  ])("that reaches the next threshold earns that too: %i points", async (points, keys, balance) => {
    const memberId = shop.newId();
    await give(shop, [memberId], points);
    expect(new Set(await achievementsOf(shop, memberId))).toEqual(new Set(keys));
    expect(
      await shop.database.number({
        sql: "select balance from accounts where id = ?",
        args: [`member:${memberId}/points`],
      }),
    ).toBe(balance);
  });

  it("is given once to each of thousands in one batch, and not again when the batch comes again", async () => {
    const members = Array.from({ length: 2_000 }, () => shop.newId());
    const cause = await give(shop, members, 60);
    const paid = () => shop.database.number("select count(*) from transfers where kind = 'achievement'");
    const before = await paid();
    await give(shop, members, 60, cause);
    expect(await paid()).toBe(before);
    expect(
      await shop.database.number({ sql: "select count(*) from awards where cause = ?", args: [cause] }),
    ).toBe(4_000);
  });

  it("is not booked by a repeat after it was raised from nothing", async () => {
    await shop.database.run("update achievements set bonus = 0 where key = 'first_points'");
    const memberId = shop.newId();
    const cause = await give(shop, [memberId], 10);
    await shop.database.run("update achievements set bonus = 50 where key = 'first_points'");
    shop.clock.pass(1);
    await give(shop, [memberId], 10, cause);
    expect(await bonusesFor(shop, memberId)).toBe(0);
    await shop.database.run({ sql: "delete from awards where member_id = ?", args: [memberId] });
  });
});

describe("an announcement", () => {
  const shopOf = { announcementChannelId: "1180000000000000777", locale: "id" } as const;
  const posts = () => shop.desk.written.filter(({ call }) => call.includes(shopOf.announcementChannelId));

  it("tells what a claim earned in one post with a nonce, and a repeat tells nothing more", async () => {
    const request = shop.request();
    const { code } = await openClaim(shop);
    const before = posts().length;
    await claim(shop.deps({ shop: shopOf }), request, code);
    await shop.answerBells({ shop: shopOf });
    await shop.database.run("delete from outbox where kind = 'announcement.post'");
    shop.clock.pass(DAY_MS);
    await claim(shop.deps({ shop: shopOf }), request, code);
    await shop.answerBells({ shop: shopOf });
    const [post, ...others] = posts().slice(before);
    expect(others).toEqual([]);
    const message = z
      .object({ nonce: z.string().max(25), enforce_nonce: z.literal(true), allowed_mentions: z.unknown() })
      .parse(JSON.parse(post?.body ?? ""));
    expect(message.allowed_mentions).toEqual({ parse: [] });
    expect(post?.body).toContain(`<@${request.actor.id}> · 🌱 **Poin pertama** · +50 poin`);
  });

  it("of thousands is one post that Discord takes", async () => {
    const members = Array.from({ length: 1_000 }, () => shop.newId());
    const before = posts().length;
    await give(shop, members, 60, undefined, { shop: shopOf });
    await shop.answerBells({ shop: shopOf });
    const told = posts().slice(before);
    expect(told).toHaveLength(1);
    expect(told[0]?.body).toContain("… dan 1.980 lagi");
  });

  it("names nobody who hides, also who hides before it is posted", async () => {
    const [hidden, hiding, open] = [shop.newId(), shop.newId(), shop.newId()];
    const hide = (memberId: string) =>
      shop.database.run({
        sql: "insert into members (id, created_at_ms, hidden_at_ms) values (?, 0, 1)",
        args: [memberId],
      });
    await hide(hidden);
    const before = posts().length;
    await give(shop, [hidden], 60, undefined, { shop: shopOf });
    expect(shop.rings.splice(0)).toHaveLength(1);
    await shop.cron();
    await shop.answerBells({ shop: shopOf });
    expect(posts().length).toBe(before);
    await give(shop, [hidden, hiding, open], 60, undefined, { shop: shopOf });
    await hide(hiding);
    await shop.answerBells({ shop: shopOf });
    const body = posts().at(-1)?.body ?? "";
    expect(body).toContain(open);
    expect(body).not.toContain(hidden);
    expect(body).not.toContain(hiding);
  });

  it("is not put into the outbox of a shop without such a channel", async () => {
    const count = () => shop.database.number("select count(*) from outbox where kind = 'announcement.post'");
    const before = await count();
    const { code } = await openClaim(shop);
    await claim(shop.deps(), shop.request(), code);
    expect(await count()).toBe(before);
  });
});

it("what members have is what the rules give, after any sequence of points", async () => {
  const fresh = await startShop();
  await fresh.database.run("update achievements set retired_at_ms = 1 where rule = 'early_adopter'");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 900 })), { maxLength: 12 }),
      async (gifts) => {
        const members = Array.from({ length: 4 }, () => fresh.newId());
        const held = new Map(members.map((id) => [id, { balance: 0, keys: new Set<string>() }]));
        for (const [at, points] of gifts) {
          const memberId = members[at] ?? "";
          await give(fresh, [memberId], points);
          expectRules(held.get(memberId), points);
        }
        for (const [memberId, { balance, keys }] of held) {
          expect(new Set(await achievementsOf(fresh, memberId))).toEqual(keys);
          expect(await bonusesFor(fresh, memberId)).toBe(balance - given(members, gifts, memberId));
        }
        expect(await bonusesAmiss(fresh)).toBe(0);
      },
    ),
    { numRuns: 15 },
  );
  await fresh.stop();
});

const RULES = [
  ["first_points", 1, 50],
  ["earned_100", 100, 25],
  ["earned_500", 500, 75],
  ["earned_1000", 1_000, 150],
  ["balance_2000", 2_000, 300],
] as const;

/** The rules as a person would apply them, one after the other until none holds any more. Nothing is spent here. */
function expectRules(held: { balance: number; keys: Set<string> } | undefined, points: number): void {
  if (!held) return;
  held.balance += points;
  for (let rule = next(held); rule; rule = next(held)) {
    held.keys.add(rule[0]);
    held.balance += rule[2];
  }
}

const next = ({ balance, keys }: { balance: number; keys: Set<string> }) =>
  RULES.find(([key, threshold]) => !keys.has(key) && balance >= threshold);

const given = (members: readonly string[], gifts: readonly [number, number][], memberId: string) =>
  gifts.reduce((sum, [at, points]) => sum + (members[at] === memberId ? points : 0), 0);

describe("points that staff give", () => {
  const staffGive = (request: Request, action: "add" | "set" | "remove", memberId: string, amount: number) =>
    changePoints(shop.deps(), request, { action, memberId, amount, reason: "a gift", silent: false });
  const admin = () => shop.request("1180000000000000902", "admin");
  const keys = ({ earned }: { earned: readonly { key: string }[] }) => earned.map(({ key }) => key);

  it("earn what they reach, tell the balance with its bonuses, and tell the same when they are repeated", async () => {
    await give(
      shop,
      Array.from({ length: EARLY }, () => shop.newId()),
      1,
    );
    const memberId = shop.newId();
    const request = admin();
    const first = await staffGive(request, "add", memberId, 60);
    expect([keys(first), first.balance]).toEqual([["first_points", "earned_100"], 60 + 50 + 25]);
    expect(await staffGive(request, "add", memberId, 60)).toEqual(first);
    expect((await staffGive(admin(), "remove", memberId, 10)).earned).toEqual([]);
  });

  it("earn nothing at the moment a balance is set: it is to be what it was set to", async () => {
    const memberId = shop.newId();
    expect(await staffGive(admin(), "set", memberId, 700)).toMatchObject({ balance: 700, earned: [] });
    expect(keys(await staffGive(admin(), "add", memberId, 1))).toContain("earned_500");
  });
});
