import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { reveal } from "../../src/domain/shop/deliver.ts";
import { setPackage } from "../../src/domain/shop/packages.ts";
import { askStock, readJobId } from "../../src/domain/stock/ask.ts";
import { addJobId, cancelStock } from "../../src/domain/stock/decide.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import { admin, newProduct } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { buyNow, memberWith } from "../support/stock.ts";
import {
  addCodes,
  confirmCodes,
  confirmedCodes,
  fileOf,
  newCodes,
  previewCodes,
  stockCount,
  uploadCodes,
  uploadOf,
} from "../support/stockUploads.ts";

/** More than one batch, so that a death between two is one in the middle. */
const MANY = 5_200;

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(() => shop.stop());

const productId = async () => (await newProduct(shop)).product.id;
const waiting = (uploadId: string) =>
  shop.database.number({ sql: "select count(*) from stock_rows where upload_id = ?", args: [uploadId] });
const last = () => shop.desk.written.at(-1)?.body ?? "";

describe("a file of codes", () => {
  it("is previewed with what is new and what is refused, and adds nothing before it is confirmed", async () => {
    const id = await productId();
    const [one = "", two = ""] = newCodes(2);
    const { uploadId, findings, card } = await previewCodes(
      shop,
      id,
      ["# May", one, "", "abc", one, two].join("\r\n"),
    );
    expect(findings).toEqual({
      codes: 4,
      hasHeader: false,
      charsLeast: one.length,
      charsMost: one.length,
      refused: [
        { reason: "too_short", count: 1, lines: [4] },
        { reason: "repeated", count: 1, lines: [5] },
      ],
    });
    expect(card).toContain("**2** codes of **Gift card** would come into stock");
    expect(card).toContain('"5","stands further up in the file","2"');
    expect(await stockCount(shop, "product_id = ?", id)).toBe(0);
    await confirmCodes(shop, uploadId);
    await shop.answerBells();
    expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "done", total: 2, added: 2 });
    expect(last()).toContain("**2** codes of **Gift card** came into stock");
    expect(await waiting(uploadId)).toBe(0);
  });

  it("is sold in its order", async () => {
    const { product } = await newProduct(shop);
    const codes = newCodes(3);
    await addCodes(shop, product.sku, codes);
    await setPackage(shop.deps(), admin(shop), { named: product.id, size: 3, price: 15_000 });
    const memberId = await memberWith(shop, 15_000);
    const { purchase } = await buyNow(shop, memberId, product.id, 3);
    expect((await reveal(shop.deps(), shop.request(memberId), purchase.id)).codes).toEqual(codes);
  });

  it.each([
    ["UTF-8 with a mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
    ["UTF-16 with a mark", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16 without one", (text: string) => Buffer.from(text, "utf16le")],
  ])("may be %s", async (_, encode) => {
    const { findings } = await previewCodes(shop, await productId(), encode(fileOf(newCodes(3))));
    expect(findings).toMatchObject({ codes: 3, refused: [] });
  });

  it("with a header has its codes in the column of that name", async () => {
    const id = await productId();
    const [code = ""] = newCodes(1);
    const { card, uploadId } = await previewCodes(shop, id, `no,code\n1,${code}\n`);
    expect(card).toContain("the column `code`");
    await confirmCodes(shop, uploadId);
    await shop.answerBells();
    expect((await previewCodes(shop, id, fileOf([code]))).findings?.refused).toMatchObject([
      { reason: "in_stock" },
    ]);
  });

  it("has no code twice that is in stock, was sold or was taken out, of whichever product", async () => {
    const [first, other] = [await productId(), await productId()];
    const codes = newCodes(4);
    await addCodes(shop, first, codes.slice(0, 3));
    await shop.database.run(
      {
        sql: "update stock set state = 'sold', purchase_id = 'p' where product_id = ? and seq = (select min(seq) + 1 from stock where product_id = ?)",
        args: [first, first],
      },
      {
        sql: "update stock set state = 'void' where product_id = ? and seq = (select min(seq) + 2 from stock where product_id = ?)",
        args: [first, first],
      },
    );
    const { findings } = await previewCodes(shop, other, fileOf(codes));
    expect(findings).toMatchObject({
      codes: 4,
      refused: [
        { reason: "in_stock", lines: [1] },
        { reason: "sold", lines: [2] },
        { reason: "void", lines: [3] },
      ],
    });
  });

  it("that has nothing new is not confirmed by any press", async () => {
    const id = await productId();
    const codes = newCodes(2);
    await addCodes(shop, id, codes);
    const { uploadId, card } = await previewCodes(shop, id, fileOf(codes));
    expect(card).toContain("No code of this file would come into stock");
    expect(card).not.toContain("admin:addcodes");
    expect(await refusalOf(confirmCodes(shop, uploadId))).toEqual({ kind: "stock_lapsed" });
  });

  it.each([
    ["\n# nothing\n", "There is no code in the file"],
    ["AB\0CDEFG", "This is not a text file"],
    [new Uint8Array([0x41, 0x42, 0x43, 0x44, 0x45, 0xc3, 0x28]), "letters that are not UTF-8"],
  ])("that cannot be read is refused with what to do: %j", async (content, sentence) => {
    const uploadId = await uploadCodes(shop, "redfinger", content);
    await shop.answerBells();
    expect(last()).toContain(sentence);
    expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "refused" });
  });

  it("is not taken when it is too large, no .txt or .csv, from elsewhere, or for no product", async () => {
    const file = { name: "codes.txt", url: shop.desk.upload("codes.txt", "ABCDE"), bytes: 5 };
    const ask = (change: object, named = "redfinger") =>
      refusalOf(
        askStock(shop.deps(), admin(shop), {
          named,
          file: { ...file, ...change },
          interactionToken: "token",
        }),
      );
    expect(await ask({ bytes: 10 * 1024 * 1024 + 1 })).toMatchObject({ kind: "file_too_large" });
    expect(await ask({ name: "codes.xlsx" })).toEqual({ kind: "file_not_codes" });
    expect(await ask({ url: "https://example.com/codes.txt" })).toEqual({ kind: "file_not_from_discord" });
    expect(await ask({}, "nothing")).toEqual({ kind: "product_not_found" });
  });
});

describe("what is kept and told of codes", () => {
  it("has none in the clear: not in the database, the preview, the queue or the log", async () => {
    const codes = newCodes(3);
    const id = await productId();
    await addCodes(shop, id, codes.slice(0, 2));
    const { card } = await previewCodes(shop, id, fileOf(codes));
    const tables = ["stock", "stock_rows", "stock_uploads", "outbox", "audits"];
    for (const table of tables) {
      const rows = await shop.database.rows(
        z.unknown().transform((row) => JSON.stringify(row)),
        `select * from ${table}`,
      );
      for (const code of codes) expect(rows.join("\n"), table).not.toContain(code);
    }
    for (const code of codes) expect(card + shop.logs.join("\n")).not.toContain(code);
  });

  it("cannot be opened with another key, nor when a row was changed or moved to another product", async () => {
    const { product } = await newProduct(shop);
    await addCodes(shop, product.id, newCodes(4));
    await setPackage(shop.deps(), admin(shop), { named: product.id, size: 1, price: 1_000 });
    const tampered = async (change: string) => {
      const memberId = await memberWith(shop, 10_000);
      const { purchase } = await buyNow(shop, memberId, product.id, 1);
      await shop.database.run({
        sql: `update stock set ${change} where purchase_id = ?`,
        args: [purchase.id],
      });
      return await refusalOf(reveal(shop.deps(), shop.request(memberId), purchase.id));
    };
    const broken = { kind: "codes_unreadable" };
    expect(
      await tampered(
        "sealed = substr(sealed, 1, 30) || iif(substr(sealed, 31, 1) = 'A', 'B', 'A') || substr(sealed, 32)",
      ),
    ).toEqual(broken);
    expect(
      await tampered("sealed = (select sealed from stock as other where other.seq > stock.seq limit 1)"),
    ).toEqual(broken);
    await shop.setRootKeys(9);
    expect(await tampered("state_at_ms = 1")).toEqual(broken);
    await shop.setRootKeys(1);
  });
});

describe("confirming", () => {
  it("is for whoever uploaded the file, within 15 minutes, and done once", async () => {
    const id = await productId();
    const { uploadId } = await previewCodes(shop, id, fileOf(newCodes(2)));
    const other = shop.request(shop.newId(), "admin");
    const notYours = { kind: "stock_not_yours", askedBy: admin(shop).actor.id };
    expect(await refusalOf(confirmCodes(shop, uploadId, other))).toEqual(notYours);
    expect(await refusalOf(cancelStock(shop.deps(), other, uploadId))).toEqual(notYours);
    const press = admin(shop);
    await Promise.all([1, 2, 3].map(() => confirmCodes(shop, uploadId, press)));
    await shop.answerBells();
    expect(await stockCount(shop, "product_id = ?", id)).toBe(2);
    expect(await refusalOf(confirmCodes(shop, uploadId))).toEqual({ kind: "stock_decided", state: "done" });
    const late = await previewCodes(shop, id, fileOf(newCodes(1)));
    shop.clock.pass(15 * MINUTE_MS);
    expect(await refusalOf(confirmCodes(shop, late.uploadId))).toEqual({ kind: "stock_lapsed" });
    shop.clock.pass(HOUR_MS);
    await shop.cron();
    expect(await uploadOf(shop, late.uploadId)).toMatchObject({ state: "lapsed" });
    expect(await waiting(late.uploadId)).toBe(0);
  });

  it("against cancelling at the same moment: one of both happens", async () => {
    const id = await productId();
    for (let at = 0; at < 4; at++) {
      const { uploadId } = await previewCodes(shop, id, fileOf(newCodes(2)));
      const before = await stockCount(shop, "product_id = ?", id);
      const cancel = cancelStock(shop.deps(), admin(shop), uploadId);
      const [added, dropped] = await Promise.allSettled([confirmCodes(shop, uploadId), cancel]);
      expect([added.status, dropped.status].sort()).toEqual(["fulfilled", "rejected"]);
      await shop.answerBells();
      const came = (await stockCount(shop, "product_id = ?", id)) - before;
      expect(came).toBe(added.status === "fulfilled" ? 2 : 0);
    }
  });

  it("is audited with who, what and how many", async () => {
    const id = await productId();
    await addCodes(shop, id, newCodes(3));
    const audit = z.object({ actor: z.string(), action: z.string(), after: z.string() });
    const rows = await shop.database.rows(audit, {
      sql: "select actor, action, \"after\" from audits where target = ? and action like 'stock.%' order by rowid",
      args: [`product:${id}`],
    });
    const actor = admin(shop).actor.id;
    expect(rows).toEqual([
      { actor, action: "stock.confirm", after: '{"codes":3}' },
      { actor, action: "stock.add", after: '{"codes":3}' },
    ]);
  });
});

describe("when something goes wrong", () => {
  it.each(LAST_EXCHANGES)(
    "a job that dies at any exchange with the database adds each code once: $kind",
    async (lastExchange) => {
      let deaths = 0;
      for (let at = 1; at <= 6; at++) {
        const id = await productId();
        const uploadId = await confirmedCodes(shop, id, newCodes(MANY));
        if (await jobThatDies(shop, addJobId(uploadId), at, lastExchange)) deaths++;
        shop.clock.pass(LEASE_MS);
        await shop.cron();
        await shop.answerBells();
        expect(await stockCount(shop, "upload_id = ?", uploadId), `dead at exchange ${at}`).toBe(MANY);
        expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "done", total: MANY, added: MANY });
        expect(await waiting(uploadId)).toBe(0);
      }
      expect(deaths).toBeGreaterThanOrEqual(5);
    },
    120_000,
  );

  it("a file is told the same when every second reply of the database is lost while it is read", async () => {
    const id = await productId();
    const known = newCodes(3);
    await addCodes(shop, id, known);
    const codes = [...known, ...newCodes(4_500)];
    const whole = await previewCodes(shop, id, fileOf(codes));
    const uploadId = await uploadCodes(shop, id, fileOf(codes));
    shop.proxy.reset();
    shop.proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));
    await shop.job(readJobId(uploadId));
    shop.proxy.reset();
    expect(await uploadOf(shop, uploadId)).toEqual(await uploadOf(shop, whole.uploadId));
    expect(whole.findings?.refused).toEqual([{ reason: "in_stock", count: 3, lines: [1, 2, 3] }]);
  });

  it("the same codes uploaded twice at once come into stock once, and both are told how many", async () => {
    const id = await productId();
    const codes = newCodes(6_000);
    const uploads = [
      await confirmedCodes(shop, id, codes),
      await confirmedCodes(shop, id, codes.toReversed()),
    ];
    await Promise.all(uploads.map((uploadId) => shop.job(addJobId(uploadId))));
    expect(await stockCount(shop, "product_id = ?", id)).toBe(6_000);
    const counts = await Promise.all(uploads.map((uploadId) => uploadOf(shop, uploadId)));
    expect(counts.reduce((sum, { added }) => sum + added, 0)).toBe(6_000);
    await shop.answerBells();
    expect(last()).toMatch(/came into stock/);
  });

  it("two jobs of one upload at the same time add each code once", async () => {
    const id = await productId();
    const uploadId = await confirmedCodes(shop, id, newCodes(MANY));
    const one = shop.job(addJobId(uploadId));
    shop.clock.pass(LEASE_MS);
    await Promise.all([one, shop.job(addJobId(uploadId))]);
    expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "done", added: MANY });
    expect(await stockCount(shop, "product_id = ?", id)).toBe(MANY);
  });

  it("a file that Discord has no more is refused", async () => {
    const uploadId = await uploadCodes(shop, "redfinger", "ABCDEF");
    const [found] = await shop.database.rows(z.object({ file_url: z.string() }), {
      sql: "select file_url from stock_uploads where id = ?",
      args: [uploadId],
    });
    shop.desk.forget(found?.file_url ?? "");
    await shop.answerBells();
    expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "refused" });
  });
});
