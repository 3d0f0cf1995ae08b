import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { createAchievement, editAchievement } from "../../src/domain/achievements/define.ts";
import { ACHIEVEMENTS_MAX } from "../../src/domain/achievements/form.ts";
import { awardAchievement, revokeAchievement } from "../../src/domain/achievements/hand.ts";
import { suggestAchievements } from "../../src/domain/achievements/list.ts";
import { achievementsOf as pageOf } from "../../src/domain/achievements/member.ts";
import { claim } from "../../src/domain/claims/claim.ts";
import { achievementsOf, bonusesAmiss, bonusesFor, give } from "../support/achievements.ts";
import { BALANCED, books } from "../support/books.ts";
import { openClaim, refusalOf } from "../support/claims.ts";
import { STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
  await shop.database.run("update achievements set retired_at_ms = 1 where rule = 'early_adopter'");
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(async () => {
  expect(await bonusesAmiss(shop)).toBe(0);
  expect(await books(shop.database)).toEqual(BALANCED);
  await shop.stop();
});

const staff = () => shop.request(STAFF, "admin");
let made = 0;
const texts = (bonus = 0) => ({
  name: `Helper ${++made}`,
  description: "Answer questions of others",
  nameId: null,
  descriptionId: null,
  emoji: "🏅",
  bonus,
});
const create = async (bonus = 0) =>
  (await createAchievement(shop.deps(), staff(), texts(bonus))).achievement.key;
const award = (memberId: string, key: string, request = staff()) =>
  awardAchievement(shop.deps(), request, { key, memberId, reason: undefined });
const revoke = (memberId: string, key: string, request = staff()) =>
  revokeAchievement(shop.deps(), request, { key, memberId, reason: "by mistake" });
const audits = (action: string, target: string) =>
  shop.database.number({
    sql: "select count(*) from audits where action = ? and target = ?",
    args: [action, target],
  });
const directTo = (memberId: string) =>
  shop.desk.written.filter(
    ({ call, body }) => call === "POST /users/@me/channels" && body.includes(memberId),
  );

describe("an achievement", () => {
  it("is made once by one request however often it comes, with an audit row, in one round trip", async () => {
    const request = staff();
    const given = texts(100);
    shop.proxy.reset();
    const first = await createAchievement(shop.deps(), request, given);
    expect(shop.proxy.exchanges).toBe(1);
    const again = await Promise.all(
      Array.from({ length: 5 }, () => createAchievement(shop.deps(), request, given)),
    );
    for (const answer of again) expect(answer).toEqual(first);
    expect(first.achievement).toMatchObject({ ...given, rule: "manual", retiredAtMs: null });
    expect(await audits("achievement.create", `achievement:${request.id}`)).toBe(1);
  });

  it("has a name of its own: of two made at once with one name, one is refused", async () => {
    const given = texts();
    const outcomes = await Promise.allSettled(
      [given, { ...given, name: given.name.toUpperCase() }].map((each) =>
        createAchievement(shop.deps(), staff(), each),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it.each([
    ["a blank name", { name: " \n " }, "name", "some_text"],
    ["a word for an emoji", { emoji: "medal" }, "emoji", "emoji"],
    ["two emoji", { emoji: "🏅🏅" }, "emoji", "emoji"],
    ["a mention for an emoji", { emoji: "<@1180000000000000201>" }, "emoji", "emoji"],
  ] as const)("with %s is refused", async (_, wrong, option, expected) => {
    const work = createAchievement(shop.deps(), staff(), { ...texts(), ...wrong });
    expect(await refusalOf(work)).toEqual({ kind: "option_invalid", option, expected });
  });

  it("takes an emoji of the server, and one made of several signs", async () => {
    for (const emoji of ["<:medal:1180000000000000999>", "<a:spin:1180000000000000999>", "👩‍🚀", "🎟️"]) {
      const { achievement } = await createAchievement(shop.deps(), staff(), { ...texts(), emoji });
      expect(achievement.emoji).toBe(emoji);
    }
  });

  it("is changed with what was before in the audit row, and a repeat does not undo a later change", async () => {
    const key = await create();
    const request = staff();
    const edit = () => editAchievement(shop.deps(), request, key, { bonus: 10, description: "Help" });
    expect((await edit()).achievement).toMatchObject({ bonus: 10, description: "Help" });
    await editAchievement(shop.deps(), staff(), key, { bonus: 20 });
    expect((await edit()).achievement).toMatchObject({ bonus: 20 });
    const [row] = await shop.database.rows(z.object({ before: z.string(), after: z.string() }), {
      sql: "select before, after from audits where action = 'achievement.edit' and target = ? order by created_at_ms, id limit 1",
      args: [`achievement:${key}`],
    });
    expect(JSON.parse(row?.before ?? "")).toMatchObject({ bonus: 0, retired: 0 });
    expect(JSON.parse(row?.after ?? "")).toEqual({ bonus: 10, description: "Help" });
  });

  it("is refused what it cannot be", async () => {
    const [one, other] = [await create(), await create()];
    const named = (key: string) =>
      shop.database.rows(z.object({ name: z.string() }), {
        sql: "select name from achievements where key = ?",
        args: [key],
      });
    const edit = (key: string, given: Parameters<typeof editAchievement>[3]) =>
      refusalOf(editAchievement(shop.deps(), staff(), key, given));
    const name = (await named(other))[0]?.name ?? "";
    expect(await edit(one, { name })).toEqual({ kind: "achievement_name_taken", name });
    expect(await edit(one, { threshold: 5 })).toEqual({ kind: "achievement_without_threshold" });
    expect(await edit("nothing", { bonus: 5 })).toEqual({ kind: "achievement_unknown" });
    expect(await edit(one, {})).toEqual({ kind: "nothing_to_change" });
    expect(await edit("early_adopter", { threshold: 5_000 })).toMatchObject({
      kind: "achievement_places_over_max",
    });
  });

  it("with a lower threshold is earned with the next points, a retired one no more", async () => {
    const memberId = shop.newId();
    await give(shop, [memberId], 200);
    await editAchievement(shop.deps(), staff(), "earned_500", { threshold: 200 });
    await editAchievement(shop.deps(), staff(), "earned_1000", { threshold: 250, retired: true });
    await give(shop, [memberId], 1);
    expect(await achievementsOf(shop, memberId)).toEqual(expect.arrayContaining(["earned_500"]));
    expect(await achievementsOf(shop, memberId)).not.toContain("earned_1000");
    await editAchievement(shop.deps(), staff(), "earned_500", { threshold: 500 });
    await editAchievement(shop.deps(), staff(), "earned_1000", { threshold: 1_000, retired: false });
  });
});

describe("an award by hand", () => {
  it("by twenty at once is one award, one bonus, one audit row and one message", async () => {
    const [memberId, key] = [shop.newId(), await create(30)];
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => award(memberId, key)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await shop.answerBells();
    expect(await achievementsOf(shop, memberId)).toEqual([key, "first_points"]);
    expect(await bonusesFor(shop, memberId)).toBe(30 + 50);
    expect(await audits("achievement.award", `member:${memberId}`)).toBe(1);
    expect(directTo(memberId)).toHaveLength(1);
  });

  it("of one request is told alike however often it comes, also when the reply was lost, in one round trip", async () => {
    const [memberId, key, request] = [shop.newId(), await create(60), staff()];
    shop.proxy.reset();
    const first = await award(memberId, key, request);
    expect(shop.proxy.exchanges).toBe(1);
    expect(first.earned.map(({ key: each, bonus }) => [each, bonus])).toEqual([
      ["first_points", 50],
      ["earned_100", 25],
      [key, 60],
    ]);
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    expect(await award(memberId, key, request)).toEqual(first);
    await shop.answerBells();
    expect(directTo(memberId)).toHaveLength(1);
    const told = shop.desk.written
      .map(({ body }) => body)
      .filter((body) => body.includes("an achievement for you"));
    expect(told.at(-1)).toContain("+60 points");
    expect(told.at(-1)).toContain("First points");
  });

  it("after a revocation pays no second bonus, whoever races", async () => {
    const [memberId, key] = [shop.newId(), await create(40)];
    await award(memberId, key);
    const paid = await bonusesFor(shop, memberId);
    for (let round = 0; round < 3; round++) {
      await Promise.allSettled(Array.from({ length: 5 }, () => revoke(memberId, key)));
      expect(await achievementsOf(shop, memberId)).not.toContain(key);
      const again = await Promise.allSettled(Array.from({ length: 5 }, () => award(memberId, key)));
      const done = again.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      expect(done).toHaveLength(1);
      expect(done[0]?.earned).toEqual([]);
      expect(await achievementsOf(shop, memberId)).toContain(key);
    }
    expect(await bonusesFor(shop, memberId)).toBe(paid);
  });

  it("gives back what was earned and revoked, and the claim that earned it still tells the same", async () => {
    const request = shop.request();
    const memberId = request.actor.id;
    const { code } = await openClaim(shop);
    const first = await claim(shop.deps(), request, code);
    await revoke(memberId, "first_claim");
    expect(await claim(shop.deps(), request, code)).toEqual(first);
    await give(shop, [memberId], 1);
    expect(await achievementsOf(shop, memberId)).not.toContain("first_claim");
    await award(memberId, "first_claim");
    expect(await achievementsOf(shop, memberId)).toContain("first_claim");
    expect(await claim(shop.deps(), request, code)).toEqual(first);
  });

  it("is refused where it cannot be", async () => {
    const [memberId, key, retired] = [shop.newId(), await create(), await create()];
    await editAchievement(shop.deps(), staff(), retired, { retired: true });
    const refusal = (asked: string) => refusalOf(award(memberId, asked));
    expect(await refusal("first_claim")).toEqual({ kind: "achievement_not_manual" });
    expect(await refusal(retired)).toEqual({ kind: "achievement_retired" });
    expect(await refusal("nothing")).toEqual({ kind: "achievement_unknown" });
    expect(await refusalOf(revoke(memberId, key))).toEqual({ kind: "achievement_not_held", memberId });
    await award(memberId, key);
    expect(await refusal(key)).toEqual({ kind: "achievement_held", memberId });
    expect(await refusalOf(revoke(memberId, "nothing"))).toEqual({ kind: "achievement_unknown" });
  });

  it("is not told to who does not want it, and not when it was revoked before", async () => {
    const [muted, revoked, key] = [shop.newId(), shop.newId(), await create()];
    await shop.database.run({
      sql: "insert into muted_notices (member_id, notice) values (?, 'achievements')",
      args: [muted],
    });
    await award(muted, key);
    await award(revoked, key);
    await revoke(revoked, key);
    await shop.answerBells();
    expect([...directTo(muted), ...directTo(revoked)]).toEqual([]);
  });
});

describe("the page of a member", () => {
  it("has what was earned first, the newest first, then what is open with how far it is", async () => {
    const request = shop.request();
    const memberId = request.actor.id;
    await give(shop, [memberId], 300);
    shop.clock.pass(1_000);
    const { code, points } = await openClaim(shop);
    await claim(shop.deps(), request, code);
    const page = await pageOf(shop.deps(), request, memberId, 1);
    const balance = 300 + points + 50 + 25 + 75 + 150;
    expect(page.bonus).toBe(300);
    expect(page.rows.slice(0, page.earned).map(({ name }) => name)).toEqual([
      "Big collector",
      "Master collector",
      "First claim",
      "First points",
      "Collector",
    ]);
    expect(page.rows.find(({ name }) => name === "Treasure chest")).toMatchObject({
      state: "open",
      progress: { kind: "points", have: balance, need: 2_000 },
    });
  });

  it("tells others what was earned and nothing of what is held, and of who hides only staff", async () => {
    const memberId = shop.newId();
    await give(shop, [memberId], 300);
    const page = await pageOf(shop.deps(), shop.request(), memberId, 1);
    expect(page.earned).toBe(2);
    for (const row of page.rows) if (row.state === "open") expect(row.progress).toBeNull();
    await shop.database.run({
      sql: "insert into members (id, created_at_ms, hidden_at_ms) values (?, 0, 1)",
      args: [memberId],
    });
    expect(await refusalOf(pageOf(shop.deps(), shop.request(), memberId, 1))).toEqual({
      kind: "member_hidden",
    });
    expect((await pageOf(shop.deps(), shop.request(memberId), memberId, 1)).earned).toBe(2);
    const seen = await pageOf(shop.deps(), shop.request(STAFF, "staff"), memberId, 1);
    expect(seen.rows.some((row) => row.state === "open" && row.progress !== null)).toBe(true);
  });

  it("past the end is the last one", async () => {
    const request = shop.request();
    const page = await pageOf(shop.deps(), request, request.actor.id, 1_000);
    expect(page.page).toBe(page.pages);
    expect(page.rows.length).toBeGreaterThan(0);
  });
});

it("suggestions are at most 25, with those that staff award first", async () => {
  const found = await suggestAchievements(shop.deps(), "COLLECTOR");
  expect(found.map(({ key }) => key)).toEqual(["earned_100", "earned_500", "earned_1000"]);
  expect((await suggestAchievements(shop.deps(), ""))[0]?.rule).toBe("manual");
});

it("there are never more achievements than the limit, whoever races", async () => {
  const count = () => shop.database.number("select count(*) from achievements");
  const free = ACHIEVEMENTS_MAX - (await count());
  const outcomes = await Promise.allSettled(Array.from({ length: free + 10 }, () => create()));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(free);
  expect(await count()).toBe(ACHIEVEMENTS_MAX);
  expect(await refusalOf(createAchievement(shop.deps(), staff(), texts()))).toEqual({
    kind: "achievements_full",
    max: ACHIEVEMENTS_MAX,
  });
  expect(await suggestAchievements(shop.deps(), "helper")).toHaveLength(25);
});
