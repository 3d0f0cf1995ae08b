import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { createOrderWithFile } from "../../src/domain/orders/createSent.ts";
import { type OpenedFile, openOrderFile, PART_BYTES } from "../../src/domain/orders/file.ts";
import { ORDER_FILE_BYTES_MAX } from "../../src/domain/orders/form.ts";
import { eraseMember } from "../../src/domain/privacy/erase.ts";
import { orderCode } from "../../src/lib/orderCode.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { diesAt, LAST_EXCHANGES } from "../support/death.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";
import { newToken, staff } from "../support/staffOrders.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());
afterEach(() => shop.proxy.reset());

const CHUNK_BYTES = 65_536;
const bytesOf = (count: number) => Uint8Array.from({ length: count }, (_, at) => (at * 31 + (at >> 8)) & 255);

/** Comes in piece by piece; `until` is where the line is cut. */
async function* comingIn(bytes: Uint8Array, until = Number.POSITIVE_INFINITY) {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    if (from >= until) throw new TypeError("the line is cut");
    yield bytes.subarray(from, from + CHUNK_BYTES);
  }
}

type Sending = { readonly said?: number; readonly until?: number; readonly token?: string };

function make(bytes: Uint8Array, sending: Sending = {}, request = staff(shop), change: DepsChange = {}) {
  const { said = bytes.length, until, token } = sending;
  const file = { name: "sketch.png", type: "image/png", bytes: said, content: comingIn(bytes, until) };
  const given = { description: "A cake", customerId: "1180000000000000777", token };
  return createOrderWithFile(shop.deps(change), request, given, file);
}

const open = (orderId: string) => openOrderFile(shop.deps(), staff(shop), orderId);
/** By their bytes at once: to compare megabytes one by one takes seconds. */
const isOf = (file: OpenedFile["file"], bytes: Uint8Array) =>
  "bytes" in file && Buffer.compare(file.bytes, bytes) === 0;
const isWhole = async (orderId: string, bytes: Uint8Array) => isOf((await open(orderId)).file, bytes);
const count = (sql: string, ...args: string[]) => shop.database.number({ sql, args });
const lostOf = (orderId: string) =>
  count("select count(*) from audits where action = 'order.file_lost' and target = ?", `order:${orderId}`);
const codeOf = async (orderId: string) =>
  orderCode(await count("select number from orders where id = ?", orderId));
const ordersOf = (orderId: string) => count("select count(*) from orders where id = ?", orderId);
const partsOf = (orderId: string) => count("select count(*) from order_files where order_id = ?", orderId);

describe("an order whose file comes with the request", () => {
  it.each([1, PART_BYTES, PART_BYTES + 1, ORDER_FILE_BYTES_MAX])(
    "has all %i bytes of it, sealed, and leaves no job behind",
    async (size) => {
      const bytes = bytesOf(size);
      const { order } = await make(bytes);
      const { file } = await open(order.id);
      expect([file.name, file.type]).toEqual(["sketch.png", "image/png"]);
      expect(isOf(file, bytes)).toBe(true);
      expect(await partsOf(order.id)).toBe(Math.ceil(size / PART_BYTES));
      expect(
        await count("select count(*) from outbox where id = ? and state = 'done'", `${order.id}.attach`),
      ).toBe(1);
    },
  );

  it("is made once however often it is sent, also at the same time, with the whole file", async () => {
    const [request, bytes] = [staff(shop), bytesOf(PART_BYTES + 9)];
    const made = await Promise.all([make(bytes, {}, request), make(bytes, {}, request)]);
    made.push(await make(bytes, {}, request));
    expect(new Set(made.map(({ order }) => order.number)).size).toBe(1);
    expect(await isWhole(request.id, bytes)).toBe(true);
    expect([await ordersOf(request.id), await lostOf(request.id)]).toEqual([1, 0]);
  });

  it("is not made where the order is refused or the file is said to be too large, and nothing of the file is kept", async () => {
    const over = staff(shop);
    const tooLarge = make(bytesOf(10), { said: ORDER_FILE_BYTES_MAX + 1 }, over);
    expect(await refusalOf(tooLarge)).toMatchObject({ kind: "file_too_large" });
    const token = await newToken(shop, { expiresAtMs: shop.clock.now() - MINUTE_MS });
    const late = staff(shop);
    expect(await refusalOf(make(bytesOf(10), { token }, late))).toMatchObject({ kind: "token_expired" });
    for (const { id } of [over, late]) expect([await ordersOf(id), await partsOf(id)]).toEqual([0, 0]);
  });

  it("stands without the file where that is larger than it was said to be, and staff are told once", async () => {
    const { order } = await make(bytesOf(ORDER_FILE_BYTES_MAX + 1), { said: 10 });
    await shop.answerBells();
    expect([await lostOf(order.id), await partsOf(order.id)]).toEqual([1, 0]);
    expect(await refusalOf(open(order.id))).toEqual({ kind: "order_without_file" });
  });

  it("whose line is cut takes the file when it is sent again", async () => {
    const [request, bytes] = [staff(shop), bytesOf(3 * PART_BYTES)];
    await expect(make(bytes, { until: 2 * PART_BYTES }, request)).rejects.toThrow("the line is cut");
    expect(await refusalOf(open(request.id))).toEqual({ kind: "order_file_coming" });
    await make(bytes, {}, request);
    expect(await isWhole(request.id, bytes)).toBe(true);
    expect([await ordersOf(request.id), await lostOf(request.id)]).toEqual([1, 0]);
  });

  it("whose line is cut for good stands, and the job tells staff that the file is lost", async () => {
    const request = staff(shop);
    await expect(make(bytesOf(3 * PART_BYTES), { until: 2 * PART_BYTES }, request)).rejects.toThrow();
    await shop.cron();
    await shop.answerBells();
    expect([await ordersOf(request.id), await lostOf(request.id), await partsOf(request.id)]).toEqual([
      1, 1, 0,
    ]);
    expect(await refusalOf(open(request.id))).toEqual({ kind: "order_without_file" });
  });

  it("leaves nothing of it when its customer is forgotten while it comes in", async () => {
    const [request, bytes] = [staff(shop), bytesOf(3 * PART_BYTES)];
    const memberId = shop.newId();
    async function* content() {
      yield bytes.subarray(0, PART_BYTES);
      expect(await partsOf(request.id)).toBe(1);
      await completeOrders(shop.deps(), staff(shop), await codeOf(request.id));
      const forgetting = shop.request(memberId);
      await eraseMember(shop.deps(), forgetting, { id: forgetting.id, askedAtMs: shop.clock.now() });
      yield bytes.subarray(PART_BYTES);
    }
    const file = { name: "sketch.png", type: "image/png", bytes: bytes.length, content: content() };
    await createOrderWithFile(shop.deps(), request, { description: "A cake", customerId: memberId }, file);
    await shop.answerBells();
    expect(await partsOf(request.id)).toBe(0);
    expect(await refusalOf(open(request.id))).toEqual({ kind: "order_without_file" });
  });

  it.each(LAST_EXCHANGES)(
    "that dies anywhere has its whole file, or staff know that it is lost: $kind",
    async (last) => {
      const bytes = bytesOf(PART_BYTES + 7);
      for (let [at, died] = [1, true]; died; at++) {
        const request = staff(shop);
        died = await diesAt(shop, at, last, async (change) => void (await make(bytes, {}, request, change)));
        shop.clock.pass(HOUR_MS);
        await shop.cron();
        await shop.answerBells();
        if ((await ordersOf(request.id)) === 0) continue;
        const lost = await lostOf(request.id);
        if (lost === 0) expect(await isWhole(request.id, bytes)).toBe(true);
        else expect([lost, await partsOf(request.id)]).toEqual([1, 0]);
      }
    },
  );
});
