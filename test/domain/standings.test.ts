import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { accountId, memberOwner, openAccounts, systemOwner, transferFrom } from "../../src/db/ledger.ts";
import { boardOf, countAbove } from "../../src/db/standings.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const MEMBERS = ["1001", "1002", "1003", "1004", "1005", "1006"];
const DAYS = [20_000, 20_004, 20_005, 20_030];

const stepArbitrary = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom("points.add", "points.remove", "claim", "spend"),
      member: fc.constantFrom(...MEMBERS),
      amount: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 20_000_000 })),
      day: fc.constantFrom(...DAYS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("hide", "show", "leave"),
      member: fc.constantFrom(...MEMBERS),
    }),
  },
);
type Step = { kind: string; member: string; amount?: number; day?: number };

async function take(step: Step): Promise<void> {
  const { db, clock } = shop.deps();
  if (step.amount === undefined || step.day === undefined) {
    const column = step.kind === "leave" ? "left_at_ms" : "hidden_at_ms";
    const value = step.kind === "show" ? null : 1;
    await shop.database.run(
      {
        sql: "insert into members (id, created_at_ms) values (?, 0) on conflict do nothing",
        args: [step.member],
      },
      { sql: `update members set ${column} = ? where id = ?`, args: [value, step.member] },
    );
    return;
  }
  const [ours, theirs] = [memberOwner(step.member), systemOwner("grants")];
  const gives = step.kind === "points.add" || step.kind === "claim";
  const [debit, credit] = gives ? [theirs, ours] : [ours, theirs];
  const booked = db.batch([
    openAccounts(db, "points", [ours, theirs]),
    transferFrom(
      db,
      {
        debit: accountId(debit, "points"),
        credit: accountId(credit, "points"),
        amount: BigInt(step.amount),
        asset: "points",
        kind: step.kind,
        cause: `test:${shop.newId()}`,
        actor: "system",
        createdAtMs: clock(),
        localDay: step.day,
      },
      sql`(select 1) where true`,
    ),
  ]);
  // More than there is: refused whole.
  await booked.catch(() => undefined);
  shop.clock.pass(1);
}

/** The statistics as the transfers alone tell them. */
const STATS_FROM_BOOKS = `
  with sides as (
    select credit as account, amount as change, credit_balance as balance, created_at_ms from transfers
    union all select debit, -amount, debit_balance, created_at_ms from transfers)
  select account, sum(max(change, 0)) as earned, -sum(min(change, 0)) as spent, max(balance) as highest,
    count(*) as transfers, min(created_at_ms) as first_at_ms, max(created_at_ms) as last_at_ms
  from sides where account like 'member:%' group by account order by account`;

/** The scores of a board as transfers and members alone tell them. */
const scoresFromBooks = (period: "all" | "month" | "week") => `
  with sides as (
    select credit as account, amount as change, amount as counted, local_day from transfers
    union all select debit, -amount, iif(kind like 'points.%', -amount, 0), local_day from transfers)
  select account, sum(${period === "all" ? "change" : "counted"}) as score
  from sides where account like 'member:%/points' and ?1 = ${
    period === "all"
      ? "'all'"
      : period === "month"
        ? "'month:' || strftime('%Y-%m', local_day * 86400, 'unixepoch')"
        : "'week:' || (local_day - (local_day + 3) % 7)"
  } and account not in (
    select 'member:' || id || '/points' from members where hidden_at_ms is not null or left_at_ms is not null)
  group by account having score > 0 order by account`;

const anyRow = z.record(z.string(), z.union([z.string(), z.number()]));
const scoreRow = z.object({ account: z.string(), score: z.number() });

async function boardsAgree(): Promise<void> {
  for (const period of ["all", "month", "week"] as const) {
    for (const board of new Set(DAYS.map((day) => boardOf(period, day)))) {
      const expected = await shop.database.rows(scoreRow, { sql: scoresFromBooks(period), args: [board] });
      const shown = await shop.database.rows(scoreRow, {
        sql: "select account, score from standings where board = ? and shown = 1 and score > 0 order by account",
        args: [board],
      });
      expect(shown, board).toEqual(expected);
      for (const score of [0, ...expected.map((row) => row.score)]) {
        const above = expected.filter((row) => row.score > score).length;
        const { db } = shop.deps();
        const [counted] = z
          .array(z.object({ above: z.number() }))
          .parse(await db.all(sql`select ${countAbove(board, sql`${BigInt(score)}`)} as above`));
        expect(counted?.above, `${board} above ${score}`).toBe(above);
      }
    }
  }
}

describe("what the triggers keep", () => {
  it("agrees with the books after any sequence of transfers, refused ones and hidden members among them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 5, maxLength: 25 }), async (steps) => {
        for (const step of steps) await take(step);
        const stats = await shop.database.rows(
          anyRow,
          "select account, earned, spent, highest, transfers, first_at_ms, last_at_ms from account_stats order by account",
        );
        expect(stats).toEqual(await shop.database.rows(anyRow, STATS_FROM_BOOKS));
        await boardsAgree();
      }),
      { numRuns: 12 },
    );
  });

  it("counts nobody where nobody stands", async () => {
    await shop.database.run("delete from standings");
    expect(await shop.database.number("select count(*) from standing_counts")).toBe(0);
  });
});
