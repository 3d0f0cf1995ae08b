import { createCampaign } from "../../../src/domain/tokens/campaigns.ts";
import { askClose } from "../../../src/domain/tokens/close.ts";
import { askRemoval } from "../../../src/domain/tokens/remove.ts";
import { madeOrder } from "../orderRows.ts";
import { admin } from "../products.ts";
import type { TestShop } from "../shop.ts";
import { newOrder, newToken } from "../staffOrders.ts";
import type { Deeds } from "./deed.ts";

const campaign = async (shop: TestShop): Promise<string> =>
  (await createCampaign(shop.deps(), admin(shop), { name: `Spring ${shop.newId()}` })).campaign.id;

/** Promo tokens, campaigns, and orders. */
export const salesDeeds: Deeds = {
  "/dashboard/tokens/new": {
    command: "generatetoken",
    audit: "token.generate",
    make: () => ({ path: "/tokens/new", form: { description: "Flyer", quantity: "3" } }),
  },
  "/dashboard/tokens/campaigns": {
    command: "campaign create",
    audit: "campaign.create",
    make: (shop) => ({ path: "/tokens/campaigns", form: { name: `Spring ${shop.newId()}` } }),
  },
  "/dashboard/tokens/export": {
    command: "exporttokens",
    audit: "token.export",
    make: () => ({ path: "/tokens/export" }),
  },
  "/dashboard/tokens/campaigns/:id/close": {
    command: "campaign close",
    audit: "campaign.close.ask",
    make: async (shop) => ({ path: `/tokens/campaigns/${await campaign(shop)}/close` }),
  },
  "/dashboard/tokens/campaigns/close/:id": {
    command: "campaign close",
    audit: "campaign.close",
    make: async (shop) => {
      const { questionId } = await askClose(shop.deps(), admin(shop), await campaign(shop));
      return { path: `/tokens/campaigns/close/${questionId}` };
    },
  },
  "/dashboard/tokens/:code/remove": {
    command: "removetoken",
    audit: "token.remove.ask",
    make: async (shop) => ({ path: `/tokens/${await newToken(shop)}/remove`, form: { reason: "misprint" } }),
  },
  "/dashboard/tokens/remove/:id": {
    command: "removetoken",
    audit: "token.remove",
    make: async (shop) => {
      const asked = await askRemoval(shop.deps(), admin(shop), await newToken(shop), "misprint");
      return { path: `/tokens/remove/${asked.questionId}` };
    },
  },
  "/dashboard/orders/new": {
    command: "createorder",
    audit: "order.create",
    make: (shop) => ({
      path: "/orders/new",
      form: { description: "A cake", customerId: shop.newId(), priority: "1" },
    }),
  },
  "/dashboard/orders/upload": {
    command: "createorder",
    audit: "order.create",
    make: (shop) => ({
      path: "/orders/upload",
      form: { description: "A cake", customerId: shop.newId(), priority: "1", name: "sketch.png" },
      file: "a sketch",
    }),
  },
  "/dashboard/orders/complete": {
    command: "completeorder",
    audit: "order.complete",
    make: async (shop) => ({ path: "/orders/complete", form: { order: (await newOrder(shop)).code } }),
  },
  "/dashboard/orders/:code/complete": {
    command: "completeorder",
    audit: "order.complete",
    make: async (shop) => ({ path: `/orders/${(await newOrder(shop)).code}/complete` }),
  },
  "/dashboard/orders/:code/status": {
    command: "updatestatus",
    audit: "order.status",
    make: async (shop) => ({
      path: `/orders/${(await newOrder(shop)).code}/status`,
      form: { state: "in_progress", priority: "2", note: "in the oven" },
    }),
  },
  "/dashboard/orders/:code/cancel": {
    command: "cancelorder",
    audit: "order.cancel",
    make: async (shop) => ({
      path: `/orders/${(await newOrder(shop)).code}/cancel`,
      form: { reason: "no milk" },
    }),
  },
  "/dashboard/orders/:code/receipt": {
    command: "sendreceipt",
    audit: "receipt.send",
    make: async (shop) => ({ path: `/orders/${(await madeOrder(shop)).code}/receipt` }),
  },
};
