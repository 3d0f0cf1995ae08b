import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Request } from "../../src/domain/actor.ts";
import { addJobId, confirmStock } from "../../src/domain/stock/decide.ts";
import { findingsOf } from "../../src/domain/stock/findings.ts";
import { sendStock } from "../../src/domain/stock/send.ts";
import { uploadDetail } from "../../src/domain/stock/upload.ts";
import { HOUR_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { admin, newProduct } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { newCodes, previewCodes, stockCount, uploadOf } from "../support/stockUploads.ts";

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

/** Sends codes as the dashboard does. */
function send(id: string, lines: readonly string[], request: Request = admin(shop)) {
  const file = new Blob([lines.join("\n")]);
  const given = { productId: id, fileName: "codes.txt", bytes: file.size, content: file.stream() };
  return sendStock(shop.deps(), request, given);
}

describe("codes that come with a request", () => {
  it("are read as a file of Discord's is, and none is in stock before they are confirmed", async () => {
    const [one = "", two = "", three = ""] = newCodes(3);
    const lines = ["# May", one, "abc", two, one, three];
    const { uploadId } = await send(await productId(), lines);
    const sent = findingsOf(await uploadOf(shop, uploadId));
    const read = await previewCodes(shop, await productId(), lines.join("\n"));
    expect(sent).toMatchObject({ ...read.findings });
    expect(sent?.lines).toEqual([
      [3, "too_short", null],
      [5, "repeated", 2],
    ]);
    expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "previewed", total: 3 });
    expect(await stockCount(shop, "upload_id = ?", uploadId)).toBe(0);
    expect(JSON.stringify(await shop.deps().db.all("select * from stock_rows"))).not.toContain(one);
  });

  it("come into stock once they are confirmed, and nobody is told by message: the page shows it", async () => {
    const { uploadId } = await send(await productId(), newCodes(4));
    await confirmStock(shop.deps(), admin(shop), uploadId, null);
    await shop.answerBells();
    expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "done", added: 4 });
    expect(await uploadDetail(shop.deps(), uploadId)).toMatchObject({ waiting: 0, free: 4 });
    const told = { sql: "select count(*) from outbox where id like ?", args: [`${uploadId}%report`] };
    expect(await shop.database.number(told)).toBe(0);
  });

  it("are read once, however often the request comes", async () => {
    const [id, request] = [await productId(), admin(shop)];
    await send(id, newCodes(2), request);
    const again = await send(id, newCodes(3), request);
    expect(again).toEqual({ uploadId: request.id, refusal: null });
    expect(await waiting(request.id)).toBe(2);
  });

  it("that are sent twice at once are read by one of the two", async () => {
    const [id, request, codes] = [await productId(), admin(shop), newCodes(50)];
    await Promise.all([send(id, codes, request), send(id, codes, request)]);
    expect(await waiting(request.id)).toBe(50);
    expect(findingsOf(await uploadOf(shop, request.id))?.codes).toBe(50);
  });

  it("are all there when every second reply of the database is lost", async () => {
    const [id, codes] = [await productId(), newCodes(2_500)];
    shop.proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));
    const { uploadId } = await send(id, codes);
    shop.proxy.reset();
    expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "previewed", total: 2_500 });
  });

  it("of no product are refused, and a file without a code leaves nothing behind", async () => {
    expect(await refusalOf(send("nothing", newCodes(1)))).toMatchObject({ kind: "product_not_found" });
    const { uploadId, refusal } = await send(await productId(), ["# nothing"]);
    expect(refusal).toEqual({ kind: "no_codes" });
    expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "refused" });
  });

  it("cannot be confirmed when whoever read them died, and are gone after a while", async () => {
    const [id, request] = [await productId(), admin(shop)];
    shop.proxy.plan((at) => (at >= 4 ? { kind: "status", status: 400 } : undefined));
    await expect(send(id, newCodes(3), request)).rejects.toThrow();
    shop.proxy.reset();
    expect(await waiting(request.id)).toBe(3);
    expect(await refusalOf(confirmStock(shop.deps(), request, request.id, null))).toMatchObject({
      kind: "stock_lapsed",
    });
    shop.clock.pass(2 * HOUR_MS);
    await shop.cron();
    expect(await waiting(request.id)).toBe(0);
    expect(await shop.job(addJobId(request.id))).toBeNull();
  });
});
