import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { brokenRule } from "../../src/db/constraint.ts";
import {
  type Asset,
  accountId,
  memberOwner,
  openAccounts,
  systemOwner,
  transferFrom,
} from "../../src/db/ledger.ts";
import { BALANCED, books } from "../support/books.ts";
import { memberWith } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

type Move = { from: string; to: string; amount: number; asset: Asset; cause: string };

async function book(...moves: Move[]): Promise<void> {
  const { db, clock } = shop.deps();
  const [first, ...more] = moves.flatMap(({ from, to, amount, asset, cause }) => [
    openAccounts(db, asset, [from, to]),
    transferFrom(
      db,
      {
        debit: accountId(from, asset),
        credit: accountId(to, asset),
        amount: BigInt(amount),
        asset,
        kind: "test",
        cause,
        actor: "system",
        createdAtMs: clock(),
        localDay: 0,
      },
      sql`(select 1) where true`,
    ),
  ]);
  if (first) await db.batch([first, ...more]);
}

const move = (parts: Partial<Move>): Move => ({
  from: systemOwner("claims"),
  to: memberOwner(shop.newId()),
  amount: 1,
  asset: "points",
  cause: `test:${shop.newId()}`,
  ...parts,
});

const balance = (owner: string, asset: Asset = "points") =>
  shop.database.number({
    sql: "select coalesce((select balance from accounts where id = ?), 0)",
    args: [accountId(owner, asset)],
  });

const ruleOf = (work: Promise<unknown>) =>
  work.then(
    () => "booked",
    (error: unknown) => brokenRule(error),
  );

const accountArbitrary = fc.constantFrom("system:claims", "system:sales", "a", "b", "c");
const moveArbitrary = fc.record({
  from: accountArbitrary,
  to: accountArbitrary,
  amount: fc.integer({ min: 1, max: 40 }),
  asset: fc.constantFrom<Asset>("points", "money"),
  cause: fc.integer({ min: 0, max: 30 }).map(String),
});
const batchesArbitrary = fc.array(fc.array(moveArbitrary, { minLength: 1, maxLength: 3 }), {
  minLength: 5,
  maxLength: 25,
});

/** What the books should say: a batch is booked whole or not at all, and a cause once. */
class Model {
  readonly balances = new Map<string, number>();
  readonly #causes = new Set<string>();

  take(batch: readonly Move[]): boolean {
    const balances = new Map(this.balances);
    const causes = new Set(this.#causes);
    for (const { from, to, amount, asset, cause } of batch) {
      if (causes.has(cause)) continue;
      if (from === to) return false;
      causes.add(cause);
      const [debit, credit] = [accountId(from, asset), accountId(to, asset)];
      const left = (balances.get(debit) ?? 0) - amount;
      if (left < 0 && from.startsWith("member:")) return false;
      balances.set(debit, left);
      balances.set(credit, (balances.get(credit) ?? 0) + amount);
    }
    for (const [account, value] of balances) this.balances.set(account, value);
    for (const cause of causes) this.#causes.add(cause);
    return true;
  }
}

describe("the ledger", () => {
  it("agrees with any sequence of transfers, refused and repeated ones among them", async () => {
    const property = fc.asyncProperty(batchesArbitrary, async (batches) => {
      const run = shop.newId();
      const model = new Model();
      const owner = (name: string) => (name.startsWith("system:") ? name : memberOwner(`${run}${name}`));
      for (const batch of batches) {
        const moves = batch.map((one) => ({
          ...one,
          from: owner(one.from),
          to: owner(one.to),
          cause: `${run}:${one.cause}`,
        }));
        const rule = await ruleOf(book(...moves));
        expect(rule === "booked").toBe(model.take(moves));
        if (rule !== "booked") expect(["transfer_two_accounts", "account_not_negative"]).toContain(rule);
      }
      const members = [...model.balances].filter(([account]) => account.startsWith("member:"));
      for (const [account, expected] of members) {
        const args = [account];
        const sqlText = "select balance from accounts where id = ?";
        expect(await shop.database.number({ sql: sqlText, args })).toBe(expected);
      }
      expect(await books(shop.database)).toEqual(BALANCED);
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it("books a cause once, however often it comes", async () => {
    const once = move({ amount: 70 });
    await book(once, once);
    await book(once);
    await Promise.all(Array.from({ length: 10 }, () => book(once)));
    expect(await balance(once.to)).toBe(70);
  });

  it("keeps a member's account from going below zero, whoever races for the last points", async () => {
    const memberId = await memberWith(shop, 10);
    const spend = () => book(move({ from: memberOwner(memberId), to: systemOwner("sales"), amount: 7 }));
    const rules = await Promise.all(Array.from({ length: 8 }, () => ruleOf(spend())));
    expect(rules.filter((rule) => rule === "booked")).toHaveLength(1);
    expect(rules.filter((rule) => rule === "account_not_negative")).toHaveLength(7);
    expect(await balance(memberOwner(memberId))).toBe(3);
  });

  it("books the whole batch or nothing of it", async () => {
    const good = move({ amount: 5 });
    const bad = move({ from: memberOwner(shop.newId()), amount: 5 });
    expect(await ruleOf(book(good, bad))).toBe("account_not_negative");
    expect(await balance(good.to)).toBe(0);
  });

  it.each([20, 100])(
    "loses none of %i batches at once on one account, and none to SQLITE_BUSY",
    async (many) => {
      const to = memberOwner(shop.newId());
      await Promise.all(Array.from({ length: many }, () => book(move({ to, amount: 3 }))));
      expect(await balance(to)).toBe(3 * many);
      expect(await books(shop.database)).toEqual(BALANCED);
    },
  );
});

describe("the schema itself", () => {
  const raw = (statement: string, ...args: (string | bigint)[]) =>
    ruleOf(shop.database.run({ sql: statement, args }));
  const seqSchema = z.object({ seq: z.number() });

  async function someTransfer(): Promise<{ member: string; seq: number }> {
    const member = accountId(memberOwner(await memberWith(shop, 50)), "points");
    const statement = { sql: "select seq from transfers where credit = ?", args: [member] };
    const [row] = await shop.database.rows(seqSchema, statement);
    return { member, seq: row?.seq ?? 0 };
  }

  it("refuses a balance that is changed by hand", async () => {
    const { member } = await someTransfer();
    expect(await raw("update accounts set balance = balance + 1 where id = ?", member)).toBe(
      "account_follows_transfers",
    );
    expect(await raw("update accounts set balance = 0 where id = ?", member)).toBe(
      "account_follows_transfers",
    );
  });

  it("refuses an account that opens with a balance", async () => {
    const id = shop.newId();
    const statement =
      "insert into accounts (id, owner, asset, balance) values (? || '/points', ?, 'points', 5)";
    expect(await raw(statement, `member:${id}`, `member:${id}`)).toBe("account_opens_empty");
  });

  it("refuses an account that is removed, or becomes another's", async () => {
    const { member } = await someTransfer();
    expect(await raw("delete from accounts where id = ?", member)).toBe("account_is_kept");
    const rename = "update accounts set id = 'member:1/points', owner = 'member:1' where id = ?";
    expect(await raw(rename, member)).toBe("account_stays_itself");
  });

  it.each([
    "amount = 1",
    "debit = 'system:sales/points'",
    "cause = 'other'",
    "created_at_ms = 0",
    "memo = 'x'",
  ])("refuses a transfer that is changed: %s", async (change) => {
    const { seq } = await someTransfer();
    expect(await raw(`update transfers set ${change} where seq = ?`, BigInt(seq))).toBe(
      "transfer_stays_itself",
    );
  });

  it("refuses to forget a transfer", async () => {
    const { seq } = await someTransfer();
    expect(await raw("delete from transfers where seq = ?", BigInt(seq))).toBe("transfer_is_kept");
  });

  it("refuses a transfer between accounts of two assets, and one that no account of its asset knows", async () => {
    const { member } = await someTransfer();
    await book(move({ to: systemOwner("sales"), asset: "money" }));
    const insert =
      "insert into transfers (debit, credit, amount, asset, kind, cause, actor, created_at_ms, local_day) values (?, ?, 1, ?, 'x', ?, 'x', 0, 0)";
    const cause = () => `test:${shop.newId()}`;
    expect(await raw(insert, member, "system:sales/money", "points", cause())).toBe(
      "transfer_asset_mismatch",
    );
    expect(await raw(insert, member, "system:claims/points", "money", cause())).toBe(
      "transfer_asset_mismatch",
    );
  });

  it.each([0n, -5n])("refuses a transfer of %s", async (amount) => {
    const { member } = await someTransfer();
    const insert =
      "insert into transfers (debit, credit, amount, asset, kind, cause, actor, created_at_ms, local_day) values ('system:claims/points', ?, ?, 'points', 'x', ?, 'x', 0, 0)";
    expect(await raw(insert, member, amount, shop.newId())).toBe("transfer_amount_positive");
  });

  it("refuses a transfer that brings its balances along", async () => {
    const { member } = await someTransfer();
    const insert =
      "insert into transfers (debit, credit, amount, asset, kind, cause, actor, created_at_ms, local_day, credit_balance) values ('system:claims/points', ?, 1, 'points', 'x', ?, 'x', 0, 0, 1000)";
    expect(await raw(insert, member, shop.newId())).toBe("transfer_booked_by_hand");
  });

  it("refuses to change or forget what the audit log has", async () => {
    await shop.database.run(
      "insert into audits (id, actor, action, created_at_ms) values ('kept', 'system', 'test', 0)",
    );
    expect(await raw("update audits set actor = 'nobody' where id = 'kept'")).toBe("audit_stays_itself");
    expect(await raw("delete from audits where id = 'kept'")).toBe("audit_is_kept");
  });

  it("replaces no account, no transfer and no audit row by another", async () => {
    const { member, seq } = await someTransfer();
    const owner = member.split("/")[0] ?? "";
    await raw("insert or replace into accounts (id, owner, asset) values (?, ?, 'points')", member, owner);
    const replace =
      "insert or replace into transfers (seq, debit, credit, amount, asset, kind, cause, actor, created_at_ms) values (?, 'system:claims/points', ?, 7, 'points', 'x', ?, 'x', 0)";
    await raw(replace, BigInt(seq), member, shop.newId());
    const audit =
      "insert or replace into audits (id, actor, action, created_at_ms) values ('kept-too', ?, 'test', 0)";
    await raw(audit, "system");
    await raw(audit, "nobody");
    expect(await balance(owner)).toBe(50);
    expect(await shop.database.number("select count(*) from audits where actor = 'nobody'")).toBe(0);
  });

  it("holds after everything above", async () => {
    expect(await books(shop.database)).toEqual(BALANCED);
  });
});
