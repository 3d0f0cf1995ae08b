import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { cancelImport, confirmImport } from "../../src/domain/imports/decide.ts";
import { REFUSED_KEPT_MS, refusedRowsOf } from "../../src/domain/imports/refused.ts";
import { uploadImport } from "../../src/domain/imports/upload.ts";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { csvOf, findings, newOrders, preview, STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const OTHER = "1180000000000000902";
const wish = { options: {}, campaign: "", message: undefined, expiryDays: undefined };
const asked = (text: string) => ({ ...wish, file: { name: "orders.csv", bytes: Buffer.byteLength(text) } });
const encoder = new TextEncoder();

/** A file as a browser sends it: in pieces that end anywhere. */
async function* pieces(text: string, at = 100): AsyncGenerator<Uint8Array> {
  const bytes = encoder.encode(text);
  for (let from = 0; from < bytes.length; from += at) yield bytes.subarray(from, from + at);
}

/** A file whose sender is gone in the middle. */
async function* broken(text: string): AsyncGenerator<Uint8Array> {
  yield encoder.encode(text.slice(0, text.length / 2));
  throw new Error("the connection was lost");
}

async function sent(text: string) {
  const request = shop.request(STAFF, "staff");
  const { importId, refusal } = await uploadImport(shop.deps(), request, asked(text), pieces(text));
  return { request, importId, refusal };
}

const stateOf = async (importId: string) =>
  (
    await shop.database.rows(z.object({ state: z.string(), rows: z.number() }), {
      sql: "select state, (select count(*) from import_rows where import_id = imports.id) as rows from imports where id = ?",
      args: [importId],
    })
  )[0];

const jobsOf = (importId: string) =>
  shop.database.number({
    sql: "select count(*) from outbox where id like ? || '.%' and state in ('waiting', 'running')",
    args: [importId],
  });

describe("a file that comes with the request", () => {
  it("is found to be what the job finds of the same file, and leaves no job", async () => {
    const text = `${csvOf(newOrders(40))}nobody,X-1,100\n`;
    const byJob = await preview(shop, text);
    await cancelImport(shop.deps(), shop.request(STAFF, "staff"), byJob.importId);
    const { importId } = await sent(text);
    expect(await findings(shop, importId)).toEqual(byJob.findings);
    expect(await stateOf(importId)).toEqual({ state: "previewed", rows: 40 });
    expect(await jobsOf(importId)).toBe(0);
  });

  it("is imported when its sender confirms, and nobody else can", async () => {
    const { importId } = await sent(csvOf(newOrders(3)));
    const others = confirmImport(shop.deps(), shop.request(OTHER, "staff"), importId, null);
    await expect(others).rejects.toMatchObject({ facts: { kind: "import_not_yours", askedBy: STAFF } });
    await confirmImport(shop.deps(), shop.request(STAFF, "staff"), importId, null);
    await shop.answerBells();
    expect(await stateOf(importId)).toEqual({ state: "done", rows: 0 });
    expect(
      await shop.database.number({
        sql: "select count(*) from mails where import_id = ? and state = 'sent'",
        args: [importId],
      }),
    ).toBe(3);
  });

  it("that comes again with the same request is the same import, which is not read again", async () => {
    const text = csvOf(newOrders(2));
    const { request, importId } = await sent(text);
    const again = await uploadImport(shop.deps(), request, asked(text), broken(text));
    expect(again).toMatchObject({ importId, refusal: null });
    expect(await stateOf(importId)).toEqual({ state: "previewed", rows: 2 });
  });

  it("and cannot be read as orders is refused with the reason, and nothing of it is left", async () => {
    const { importId, refusal } = await sent("name,town\nAyu,Bandung\n");
    expect(refusal).toMatchObject({ kind: "column_missing", role: "email" });
    expect(await stateOf(importId)).toEqual({ state: "refused", rows: 0 });
    expect(await jobsOf(importId)).toBe(0);
  });

  it("whose sender is lost is no import: it cannot be sent again meanwhile, and the job ends it", async () => {
    const text = csvOf(newOrders(5_000));
    const request = shop.request(STAFF, "staff");
    const lost = uploadImport(shop.deps(), request, asked(text), broken(text));
    await expect(lost).rejects.toThrow("the connection was lost");
    const repeat = uploadImport(shop.deps(), request, asked(text), pieces(text));
    await expect(repeat).rejects.toMatchObject({ facts: { kind: "import_being_read" } });
    shop.clock.pass(LEASE_MS + 1);
    await shop.cron();
    await shop.answerBells();
    expect(await stateOf(request.id)).toEqual({ state: "refused", rows: 0 });
    expect(await jobsOf(request.id)).toBe(0);
  });

  it("that takes longer than its job waits, and whose import was ended, puts nothing in", async () => {
    const text = csvOf(newOrders(3));
    const request = shop.request(STAFF, "staff");
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield encoder.encode(text);
      shop.clock.pass(LEASE_MS + 1);
      await shop.cron();
      await shop.answerBells();
    }
    const late = uploadImport(shop.deps(), request, asked(text), slow());
    await expect(late).rejects.toMatchObject({ facts: { kind: "preview_lapsed" } });
    expect(await stateOf(request.id)).toEqual({ state: "refused", rows: 0 });
  });
});

describe("refused rows", () => {
  const bad = Array.from({ length: 1_200 }, (_, at) => `secret${at}@nowhere,"B-${at}",1000`).join("\n");

  it.each(["the job", "the request"])(
    "of a file that %s has read are given back as they were, and stand nowhere in the clear",
    async (by) => {
      const text = `${csvOf(newOrders(1))}${bad}\n`;
      const { importId } = by === "the job" ? await preview(shop, text) : await sent(text);
      const { header, rows } = await refusedRowsOf(shop.deps(), importId);
      expect(header).toEqual(["email", "order id", "amount"]);
      expect(rows).toHaveLength(1_200);
      expect(rows[1_199]).toEqual({
        line: 1_202,
        reason: "bad_email",
        cells: ["secret1199@nowhere", "B-1199", "1000"],
      });
      const stored = await shop.database.rows(z.object({ sealed: z.string() }), {
        sql: "select rows_sealed as sealed from import_refused where import_id = ?",
        args: [importId],
      });
      expect(stored.map(({ sealed }) => sealed).join(" ")).not.toContain("secret");
    },
  );

  it("are forgotten after some days", async () => {
    const { importId } = await sent(`${csvOf(newOrders(1))}${bad}\n`);
    shop.clock.pass(REFUSED_KEPT_MS);
    await shop.cron();
    expect((await refusedRowsOf(shop.deps(), importId)).rows).toEqual([]);
  });
});
