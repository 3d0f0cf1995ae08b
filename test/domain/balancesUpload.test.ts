import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readJobId } from "../../src/domain/balances/ask.ts";
import { confirmBalances } from "../../src/domain/balances/decide.ts";
import { balanceFindings } from "../../src/domain/balances/findings.ts";
import { changeDetail, listChanges, notBooked } from "../../src/domain/balances/search.ts";
import { uploadBalances } from "../../src/domain/balances/upload.ts";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { balanceOf } from "../../src/domain/points/balance.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { retireAchievements } from "../support/achievements.ts";
import { BALANCED, books } from "../support/books.ts";
import { memberWith, refusalOf } from "../support/claims.ts";
import { diesAt, LAST_EXCHANGES } from "../support/death.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";

const ADMIN = "1180000000000000902";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
  await retireAchievements(shop);
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(async () => {
  expect(await books(shop.database)).toEqual(BALANCED);
  await shop.stop();
});

const admin = () => shop.request(ADMIN, "admin");
const held = async (memberId: string) => (await balanceOf(shop.deps(), shop.request(memberId))).points;
const csvOf = (rows: readonly (readonly [string, string | number])[]) =>
  ["user_id,points", ...rows.map(([id, points]) => `${id},${points}`), ""].join("\n");

async function* bytesOf(csv: string) {
  yield new TextEncoder().encode(csv);
}

const sent = (csv: string, request = admin(), change?: DepsChange) =>
  uploadBalances(
    shop.deps(change),
    request,
    { name: "prizes.csv", action: "add", reason: "a contest" },
    bytesOf(csv),
  );
const detailOf = async (changeId: string) => {
  const detail = await changeDetail(shop.deps(), changeId);
  if (!detail) throw new Error("there is no such change");
  return detail;
};

test("a file that comes with a request is read at once, and booked when it is confirmed", async () => {
  const [one, rich] = [shop.newId(), await memberWith(shop, 10)];
  const csv = csvOf([
    [one, 500],
    ["ayu", 5],
    [rich, 9_999_995],
  ]);
  const { changeId, refusal } = await sent(csv);
  expect(refusal).toBeNull();
  const { change } = await detailOf(changeId);
  expect(change).toMatchObject({ state: "previewed", fileName: "prizes.csv", total: 1 });
  expect(balanceFindings(change)).toMatchObject({
    rows: 3,
    verdicts: [{ verdict: "booked", count: 1, points: 500 }],
    refused: [
      { line: 3, reason: "id_unreadable", cells: ["ayu", "5"] },
      { line: 4, reason: "over_change_max" },
    ],
  });
  expect(await held(one)).toBe(0);
  await confirmBalances(shop.deps(), admin(), changeId, null);
  await shop.answerBells();
  expect(await held(one)).toBe(500);
  expect(await detailOf(changeId)).toMatchObject({
    change: { state: "done" },
    booked: { members: 1, added: 500, taken: 0 },
    outcomes: [{ outcome: "booked", count: 1 }],
  });
  expect((await listChanges(shop.deps(), null)).rows.map(({ id }) => id)).toContain(changeId);
  shop.clock.pass(DAY_MS * 2);
  await shop.cron();
  expect((await detailOf(changeId)).change.findings).toBeNull();
});

test("what was refused only when it was booked is told by its line", async () => {
  const member = shop.newId();
  const { changeId } = await sent(csvOf([[member, 1_000_000]]));
  const meanwhile = { shop: { pointsPerMemberMax: 10 } };
  await confirmBalances(shop.deps(meanwhile), admin(), changeId, null);
  await shop.answerBells(meanwhile);
  expect(await notBooked(shop.deps(), changeId)).toEqual([
    { line: 2, memberId: member, points: 1_000_000, outcome: "over_member_max" },
  ]);
});

test("a file that is no table of balances is refused at once, and its request has no job left", async () => {
  const { changeId, refusal } = await sent("name,age\nayu,7\n");
  expect(refusal).toMatchObject({ kind: "balance_column_missing" });
  expect((await detailOf(changeId)).change.state).toBe("refused");
  expect(await shop.job(readJobId(changeId))).toBeNull();
});

test("a form that is sent twice is one change, read once", async () => {
  const member = shop.newId();
  const request = admin();
  const csv = csvOf([[member, 5]]);
  const first = await sent(csv, request);
  expect(await sent(csv, request)).toEqual(first);
  const racing = admin();
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => sent(csv, racing)));
  expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
  const { change } = await detailOf(racing.id);
  expect(change).toMatchObject({ state: "previewed", total: 1 });
});

test("another's change is not shown by its request", async () => {
  const request = admin();
  await sent(csvOf([[shop.newId(), 5]]), request);
  const other = { id: request.id, actor: { id: shop.newId(), level: "admin" } as const };
  expect(await refusalOf(sent("user_id,points\n", other))).toMatchObject({ kind: "balances_lapsed" });
});

test.each(LAST_EXCHANGES)(
  "a request that dies while it reads leaves no change to confirm: $kind",
  async (last) => {
    const csv = csvOf(Array.from({ length: 3 }, () => [shop.newId(), 5] as const));
    for (let at = 1; ; at++) {
      const request = admin();
      const died = await diesAt(shop, at, last, (change) => sent(csv, request, change));
      shop.clock.pass(LEASE_MS * 2);
      await shop.job(readJobId(request.id));
      const detail = await changeDetail(shop.deps(), request.id);
      expect([undefined, "refused", "previewed"]).toContain(detail?.change.state);
      if (detail?.change.state === "previewed") {
        await confirmBalances(shop.deps(), admin(), request.id, null);
        await shop.answerBells();
        expect((await detailOf(request.id)).booked).toMatchObject({ members: 3, added: 15 });
      }
      if (!died) break;
    }
  },
);
