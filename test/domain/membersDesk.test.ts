import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { createAchievement } from "../../src/domain/achievements/define.ts";
import { awardAchievement, revokeAchievement } from "../../src/domain/achievements/hand.ts";
import { countedAchievements, HOLDERS_PER_PAGE, holdersOf } from "../../src/domain/achievements/holders.ts";
import { listChanges } from "../../src/domain/balances/search.ts";
import type { Deps } from "../../src/domain/deps.ts";
import { listAudits } from "../../src/domain/desk/audits.ts";
import { memberBook } from "../../src/domain/desk/memberBook.ts";
import { exportHistory, HISTORY_PER_PAGE, memberHistory } from "../../src/domain/desk/memberHistory.ts";
import { listMembers, MEMBERS_PER_PAGE, type MemberOrder } from "../../src/domain/desk/members.ts";
import { jobById, jobsOverview } from "../../src/domain/jobs/search.ts";
import { meetMember } from "../../src/domain/members/locale.ts";
import { changePoints } from "../../src/domain/points/change.ts";
import { retireAchievements } from "../support/achievements.ts";
import { BALANCED, books } from "../support/books.ts";
import { memberWith } from "../support/claims.ts";
import { plansOf } from "../support/plans.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
  await retireAchievements(shop);
});
afterAll(async () => {
  expect(await books(shop.database)).toEqual(BALANCED);
  await shop.stop();
});

const ADMIN = "1180000000000000902";
const admin = () => shop.request(ADMIN, "admin");

async function knownWith(points: number): Promise<string> {
  const memberId = await memberWith(shop, points);
  await shop.deps().db.batch([meetMember(shop.deps().db, memberId, shop.clock.now())]);
  return memberId;
}

async function allPages(order: MemberOrder) {
  const rows: { id: string; rank: number | null; points: number }[] = [];
  let page = await listMembers(shop.deps(), order, null);
  for (;;) {
    expect(page.rows.length).toBeLessThanOrEqual(MEMBERS_PER_PAGE);
    rows.push(...page.rows);
    if (!page.next) return rows;
    page = await listMembers(shop.deps(), order, page.next);
  }
}

describe("the list of members", () => {
  it("has each once, also where many have the same points, with the ranks of the leaderboard", async () => {
    const [poor, rich] = [await knownWith(1), await knownWith(900)];
    const equal: string[] = [];
    for (let one = 0; one < MEMBERS_PER_PAGE + 5; one++) equal.push(await knownWith(500));
    const byPoints = await allPages("points");
    expect(byPoints.map(({ id }) => id)).toEqual([rich, ...equal, poor]);
    expect(byPoints.map(({ rank }) => rank)).toEqual([1, ...equal.map(() => 2), equal.length + 2]);
    const newest = await allPages("newest");
    expect(newest.slice(0, equal.length + 2).map(({ id }) => id)).toEqual([
      ...equal.toReversed(),
      rich,
      poor,
    ]);
  });
});

test("a member's history goes on behind the last entry that was shown, and as a file is whole", async () => {
  const member = shop.newId();
  for (let amount = 1; amount <= HISTORY_PER_PAGE + 2; amount++) {
    const change = { action: "add", memberId: member, amount, reason: "again", silent: true } as const;
    await changePoints(shop.deps(), admin(), change);
  }
  const first = await memberHistory(shop.deps(), member, "points", null);
  const second = await memberHistory(shop.deps(), member, "points", first.next);
  expect([...first.entries, ...second.entries].map(({ change }) => change)).toEqual(
    Array.from({ length: HISTORY_PER_PAGE + 2 }, (_, at) => HISTORY_PER_PAGE + 2 - at),
  );
  expect(second.next).toBeNull();
  expect(await exportHistory(shop.deps(), member, "points")).toEqual([...first.entries, ...second.entries]);
});

test("a member's page tells balances, rank, statistics, what was achieved and what can be awarded", async () => {
  const member = await memberWith(shop, 100_000);
  const { achievement } = await createAchievement(shop.deps(), admin(), {
    name: `Helper ${shop.newId()}`,
    description: "For help",
    emoji: "🎉",
    bonus: 7,
    nameId: null,
    descriptionId: null,
  });
  const { key } = achievement;
  expect((await memberBook(shop.deps(), member)).awardable.map((one) => one.key)).toContain(key);
  await awardAchievement(shop.deps(), admin(), { key, memberId: member, reason: "help" });
  const book = await memberBook(shop.deps(), member);
  expect(book.held).toMatchObject({ points: 100_007, above: 0, balance: 0, debt: 0, brought: 0 });
  expect(book.stats.points).toMatchObject({ earned: 100_007, transfers: 2 });
  expect(book.achieved).toMatchObject([{ award: { achievement: key, reason: "help" } }]);
  expect(book.awardable.map((one) => one.key)).not.toContain(key);
  expect(book.entries.points.map(({ change }) => change)).toEqual([7, 100_000]);
  expect(book.messages.map(({ what }) => what)).toContain("achievement_earned");
  const stranger = await memberBook(shop.deps(), shop.newId());
  expect(stranger).toMatchObject({ known: null, held: { points: 0, above: null }, achieved: [] });
});

test("holders are counted and paged without those from whom an achievement was taken", async () => {
  const { achievement } = await createAchievement(shop.deps(), admin(), {
    name: `Guest ${shop.newId()}`,
    description: "For a visit",
    emoji: "☕",
    bonus: 0,
    nameId: null,
    descriptionId: null,
  });
  const { key } = achievement;
  const holders = Array.from({ length: HOLDERS_PER_PAGE + 2 }, () => shop.newId());
  for (const memberId of holders)
    await awardAchievement(shop.deps(), admin(), { key, memberId, reason: undefined });
  const [gone = ""] = holders;
  await revokeAchievement(shop.deps(), admin(), { key, memberId: gone, reason: "a mistake" });
  const counted = (await countedAchievements(shop.deps())).find((one) => one.achievement.key === key);
  expect(counted?.holders).toBe(HOLDERS_PER_PAGE + 1);
  const first = await holdersOf(shop.deps(), key, undefined);
  const second = await holdersOf(shop.deps(), key, first?.next ?? undefined);
  const found = [...(first?.rows ?? []), ...(second?.rows ?? [])].map(({ memberId }) => memberId);
  expect(found).toEqual(holders.slice(1).toSorted());
  expect(second?.next).toBeNull();
  expect(await holdersOf(shop.deps(), "nothing", undefined)).toBeNull();
});

const key = { atMs: 1_790_000_000_000, id: "5" };
const memberKey = { first: 5, second: 5 };
const nothing = { actor: undefined, action: undefined, target: undefined };
const reads: readonly [string, (deps: Deps) => Promise<unknown>][] = [
  ["members", (deps) => listMembers(deps, "newest", memberKey)],
  ["members by points", (deps) => listMembers(deps, "points", memberKey)],
  ["a member", (deps) => memberBook(deps, "5")],
  ["a history", (deps) => memberHistory(deps, "5", "points", 5)],
  ["achievements", (deps) => countedAchievements(deps)],
  ["holders", (deps) => holdersOf(deps, "first_points", "5")],
  ["changes of balances", (deps) => listChanges(deps, 5)],
  ["failed jobs", (deps) => jobsOverview(deps, undefined, key)],
  ["failed jobs of a kind", (deps) => jobsOverview(deps, "mail.send", key)],
  ["a job", (deps) => jobById(deps, "5")],
  ["the audit log", (deps) => listAudits(deps, nothing, key)],
  ["what somebody did", (deps) => listAudits(deps, { ...nothing, actor: "5" }, key)],
  ["what was done to something", (deps) => listAudits(deps, { ...nothing, target: "member:5" }, key)],
  ["all acts of a kind", (deps) => listAudits(deps, { ...nothing, action: "points.add" }, key)],
  [
    "acts of a kind by somebody",
    (deps) => listAudits(deps, { ...nothing, actor: "5", action: "points.add" }, key),
  ],
];

/** Read whole: achievements are at most a hundred, duties a dozen, and a statement's own rows as many as a page. By the key of their rows: members, changes, letters. */
const FEW =
  /^SCAN (achievements|a$|duties|json_each|\(|CONSTANT|page|top|levels|standing_levels|audits$|members$|balance_changes$|dead_letters$)/;

test("a rank reads of each level only what lies between two prefixes", async () => {
  const plan = await plansOf(shop, (deps) => memberBook(deps, "5"));
  expect(plan.filter((line) => line.includes(" counts "))).toEqual([
    "SEARCH counts USING PRIMARY KEY (board=? AND level=? AND prefix>? AND prefix<?)",
  ]);
});

describe("each page's statements find their rows by an index:", () => {
  it.each(reads)("%s", async (_, read) => {
    const plan = await plansOf(shop, read);
    expect(plan.filter((line) => /^SCAN (?!.*USING)/.test(line) && !FEW.test(line))).toEqual([]);
  });
});
