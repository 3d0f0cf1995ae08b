import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CHROMIUM, NO_CHROMIUM, openBrowser, openPage, PHONE } from "./support/browser.ts";
import { AYU, type OpenShop, openShop } from "./support/shop.ts";

let shop: OpenShop;
let browser: Browser;
beforeAll(async () => {
  if (!CHROMIUM) return;
  shop = await openShop({ playground: true });
  browser = await openBrowser(CHROMIUM);
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

let orders = 0;
let orderId: string;
beforeEach(async () => {
  orderId = `page-${++orders}`;
  if (!CHROMIUM) return;
  await charge(orderId);
});

/** A payment of an order that is not in the books: the shop answers 404 to what is signed and 401 to what is not. */
async function charge(id: string): Promise<void> {
  const answer = await fetch(`${shop.settings.MIDTRANS_API_URL}/v2/charge`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${shop.settings.MIDTRANS_SERVER_KEY}:`)}` },
    body: JSON.stringify({
      payment_type: "qris",
      transaction_details: { order_id: id, gross_amount: 15_000 },
    }),
  });
  expect(await answer.json()).toMatchObject({ status_code: "201" });
}

test("in a browser a member's top-up is paid, and the shop takes it", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  await shop.discord.command(AYU.id, { name: "topup", options: { amount: 50_000 } });
  await shop.until("select state from topups", "pending");
  const topupId = await shop.value("select id from topups");
  const { page, wrong } = await openPage(browser, shop.standInsUrl);
  await page.getByTestId("view-payments").click();
  await page.locator(`[data-order="${topupId}"]`).click();
  await page.getByTestId("payment-payTwice").click();
  await page.getByText("Pay, told twice: the shop answered 200, 200.").waitFor();
  expect(await shop.rows("select state from topups")).toMatchObject([{ state: "paid" }]);
  expect(await shop.rows("select amount from transfers where kind = 'topup'")).toMatchObject([
    { amount: 50_000 },
  ]);
  expect(wrong).toEqual([]);
});

test("in a browser a payment is forged and paid, and the shop's answers are seen", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, wrong } = await openPage(browser, shop.standInsUrl);
  await page.getByTestId("view-payments").click();
  const item = page.locator(`[data-order="${orderId}"]`);
  await item.click();
  expect(await page.getByTestId("payment-amount").textContent()).toMatch(/15,000$/);
  const isDrawn = () =>
    page.getByTestId("payment-qr").evaluate((image) => "naturalWidth" in image && image.naturalWidth);
  await expect.poll(isDrawn).toBeGreaterThan(300);
  const log = page.getByTestId("payment-log");

  await page.getByTestId("payment-forgedSignature").click();
  await log.getByText("forged signature").waitFor();
  expect(await log.locator("li").first().textContent()).toContain("401");
  expect(await page.getByTestId("payment-refund").isDisabled()).toBe(true);

  await page.getByTestId("payment-pay").click();
  await log.getByText("settlement").waitFor();
  await page.getByText("Pay: the shop answered 404").waitFor();
  await item.getByText("settlement").waitFor();
  expect(await page.getByTestId("payment-pay").isDisabled()).toBe(true);

  await page.getByTestId("payment-refundHalf").click();
  await item.getByText("partial refund").waitFor();
  expect(wrong).toEqual([]);
});

test("a payment that comes while the page is open is counted, listed, and used on a phone", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, wrong } = await openPage(browser, shop.standInsUrl, PHONE);
  await page.getByTestId("open-drawer").click();
  await page.getByTestId("view-payments").click();
  await page.locator(`[data-order="${orderId}"]`).waitFor();
  await page.getByTestId("open-drawer").click();
  await page.getByTestId("channel-shop").click();
  await charge(`${orderId}-new`);
  await page.getByTestId("open-drawer").click();
  await page.getByTestId("view-payments").locator(".badge").waitFor();
  await page.getByTestId("view-payments").click();
  await page.getByTestId("midtrans-down").click();
  await expect.poll(() => shop.midtrans.mode()).toBe("down");
  await page.getByTestId("midtrans-normal").click();
  await expect.poll(() => shop.midtrans.mode()).toBe("normal");
  await page.locator(`[data-order="${orderId}-new"]`).click();
  await page.getByTestId("payment-expire").click();
  await page.getByTestId("payment-log").getByText("expire").waitFor();
  await page.getByRole("button", { name: "All payments" }).click();
  await page.getByTestId("payment-unknownOrder").click();
  await page.locator('[data-order^="other-"]').waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(PHONE.width);
  expect(wrong).toEqual([]);
});
