import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHROMIUM, NO_CHROMIUM, openBrowser, PHONE } from "./support/browser.ts";
import { type Desk, logIn, openDashboardShop } from "./support/dashboard.ts";
import { ADMIN, AYU, type OpenShop } from "./support/shop.ts";

let shop: OpenShop;
let browser: Browser;
let admin: Desk;
beforeAll(async () => {
  if (!CHROMIUM) return;
  [shop, browser] = await Promise.all([openDashboardShop({ rateLimited: false }), openBrowser(CHROMIUM)]);
  admin = await logIn(browser, shop, ADMIN, PHONE);
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

const FOCUSED = "document.activeElement.textContent";

test("a refused form stands there again with all that was typed, the reason in it, and goes through once mended", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  const description = `Two <b>bags</b>, "ground"\nand a cup`;
  await open(`/orders/new?member=${AYU.id}`);
  await page.getByLabel("What is to be done").fill(description);
  await page.getByLabel("Promo token").fill("NOPE1");
  await page.getByLabel("Priority").selectOption("0");
  const send = page.getByRole("button", { name: "Make an order" });
  await send.click();
  const form = page.locator("main form");
  await form.getByRole("alert").waitFor();
  expect(await page.evaluate(FOCUSED)).toContain("promo token");
  expect(await page.getByLabel("What is to be done").inputValue()).toBe(description);
  expect(await page.getByLabel("Member").inputValue()).toBe(AYU.id);
  expect(await page.getByLabel("Priority").inputValue()).toBe("0");
  await page.getByLabel("Promo token").fill("");
  await page.getByLabel("Due").fill("soon");
  await send.click();
  await form.getByRole("alert").waitFor();
  expect(await page.getByLabel("Due").inputValue()).toBe("soon");
  await page.getByLabel("Due").fill("");
  await send.click();
  await page.waitForURL("**/orders/ED001");
  expect(await shop.value("select description from orders")).toBe(description.replace("\n", "\r\n"));
  expect(await shop.value("select count(*) from orders")).toBe(1);
});

test("a folded form opens again, and one below a member's page is found although its own address is only written to", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  const make = page.locator("form[action='/dashboard/shop/products']");
  for (const name of ["First", "Second"]) {
    await open("/shop");
    await page.getByText("Make a product").click();
    await make.locator("[name=sku]").fill("same");
    await make.locator("[name=name]").fill(name);
    await page.getByRole("button", { name: "Make it" }).click();
    await page.waitForURL(/\/shop\/products(\/.+)?$/);
  }
  await page.locator("details[open]").getByRole("alert").waitFor();
  expect(await make.locator("[name=name]").inputValue()).toBe("Second");

  await open(`/members/${AYU.id}`);
  const points = page.locator("form[action$='/points']");
  const amount = points.locator("[name=amount]");
  await points.locator("[name=action]").selectOption("remove");
  await amount.fill("5");
  await points.locator("[name=reason]").fill("too much");
  for (const _ of ["once", "twice"]) {
    await points.getByRole("button").click();
    await points.getByRole("alert").getByRole("link", { name: "Ayu" }).waitFor();
    expect(await amount.inputValue()).toBe("5");
  }
  expect(await points.locator("[name=action]").inputValue()).toBe("remove");
  expect(await shop.value("select count(*) from transfers")).toBe(0);
  expect(admin.wrong).toEqual([]);
});

test("a field that cannot be taken is marked, and a stranger's page is never shown for it", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open(`/orders/new?member=${AYU.id}`);
  await page.getByLabel("What is to be done").fill("Three cups");
  await page.getByLabel("Price before any discount").fill("1.23456");
  await page.getByRole("button", { name: "Make an order" }).click();
  await page.getByText("Look at the marked fields again").waitFor();
  expect(await page.locator("[aria-invalid=true]").getAttribute("name")).toBe("amount");
  expect(await page.getByLabel("What is to be done").inputValue()).toBe("Three cups");
  const form = {
    csrf: await page.locator("main [name=csrf]").getAttribute("value"),
    request: "web-0000000000000000000000000",
    customerId: "nobody",
    back: "https://example.com/dashboard",
  };
  const refused = await admin.context.request.post(`${shop.settings.PUBLIC_URL}/dashboard/orders/new`, {
    form: Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value ?? ""])),
  });
  expect(refused.status()).toBe(400);
  expect(await refused.text()).not.toContain("<textarea");
});

test("pictures look back as far as the address says, and an empty shop says what to begin with", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open("");
  await page.getByText("This shop is empty").waitFor();
  for (const path of ["/ledger", "/shop/purchases", "/topups", ""]) {
    await open(path);
    await page.getByRole("link", { name: "7 days", exact: true }).click();
    await page.waitForURL("**?days=7");
    expect(await page.locator("main p [aria-current]").textContent()).toBe("7 days");
    expect(await page.locator("figure").count()).toBeGreaterThan(0);
  }
});
