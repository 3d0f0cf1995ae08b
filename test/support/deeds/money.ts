import * as z from "zod";
import { payJobId } from "../../../src/domain/cashback/batch.ts";
import { askExport } from "../../../src/domain/stock/export.ts";
import { askVoid } from "../../../src/domain/stock/void.ts";
import { confirmedBatch, earn, paidBatch, previewed } from "../cashback.ts";
import { admin, newProduct } from "../products.ts";
import type { TestShop } from "../shop.ts";
import { bought, stockedProduct } from "../stock.ts";
import { fileOf, newCodes, previewCodes } from "../stockUploads.ts";
import { begunTopup, strangersPayment } from "../wallet.ts";
import type { Deeds } from "./deed.ts";

const product = async (shop: TestShop): Promise<string> => (await newProduct(shop)).product.id;
const stocked = async (shop: TestShop): Promise<string> =>
  (await stockedProduct(shop, { 1: 20_000 }, 2)).productId;
const codesToAdd = async (shop: TestShop): Promise<string> =>
  (await previewCodes(shop, await product(shop), fileOf(newCodes(2)))).uploadId;

/** Somebody who has earned cashback; no batch runs any more. */
async function earned(shop: TestShop): Promise<string> {
  const running = await shop.database.rows(
    z.object({ id: z.string() }),
    "select id from outbox where kind = 'cashback.pay' and state = 'waiting'",
  );
  for (const { id } of running) await shop.job(id);
  const referrer = shop.newId();
  await earn(shop, { referrer, units: 20_000 });
  return referrer;
}

async function previewedBatch(shop: TestShop): Promise<string> {
  return await previewed(shop, { memberId: await earned(shop) });
}

/** A batch that is done, and whose one member could not be credited. */
async function failedBatch(shop: TestShop): Promise<string> {
  const referrer = await earned(shop);
  await shop.database.run(
    `create trigger refused_${referrer} before insert on transfers when new.credit = 'member:${referrer}/money'
      begin select raise(abort, 'refused_by_a_test'); end`,
  );
  const batchId = await confirmedBatch(shop, { memberId: referrer });
  await shop.job(payJobId(batchId));
  await shop.database.run(`drop trigger refused_${referrer}`);
  return batchId;
}

/** What is sold, what is paid for it, and what referrers earn by it. */
export const moneyDeeds: Deeds = {
  "/dashboard/shop/products": {
    command: "admin product create",
    audit: "product.create",
    make: (shop) => ({
      path: "/shop/products",
      form: { sku: `p-${shop.newId()}`, name: "Gift card", description: "", lowStock: "0" },
    }),
  },
  "/dashboard/shop/products/:id": {
    command: "admin product edit",
    audit: "product.edit",
    make: async (shop) => ({
      path: `/shop/products/${await product(shop)}`,
      form: { sku: `p-${shop.newId()}`, name: "Gift card of ours", description: "", lowStock: "0" },
    }),
  },
  "/dashboard/shop/products/:id/state": {
    command: "admin product archive",
    audit: "product.archive",
    make: async (shop) => ({
      path: `/shop/products/${await product(shop)}/state`,
      form: { state: "archived" },
    }),
  },
  "/dashboard/shop/products/:id/packages": {
    command: "admin package set",
    audit: "package.set",
    make: async (shop) => ({
      path: `/shop/products/${await product(shop)}/packages`,
      form: { size: "5", price: "50000" },
    }),
  },
  "/dashboard/shop/products/:id/packages/remove": {
    command: "admin package remove",
    audit: "package.remove",
    make: async (shop) => ({
      path: `/shop/products/${await stocked(shop)}/packages/remove`,
      form: { size: "1" },
    }),
  },
  "/dashboard/shop/products/:id/upload": {
    command: "admin addstock",
    audit: { none: "codes are read; the row is that of their confirmation" },
    make: async (shop) => ({
      path: `/shop/products/${await product(shop)}/upload`,
      form: { name: "codes.txt" },
      file: fileOf(newCodes(2)),
    }),
  },
  "/dashboard/shop/products/:id/lines": {
    command: "admin addstock",
    audit: { none: "codes are read; the row is that of their confirmation" },
    make: async (shop) => ({
      path: `/shop/products/${await product(shop)}/lines`,
      form: { lines: fileOf(newCodes(2)) },
    }),
  },
  "/dashboard/shop/uploads/:id/confirm": {
    command: "admin addstock",
    audit: "stock.confirm",
    make: async (shop) => ({ path: `/shop/uploads/${await codesToAdd(shop)}/confirm` }),
  },
  "/dashboard/shop/uploads/:id/cancel": {
    command: "admin addstock",
    audit: "stock.cancel",
    make: async (shop) => ({ path: `/shop/uploads/${await codesToAdd(shop)}/cancel` }),
  },
  "/dashboard/shop/products/:id/void": {
    command: "admin voidstock",
    audit: "stock.void.ask",
    make: async (shop) => ({
      path: `/shop/products/${await stocked(shop)}/void`,
      form: { count: "1", reason: "recalled" },
    }),
  },
  "/dashboard/shop/void/:id": {
    command: "admin voidstock",
    audit: "stock.void",
    make: async (shop) => {
      const wish = { named: await stocked(shop), count: "1", reason: "recalled" };
      return { path: `/shop/void/${(await askVoid(shop.deps(), admin(shop), wish)).id}` };
    },
  },
  "/dashboard/shop/products/:id/export": {
    command: "admin exportstock",
    audit: "stock.export.ask",
    make: async (shop) => ({ path: `/shop/products/${await stocked(shop)}/export` }),
  },
  "/dashboard/shop/export/:id": {
    command: "admin exportstock",
    audit: "stock.export",
    make: async (shop) => ({
      path: `/shop/export/${(await askExport(shop.deps(), admin(shop), await stocked(shop))).id}`,
    }),
  },
  "/dashboard/shop/purchases/:id/deliver": {
    command: "admin processorder",
    audit: "purchase.deliver",
    make: async (shop) => ({ path: `/shop/purchases/${(await bought(shop)).purchaseId}/deliver` }),
  },
  "/dashboard/shop/purchases/:id/refund": {
    command: "admin refundorder",
    audit: "purchase.refund",
    make: async (shop) => ({
      path: `/shop/purchases/${(await bought(shop)).purchaseId}/refund`,
      form: { reason: "does not work" },
    }),
  },
  "/dashboard/topups/reconcile": {
    command: "admin reconcile",
    audit: { none: "it asks Midtrans; what that moves is told by its own rows" },
    make: async (shop) => {
      await begunTopup(shop);
      return { path: "/topups/reconcile" };
    },
  },
  "/dashboard/topups/:id/reconcile": {
    command: "admin reconcile",
    audit: { none: "it asks Midtrans; what that moves is told by its own rows" },
    make: async (shop) => ({ path: `/topups/${(await begunTopup(shop)).topupId}/reconcile` }),
  },
  "/dashboard/topups/unmatched/credit": {
    command: "admin addbalance",
    audit: "payment.credit",
    make: async (shop) => ({
      path: "/topups/unmatched/credit",
      form: { order: await strangersPayment(shop), member: shop.newId() },
    }),
  },
  "/dashboard/topups/unmatched/dismiss": {
    command: "admin addbalance",
    audit: "payment.dismiss",
    make: async (shop) => ({
      path: "/topups/unmatched/dismiss",
      form: { order: await strangersPayment(shop) },
    }),
  },
  "/dashboard/referrals/blacklist": {
    command: "referral-blacklist",
    audit: "referrals.stop",
    make: (shop) => ({
      path: "/referrals/blacklist",
      form: { action: "add", member: shop.newId(), reason: "alts" },
    }),
  },
  "/dashboard/referrals/batches": {
    command: "sendref-cashb",
    audit: { none: "nothing is paid before it is confirmed" },
    make: async (shop) => ({ path: "/referrals/batches", form: { member: await earned(shop) } }),
  },
  "/dashboard/referrals/batches/:id/cancel": {
    command: "sendref-cashb",
    audit: "cashback.cancel",
    make: async (shop) => ({ path: `/referrals/batches/${await previewedBatch(shop)}/cancel` }),
  },
  "/dashboard/referrals/batches/:id/retry": {
    command: "sendref-cashb",
    audit: "cashback.retry",
    make: async (shop) => ({ path: `/referrals/batches/${await failedBatch(shop)}/retry` }),
  },
  "/dashboard/referrals/batches/:id/export": {
    command: "sendref-cashb",
    audit: "cashback.export",
    make: async (shop) => ({
      path: `/referrals/batches/${await paidBatch(shop, { memberId: await earned(shop) })}/export`,
    }),
  },
  "/dashboard/referrals/batches/:id/confirm": {
    command: "sendref-cashb",
    audit: "cashback.start",
    make: async (shop) => ({ path: `/referrals/batches/${await previewedBatch(shop)}/confirm` }),
  },
};
