import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { boardOf } from "../../src/db/standings.ts";
import { leaderboard, PRESENCE_CHECKS_MAX } from "../../src/domain/boards/leaderboard.ts";
import type { BoardKey } from "../../src/domain/boards/page.ts";
import { claim } from "../../src/domain/claims/claim.ts";
import { rememberPresence, SEEN_FRESH_MS } from "../../src/domain/members/presence.ts";
import { pruneBoards, WEEKS_KEPT } from "../../src/domain/upkeep/pruneBoards.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { give, membersWith } from "../support/boards.ts";
import { freshClaim } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

/** Each test has a week of its own, so that no other's members stand on its board. */
let localDay = 30_000;
let board: string;
beforeEach(() => {
  localDay += 7;
  board = boardOf("week", localDay);
  shop.desk.guild.failing = null;
});

const show = (key: BoardKey | null = null, asker = shop.newId()) =>
  leaderboard(shop.deps(), shop.request(asker), board, key);
const idsOf = (page: Awaited<ReturnType<typeof show>>) => page.rows.map(({ memberId }) => memberId);
const keyAfter = (page: Awaited<ReturnType<typeof show>>): BoardKey => {
  const last = page.rows.at(-1);
  if (!last) throw new Error("an empty page has no next");
  return { towards: "next", score: last.score, seq: last.seq };
};
const keyBefore = (page: Awaited<ReturnType<typeof show>>): BoardKey => {
  const [first] = page.rows;
  if (!first) throw new Error("an empty page has none before");
  return { towards: "back", score: first.score, seq: first.seq };
};
const count = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, at) => from - at);

describe("the pages of a board", () => {
  it("show everybody once, downwards and back, equal scores in the order in which they came about", async () => {
    const scores = [...count(40, 31), ...Array<number>(14).fill(20), ...count(19, 12)];
    const ids = await membersWith(shop, scores, { localDay });
    const first = await show();
    const second = await show(keyAfter(first));
    const third = await show(keyAfter(second));
    const fourth = await show(keyAfter(third));
    expect([first, second, third, fourth].flatMap(idsOf)).toEqual(ids);
    expect([first, second, third, fourth].map(({ hasBack, hasNext }) => [hasBack, hasNext])).toEqual([
      [false, true],
      [true, true],
      [true, true],
      [true, false],
    ]);
    expect(second.rows.map(({ rank }) => rank)).toEqual(Array(10).fill(11));
    expect(third.rows.map(({ rank }) => rank)).toEqual([11, 11, 11, 11, 25, 26, 27, 28, 29, 30]);
    const back = await show(keyBefore(fourth));
    expect(back.rows).toEqual(third.rows.map((row) => ({ ...row, seenAtMs: expect.any(Number) })));
    expect(await show(keyBefore(second))).toMatchObject({ hasBack: false, hasNext: true });
    expect(idsOf(await show(keyBefore(second)))).toEqual(idsOf(first));
  });

  it("tell the asker's own place also where the page does not", async () => {
    const ids = await membersWith(shop, [...count(60, 49), 7, 7], { localDay });
    expect((await show(null, ids[13])).own).toEqual({ score: 7, rank: 13, hidden: false });
    expect((await show(null, ids[0])).own).toEqual({ score: 60, rank: 1, hidden: false });
    expect((await show()).own).toEqual({ score: 0, rank: null, hidden: false });
  });

  it("are none of an empty board", async () => {
    expect(await show()).toMatchObject({ rows: [], hasBack: false, hasNext: false });
  });

  it("agree with the books at every moment while twenty change them", async () => {
    const ids = await membersWith(shop, count(30, 11), { localDay });
    await show();
    await show(keyAfter(await show()));
    const looks: Promise<void>[] = [];
    await Promise.all(
      ids.map(async (id, at) => {
        await give(shop, id, 1 + ((at * 7) % 25), { localDay });
        const looking = show(null, id).then(({ rows, own }) => {
          const shown = rows.find(({ memberId }) => memberId === id);
          if (shown) expect(own).toEqual({ score: shown.score, rank: shown.rank, hidden: false });
          expect(new Set(rows.map(({ memberId }) => memberId)).size).toBe(rows.length);
          for (const [place, row] of rows.entries()) {
            expect(row.score).toBeLessThanOrEqual(rows[place - 1]?.score ?? row.score);
            expect(row.rank).toBe(rows.filter(({ score }) => score > row.score).length + 1);
          }
        });
        looks.push(looking);
        await looking;
      }),
    );
    expect(looks).toHaveLength(20);
    const scores = ids.map((_, at) => 30 - at + 1 + ((at * 7) % 25));
    for (const [at, id] of ids.entries()) {
      const above = scores.filter((score) => score > (scores[at] ?? 0)).length;
      expect((await show(null, id)).own).toEqual({ score: scores[at], rank: above + 1, hidden: false });
    }
  });
});

describe("who has left the server", () => {
  it("is not shown, and the page stays full", async () => {
    const ids = await membersWith(shop, count(50, 21), { localDay });
    const gone = [0, 3, 4, 9, 10, 11, 12].map((at) => ids[at] ?? "");
    for (const id of gone) shop.desk.guild.left.add(id);
    const stay = ids.filter((id) => !gone.includes(id));
    const first = await show();
    expect(idsOf(first)).toEqual(stay.slice(0, 10));
    expect(first.rows.map(({ rank }) => rank)).toEqual(count(10, 1).reverse());
    expect(idsOf(await show(keyAfter(first)))).toEqual(stay.slice(10, 20));
  });

  it("is not asked for again while it is known, and then one round trip is all", async () => {
    await membersWith(shop, count(50, 39), { localDay });
    const asker = shop.newId();
    await show(null, asker);
    const asked = shop.desk.guild.asked.length;
    shop.proxy.reset();
    await show(null, asker);
    expect(shop.proxy.exchanges).toBe(1);
    expect(shop.desk.guild.asked).toHaveLength(asked);
    shop.clock.pass(SEEN_FRESH_MS + 1);
    shop.proxy.reset();
    await show(null, asker);
    expect(shop.desk.guild.asked).toHaveLength(asked + 10);
    expect(shop.proxy.exchanges).toBe(2);
  });

  it("comes back by using a command", async () => {
    const [first = "", second = ""] = await membersWith(shop, [9, 8], { localDay });
    for (const id of [first, second]) shop.desk.guild.left.add(id);
    expect(idsOf(await show())).toEqual([]);
    for (const id of [first, second]) shop.desk.guild.left.delete(id);
    expect(idsOf(await show(null, first))).toEqual([first]);
    const { code } = await freshClaim(shop);
    await claim(shop.deps(), shop.request(second), code);
    expect(idsOf(await show())).toEqual([first, second]);
  });

  it("is shown as long as Discord does not answer", async () => {
    const ids = await membersWith(shop, [9, 8, 7], { localDay });
    for (const id of ids) shop.desk.guild.left.add(id);
    for (const status of [500, 429, 403]) {
      shop.desk.guild.failing = status;
      expect(idsOf(await show())).toEqual(ids);
    }
  });

  it("does not keep an answer busy for ever: so many are asked for, the others stand", async () => {
    const ids = await membersWith(shop, count(100, 51), { localDay });
    for (const id of ids) shop.desk.guild.left.add(id);
    const asked = shop.desk.guild.asked.length;
    expect(idsOf(await show())).toEqual(ids.slice(PRESENCE_CHECKS_MAX));
    expect(shop.desk.guild.asked).toHaveLength(asked + PRESENCE_CHECKS_MAX);
  });

  it("is not believed to be away whom a command has shown to be here since the question", async () => {
    const [id = ""] = await membersWith(shop, [9], { localDay });
    const askedAtMs = shop.clock.now();
    shop.clock.pass(1);
    await show(null, id);
    const { db } = shop.deps();
    await db.batch(rememberPresence(shop.deps(), { here: [], left: [id], complete: true }, askedAtMs));
    expect(idsOf(await show())).toEqual([id]);
  });
});

describe("old boards", () => {
  it("are cleared in portions, the kept ones and the board of all time untouched", async () => {
    const today = Math.floor(shop.clock.now() / DAY_MS);
    const [old, kept] = [today - (WEEKS_KEPT + 2) * 7, today - (WEEKS_KEPT - 2) * 7];
    await membersWith(shop, [5, 4, 3], { localDay: old });
    await membersWith(shop, [5, 4], { localDay: kept });
    await membersWith(shop, [2], { localDay: today - 500 });
    const rows = (name: string) =>
      shop.database.number(`select count(*) from standings where board = '${name}'`);
    const kepts = ["all", boardOf("week", kept), boardOf("month", old), boardOf("month", kept)];
    const before = await Promise.all(kepts.map(rows));
    await pruneBoards(shop.deps(), 2);
    expect((await rows(boardOf("week", old))) + (await rows(boardOf("week", today - 500)))).toBe(2);
    while ((await pruneBoards(shop.deps(), 2)) > 0);
    expect(await rows(boardOf("week", old))).toBe(0);
    expect(await rows(boardOf("month", today - 500))).toBe(0);
    expect(await Promise.all(kepts.map(rows))).toEqual(before);
    expect(
      await shop.database.number(
        `select count(*) from standing_counts where board = '${boardOf("week", old)}'`,
      ),
    ).toBe(0);
  });
});
