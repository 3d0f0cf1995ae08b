import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHROMIUM, NO_CHROMIUM, openBrowser, PHONE } from "./support/browser.ts";
import { csrfOf, type Desk, fieldsOf, logIn, openDashboardShop } from "./support/dashboard.ts";
import { buttonLabelled, shown } from "./support/orders.ts";
import { ADMIN, AYU, type OpenShop, STAFF } from "./support/shop.ts";
import { giveMoney, moneyOf, PRODUCT, putCodes } from "./support/stock.ts";

const HOSTILE = `<script>document.title = "owned"</script> \u202Eevil" onmouseover="x 🎮`;

let shop: OpenShop;
let browser: Browser;
let admin: Desk;
let staff: Desk;
beforeAll(async () => {
  if (!CHROMIUM) return;
  shop = await openDashboardShop({ rateLimited: false, settings: { PURCHASE_PAUSE_SECONDS: "0" } });
  browser = await openBrowser(CHROMIUM);
  admin = await logIn(browser, shop, ADMIN);
  staff = await logIn(browser, shop, STAFF, PHONE);
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

/** Buys codes as people do; the purchase's id. */
async function buy(userId: string, label: string): Promise<string> {
  const { message: page } = await shop.discord.command(userId, { name: "shop", options: {} });
  const { message: question } = await shop.discord.press(userId, page ?? "", buttonLabelled(page, label));
  const { message } = await shop.discord.press(userId, question ?? "", buttonLabelled(question, "Buy"));
  return /Purchase (\d+)/.exec(shown(message).footer)?.[1] ?? "";
}

const free = (productId: string) =>
  shop.value("select count(*) from stock where product_id = ? and state = 'free'", productId);

test("an admin makes a product, prices it, sends codes, sees what is refused, and adds the rest", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open("/shop");
  await page.getByText("Make a product").click();
  await page.getByLabel("Short name").last().fill("steam-10");
  await page.locator('.fields [name="name"]').fill(HOSTILE);
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByText("Product made").waitFor();
  expect(await page.title()).toContain("<script>");
  expect(await page.locator("h1").textContent()).toBe(HOSTILE);

  await page.locator('[name="size"]').fill("2");
  await page.locator('[name="price"]').fill("15000");
  await page.getByRole("button", { name: "Set package" }).click();
  await page.getByRole("cell", { name: "Rp 15,000" }).waitFor();

  await page.getByText("Add codes").click();
  const text = ["AAAA-BBBB-0001", "abc", "AAAA-BBBB-0002", "AAAA-BBBB-0001"].join("\n");
  await page.setInputFiles('input[type="file"]', {
    name: `${HOSTILE.slice(0, 30)}.txt`,
    mimeType: "text/plain",
    buffer: Buffer.from(text),
  });
  await page.getByRole("button", { name: "Read them" }).first().click();
  await page.getByText("waits for a decision").waitFor();
  const uploadId = /uploads\/(web-\w+)/.exec(page.url())?.[1] ?? "";
  expect(await page.locator("main").textContent()).not.toContain("AAAA-BBBB");
  expect(await page.getByRole("row", { name: "shorter than 5 characters 1 2" }).count()).toBe(1);
  const csv = await page.request.get(`${page.url()}/refused.csv`);
  expect(csv.headers()["content-disposition"]).toContain("attachment");
  expect(await csv.text()).toContain('"4","stands further up in the file","1"');

  await page.getByRole("button", { name: "Add 2 codes" }).click();
  await page.getByText("The codes are in stock.").waitFor();
  const productId = String(await shop.value("select id from products where sku = 'steam-10'"));
  expect(await free(productId)).toBe(2);
  expect(await shop.value("select state from stock_uploads where id = ?", uploadId)).toBe("done");
  expect(await shop.value("select count(*) from outbox where kind = 'stock.report'")).toBe(0);
  expect(admin.wrong).toEqual([]);
});

test("codes are taken out and given out only after a page that asks, and both are audited", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const codes = await putCodes(shop, 3);
  const { page, open } = admin;
  await open(`/shop/products/${PRODUCT}`);
  await page.getByText("Have free codes given out").click();
  await page.getByRole("button", { name: "Look before you do it" }).last().click();
  await page.getByText("The audit log tells that you had them.").waitFor();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Give out 3 codes" }).click(),
  ]);
  const stream = await file.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).toString()).toBe(`${codes.join("\n")}\n`);
  expect(await free(PRODUCT)).toBe(3);

  await open(`/shop/products/${PRODUCT}`);
  await page.getByText("Take codes out of stock").click();
  await page.locator('[name="count"]').fill("2");
  await page.locator('[name="reason"]').fill(HOSTILE);
  await page.getByRole("button", { name: "Look before you do it" }).first().click();
  await page.getByText(HOSTILE.slice(0, 20)).waitFor();
  expect(await free(PRODUCT)).toBe(3);
  await page.getByRole("button", { name: "Take 2 codes out" }).click();
  await page.getByText("Codes taken out of stock").first().waitFor();
  expect(await free(PRODUCT)).toBe(1);
  const audited =
    "select group_concat(action) from (select action from audits where target = ? order by created_at_ms)";
  expect(await shop.value(audited, `product:${PRODUCT}`)).toBe(
    "stock.export.ask,stock.export,stock.void.ask,stock.void,stock.low",
  );
});

test("a purchase shows how far it came and no code; staff deliver it again, an admin refunds it, once", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  await shop.rows("update products set state = 'archived' where sku = 'steam-10'");
  const codes = await putCodes(shop, 1);
  await giveMoney(shop, AYU.id, 30_000);
  const purchaseId = await buy(AYU.id, "1 × Rp 15,000");
  await shop.until(`select delivered_at_ms is not null from purchases where id = '${purchaseId}'`, 1);

  await staff.open(`/shop/purchases?member=${AYU.id}&stage=delivered`);
  await staff.page.getByRole("link", { name: purchaseId }).click();
  const text = await staff.page.locator("main").textContent();
  expect(text).toContain("Taken by Discord");
  for (const code of codes) expect(await staff.page.content()).not.toContain(code);
  expect(await staff.page.getByText("Refund it").count()).toBe(0);
  await staff.page.getByRole("button", { name: "Send the codes again" }).click();
  await staff.page.getByText("Codes are sent again").waitFor();
  expect(await staff.open(`/shop/purchases/${purchaseId}/refund`)).toBe(403);

  const { page, open } = admin;
  await open(`/shop/purchases/${purchaseId}`);
  await page.getByText("Refund it").click();
  await page.getByText("Rp 15,000 goes back into the buyer's wallet").waitFor();
  await page.locator('[name="reason"]').fill(HOSTILE);
  const form = await fieldsOf(page);
  await page.getByRole("button", { name: "Give the money back" }).click();
  await page.getByText("Purchase refunded").first().waitFor();
  const again = await page.request.post(`${page.url()}/refund`, { form });
  expect(again.status()).toBe(200);
  expect(await moneyOf(shop, AYU.id)).toBe(30_000);
  expect(await shop.value("select count(*) from transfers where kind = 'purchase.refund'")).toBe(1);
  await open(`/ledger?cause=purchase:${purchaseId}`);
  expect(await page.getByRole("cell", { name: "Rp 15,000" }).count()).toBe(1);
});

test("a form without the session's token, and what staff may not do, change nothing", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const base = shop.settings.PUBLIC_URL;
  const product = {
    sku: "forged",
    name: "Forged",
    description: "",
    lowStock: "0",
    request: `web-${"a".repeat(25)}`,
  };
  const forged = await admin.page.request.post(`${base}/dashboard/shop/products`, { form: product });
  expect(forged.status()).toBe(403);
  const csrf = await csrfOf(staff.page);
  for (const path of [
    "products",
    `products/${PRODUCT}/state`,
    `products/${PRODUCT}/lines`,
    `products/${PRODUCT}/void`,
  ]) {
    const refused = await staff.page.request.post(`${base}/dashboard/shop/${path}`, {
      form: { ...product, csrf, lines: "AAAA-0001", state: "archived" },
    });
    expect(refused.status(), path).toBe(403);
  }
  expect(
    await shop.value(
      "select count(*) from products where sku = 'forged' or (id = 'redfinger' and state = 'archived')",
    ),
  ).toBe(0);
  await staff.open("/shop");
  expect(await staff.page.getByText("Make a product").count()).toBe(0);
  expect(staff.wrong).toEqual([]);
});
