import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHROMIUM, NO_CHROMIUM, openBrowser, PHONE } from "./support/browser.ts";
import { type Desk, fieldsOf, logIn, openDashboardShop } from "./support/dashboard.ts";
import { shown } from "./support/orders.ts";
import { ADMIN, AYU, DIMAS, type OpenShop, STAFF } from "./support/shop.ts";
import { moneyOf } from "./support/stock.ts";

let shop: OpenShop;
let browser: Browser;
let admin: Desk;
let staff: Desk;
beforeAll(async () => {
  if (!CHROMIUM) return;
  shop = await openDashboardShop({ rateLimited: false });
  browser = await openBrowser(CHROMIUM);
  admin = await logIn(browser, shop, ADMIN);
  staff = await logIn(browser, shop, STAFF, PHONE);
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

async function topup(amount: number): Promise<string> {
  const { message } = await shop.discord.command(AYU.id, { name: "topup", options: { amount } });
  const asked = await shop.discord.waitFor(
    ({ id, attachments }) => id === message?.id && attachments.length > 0,
  );
  return /tu-\d+/.exec(shown(asked).footer)?.[0] ?? "";
}

test("staff find a top-up, ask Midtrans about it, and see what it moved; its notification whole is for admins", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const topupId = await topup(50_000);
  const { page, open } = staff;
  await open(`/topups?state=pending&member=${AYU.id}`);
  await page.getByRole("link", { name: topupId }).click();
  await page.getByText("Nothing was booked.").waitFor();
  await page.getByRole("button", { name: "Ask Midtrans now" }).click();
  await page.getByText("Nothing changed: 🟢 waits to be paid.").waitFor();

  await shop.midtrans.pay(topupId);
  expect(await moneyOf(shop, AYU.id)).toBe(50_000);
  await open(`/topups/${topupId}`);
  expect(await page.getByRole("link", { name: `topup:${topupId}` }).count()).toBe(1);
  expect(await page.locator("pre").count()).toBe(0);
  await admin.open(`/topups/${topupId}`);
  await admin.page.getByText("Open", { exact: true }).first().click();
  expect(await admin.page.locator("pre").first().textContent()).toContain('"transaction_status"');

  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Jakarta" }).format(Date.now());
  await open(`/topups?day=${today}`);
  expect(await page.getByRole("link", { name: topupId }).count()).toBe(1);
  await open("/topups?day=2020-01-01");
  await page.getByText("There is none.").waitFor();
  await page.getByRole("button", { name: "Ask Midtrans about all open ones" }).click();
  await page.getByText("Midtrans was asked", { exact: true }).waitFor();
  expect(staff.wrong).toEqual([]);
});

test("an admin credits a payment that fits no top-up after a page that asks, once; staff only look", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const [sent] = await shop.midtrans.unknownOrder(25_000);
  const orderId = sent?.orderId ?? "";
  await staff.open("/topups/unmatched");
  await staff.page.getByRole("link", { name: orderId }).click();
  await staff.page.getByText("Admins credit and dismiss payments.").waitFor();
  expect(await staff.open(`/topups/unmatched/credit?order=${orderId}&member=${DIMAS.id}`)).toBe(403);

  const { page, open } = admin;
  await open(`/topups/unmatched/payment?order=${orderId}`);
  await page.locator('[name="member"]').fill("1180000000000009999");
  await page.getByRole("button", { name: "Look at it" }).click();
  await page.getByText("Nobody with this number is in the server.").waitFor();
  await page.goBack();
  await page.locator('[name="member"]').fill(DIMAS.id);
  await page.getByRole("button", { name: "Look at it" }).click();
  await page.getByText("Credit this payment?").waitFor();
  expect(await page.getByText("Nobody with this number").count()).toBe(0);
  expect(await moneyOf(shop, DIMAS.id)).toBe(0);
  const form = await fieldsOf(page);
  await page.getByRole("button", { name: "Credit it" }).click();
  await page.getByText("Payment credited").waitFor();
  expect(await moneyOf(shop, DIMAS.id)).toBe(25_000);
  const again = await page.request.post(`${shop.settings.PUBLIC_URL}/dashboard/topups/unmatched/credit`, {
    form,
  });
  expect(again.status()).toBe(200);
  expect(await again.text()).toContain("Payment credited");
  expect(await moneyOf(shop, DIMAS.id)).toBe(25_000);

  const [other] = await shop.midtrans.unknownOrder(40_000);
  await open(`/topups/unmatched/payment?order=${other?.orderId}`);
  await page.getByRole("button", { name: "Dismiss it" }).click();
  await page.getByText("Dismiss this payment?").waitFor();
  await page.getByRole("button", { name: "Dismiss it" }).click();
  await page.getByText("Payment dismissed").waitFor();
  await open("/topups/unmatched?state=dismissed");
  expect(await page.getByRole("link", { name: other?.orderId ?? "" }).count()).toBe(1);
});

test("the books show what moved, prove an account at once, and all of them by a check that an admin asks for", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open(`/ledger?member=${AYU.id}`);
  await page
    .getByRole("link", { name: `member:${AYU.id}/money` })
    .first()
    .click();
  await page.getByText(/Proven just now: the sum of all its \d+ movements/).waitFor();
  const csv = await page.request.get(
    `${shop.settings.PUBLIC_URL}/dashboard/ledger/export.csv?member=${AYU.id}`,
  );
  expect(await csv.text()).toContain(`"member:${AYU.id}/money"`);

  await open("/ledger/proof");
  await page.getByText("The books were not checked yet").waitFor();
  await page.getByRole("button", { name: "Check the books now" }).click();
  await page.getByText("The books were checked").waitFor();
  await open("/ledger/proof");
  expect(await page.getByText("all agrees").count()).toBe(1);

  await shop.rows("drop trigger account_follows_transfers");
  await shop.rows("update accounts set balance = balance + 1 where id = ?", `member:${AYU.id}/money`);
  await page.getByRole("button", { name: "Check the books now" }).click();
  await page.getByText("The books were checked").waitFor();
  await open("/ledger/proof");
  expect(await page.getByText("does not agree").count()).toBe(1);
  expect(await page.getByText("asset:money").count()).toBe(1);
  await page.getByRole("link", { name: `member:${AYU.id}/money` }).click();
  await page.getByText("the books do not agree").waitFor();
  await staff.open("/ledger/proof");
  expect(await staff.page.getByRole("button", { name: "Check the books now" }).count()).toBe(0);
  expect([...admin.wrong, ...staff.wrong]).toEqual([]);
});
