import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { claim, expireClaims } from "../../src/domain/claims/claim.ts";
import { claimDetail } from "../../src/domain/claims/detail.ts";
import { reissueClaim } from "../../src/domain/claims/reissue.ts";
import { runJobId } from "../../src/domain/imports/decide.ts";
import { importDetail } from "../../src/domain/imports/detail.ts";
import { askToRevoke, REVOKED_AT_ONCE_MAX, revokeImport } from "../../src/domain/imports/revoke.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { claimsOf, refusalOf } from "../support/claims.ts";
import { diesAt, jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import { confirmed, csvOf, imported, newOrders, readyToMail, STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(() => shop.stop());

const admin = () => shop.request(STAFF, "admin");
const nothing = { kind: "nothing_to_revoke" };
const states = async (importId: string) => (await importDetail(shop.deps(), importId)).claims;
const revoke = (importId: string, request = admin()) =>
  revokeImport(shop.deps(), request, importId, "the wrong file");

const countSchema = z.object({ state: z.string(), count: z.number() });

/** The counts that triggers keep of an import's claims. */
async function keptCounts(importId: string) {
  const sql =
    "select state, count from import_counts where import_id = ? and what = 'claim' and count <> 0 order by state";
  const rows = await shop.database.rows(countSchema, { sql, args: [importId] });
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

const auditsOf = (importId: string) =>
  shop.database.number({
    sql: "select count(*) from audits where action = 'import.revoke' and target = ?",
    args: [`import:${importId}`],
  });

/** An import with so many open claims, of which only the first was made as claims are. */
async function largeImport(count: number): Promise<string> {
  const importId = await imported(shop, csvOf(newOrders(1)));
  await shop.database.run({
    sql: `insert into claims (id, import_id, line, code_hash, key_id, order_key, email_hash, email_sealed, points, expires_at_ms, created_at_ms)
      with recursive lines(line) as (select 10 union all select line + 1 from lines where line < ?)
      select import_id || '.' || lines.line, import_id, lines.line, code_hash || lines.line, key_id, order_key || '/' || lines.line,
        email_hash || lines.line, email_sealed, points, expires_at_ms, created_at_ms
      from claims, lines where import_id = ?`,
    args: [8 + count, importId],
  });
  return importId;
}

describe("revoking all open claims of an import", () => {
  it("takes back what is open, leaves what is claimed, revoked or expired, and is one row of the audit log", async () => {
    const importId = await imported(shop, csvOf(newOrders(5)));
    const [claimed, ...open] = await claimsOf(shop, importId);
    const memberId = shop.newId();
    await claim(shop.deps(), shop.request(memberId), claimed?.code ?? "");
    expect(await askToRevoke(shop.deps(), importId)).toMatchObject({ open: 4 });
    expect(await revoke(importId)).toEqual({ open: 4, goesOn: false });
    expect(await states(importId)).toEqual({ claimed: 1, revoked: 4 });
    expect(await keptCounts(importId)).toEqual({ claimed: 1, revoked: 4 });
    expect(await auditsOf(importId)).toBe(1);
    const refusals = open.map(({ code }) => refusalOf(claim(shop.deps(), shop.request(memberId), code)));
    expect(new Set((await Promise.all(refusals)).map(({ kind }) => kind))).toEqual(new Set(["code_revoked"]));
    // The claim's own page tells who took it back and why.
    const { deeds } = await claimDetail(shop.deps(), open[0]?.id ?? "");
    expect(deeds).toMatchObject([{ action: "import.revoke", actor: STAFF, reason: "the wrong file" }]);
    expect((await claimDetail(shop.deps(), claimed?.id ?? "")).deeds).toEqual([]);
  });

  it("is done once however often its request comes, and refused where nothing is left", async () => {
    const importId = await imported(shop, csvOf(newOrders(2)));
    const request = admin();
    const answers = await Promise.all([revoke(importId, request), revoke(importId, request)]);
    expect([...answers, await revoke(importId, request)]).toEqual(Array(3).fill({ open: 2, goesOn: false }));
    expect(await auditsOf(importId)).toBe(1);
    expect(await refusalOf(revoke(importId))).toEqual(nothing);
    expect(await refusalOf(askToRevoke(shop.deps(), importId))).toEqual(nothing);
    expect(await refusalOf(revoke("never"))).toEqual({ kind: "import_unknown" });
    expect(await auditsOf(importId)).toBe(1);
  });

  it("sends no mail that was still waiting, and the import ends", async () => {
    const rows = newOrders(3);
    const { importId } = await readyToMail(shop, csvOf(rows));
    await revoke(importId);
    await shop.cron();
    await shop.answerBells();
    expect(rows.map(({ email }) => shop.mailbox.lettersTo(email))).toEqual([0, 0, 0]);
    expect(await importDetail(shop.deps(), importId)).toMatchObject({
      row: { state: "done" },
      mails: { held: 3 },
      claims: { revoked: 3 },
    });
  });

  it("waits until all claims are there", async () => {
    const importId = await confirmed(shop, csvOf(newOrders(2)));
    expect(await refusalOf(revoke(importId))).toEqual({ kind: "import_being_made" });
    await shop.job(runJobId(importId));
    expect(await revoke(importId)).toMatchObject({ open: 2 });
  });

  it("leaves a claim that somebody takes at the same moment either paid or revoked, never both", async () => {
    const importId = await imported(shop, csvOf(newOrders(12)));
    const all = await claimsOf(shop, importId);
    const takings = all.map(async ({ code }) => {
      const outcome = claim(shop.deps(), shop.request(), code);
      return await outcome.then(
        () => "paid",
        () => "refused",
      );
    });
    const [outcomes] = await Promise.all([Promise.all(takings), revoke(importId).catch(() => null)]);
    const paid = outcomes.filter((outcome) => outcome === "paid").length;
    const sql = `select count(*) from transfers where cause in (select 'claim:' || id from claims where import_id = ? and state = `;
    const paidIn = (state: string) => shop.database.number({ sql: `${sql} '${state}')`, args: [importId] });
    expect([await paidIn("claimed"), await paidIn("revoked")]).toEqual([paid, 0]);
    expect(await states(importId)).toEqual({
      ...(paid > 0 ? { claimed: paid } : {}),
      ...(paid < 12 ? { revoked: 12 - paid } : {}),
    });
  });
});

describe("an import with more open claims than one batch takes back", () => {
  const COUNT = 2 * REVOKED_AT_ONCE_MAX + 500;

  it("is gone on with by a job; a claim given to another address meanwhile stays", async () => {
    const importId = await largeImport(COUNT);
    const request = admin();
    expect(await revoke(importId, request)).toEqual({ open: COUNT, goesOn: true });
    expect(await states(importId)).toEqual({
      pending: COUNT - REVOKED_AT_ONCE_MAX,
      revoked: REVOKED_AT_ONCE_MAX,
    });
    expect(await importDetail(shop.deps(), importId)).toMatchObject({ isBeingRevoked: true });
    expect(await refusalOf(revoke(importId))).toEqual({ kind: "import_being_revoked" });
    shop.clock.pass(1);
    const last = `${importId}.${8 + COUNT}`;
    await reissueClaim(shop.deps(), shop.request(STAFF, "staff"), last, "other@example.com");
    await shop.answerBells();
    expect(await states(importId)).toEqual({ pending: 1, revoked: COUNT });
    expect(await keptCounts(importId)).toEqual({ pending: 1, revoked: COUNT });
    expect(await importDetail(shop.deps(), importId)).toMatchObject({ isBeingRevoked: false });
    expect(await revoke(importId, request)).toEqual({ open: COUNT, goesOn: false });
    expect(await auditsOf(importId)).toBe(1);
  });

  it.each(LAST_EXCHANGES)("loses nothing when it dies anywhere: $kind", async (last) => {
    const importId = await largeImport(COUNT);
    const request = admin();
    for (
      let at = 1;
      await diesAt(shop, at, last, async (change) => {
        await revokeImport(shop.deps(change), request, importId, "the wrong file");
      });
      at++
    ) {
      // Each time it comes a little further.
    }
    const jobId = `${importId}.revoke.${request.id}`;
    for (let at = 1; await jobThatDies(shop, jobId, at, last); at++) shop.clock.pass(DAY_MS / 24);
    await shop.job(jobId);
    expect(await states(importId)).toEqual({ revoked: COUNT });
    expect(await auditsOf(importId)).toBe(1);
  });

  it("is one whose claims expire meanwhile: those are expired", async () => {
    const importId = await largeImport(COUNT);
    await revoke(importId);
    shop.clock.pass(400 * DAY_MS);
    await expireClaims(shop.deps(), COUNT);
    await shop.answerBells();
    expect(await states(importId)).toEqual({
      expired: COUNT - REVOKED_AT_ONCE_MAX,
      revoked: REVOKED_AT_ONCE_MAX,
    });
  });
});
