import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { claim, expireClaims } from "../../src/domain/claims/claim.ts";
import { revokeClaim } from "../../src/domain/claims/staff.ts";
import { runJobId } from "../../src/domain/imports/decide.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { claimsOf, refusalOf } from "../support/claims.ts";
import {
  confirm,
  confirmed,
  csvOf,
  imported,
  newOrders,
  type Order,
  preview,
  STAFF,
} from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const lettersTo = ({ email }: Order) => shop.mailbox.mailbox.list().filter(({ to }) => to === email).length;
const claimsMade = (importId: string) =>
  shop.database.number({ sql: "select count(*) from claims where import_id = ?", args: [importId] });

describe("the same orders again", () => {
  it.each([
    ["in the same file", (rows: Order[]) => rows],
    ["sorted the other way", (rows: Order[]) => rows.toReversed()],
    ["with other amounts", (rows: Order[]) => rows.map((row) => ({ ...row, amount: row.amount * 2 }))],
    [
      "with addresses in upper case",
      (rows: Order[]) => rows.map((row) => ({ ...row, email: row.email.toUpperCase() })),
    ],
    [
      "with order ids in lower case",
      (rows: Order[]) => rows.map((row) => ({ ...row, id: row.id.toLowerCase() })),
    ],
  ])("%s make no second claim and no second mail", async (_, changed) => {
    const rows = newOrders(4);
    const early = await preview(shop, csvOf(changed(rows)), { campaign: "another" });
    expect(early.findings).toMatchObject({ accepted: 4, alreadyImported: 0 });
    await imported(shop, csvOf(rows));
    await confirm(shop, early.importId);
    await shop.answerBells();
    const { findings, importId } = await preview(shop, csvOf(changed(rows)));
    expect(findings).toMatchObject({ accepted: 4, alreadyImported: 4, points: 0 });
    expect(await refusalOf(confirm(shop, importId))).toEqual({ kind: "import_decided", state: "empty" });
    expect([await claimsMade(importId), await claimsMade(early.importId)]).toEqual([0, 0]);
    expect(rows.map(lettersTo)).toEqual([1, 1, 1, 1]);
  });

  it("longer by a line make one claim, for that line", async () => {
    const rows = newOrders(4);
    await imported(shop, csvOf(rows.slice(0, 3)));
    const again = await imported(shop, csvOf(rows));
    expect(await claimsMade(again)).toBe(1);
    expect(rows.map(lettersTo)).toEqual([1, 1, 1, 1]);
  });

  it("previewed twice and confirmed twice at the same time make each claim once", async () => {
    const rows = newOrders(6);
    const [one, other] = [
      await confirmed(shop, csvOf(rows)),
      await confirmed(shop, csvOf(rows.toReversed())),
    ];
    await Promise.all([shop.job(runJobId(one)), shop.job(runJobId(other))]);
    await shop.answerBells();
    expect((await claimsMade(one)) + (await claimsMade(other))).toBe(6);
    expect(rows.map(lettersTo)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it("do not open again what was claimed, revoked or expired", async () => {
    const rows = newOrders(3);
    const first = await imported(shop, csvOf(rows), { expiryDays: 2 });
    const [claimed, revoked, expired] = await claimsOf(shop, first);
    await claim(shop.deps(), shop.request(), claimed?.code ?? "");
    await revokeClaim(shop.deps(), shop.request(STAFF, "staff"), revoked?.id ?? "", "a test");
    shop.clock.pass(2 * DAY_MS);
    await expireClaims(shop.deps(), 100);
    const again = await imported(shop, csvOf([...rows, ...newOrders(1)]));
    expect(await claimsMade(again)).toBe(1);
    expect(rows.map(lettersTo)).toEqual([1, 1, 1]);
    const refusals = [claimed, revoked, expired].map((one) =>
      refusalOf(claim(shop.deps(), shop.request(), one?.code ?? "")),
    );
    expect((await Promise.all(refusals)).map(({ kind }) => kind)).toEqual([
      "code_unknown",
      "code_revoked",
      "code_expired",
    ]);
  });
});

describe("a customer with two orders", () => {
  it("gets two mails with two codes, in two calls: no call has an address twice", async () => {
    const [sari, budi] = newOrders(2);
    const rows = [sari, budi, { ...newOrders(1)[0], email: sari?.email }].map((row) =>
      z.object({ id: z.string(), email: z.string(), amount: z.number() }).parse(row),
    );
    const calls = shop.mailbox.calls.length;
    const importId = await imported(shop, csvOf(rows));
    expect(await claimsMade(importId)).toBe(3);
    expect(shop.mailbox.calls.slice(calls).map(({ recipients, status }) => [recipients, status])).toEqual([
      [2, 202],
      [1, 202],
    ]);
    const letters = shop.mailbox.mailbox.list().filter(({ to }) => to === sari?.email);
    expect(new Set(letters.map(({ text }) => /\/claim code:(\S+)/.exec(text)?.[1])).size).toBe(2);
  });
});

describe("a file without order ids", () => {
  const csv = (...emails: string[]) => ["email,amount", ...emails.map((email) => `${email},500`)].join("\n");

  it("gives an address one claim a campaign, whatever the campaign's case", async () => {
    const first = await imported(shop, csv("a@example.com", "b@example.com", "A@example.com"), {
      campaign: "Lebaran",
    });
    expect(await claimsMade(first)).toBe(2);
    const again = await imported(shop, csv("a@example.com", "c@example.com"), { campaign: "LEBARAN" });
    expect(await claimsMade(again)).toBe(1);
    const other = await imported(shop, csv("a@example.com"), { campaign: "Natal" });
    expect(await claimsMade(other)).toBe(1);
  });

  it("takes a blank order id for none", async () => {
    const blank =
      "email,order id,amount\nblank@example.com,,5\nblank@example.com,-1,5\nblank@example.com,,9\n";
    const importId = await imported(shop, blank, { campaign: "blank" });
    expect(await claimsMade(importId)).toBe(2);
  });
});

describe("after the root key was changed", () => {
  it("a code that was mailed before is still paid, and can still be mailed", async () => {
    await shop.setRootKeys(21);
    const rows = newOrders(2);
    const importId = await imported(shop, csvOf(rows));
    const claims = await claimsOf(shop, importId);
    await shop.setRootKeys(22, 21);
    expect(await claim(shop.deps(), shop.request(), claims[0]?.code ?? "")).toMatchObject({ points: 1_000 });
    expect((await claimsOf(shop, importId)).map(({ code }) => code)).toEqual(claims.map(({ code }) => code));
  });

  it("the same orders make no second claim, and the preview knows them", async () => {
    await shop.setRootKeys(31);
    const rows = newOrders(3);
    await imported(shop, csvOf(rows));
    await shop.setRootKeys(32, 31);
    const { findings } = await preview(shop, csvOf(rows));
    expect(findings).toMatchObject({ accepted: 3, alreadyImported: 3 });
    expect(await claimsMade(await imported(shop, csvOf([...rows, ...newOrders(1)])))).toBe(1);
    expect(rows.map(lettersTo)).toEqual([1, 1, 1]);
  });

  it("a preview from before it makes no second claim beside one from after it", async () => {
    await shop.setRootKeys(61);
    const rows = newOrders(3);
    const before = await preview(shop, csvOf(rows));
    await shop.setRootKeys(62, 61);
    const after = await imported(shop, csvOf(rows));
    await confirm(shop, before.importId).catch(() => null);
    await shop.answerBells();
    expect([await claimsMade(before.importId), await claimsMade(after)]).toEqual([0, 3]);
    expect(rows.map(lettersTo)).toEqual([1, 1, 1]);
  });

  it("a mail that waited for its turn still opens its address and goes out", async () => {
    await shop.setRootKeys(41);
    const rows = newOrders(2);
    const importId = await confirmed(shop, csvOf(rows));
    await shop.job(runJobId(importId));
    await shop.setRootKeys(42, 41);
    await shop.answerBells();
    expect(rows.map(lettersTo)).toEqual([1, 1]);
  });
});
