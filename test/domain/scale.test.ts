import { createClient } from "@libsql/client/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { overHttp } from "../../scripts/scale/database.ts";
import { makeScale, TRANSFERS_PER_MEMBER } from "../../scripts/scale/make.ts";
import { scaleMemberId } from "../../scripts/scale/parts.ts";
import { verifyScale } from "../../scripts/scale/verify.ts";
import { boardOf } from "../../src/db/standings.ts";
import { leaderboard } from "../../src/domain/boards/leaderboard.ts";
import { checkBooks } from "../../src/domain/ledger/books.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { give } from "../support/boards.ts";
import { BALANCED, books } from "../support/books.ts";
import { startShop, type TestShop } from "../support/shop.ts";

const MEMBERS = 2_500;
const told: string[] = [];
let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
  await makeScale(database(), MEMBERS, shop.clock.now(), (what) => void told.push(what));
});
afterAll(() => shop.stop());

const database = () => overHttp(createClient({ url: shop.database.url }));
const wrong = () => verifyScale(database(), () => undefined);

describe("a shop that is made large in one piece", () => {
  it("is as the triggers would have left it", async () => {
    expect(await wrong()).toEqual([]);
    expect(await books(shop.database)).toEqual(BALANCED);
    expect(await shop.database.number("select count(*) from transfers where asset = 'points'")).toBe(
      MEMBERS * TRANSFERS_PER_MEMBER,
    );
    expect(told.length).toBeGreaterThan(TRANSFERS_PER_MEMBER);
  });

  it("goes on by its triggers, and its ranks are those of its scores", async () => {
    const localDay = Math.floor(shop.clock.now() / DAY_MS);
    const memberId = scaleMemberId(1_234);
    await give(shop, memberId, 777);
    expect(await wrong()).toEqual([]);
    for (const board of ["all", boardOf("week", localDay), boardOf("month", localDay)]) {
      const { own } = await leaderboard(shop.deps(), shop.request(memberId), board);
      expect(own.rank).toBe(
        await shop.database.number({
          sql: `select 1 + count(*) from standings where board = ?1
            and score > (select score from standings where board = ?1 and account = ?2)`,
          args: [board, `member:${memberId}/points`],
        }),
      );
    }
  });

  it("keeps its sums while payouts change, orders are completed and their tokens used", async () => {
    const nowMs = BigInt(shop.clock.now());
    const first = `select order_id from tokens as t where state = 'reserved' and not exists (
      select 1 from tokens as used where used.customer_id = t.customer_id and used.state = 'used') limit 3`;
    const [{ ids } = { ids: "[]" }] = await shop.database.rows(
      z.object({ ids: z.string() }),
      `select json_group_array(order_id) as ids from (${first})`,
    );
    const chosen = "in (select value from json_each(?))";
    const ofBatch = "batch_id = (select id from cashback_batches where state = 'previewed')";
    await shop.database.run(
      `update cashback_payouts set state = 'failed' where rowid in (
        select rowid from cashback_payouts where state = 'frozen' and ${ofBatch} limit 7)`,
      `delete from cashback_payouts where state = 'frozen' and ${ofBatch}`,
      {
        sql: `update orders set state = 'completed', completed_at_ms = ? where id ${chosen}`,
        args: [nowMs, ids],
      },
      {
        sql: `update tokens set state = 'used', changed_at_ms = ? where order_id ${chosen}`,
        args: [nowMs, ids],
      },
    );
    expect(JSON.parse(ids)).toHaveLength(3);
    expect(await wrong()).toEqual([]);
  });

  it("is proven slice by slice while more is booked, and a balance that is wrong in the middle is named", async () => {
    const account = `member:${scaleMemberId(1_777)}/points`;
    let slices = 0;
    const proven = await checkBooks(shop.deps(), async () => {
      slices++;
      await give(shop, scaleMemberId(slices % 2 === 0 ? 3 : 2_400), 5);
    });
    expect(slices).toBeGreaterThan(3);
    expect(proven.broken).toEqual([]);
    expect(proven.accounts).toBe(await shop.database.number("select count(*) from accounts"));
    const set = (by: number) => ({
      sql: "update accounts set balance = balance + ? where id in (?, 'system:grants/points')",
      args: [BigInt(by), account],
    });
    const [{ sql: trigger } = { sql: "" }] = await shop.database.rows(
      z.object({ sql: z.string() }),
      "select sql from sqlite_master where name = 'account_follows_transfers'",
    );
    await shop.database.run("drop trigger account_follows_transfers", set(1));
    const { broken } = await checkBooks(shop.deps());
    await shop.database.run(set(-1), trigger);
    expect(broken).toEqual(["system:grants/points", account, "asset:points"]);
  });

  it.each([
    ["update standings set seq = seq + 1 where rowid = 5", "scores"],
    ["update standing_counts set members = members + 1 where board = 'all' and level = 2", "counts"],
    ["update account_stats set highest = highest + 1 where account like '%01234/points'", "statistics"],
    ["update day_sums set amount = amount + 1 where kind = 'purchase'", "sums of days"],
    ["update import_counts set count = count + 1 where what = 'mail'", "import_counts"],
    ["update payout_counts set amount = amount + 1 where state = 'frozen'", "payout_counts"],
    ["update order_quarters set discount = discount + 1 where has_token = 1", "order_quarters"],
    ["update token_sums set new_customers = new_customers - 1 where campaign_id = ''", "token_sums"],
  ])("is found out when it is not: %s", async (statement, what) => {
    await shop.database.run(statement);
    expect((await wrong()).join()).toContain(what);
  });
});
