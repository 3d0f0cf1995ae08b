import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { openOrderFile, PART_BYTES } from "../../src/domain/orders/file.ts";
import { ORDER_FILE_BYTES_MAX } from "../../src/domain/orders/form.ts";
import { seeOrder } from "../../src/domain/orders/read.ts";
import { rotateOrderFiles } from "../../src/domain/orders/rotate.ts";
import { HOUR_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { newOrder, staff } from "../support/staffOrders.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());
afterEach(() => shop.proxy.reset());

const bytesOf = (count: number) => Uint8Array.from({ length: count }, (_, at) => (at * 31 + (at >> 8)) & 255);

/** An order with a file that is on Discord's CDN and not fetched yet. */
async function withFile(bytes: Uint8Array, said = bytes.length) {
  const url = shop.desk.upload("sketch.png", bytes);
  const file = { name: "sketch.png", type: "image/png", bytes: said, url };
  const made = await newOrder(shop, { file });
  return { ...made, url, jobId: `${made.order.id}.attach` };
}
const open = (orderId: string, asking = staff(shop)) => openOrderFile(shop.deps(), asking, orderId);
const openedBytes = async (orderId: string) => {
  const { file } = await open(orderId);
  return "bytes" in file ? file.bytes : null;
};
const lostOf = (orderId: string) =>
  shop.database.number({
    sql: "select count(*) from audits where action = 'order.file_lost' and target = ?",
    args: [`order:${orderId}`],
  });
const partsOf = (orderId: string) =>
  shop.database.number({ sql: "select count(*) from order_files where order_id = ?", args: [orderId] });

describe("the file of an order", () => {
  it.each([1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, ORDER_FILE_BYTES_MAX])(
    "of %i bytes comes back as it was, sealed in between, in parts that a request takes",
    async (count) => {
      const bytes = bytesOf(count);
      const { order, jobId } = await withFile(bytes);
      expect(await refusalOf(open(order.id))).toEqual({ kind: "order_file_coming" });
      await shop.job(jobId);
      // To compare megabytes one by one takes seconds.
      expect(Buffer.compare((await openedBytes(order.id)) ?? new Uint8Array(), bytes)).toBe(0);
      const longest = {
        sql: "select max(length(sealed)) from order_files where order_id = ?",
        args: [order.id],
      };
      expect(await shop.database.number(longest)).toBeLessThanOrEqual(512 * 1024);
      expect(await partsOf(order.id)).toBe(Math.ceil(count / PART_BYTES));
    },
  );

  it("is for its customer and staff alone, as the order is", async () => {
    const { order, jobId } = await withFile(bytesOf(10));
    await shop.job(jobId);
    const { file } = await open(order.id, shop.request(order.customerId));
    expect(file).toMatchObject({ name: "sketch.png", type: "image/png" });
    expect(await refusalOf(open(order.id, shop.request()))).toEqual({ kind: "order_not_found" });
    const { order: bare } = await newOrder(shop);
    expect(await refusalOf(open(bare.id))).toEqual({ kind: "order_without_file" });
  });

  it("is not in the database as it is, and the place of no other has what belongs to it", async () => {
    const secret = "A very private sketch";
    const { order, jobId } = await withFile(new TextEncoder().encode(secret));
    const other = await withFile(bytesOf(secret.length));
    await shop.job(jobId);
    await shop.job(other.jobId);
    const found = {
      sql: "select count(*) from order_files where sealed like ? or sealed like ?",
      args: [`%${secret}%`, `%${Buffer.from(secret).toString("base64")}%`],
    };
    expect(await shop.database.number(found)).toBe(0);
    await shop.database.run({
      sql: "update order_files set sealed = (select sealed from order_files where order_id = ?) where order_id = ?",
      args: [order.id, other.order.id],
    });
    expect(await refusalOf(open(other.order.id))).toEqual({ kind: "order_file_unreadable" });
    expect(await openedBytes(order.id)).not.toBeNull();
  });

  it("with a part missing is not shown as if it were whole", async () => {
    const { order, jobId } = await withFile(bytesOf(PART_BYTES * 2));
    await shop.job(jobId);
    await shop.database.run({
      sql: "delete from order_files where order_id = ? and part = 1",
      args: [order.id],
    });
    expect(await refusalOf(open(order.id))).toEqual({ kind: "order_file_unreadable" });
  });

  it("that was sealed under the key before opens, and under one that is gone it says so", async () => {
    const { order, jobId } = await withFile(bytesOf(100));
    await shop.job(jobId);
    await shop.setRootKeys(2, 1);
    expect(await openedBytes(order.id)).toEqual(bytesOf(100));
    await shop.setRootKeys(2);
    expect(await refusalOf(open(order.id))).toEqual({ kind: "order_file_unreadable" });
    await shop.setRootKeys(1);
  });

  it("is under the new key once the cron trigger has been there, and needs the one before no more", async () => {
    await shop.database.run("delete from order_files");
    const bytes = bytesOf(PART_BYTES * 2 + 3);
    const { order, jobId } = await withFile(bytes);
    await shop.job(jobId);
    await shop.setRootKeys(2, 1);
    await shop.cron();
    await shop.setRootKeys(2);
    expect(await openedBytes(order.id)).toEqual(bytes);
    await shop.setRootKeys(1, 2);
    expect(await rotateOrderFiles(shop.deps())).toMatchObject({ left: 0 });
    await shop.setRootKeys(1);
    expect(await openedBytes(order.id)).toEqual(bytes);
  });

  it("that is changed in the database is left as it is by a change of the key", async () => {
    await shop.database.run("delete from order_files");
    const { order, jobId } = await withFile(bytesOf(10));
    await shop.job(jobId);
    await shop.database.run({
      sql: "update order_files set sealed = 'x' || sealed where order_id = ?",
      args: [order.id],
    });
    const row = {
      sql: "select key_id || sealed as row from order_files where order_id = ?",
      args: [order.id],
    };
    const before = await shop.database.rows(z.object({ row: z.string() }), row);
    await shop.setRootKeys(2, 1);
    expect((await rotateOrderFiles(shop.deps())).left).toBeGreaterThanOrEqual(1);
    expect((await rotateOrderFiles(shop.deps())).done).toBe(0);
    expect(await shop.database.rows(z.object({ row: z.string() }), row)).toEqual(before);
    await shop.setRootKeys(1, 2);
    await rotateOrderFiles(shop.deps());
    await shop.setRootKeys(1);
  });
});

describe("a file that cannot be fetched", () => {
  it("is told to staff, once, and its order stands", async () => {
    const { order, code, url, jobId } = await withFile(bytesOf(10));
    shop.desk.forget(url);
    await shop.job(jobId);
    await shop.job(jobId);
    expect(await lostOf(order.id)).toBe(1);
    expect(await refusalOf(open(order.id))).toEqual({ kind: "order_without_file" });
    const seen = await seeOrder(shop.deps(), staff(shop), code);
    expect(seen.order).toMatchObject({ state: "pending", fileUrl: null, fileStoredAtMs: null });
  });

  it("because it is larger than it was said to be leaves nothing behind", async () => {
    const { order, jobId } = await withFile(bytesOf(ORDER_FILE_BYTES_MAX + 1), 10);
    await shop.job(jobId);
    expect(await lostOf(order.id)).toBe(1);
    expect(await partsOf(order.id)).toBe(0);
  });

  it("because Discord is away is fetched later", async () => {
    const { order, jobId } = await withFile(bytesOf(10));
    const discordUrl = "http://127.0.0.1:9";
    const away = { discordUrl, shop: { cdnUrl: discordUrl } };
    await shop.database.run({
      sql: "update orders set file_url = replace(file_url, ?, ?) where id = ?",
      args: [shop.desk.url, discordUrl, order.id],
    });
    expect(await shop.job(jobId, away)).not.toBeNull();
    expect(await lostOf(order.id)).toBe(0);
    await shop.database.run({
      sql: "update orders set file_url = replace(file_url, ?, ?) where id = ?",
      args: [discordUrl, shop.desk.url, order.id],
    });
    shop.clock.pass(HOUR_MS);
    await shop.job(jobId);
    expect(await openedBytes(order.id)).toEqual(bytesOf(10));
  });
});

it.each(LAST_EXCHANGES)(
  "a job that dies at any of its exchanges and comes again has the whole file: %o",
  async (fault) => {
    const bytes = bytesOf(PART_BYTES + 7);
    let died = true;
    for (let at = 1; died; at++) {
      const { order, jobId } = await withFile(bytes);
      died = await jobThatDies(shop, jobId, at, fault);
      shop.clock.pass(HOUR_MS);
      await shop.job(jobId);
      expect(await openedBytes(order.id)).toEqual(bytes);
      expect(await partsOf(order.id)).toBe(2);
      expect(await lostOf(order.id)).toBe(0);
    }
  },
);
