import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { ANSWER_LIFE_MS } from "../../src/domain/answer.ts";
import { readJobId } from "../../src/domain/imports/ask.ts";
import { cancelImport, confirmImport } from "../../src/domain/imports/decide.ts";
import { PREVIEW_LIFE_MS } from "../../src/domain/imports/read.ts";
import { importStatus } from "../../src/domain/imports/status.ts";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { confirm, csvOf, findings, imported, newOrders, preview, STAFF, upload } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

/** For a busy machine. */
const POLL = { timeout: 20_000 };

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const count = (table: string, importId: string) =>
  shop.database.number({ sql: `select count(*) from ${table} where import_id = ?`, args: [importId] });

const stateOf = async (importId: string) => (await importStatus(shop.deps(), STAFF, importId)).row.state;

const cancel = (importId: string, by = STAFF, request = shop.request(by, "staff")) =>
  cancelImport(shop.deps(), request, importId);

describe("a preview", () => {
  it("tells rows, points, samples, and each refused row by reason and line", async () => {
    const csv = [
      "user_email, Amount ,Order ID,Product",
      'sari@example.com," 9,999 ",1,Kopi',
      "budi@example.com,Rp 29.990,2,Teh",
      "not an address,5,3,Kopi",
      "dewi@example.com,-,4,Kopi",
      "",
      "sari@example.com,9999,1,Kopi",
      "TOTAL,99999,,",
    ].join("\r\n");
    const { findings: found } = await preview(shop, csv);
    expect(found).toEqual({
      columns: { email: "user_email", amount: "Amount", order: "Order ID", date: null, products: [] },
      rows: 6,
      accepted: 2,
      repeatedInFile: 1,
      repeatedLines: [7],
      alreadyImported: 0,
      held: 0,
      filtered: 0,
      refused: [
        { reason: "bad_email", count: 2, lines: [4, 8] },
        { reason: "amount_blank", count: 1, lines: [5] },
      ],
      points: 9_999 + 29_990,
      amountSamples: [
        { text: "9,999", read: "Rp 9,999" },
        { text: "Rp 29.990", read: "Rp 29,990" },
        { text: "9999", read: "Rp 9,999" },
      ],
    });
  });

  it("tells what was imported before and what the filters leave out", async () => {
    const rows = newOrders(6);
    await imported(shop, csvOf(rows.slice(0, 2)));
    const { findings: found } = await preview(shop, csvOf(rows));
    expect(found).toMatchObject({ rows: 6, accepted: 6, alreadyImported: 2 });
    const product = "email,id,amount,product\nx@example.com,901,5,Kopi\ny@example.com,902,5,Teh\n";
    const { findings: filtered } = await preview(shop, product, { options: { product: "kopi" } });
    expect(filtered).toMatchObject({ rows: 2, accepted: 1, filtered: 1 });
  });

  it("tells the first lines of orders that stand in the file before, however far above", async () => {
    const rows = newOrders(2_500);
    const again = [...rows, ...rows.slice(0, 3), ...newOrders(2_000), ...rows.slice(10, 20)];
    const { findings: found } = await preview(shop, csvOf(again));
    const lines = [2_502, 2_503, 2_504, 4_505, 4_506];
    expect(found).toMatchObject({ accepted: 4_500, repeatedInFile: 13, repeatedLines: lines });
  });

  it("tells which columns the filters looked into", async () => {
    const csv = "email,id,amount,Product name,Item,Created at\nx@example.com,911,5,Kopi,Mug,2026-11-21\n";
    const { findings: unfiltered } = await preview(shop, csv);
    expect(unfiltered.columns).toMatchObject({ date: null, products: [] });
    const options = { product: "mug", from: "2026-11-01" };
    const { findings: filtered } = await preview(shop, csv, { options });
    expect(filtered).toMatchObject({ accepted: 1 });
    expect(filtered.columns).toMatchObject({ date: "Created at", products: ["Product name", "Item"] });
  });

  it("counts addresses that bounced apart from those that would be mailed, as the import then does", async () => {
    const rows = newOrders(3);
    const first = await imported(shop, csvOf(rows));
    await shop.database.run({
      sql: "insert into suppressions select email_hash, 'bounced', 1 from claims where import_id = ? and line = 2",
      args: [first],
    });
    const next = rows.map((row) => ({ ...row, id: `${row.id}-next` }));
    const { importId, findings: found } = await preview(shop, csvOf(next));
    expect(found).toMatchObject({ accepted: 3, alreadyImported: 0, held: 1 });
    expect(await confirm(shop, importId)).toMatchObject({ toBeMailed: 2 });
    await shop.answerBells();
    expect((await importStatus(shop.deps(), STAFF, importId)).mails).toEqual({ held: 1, sent: 2 });
  });

  it("with nothing to import ends by itself, keeps no row, and cannot be confirmed or cancelled", async () => {
    const rows = newOrders(2);
    await imported(shop, csvOf(rows));
    const { importId } = await preview(shop, csvOf(rows));
    expect(await stateOf(importId)).toBe("empty");
    expect(await count("import_rows", importId)).toBe(0);
    const decided = { kind: "import_decided", state: "empty" };
    expect(await refusalOf(confirm(shop, importId))).toEqual(decided);
    expect(await refusalOf(cancel(importId))).toEqual(decided);
  });

  it("makes no claim, no mail and no call to SendGrid", async () => {
    const calls = shop.mailbox.calls.length;
    const { importId } = await preview(shop, csvOf(newOrders(5)));
    shop.clock.pass(1_000);
    await shop.cron();
    await shop.answerBells();
    expect([await count("claims", importId), await count("mails", importId)]).toEqual([0, 0]);
    expect(shop.mailbox.calls).toHaveLength(calls);
  });

  it("is one import however often its request comes", async () => {
    const importId = await upload(shop, csvOf(newOrders(2)));
    await shop.answerBells();
    const read = await findings(shop, importId);
    expect(await shop.job(readJobId(importId))).toBeNull();
    expect(await findings(shop, importId)).toEqual(read);
    expect(await count("import_rows", importId)).toBe(2);
  });

  it("tells the same when replies of the database are lost while the file is read", async () => {
    const csv = csvOf(newOrders(4_500));
    const { findings: whole } = await preview(shop, csv);
    const importId = await upload(shop, csv);
    shop.rings.length = 0;
    shop.proxy.reset();
    shop.proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));
    await shop.job(readJobId(importId));
    shop.proxy.reset();
    expect(await findings(shop, importId)).toEqual(whole);
    expect(whole).toMatchObject({ rows: 4_500, accepted: 4_500, repeatedInFile: 0 });
  });

  it("of a file that Discord has no more is refused, and nothing of it is kept", async () => {
    const importId = await upload(shop, csvOf(newOrders(2)));
    const { row } = await importStatus(shop.deps(), STAFF, importId);
    shop.desk.forget(row.fileUrl ?? "");
    await shop.answerBells();
    expect(await stateOf(importId)).toBe("refused");
    expect(await count("import_rows", importId)).toBe(0);
  });

  it("of a file that turns out to be broken keeps nothing of what was read before", async () => {
    const csv = `${csvOf(newOrders(3_000))}"unclosed`;
    const importId = await upload(shop, csv);
    await shop.answerBells();
    expect(await stateOf(importId)).toBe("refused");
    expect(await count("import_rows", importId)).toBe(0);
  });

  it("keeps nowhere an address in the clear", async () => {
    const { importId } = await preview(shop, "email,amount,id\nsecret.buyer@example.com,50,S-1\n");
    const tables = ["import_rows", "imports", "outbox", "audits"];
    for (const table of tables) {
      const rows = await shop.database.rows(
        z.unknown().transform((row) => JSON.stringify(row)),
        `select * from ${table}`,
      );
      expect(rows.join("\n"), table).not.toContain("secret.buyer");
    }
    expect(shop.logs.join("\n")).not.toContain("secret.buyer");
    expect(importId).not.toBe("");
  });

  it("of a product name that ends in half an emoji can be read, imported and mailed", async () => {
    const product = `${"x".repeat(199)}😀 and more`;
    const csv = `email,id,amount,product\nemoji@example.com,E-1,50,${product}\nplain@example.com,E-2,60,Kopi\n`;
    const importId = await imported(shop, csv);
    expect((await importStatus(shop.deps(), STAFF, importId)).mails).toEqual({ sent: 2 });
  });
});

describe("confirming", () => {
  it("is for whoever uploaded the file alone", async () => {
    const { importId } = await preview(shop, csvOf(newOrders(1)));
    const other = shop.newId();
    const refused = { kind: "import_not_yours", askedBy: STAFF };
    expect(await refusalOf(confirm(shop, importId, other))).toEqual(refused);
    expect(await refusalOf(cancel(importId, other))).toEqual(refused);
    expect(await stateOf(importId)).toBe("previewed");
  });

  it("is possible for 15 minutes", async () => {
    const [early, late] = [
      await preview(shop, csvOf(newOrders(1))),
      await preview(shop, csvOf(newOrders(1))),
    ];
    shop.clock.pass(PREVIEW_LIFE_MS - 1);
    expect(await confirm(shop, early.importId)).toMatchObject({ toBeMailed: 1 });
    shop.clock.pass(1);
    expect(await refusalOf(confirm(shop, late.importId))).toEqual({ kind: "preview_lapsed" });
    expect(await refusalOf(cancel(late.importId))).toEqual({ kind: "preview_lapsed" });
    shop.clock.pass(HOUR_MS);
    await shop.cron();
    expect(await stateOf(late.importId)).toBe("lapsed");
    expect(await count("import_rows", late.importId)).toBe(0);
    await shop.answerBells();
  });

  it("of an unknown import is refused", async () => {
    expect(await refusalOf(confirm(shop, "404"))).toEqual({ kind: "import_unknown" });
    expect(await refusalOf(cancel("404"))).toEqual({ kind: "import_unknown" });
  });

  it("by ten presses at once runs the import once, and only one of them is told so", async () => {
    const { importId } = await preview(shop, csvOf(newOrders(3)));
    const presses = await Promise.allSettled(Array.from({ length: 10 }, () => confirm(shop, importId)));
    expect(presses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await refusalOf(confirm(shop, importId))).toMatchObject({ kind: "import_decided" });
    await shop.answerBells();
    expect([await count("claims", importId), await count("mails", importId)]).toEqual([3, 3]);
    const audits = {
      sql: "select count(*) from audits where action = 'import.confirm' and target = ?",
      args: [`import:${importId}`],
    };
    expect(await shop.database.number(audits)).toBe(1);
  });

  it("delivered ten times as one interaction gives ten times the same answer", async () => {
    const { importId } = await preview(shop, csvOf(newOrders(3)));
    const request = shop.request(STAFF, "staff");
    const press = () => confirmImport(shop.deps(), request, importId, "token");
    const answers = await Promise.all(Array.from({ length: 10 }, press));
    expect(answers).toEqual(Array(10).fill({ toBeMailed: 3, locale: "en" }));
    await shop.answerBells();
    expect(await press()).toEqual({ toBeMailed: 3, locale: "en" });
    expect([await count("claims", importId), await count("mails", importId)]).toEqual([3, 3]);
  });

  it("against cancelling at the same moment: one of both happens", async () => {
    for (let at = 0; at < 5; at++) {
      const { importId } = await preview(shop, csvOf(newOrders(2)));
      const [started, dropped] = await Promise.allSettled([confirm(shop, importId), cancel(importId)]);
      expect([started.status, dropped.status].sort()).toEqual(["fulfilled", "rejected"]);
      await shop.answerBells();
      expect(await count("claims", importId)).toBe(started.status === "fulfilled" ? 2 : 0);
    }
  });

  it("whose reply is lost starts the import at once", async () => {
    const { importId } = await preview(shop, csvOf(newOrders(2)));
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    expect(await confirm(shop, importId)).toMatchObject({ toBeMailed: 2 });
    shop.proxy.reset();
    await shop.answerBells();
    expect(await count("claims", importId)).toBe(2);
  });
});

describe("cancelling", () => {
  it("drops every row, leaves an audit row, and can be told again", async () => {
    const { importId } = await preview(shop, csvOf(newOrders(3)));
    const request = shop.request(STAFF, "staff");
    await cancel(importId, STAFF, request);
    await cancel(importId, STAFF, request);
    expect(await stateOf(importId)).toBe("cancelled");
    expect(await count("import_rows", importId)).toBe(0);
    expect(await refusalOf(confirm(shop, importId))).toEqual({ kind: "import_decided", state: "cancelled" });
    const audits = {
      sql: "select count(*) from audits where action = 'import.cancel' and target = ?",
      args: [`import:${importId}`],
    };
    expect(await shop.database.number(audits)).toBe(1);
  });
});

describe("a file that is read a second time, because the end of the first reading was not seen", () => {
  /** A preview is shown, but whoever read the file died before its job was ended. */
  async function shownAndDied(csv: string): Promise<string> {
    const { importId } = await preview(shop, csv);
    const unfinished = "update outbox set state = 'running', leased_until_ms = ? where id = ?";
    await shop.database.run({ sql: unfinished, args: [shop.clock.now(), readJobId(importId)] });
    return importId;
  }

  it("shows the same preview again", async () => {
    const importId = await shownAndDied(csvOf(newOrders(4)));
    const first = await findings(shop, importId);
    await shop.job(readJobId(importId));
    expect(await findings(shop, importId)).toEqual(first);
    expect(await count("import_rows", importId)).toBe(4);
  });

  it("shows again that there is nothing to import", async () => {
    const rows = newOrders(2);
    await imported(shop, csvOf(rows));
    const importId = await shownAndDied(csvOf(rows));
    const shows = () => shop.desk.written.filter(({ body }) => body.includes("nobody to mail")).length;
    const before = shows();
    await shop.job(readJobId(importId));
    expect(shows()).toBe(before + 1);
    expect(await stateOf(importId)).toBe("empty");
  });

  it("loses no row when Import is pressed while half of the rows are there", async () => {
    const importId = await shownAndDied(csvOf(newOrders(6_000)));
    const { row } = await importStatus(shop.deps(), STAFF, importId);
    const release = shop.desk.hold(row.fileUrl ?? "");
    const reading = shop.job(readJobId(importId));
    await expect.poll(() => count("import_rows", importId), POLL).toBe(2_000);
    const pressed = await confirm(shop, importId).catch((error: unknown) => error);
    await shop.answerBells();
    release();
    await reading;
    if (pressed instanceof Error) await confirm(shop, importId);
    await shop.answerBells();
    expect(await count("claims", importId)).toBe(6_000);
    expect(await count("import_rows", importId)).toBe(0);
  });

  it("adds nothing when another has read it meanwhile", async () => {
    const importId = await upload(shop, csvOf(newOrders(6_000)));
    shop.rings.length = 0;
    const { row } = await importStatus(shop.deps(), STAFF, importId);
    const release = shop.desk.hold(row.fileUrl ?? "");
    const slow = shop.job(readJobId(importId));
    await expect.poll(() => count("import_rows", importId), POLL).toBe(2_000);
    shop.clock.pass(LEASE_MS + MINUTE_MS);
    const other = shop.job(readJobId(importId));
    await expect.poll(() => count("import_rows", importId), POLL).toBe(2_000);
    release();
    await Promise.all([slow, other]);
    expect(await findings(shop, importId)).toMatchObject({ rows: 6_000, accepted: 6_000, repeatedInFile: 0 });
    await confirm(shop, importId);
    await shop.answerBells();
    expect(await count("claims", importId)).toBe(6_000);
    expect(await count("import_rows", importId)).toBe(0);
  });
});

describe("the answer of an import", () => {
  it("is forgotten with its file's address when it can be edited no more", async () => {
    const importId = await imported(shop, csvOf(newOrders(1)));
    shop.clock.pass(ANSWER_LIFE_MS + DAY_MS);
    await shop.cron();
    const { row } = await importStatus(shop.deps(), STAFF, importId);
    expect([row.interactionToken, row.fileUrl]).toEqual([null, null]);
  });
});
