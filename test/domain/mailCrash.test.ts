import { afterAll, beforeAll, expect, it } from "vitest";
import { importStatus } from "../../src/domain/imports/status.ts";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import { mailsOf } from "../support/mails.ts";
import { csvOf, newOrders, readyToMail, STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

const MAILS = 6;
/** More exchanges than the job needs: the last deaths come too late. */
const EXCHANGES_MAX = 9;

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

it.each(LAST_EXCHANGES)(
  "a mail job that dies at any exchange with the database mails nobody twice and forgets nobody: $kind",
  async (last) => {
    let deaths = 0;
    for (let at = 1; at <= EXCHANGES_MAX; at++) {
      const rows = newOrders(MAILS);
      const { importId, mailJobs } = await readyToMail(shop, csvOf(rows));
      const bad = rows[1]?.email ?? "";
      shop.mailbox.refuseSilently(bad);
      if (await jobThatDies(shop, mailJobs[0] ?? "", at, last)) deaths++;
      shop.clock.pass(LEASE_MS);
      await shop.cron();
      await shop.answerBells();

      const mails = await mailsOf(shop, importId);
      const why = `dead at exchange ${at}: ${mails.map(({ state }) => state).join(" ")}`;
      for (const { email, state } of mails) {
        const letters = shop.mailbox.lettersTo(email);
        if (state === "sent") expect(letters, why).toBe(1);
        else if (state === "uncertain") expect(letters, why).toBeLessThanOrEqual(1);
        else expect([state, email, letters], why).toEqual(["failed", bad, 0]);
      }
      const unsent = mails.filter(({ email }) => email !== bad && shop.mailbox.lettersTo(email) === 0);
      expect(
        unsent.every(({ state, reason }) => state === "uncertain" && reason === "interrupted"),
        why,
      ).toBe(true);
      expect((await importStatus(shop.deps(), STAFF, importId)).row.state, why).toBe("done");
    }
    expect(deaths).toBeGreaterThanOrEqual(6);
  },
);

it("one that dies between two calls leaves only the mails of the call it may have made uncertain", async () => {
  const rows = newOrders(MAILS);
  const { importId, mailJobs } = await readyToMail(shop, csvOf(rows));
  shop.mailbox.refuseSilently(rows[0]?.email ?? "");
  // 1 takes the job, 2 takes the mails, 3 books the refused call and begins the next, 4 would book that.
  await jobThatDies(shop, mailJobs[0] ?? "", 4, { kind: "request_lost" });
  const states = (await mailsOf(shop, importId)).map(({ state }) => state);
  expect(states.toSorted()).toEqual(["queued", "queued", "queued", "sending", "sending", "sending"]);
});
