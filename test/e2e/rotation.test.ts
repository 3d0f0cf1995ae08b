import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningWorker, startWorker } from "../../scripts/stack/worker.ts";
import {
  claim,
  codeFor,
  codeIn,
  importOrders,
  mailsTo,
  mailTo,
  newOrder,
  newOrders,
  orderCsv,
  preview,
  shown,
} from "./support/orders.ts";
import { AYU, type OpenShop, openShop, PATIENCE, STAFF } from "./support/shop.ts";

let shop: OpenShop;
let worker: RunningWorker;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
  worker = shop.worker;
});
afterAll(async () => {
  await worker.stop();
  await shop.stop();
});

/** Gives the shop a new root key; the old one still reads, as an owner does it. */
async function rotate() {
  await worker.stop();
  const settings = {
    ...shop.settings,
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    ENCRYPTION_KEY_PREVIOUS: shop.settings.ENCRYPTION_KEY ?? "",
  };
  worker = await startWorker({ port: shop.ports.worker, settings, watch: false });
  await fetch(`${worker.url}/health`);
}

const claims = (subcommand: string, options: Record<string, string>) =>
  shop.discord.command(STAFF.id, { name: "claims", subcommand, options });

test("after a rotation of the root key, codes, addresses and orders of before are still known", async () => {
  const orders = newOrders(3, 19);
  const emails = orders.map(({ email }) => email);
  const [claimed = "", resent = "", bounced = ""] = emails;
  const { importId } = await importOrders(shop, orderCsv(orders));
  await shop.sendgrid.mailbox.deliver(mailTo(shop, bounced).id, "bounce");
  const codes = emails.map((email) => codeFor(shop, email));
  await rotate();

  expect(shown((await claim(shop, AYU.id, codes[0] ?? "")).message).title).toBe("+19 points");
  expect(shown((await claim(shop, AYU.id, codes[0] ?? "")).message).body).toContain(
    "You used this code yourself",
  );
  expect(shown((await claims("lookup", { email: claimed })).message).body).toContain(orders[0]?.id);
  await claims("resend", { claim: `${importId}.3` });
  await shop.sendgrid.waitFor(() => mailsTo(shop, resent).length === 2, PATIENCE);
  expect(mailsTo(shop, resent).map(codeIn)).toEqual([codes[1], codes[1]]);

  const again = await preview(shop, orderCsv(orders));
  expect(shown(again.message).fields).toMatchObject({ "To be mailed": "0", "Already imported": "3" });
  const order = newOrder();
  await importOrders(shop, orderCsv(order ? [{ ...order, email: bounced }] : []));
  expect(mailsTo(shop, bounced)).toHaveLength(1);
});
