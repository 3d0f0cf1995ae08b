import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHROMIUM, NO_CHROMIUM, openBrowser, PHONE } from "./support/browser.ts";
import { type Desk, fieldsOf, logIn, openDashboardShop } from "./support/dashboard.ts";
import { buttonLabelled, shown } from "./support/orders.ts";
import { ADMIN, AYU, DIMAS, type OpenShop, STAFF } from "./support/shop.ts";
import { moneyOf, putCodes } from "./support/stock.ts";

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

const base = () => shop.settings.PUBLIC_URL ?? "";

/** On Discord's page: says who one is, and lets the shop know it or not. */
async function choose(page: Page, choice: "authorize" | "cancel", person: { username: string } = STAFF) {
  await page.getByTestId(`as-${person.username}`).check();
  await page.getByTestId(choice).click();
}

/** A browser of somebody who was never here. */
async function stranger(): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE });
  return await context.newPage();
}

test("who comes by a link is led through Discord to that page, sees what is theirs, and is out again by one press", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const page = await stranger();
  await page.goto(`${base()}/dashboard/claims?state=pending`);
  await choose(page, "authorize");
  await page.waitForURL(`${base()}/dashboard/claims?state=pending`);
  expect(await page.locator("header.top").textContent()).toContain(`${STAFF.displayName} · Staff`);
  const cookies = await page.context().cookies(base());
  expect(cookies.map(({ name, secure, httpOnly, sameSite }) => [name, secure, httpOnly, sameSite])).toEqual([
    ["__Host-coffer", true, true, "Lax"],
  ]);
  expect(await page.evaluate("document.cookie")).toBe("");
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByText("You are logged out.").waitFor();
  expect(await page.context().cookies(base())).toEqual([]);
  await page.context().close();
});

test("who is no staff, or says no at Discord, reads why on a page that fits a phone, and can come in as somebody else", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const page = await stranger();
  await page.goto(`${base()}/dashboard`);
  await choose(page, "cancel");
  await page.getByRole("heading", { name: "Logging in did not work" }).waitFor();
  await page.getByRole("link", { name: "Log in with Discord" }).click();
  await choose(page, "authorize", AYU);
  await page.getByText("none of the roles").waitFor();
  expect(await page.context().cookies(base())).toEqual([]);
  expect(await page.locator("nav, header.top").count()).toBe(0);
  const way = page.getByRole("link", { name: "Log in as somebody else" });
  const box = await way.boundingBox();
  expect(box && box.height >= 24 && box.x + box.width <= PHONE.width).toBe(true);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(PHONE.width);
  await way.click();
  await choose(page, "authorize");
  await page.waitForURL(`${base()}/dashboard`);
  await page.context().close();
});

test("staff who type the address of an admins' page are told whom to ask, and lose their session with their role", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const other = await logIn(browser, shop, STAFF, PHONE);
  for (const path of ["/tokens/new", "/members/balances", "/referrals/batches"]) {
    expect([path, await other.open(path)]).toEqual([path, 403]);
    await other.page.getByText("Ask one of them to do it").waitFor();
    expect(await other.page.locator("main form").count()).toBe(0);
  }
  await other.open("/settings");
  expect(await other.page.locator("main form").count()).toBe(0);
  await other.open("/orders/new");
  await other.page.locator('[name="description"]').fill("A cake");
  await other.page.locator('[name="customerId"]').fill(AYU.id);
  shop.discord.setRoles(STAFF.id, []);
  await other.page.getByRole("button", { name: "Make an order" }).click();
  await other.page.getByText("Nothing was changed.").waitFor();
  expect(await shop.value("select count(*) from orders")).toBe(0);
  shop.discord.setRoles(STAFF.id, [...STAFF.roleIds]);
  expect(other.wrong).toEqual([]);
  await other.page.context().close();
  staff = await logIn(browser, shop, STAFF, PHONE);
});

test("a top-up is seen from /topup to paid, its money in a purchase, and back in the wallet by a refund", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  await putCodes(shop, 1);
  const { message: asked } = await shop.discord.command(AYU.id, {
    name: "topup",
    options: { amount: 30_000 },
  });
  const code = await shop.discord.waitFor(
    ({ id, attachments }) => id === asked?.id && attachments.length > 0,
  );
  const topupId = /tu-\d+/.exec(shown(code).footer)?.[0] ?? "";
  const topup = staff.page.getByRole("row").filter({ hasText: topupId });
  await staff.open("/topups");
  expect(await topup.textContent()).toContain("waits to be paid");
  await shop.midtrans.pay(topupId);
  await staff.page.reload();
  expect(await topup.textContent()).toMatch(/paid/);
  expect(await topup.textContent()).not.toContain("waits to be paid");

  const { message: window } = await shop.discord.command(AYU.id, { name: "shop", options: {} });
  const { message: question } = await shop.discord.press(
    AYU.id,
    window ?? "",
    buttonLabelled(window, "1 × Rp 15,000"),
  );
  const { message: bought } = await shop.discord.press(
    AYU.id,
    question ?? "",
    buttonLabelled(question, "Buy"),
  );
  const purchaseId = /Purchase (\d+)/.exec(shown(bought).footer)?.[1] ?? "";
  expect(await moneyOf(shop, AYU.id)).toBe(15_000);

  const { page, open } = admin;
  await open(`/members/${AYU.id}`);
  await page.getByText("Rp 15,000").first().waitFor();
  await open(`/shop/purchases/${purchaseId}/refund`);
  await page.locator('[name="reason"]').fill("It does not work");
  const form = await fieldsOf(page);
  await page.getByRole("button", { name: "Give the money back" }).click();
  await page.getByText("Purchase refunded").first().waitFor();
  expect(
    (await page.request.post(`${base()}/dashboard/shop/purchases/${purchaseId}/refund`, { form })).status(),
  ).toBe(200);
  expect(await moneyOf(shop, AYU.id)).toBe(30_000);
  await open(`/members/${AYU.id}`);
  await page.getByText("Rp 30,000").first().waitFor();
  await open(`/audit?target=purchase:${purchaseId}`);
  expect(await page.locator("main").textContent()).toContain("It does not work");
});

test("a setting that an admin saves in the browser holds for the next command, and the audit log has it", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open("/settings");
  await page.getByLabel(/TOPUP_MIN/).fill("20.000");
  await page
    .locator("section", { has: page.getByLabel(/TOPUP_MIN/) })
    .getByRole("button")
    .click();
  await page.getByText("It holds within a minute").waitFor();
  const { message } = await shop.discord.command(DIMAS.id, { name: "topup", options: { amount: 19_999 } });
  expect(shown(message).body).toContain("Rp 20,000");
  await open("/audit");
  expect(await page.locator("main").textContent()).toContain("TOPUP_MIN");
  await open("/settings");
  expect(await page.getByLabel(/TOPUP_MIN/).inputValue()).toBe("20,000");
  expect(admin.wrong).toEqual([]);
});
