import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { runJobId } from "../../src/domain/imports/decide.ts";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import { confirm, csvOf, newOrders, preview } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

/** Two batches of claims, so that a death between them is one in the middle. */
const ROWS = 5_200;
/** More exchanges than the job needs: the last deaths come too late. */
const EXCHANGES_MAX = 8;

const tallySchema = z.object({
  claims: z.number(),
  points: z.number(),
  mails: z.number(),
  orders: z.number(),
  rowsLeft: z.number(),
  mailJobs: z.number(),
  unassigned: z.number(),
  mostInOneCall: z.number(),
  twiceInOneCall: z.number(),
  state: z.string(),
});

let shop: TestShop;
/** An import that is previewed; copies of it are confirmed and run. */
let model: string;

beforeAll(async () => {
  shop = await startShop();
  const rows = newOrders(ROWS).map((row, at) =>
    at % 100 === 0 ? { ...row, email: "twice@example.com" } : row,
  );
  model = (await preview(shop, csvOf(rows))).importId;
});
afterAll(() => shop.stop());

/** Another import with the same rows under other order ids, confirmed and ready to run. */
async function confirmedCopy(): Promise<string> {
  const id = shop.newId();
  const copied =
    "state, asked_by, answer_until_ms, file_name, file_bytes, options, campaign, expiry_days, findings, created_at_ms";
  await shop.database.run(
    {
      sql: `insert into imports (id, confirm_until_ms, ${copied}) select ?, ?, ${copied} from imports where id = ?`,
      args: [id, shop.clock.now() + 1, model],
    },
    {
      sql: `insert into import_rows (import_id, line, claim_id, code_hash, key_id, order_key, order_id, email_hash, email_sealed, points)
            select ?1, line, ?1 || '.' || line, ?1 || code_hash, key_id, ?1 || order_key, order_id, email_hash, email_sealed, points
            from import_rows where import_id = ?2`,
      args: [id, model],
    },
  );
  await confirm(shop, id);
  shop.rings.length = 0;
  return id;
}

async function tally(importId: string) {
  const [found] = await shop.database.rows(tallySchema, {
    sql: `with calls as (
        select outbox_id, count(*) as mails, count(distinct email_hash) as people
        from mails join claims on claims.id = claim_id where mails.import_id = ?1 and outbox_id is not null group by outbox_id)
      select
        (select count(*) from claims where import_id = ?1) as claims,
        (select coalesce(sum(points), 0) from claims where import_id = ?1) as points,
        (select count(*) from mails where import_id = ?1) as mails,
        (select count(distinct claim_id) from mails where import_id = ?1) as orders,
        (select count(*) from import_rows where import_id = ?1) as rowsLeft,
        (select count(*) from outbox where kind = 'mail.send' and id in (select outbox_id from calls)) as mailJobs,
        (select count(*) from mails where import_id = ?1 and outbox_id is null) as unassigned,
        (select max(mails) from calls) as mostInOneCall,
        (select sum(mails - people) from calls) as twiceInOneCall,
        (select state from imports where id = ?1) as state`,
    args: [importId],
  });
  return found;
}

const WHOLE = {
  claims: ROWS,
  points: ROWS * 1_000 + (ROWS * (ROWS - 1)) / 2,
  mails: ROWS,
  orders: ROWS,
  rowsLeft: 0,
  // The first batch: five calls, and the one whose every hundredth order it is gets 49 more; then the second batch.
  mailJobs: 5 + 49 + 1 + 1,
  unassigned: 0,
  mostInOneCall: 1_000,
  twiceInOneCall: 0,
  state: "mailing",
};

describe("an import", () => {
  it("that nothing disturbs makes a claim and a mail for every row", async () => {
    const importId = await confirmedCopy();
    await shop.job(runJobId(importId));
    expect(await tally(importId)).toEqual(WHOLE);
    expect(shop.rings.splice(0)).toHaveLength(WHOLE.mailJobs);
  });

  it.each(LAST_EXCHANGES)(
    "whose job dies at any exchange with the database goes on where it stopped: $kind",
    async (last) => {
      let deaths = 0;
      for (let at = 1; at <= EXCHANGES_MAX; at++) {
        const importId = await confirmedCopy();
        if (await jobThatDies(shop, runJobId(importId), at, last)) deaths++;
        shop.clock.pass(LEASE_MS);
        shop.rings.length = 0;
        await shop.cron();
        for (const { id } of shop.rings.splice(0)) if (id === runJobId(importId)) await shop.job(id);
        expect(await tally(importId), `dead at exchange ${at}`).toEqual(WHOLE);
        await shop.database.run("update outbox set state = 'done' where kind = 'mail.send'");
      }
      expect(deaths).toBeGreaterThanOrEqual(6);
    },
  );

  it("that loses every second reply of the database ends with the same counts", async () => {
    const importId = await confirmedCopy();
    shop.proxy.reset();
    shop.proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));
    await shop.job(runJobId(importId));
    shop.proxy.reset();
    expect(await tally(importId)).toEqual(WHOLE);
  });

  it("that two run at the same time ends with the same counts", async () => {
    const importId = await confirmedCopy();
    const one = shop.job(runJobId(importId));
    shop.clock.pass(LEASE_MS);
    await Promise.all([one, shop.job(runJobId(importId))]);
    expect(await tally(importId)).toEqual(WHOLE);
  });
});
