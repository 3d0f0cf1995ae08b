import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../src/lib/id.ts";
import { uploadOf } from "../support/uploadOf.ts";
import { CHROMIUM, NO_CHROMIUM, openBrowser } from "./support/browser.ts";
import { type Desk, fieldsOf, logIn, openDashboardShop } from "./support/dashboard.ts";
import { ADMIN, AYU, type OpenShop, STAFF } from "./support/shop.ts";

let shop: OpenShop;
let browser: Browser;
let staff: Desk;
beforeAll(async () => {
  if (!CHROMIUM) return;
  shop = await openDashboardShop();
  browser = await openBrowser(CHROMIUM);
  staff = await logIn(browser, shop, STAFF);
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

const HOSTILE = "<script>alert(1)</script>‮ 😀.csv";

/** Drops a file on the form, as from a folder. */
async function drop({ page }: Desk, name: string, text: string) {
  const files = await page.evaluateHandle(`(() => {
    const files = new DataTransfer();
    files.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: "text/csv" }));
    return files;
  })()`);
  await page.dispatchEvent("[data-drop]", "drop", { dataTransfer: files });
}

/** Has a file read, and returns its import's id. */
async function read(desk: Desk, name: string, text: string): Promise<string> {
  await desk.open("/imports/new");
  await drop(desk, name, text);
  await desk.page.getByText("What the columns are").waitFor();
  await desk.page.getByRole("button", { name: "Read the file" }).click();
  await desk.page.getByText("Rows read").waitFor();
  return desk.page.url().split("/").at(-1) ?? "";
}

const csrfOf = ({ page }: Desk) => page.locator("input[name=csrf]").first().inputValue();

/** Sends something as the page of this person would, past its form. */
async function post({ context }: Desk, path: string, form: Record<string, string>, headers = {}) {
  const url = `${shop.settings.PUBLIC_URL}/dashboard${path}`;
  return await context.request.post(url, { form, headers, maxRedirects: 0 });
}

const requestId = () => `web-${newId(Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)))}`;

test("a file that is dropped is mapped, previewed and started, its bar moves to the end, and a customer claims", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open, wrong } = staff;
  await open("/imports/new");
  const rows = ["alice@example.com,<b>A-1</b>,10,900", "bob@example.com,A-2,20,900", "nobody,=A-3,30,900"];
  await drop(staff, HOSTILE, ["mail,order id,price,total", ...rows].join("\n"));
  await page.getByText("What the columns are").waitFor();
  expect(await page.locator("select[name=email_column]").inputValue()).toBe("mail");
  // Two columns may be the amount, so none is proposed.
  expect(await page.locator("select[name=amount_column]").inputValue()).toBe("");
  await page.getByRole("button", { name: "Read the file" }).click();
  await page.getByText("No column for the amount was found").waitFor();
  await page.locator("select[name=amount_column]").selectOption("price");
  await page.getByRole("button", { name: "Read the file" }).click();
  await page.getByText("Rows read").waitFor();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(HOSTILE);
  expect(await page.getByText("1 × not a valid e-mail address (line 4)").count()).toBe(1);
  const refused = await staff.context.request.get(`${page.url()}/refused.csv`);
  expect(await refused.text()).toContain('"4","not a valid e-mail address","nobody","\'=A-3","30","900"');

  await page.getByRole("button", { name: "Import and mail 2" }).click();
  await page.locator(".badge.done").getByText("done").waitFor();
  const picture = page.getByRole("img", { name: /^Claims a day\./ });
  expect(await picture.count()).toBe(0);
  await shop.idle();
  const [mail] = shop.sendgrid.mailbox.list().filter(({ to }) => to === "alice@example.com");
  const code = /^\/claim code:(\S+)$/m.exec(mail?.text ?? "")?.[1] ?? "";
  await shop.discord.command(AYU.id, { name: "claim", options: { code } });
  await page.reload();
  expect(await page.locator(".tile").filter({ hasText: "Claimed" }).textContent()).toContain("1");
  expect(await picture.count()).toBe(1);
  expect(wrong).toEqual([]);
});

test("only whoever uploaded a file starts or cancels its import", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const importId = await read(staff, "own.csv", "email,order id,total\nx@example.com,O-1,10\n");
  const admin = await logIn(browser, shop, ADMIN);
  await admin.open(`/imports/${importId}`);
  await admin.page.getByText("Only the one who uploaded it can start it").waitFor();
  expect(await admin.page.getByRole("button", { name: /Import and mail/ }).count()).toBe(0);
  const csrf = await csrfOf(admin);
  const form = { csrf, request: requestId() };
  expect((await post(admin, `/imports/${importId}/confirm`, form)).status()).toBe(409);
  expect((await post(admin, `/imports/${importId}/cancel`, form)).status()).toBe(409);
  await staff.page.getByRole("button", { name: "Cancel" }).click();
  await staff.page.getByText("Import cancelled").waitFor();
  expect(await shop.value("select state from imports where id = ?", importId)).toBe("cancelled");
});

test("what does not come from our own page is refused, and does nothing", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const before = await shop.value("select count(*) from imports");
  await staff.open("/imports/new");
  const csrf = await csrfOf(staff);
  const upload = (headers: Record<string, string>) =>
    staff.context.request.post(`${shop.settings.PUBLIC_URL}/dashboard/imports/upload`, {
      data: Buffer.from(uploadOf({ name: "a.csv", request: requestId() }, "email,total\na@example.com,5\n")),
      headers: { "content-type": "text/csv", ...headers },
    });
  expect((await upload({})).status()).toBe(403);
  expect((await upload({ "x-csrf-token": "a".repeat(csrf.length) })).status()).toBe(403);
  expect((await upload({ "x-csrf-token": csrf, origin: "https://evil.example" })).status()).toBe(403);
  expect(await shop.value("select count(*) from imports")).toBe(before);
  expect((await upload({ "x-csrf-token": csrf })).status()).toBe(201);
});

test("a mail that bounced is found, its claim is given to the right address, once however often it is sent", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open, wrong } = staff;
  await read(staff, "typo.csv", "email,order id,total\ntypo@example.com,T-1,700\n");
  await page.getByRole("button", { name: "Import and mail 1" }).click();
  await page.locator(".badge.done").waitFor();
  await shop.idle();
  const [mail] = shop.sendgrid.mailbox.list().filter(({ to }) => to === "typo@example.com");
  await shop.sendgrid.mailbox.deliver(mail?.id ?? "", "bounce");
  await open("/mail");
  await page.getByRole("link", { name: "T-1" }).first().click();
  await page.getByText("The e-mail bounced").waitFor();
  const old = page.url().split("/").at(-1) ?? "";

  const csrf = await csrfOf(staff);
  const form = { csrf, request: requestId(), email: "right@example.com" };
  const [one, other] = [
    await post(staff, `/claims/${old}/reissue`, form),
    await post(staff, `/claims/${old}/reissue`, form),
  ];
  expect([one.status(), other.status()]).toEqual([303, 303]);
  expect(one.headers().location).toBe(other.headers().location);
  await shop.idle();
  expect(shop.sendgrid.mailbox.list().filter(({ to }) => to === "right@example.com")).toHaveLength(1);
  await open("/claims?email=RIGHT%40example.com");
  await page.getByRole("link", { name: "T-1" }).click();
  await page.getByText("In place of").waitFor();
  expect(await page.getByRole("link", { name: old }).count()).toBe(1);
  await open("/claims?email=nobody");
  expect(await page.getByText("That is not an e-mail address").count()).toBe(1);
  expect(wrong).toEqual([]);
});

test("admins revoke all open claims of an import, once however often it is sent, and what was claimed stays", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const addresses = ["rina", "sinta", "tono"].map((name) => `${name}@example.com`);
  const rows = addresses.map((address, at) => `${address},W-${at},600`);
  const importId = await read(staff, "wrong.csv", ["email,order id,total", ...rows, ""].join("\n"));
  await staff.page.getByRole("button", { name: "Import and mail 3" }).click();
  await staff.page.locator(".badge.done").getByText("done").waitFor();
  await shop.idle();
  const [mail] = shop.sendgrid.mailbox.list().filter(({ to }) => to === addresses[0]);
  const code = /^\/claim code:(\S+)$/m.exec(mail?.text ?? "")?.[1] ?? "";
  await shop.discord.command(AYU.id, { name: "claim", options: { code } });

  // Staff do not see the way, and past the page they are refused.
  expect(await staff.page.getByRole("link", { name: /open claims? …$/ }).count()).toBe(0);
  const asStaff = { csrf: await csrfOf(staff), request: requestId(), reason: "x" };
  expect((await post(staff, `/imports/${importId}/revoke`, asStaff)).status()).toBe(403);
  expect(
    await shop.value("select count(*) from claims where import_id = ? and state = 'revoked'", importId),
  ).toBe(0);

  const admin = await logIn(browser, shop, ADMIN);
  await admin.open(`/imports/${importId}`);
  await admin.page.getByRole("link", { name: "Revoke 2 open claims …" }).click();
  await admin.page.getByText("2 codes of this import would be worth nothing").waitFor();
  const form = await fieldsOf(admin.page);
  await admin.page.getByLabel("Reason").fill("the wrong <b>file</b>");
  await admin.page.getByRole("button", { name: "Revoke 2 claims" }).click();
  await admin.page.getByText("Claims that were open: 2. Their codes are worth nothing now.").waitFor();
  expect(await admin.page.locator(".tile").filter({ hasText: "Revoked" }).textContent()).toContain("2");
  expect(await admin.page.locator(".tile").filter({ hasText: "Claimed" }).textContent()).toContain("1");
  expect(await admin.page.getByRole("link", { name: /open claims? …$/ }).count()).toBe(0);
  const again = { ...form, reason: "the wrong <b>file</b>" };
  expect((await post(admin, `/imports/${importId}/revoke`, again)).status()).toBe(303);
  expect(await shop.value("select count(*) from audits where action = 'import.revoke'")).toBe(1);
  await admin.open(`/imports/${importId}/revoke`);
  await admin.page.getByText("None of this import's claims is open any more").waitFor();
  expect([staff.wrong, admin.wrong]).toEqual([[], []]);
});
