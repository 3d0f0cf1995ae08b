import { afterAll, beforeAll, expect, it } from "vitest";
import { checkTopup } from "../../src/domain/wallet/check.ts";
import { BALANCED, books } from "../support/books.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { begunTopup, movesOf, notify, spend, walletOf } from "../support/wallet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(async () => {
  await shop.stop();
});

it("a payment that is settled is credited once, however often Midtrans tells", async () => {
  const { memberId, topupId } = await begunTopup(shop);
  shop.midtrans.settle(topupId);
  const told = shop.midtrans.notification(topupId);
  const answers = await Promise.all(Array.from({ length: 20 }, () => notify(shop, told)));
  expect(new Set(answers)).toEqual(new Set([200]));
  expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
});

it("a forged signature is refused and credits nothing", async () => {
  const { memberId, topupId } = await begunTopup(shop);
  const genuine = shop.midtrans.notification(topupId, { status: "settlement" });
  expect(await notify(shop, { ...genuine, signature_key: genuine.signature_key.replace(/^./, "x") })).toBe(
    401,
  );
  expect((await walletOf(shop, memberId)).money).toBe(0);
});

it("money that is given back after it was spent becomes a debt, which the next money pays first", async () => {
  const { memberId, topupId } = await begunTopup(shop, 50_000);
  shop.midtrans.settle(topupId);
  expect(await notify(shop, shop.midtrans.notification(topupId))).toBe(200);
  expect(await walletOf(shop, memberId)).toEqual({ money: 50_000, debt: 0 });
  const again = await begunTopup(shop, 100_000, memberId);
  await shop.midtrans.refund(topupId, 20_000);
  expect(await notify(shop, shop.midtrans.notification(topupId))).toBe(200);
  expect(await walletOf(shop, memberId)).toEqual({ money: 30_000, debt: 0 });
  await spend(shop, memberId, 25_000);
  await shop.midtrans.refund(topupId);
  expect(await notify(shop, shop.midtrans.notification(topupId))).toBe(200);
  expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 25_000 });
  shop.midtrans.settle(again.topupId);
  await checkTopup(shop.deps(), shop.request(memberId), again.topupId);
  expect(await walletOf(shop, memberId)).toEqual({ money: 75_000, debt: 0 });
  expect(await books(shop.database)).toEqual(BALANCED);
});
