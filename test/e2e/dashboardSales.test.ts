import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHROMIUM, NO_CHROMIUM, openBrowser, PHONE } from "./support/browser.ts";
import { csrfOf, type Desk, fieldsOf, logIn, openDashboardShop } from "./support/dashboard.ts";
import { ADMIN, AYU, type OpenShop, STAFF } from "./support/shop.ts";

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

const HOSTILE = `<script>alert(1)</script>\u202e 😀 *x* ${"long".repeat(30)}`;

const address = (path: string) => `${shop.settings.PUBLIC_URL}/dashboard${path}`;

const post = ({ context }: Desk, path: string, form: Record<string, string>) =>
  context.request.post(address(path), { form, maxRedirects: 0 });

const field = ({ page }: Desk, name: string) => page.locator(`main [name="${name}"]`);

/** Makes tokens, and returns the path of their page. */
async function makeTokens(description: string, quantity: number, campaign = ""): Promise<string> {
  await admin.open("/tokens/new");
  await field(admin, "description").fill(description);
  await field(admin, "quantity").fill(String(quantity));
  await field(admin, "campaign").fill(campaign);
  await admin.page.getByRole("button", { name: "Make tokens" }).click();
  await admin.page.getByRole("link", { name: "Sheet to print" }).waitFor();
  return new URL(admin.page.url()).pathname.replace("/dashboard", "");
}

test("an admin makes a campaign and more tokens than one batch takes, prints them, and closes the campaign once", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open, wrong } = admin;
  await open("/tokens/campaigns");
  await page.getByText("Make a campaign").first().click();
  await field(admin, "name").fill("Spring <b>");
  await page.getByRole("button", { name: "Make a campaign" }).click();
  await page.getByText("Campaign made").waitFor();
  const batch = await makeTokens(HOSTILE, 1_200, "Spring <b>");
  expect(await page.locator(".tile").first().textContent()).toContain("1,200");
  const csv = await admin.context.request.get(address(`${batch}/codes.csv`));
  expect(csv.headers()["content-disposition"]).toContain("attachment");
  expect((await csv.text()).trim().split("\n")).toHaveLength(1_201);

  const sheet = await admin.context.newPage();
  const refused: string[] = [];
  sheet.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  const answer = await sheet.goto(address(`${batch}/sheet`));
  expect(answer?.headers()["content-security-policy"]).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+';/,
  );
  expect(await sheet.locator("section").count()).toBe(50);
  // The style is let in by its hash: without it a code would not be in large type.
  expect(await sheet.evaluate(`getComputedStyle(document.querySelector("code")).fontWeight`)).toBe("700");
  expect(refused).toEqual([]);
  await sheet.close();

  await open("/tokens/campaigns");
  await page.getByRole("link", { name: "Spring <b>" }).click();
  await page.getByRole("button", { name: "Close this campaign" }).click();
  await page.getByRole("button", { name: "Close for ever" }).waitFor();
  const [path, form] = [new URL(page.url()).pathname.replace("/dashboard", ""), await fieldsOf(page)];
  expect((await post(admin, path, form)).status()).toBe(303);
  expect((await post(admin, path, form)).status()).toBe(303);
  expect(await shop.value("select count(*) from tokens where state = 'removed'")).toBe(1_200);
  expect(await shop.value("select count(*) from audits where action = 'campaign.close'")).toBe(1);
  expect(wrong).toEqual([]);
});

test("staff find a token and read its way, but only admins make and remove them, after a question", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  await makeTokens("Flyer", 3);
  const code = (await admin.page.locator(".codes code").first().textContent()) ?? "";
  await staff.open(`/tokens?prefix=${code.slice(0, 4).toLowerCase()}`);
  await staff.page.getByRole("link", { name: code }).click();
  await staff.page.getByText("It can be used for an order.").waitFor();
  expect(await staff.page.getByText("Remove this token").count()).toBe(0);
  expect(await staff.open("/tokens/new")).toBe(403);
  await staff.open("/tokens");
  const csrf = await csrfOf(staff.page);
  const form = { csrf, request: "web-0123456789abcdefghijklmno", reason: "no" };
  expect((await post(staff, `/tokens/${code}/remove`, form)).status()).toBe(403);
  expect((await post(staff, "/tokens/new", { ...form, description: "x", quantity: "1" })).status()).toBe(403);

  const { page, open } = admin;
  await open(`/tokens/${code}`);
  await page.getByText("Remove this token").click();
  await field(admin, "reason").fill("Lost <i>");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Remove for ever" }).waitFor();
  expect(await shop.value("select state from tokens where code = ?", code)).toBe("available");
  await page.getByRole("button", { name: "Remove for ever" }).click();
  await page.getByText("Promo token removed").waitFor();
  expect(await page.getByRole("cell", { name: "Lost <i>" }).count()).toBe(1);
  expect(await shop.value("select state from tokens where code = ?", code)).toBe("removed");
});

test("staff make an order once, complete several at once, send a receipt, and cancel with a reason", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open, wrong } = staff;
  await makeTokens("Discount", 1);
  const code = (await admin.page.locator(".codes code").first().textContent()) ?? "";
  await open("/orders/new");
  await field(staff, "description").fill(HOSTILE);
  await field(staff, "customerId").fill(AYU.id);
  await field(staff, "token").fill(code);
  await field(staff, "amount").fill("15000");
  const form = await fieldsOf(page);
  const [one, other] = [await post(staff, "/orders/new", form), await post(staff, "/orders/new", form)];
  expect([one.status(), one.headers().location]).toEqual([303, "/dashboard/orders/ED001"]);
  expect(other.headers().location).toBe(one.headers().location);
  expect(await shop.value("select count(*) from orders")).toBe(1);
  const { csrf: _, ...unproven }: Record<string, string> = {
    ...form,
    request: "web-0123456789abcdefghijklmnp",
  };
  expect((await post(staff, "/orders/new", unproven)).status()).toBe(403);
  for (const what of ["Poster", "Logo"]) {
    await open(`/orders/new?member=${AYU.id}`);
    await field(staff, "description").fill(what);
    await page.getByRole("button", { name: "Make an order" }).click();
    await page.getByText(/Order ED\d+ is made/).waitFor();
  }

  await open("/orders");
  await page.getByLabel("Mark ED001").check();
  await page.getByLabel("Mark ED002").check();
  await page.getByRole("button", { name: "Complete the marked ones" }).click();
  await page.getByText("Orders completed: 2").waitFor();
  expect(await shop.value("select state from tokens where code = ?", code)).toBe("used");
  await open("/orders/ED001");
  await page.getByRole("button", { name: "Send the receipt" }).click();
  await page.getByText("is on its way").waitFor();
  expect(await shop.value("select count(*) from receipt_sends")).toBe(1);

  await open("/orders/ED003");
  await page.getByText("Cancel it").click();
  await page.locator("form[action$=cancel] [name=reason]").fill("No answer");
  await page.getByRole("button", { name: "Cancel this order" }).click();
  await page.getByText("Order ED003 is cancelled").waitFor();
  expect(await page.getByText("No answer").count()).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});

test("an order is made with a file, once, that comes back as it was; without a script it is made without one", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open, wrong } = staff;
  const before = await shop.value("select count(*) from orders");
  const bytes = Buffer.from(Array.from({ length: 4_000_000 }, (_, at) => (at * 31) & 255));
  await open(`/orders/new?member=${AYU.id}`);
  await field(staff, "description").fill("A poster");
  await page
    .locator("[name=file]")
    .setInputFiles({ name: "‮<b>sketch.png", mimeType: "image/png", buffer: bytes });
  await field(staff, "token").fill("NOSUCHTOKEN9");
  await page.getByRole("button", { name: "Make an order" }).click();
  // The reason itself, though most of the file was still to come when it was found.
  await page.locator(".notice.refused", { hasText: "token" }).waitFor();
  expect(await field(staff, "description").inputValue()).toBe("A poster");
  expect(await shop.value("select count(*) from orders")).toBe(before);
  await field(staff, "token").fill("");
  await page.getByRole("button", { name: "Make an order" }).click();
  await page.getByText(/Order ED\d+ is made/).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "sketch.png" }).click();
  const path = await (await download).path();
  expect(Buffer.compare(readFileSync(path), bytes)).toBe(0);

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await staff.context.storageState(),
  });
  const bare = await plain.newPage();
  await bare.goto(`${shop.settings.PUBLIC_URL}/dashboard/orders/new?member=${AYU.id}`);
  expect(await bare.locator("[name=file]").isVisible()).toBe(false);
  await bare.locator("[name=description]").fill("By hand");
  await bare.getByRole("button", { name: "Make an order" }).click();
  await bare.getByText(/Order ED\d+ is made/).waitFor();
  await plain.close();
  expect(await shop.value("select count(*) from orders")).toBe(Number(before) + 2);
  expect(wrong).toEqual([]);
});

test("no page of tokens and orders is wider than a phone, whatever people are called", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open, wrong } = staff;
  await page.setViewportSize({ width: 360, height: 700 });
  const paths = ["/tokens", "/tokens/batches", "/tokens/campaigns", "/tokens/stats"];
  for (const path of [...paths, "/orders", "/orders?which=all", "/orders/ED001", "/orders/new"]) {
    expect([path, await open(path)]).toEqual([path, 200]);
    expect([path, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([path, 360]);
  }
  expect(wrong).toEqual([]);
});
