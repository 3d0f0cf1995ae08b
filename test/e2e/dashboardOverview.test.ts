import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedShop } from "../../scripts/stack/seed.ts";
import { CHROMIUM, NO_CHROMIUM, openBrowser, PHONE } from "./support/browser.ts";
import { type Desk, logIn, openDashboardShop } from "./support/dashboard.ts";
import { shown } from "./support/orders.ts";
import { ADMIN, AYU, type OpenShop } from "./support/shop.ts";

let shop: OpenShop;
let browser: Browser;
let admin: Desk;
beforeAll(async () => {
  if (!CHROMIUM) return;
  shop = await openDashboardShop({ rateLimited: false });
  await seedShop(shop);
  browser = await openBrowser(CHROMIUM);
  admin = await logIn(browser, shop, ADMIN);
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

test("the overview tells what needs somebody and what came in, and every number leads to its page", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { message } = await shop.discord.command(AYU.id, { name: "topup", options: { amount: 150_000 } });
  const asked = await shop.discord.waitFor(
    ({ id, attachments }) => id === message?.id && attachments.length > 0,
  );
  await shop.midtrans.pay(/tu-\d+/.exec(shown(asked).footer)?.[0] ?? "");
  await shop.idle();
  await admin.open("");
  const { page } = admin;
  const tiles = page.locator(".tile");
  expect(await tiles.filter({ hasText: "Money owed" }).textContent()).toContain("Rp 150,000");
  expect(await tiles.filter({ hasText: "Top-ups" }).first().textContent()).toContain("Payments: 1");
  await page.locator(".attention").getByText("E-mails of seven days that did not arrive").waitFor();
  const addresses = await page
    .locator("main a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(addresses.length).toBeGreaterThan(10);
  const base = shop.settings.PUBLIC_URL ?? "";
  for (const address of new Set(addresses))
    expect((await page.goto(base + address))?.status(), address).toBe(200);
  expect(admin.wrong).toEqual([]);
});

test("its pictures say in words and as a table what they show, and fit a phone", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  await admin.open("");
  const { page } = admin;
  await page.setViewportSize(PHONE);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(PHONE.width);
  const points = page.locator("figure", { hasText: "Points issued and spent" });
  expect(await points.getByRole("img").getAttribute("aria-label")).toContain("Points issued: at most 89,800");
  await points.getByText("The numbers").click();
  await points.getByRole("cell", { name: "89,800" }).waitFor();
  const funnel = page.locator("figure", { hasText: "From the file to the claim" });
  expect(await funnel.locator("tbody tr").allTextContents()).toEqual([
    "Created4 · 100 %",
    "Mailed4 · 100 %",
    "Delivered3 · 75 %",
    "Claimed1 · 25 %",
  ]);
});
