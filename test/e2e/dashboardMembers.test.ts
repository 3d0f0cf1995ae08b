import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHROMIUM, NO_CHROMIUM, openBrowser, PHONE } from "./support/browser.ts";
import { csrfOf, type Desk, fieldsOf, logIn, openDashboardShop } from "./support/dashboard.ts";
import { ADMIN, AYU, DIMAS, type OpenShop, STAFF } from "./support/shop.ts";

const HOSTILE = "\u202Eevil <script>alert(1)</script> *b* `c` 💥 ".padEnd(190, "x");

let shop: OpenShop;
let browser: Browser;
let admin: Desk;
beforeAll(async () => {
  if (!CHROMIUM) return;
  shop = await openDashboardShop();
  browser = await openBrowser(CHROMIUM);
  admin = await logIn(browser, shop, ADMIN);
});
afterAll(async () => {
  expect(admin?.wrong ?? []).toEqual([]);
  await browser?.close();
  await shop?.stop();
});

const pointsOf = (memberId: string) =>
  shop.value("select coalesce(max(balance), 0) from accounts where id = ?", `member:${memberId}/points`);

/** Fills the form that changes points, without sending it. */
async function fillPoints({ page }: Desk, amount: number | string, reason: string) {
  const form = page.locator('form[action$="/points"]');
  await form.getByLabel("How many points").fill(String(amount));
  await form.getByLabel("Reason").fill(reason);
  return form;
}

test("an admin finds a member by name, gives points with a reason, and sees it in the books and the audit log", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open("/members");
  await page.getByLabel("Name or number").fill("ay");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("row", { name: /Ayu/ }).getByRole("link", { name: AYU.id }).click();
  await page.getByText("@ayu").waitFor();

  const form = await fillPoints(admin, 500, HOSTILE);
  await form.getByRole("button").click();
  await page.getByRole("status").getByText("Points added").waitFor();
  await page.getByRole("status").getByText("+500 points").waitFor();
  expect(await page.getByRole("cell", { name: HOSTILE.trim() }).count()).toBe(1);

  const file = await page.request.get(`${page.url()}/history.csv?asset=points`);
  expect(file.headers()["content-disposition"]).toBe(`attachment; filename="points-${AYU.id}.csv"`);
  expect(await file.text()).toContain('"500","500","points.add"');

  await open(`/audit?target=${AYU.id}`);
  expect(await page.getByRole("cell", { name: "Points added" }).count()).toBe(1);
  expect(await page.getByText(HOSTILE.trim()).count()).toBe(1);
  expect(await page.locator("main script").count()).toBe(0);
  const log = await page.request.get(
    `${shop.settings.PUBLIC_URL}/dashboard/audit/export.csv?action=points.add`,
  );
  expect(await log.text()).toContain(`"member:${AYU.id}"`);
});

test("who used a command stands in lists by name, and is found by it also while Discord is away", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  const base = { viewport: page.viewportSize() };
  const name = HOSTILE.slice(0, 80);
  shop.discord.rename(DIMAS.id, name);
  await shop.discord.command(DIMAS.id, { name: "invite" });
  await open("/members");
  const row = page.getByRole("row", { name: DIMAS.id });
  await row.getByText(name).waitFor();
  await row.getByRole("link", { name: DIMAS.id }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  expect(await page.title()).toContain(name);
  // The page asks Discord for the name by itself: what it is called then is learnt.
  await page.getByText("@dimas").waitFor();

  shop.discord.rename(DIMAS.id, "Dimas");
  shop.discord.faults.next({ path: "/members/search", status: 503, times: 5 });
  await open(`/members?q=${encodeURIComponent("\u202EEVIL <")}`);
  await page.getByText("Discord cannot be asked now").waitFor();
  expect(await page.getByRole("link", { name: DIMAS.id }).count()).toBe(1);
  shop.discord.faults.clear();
  await open(`/members?q=dim`);
  await page.getByRole("row", { name: "@dimas" }).waitFor();
  await open("/members");
  await row.getByText("Dimas").waitFor();
  expect(await page.locator("main script").count()).toBe(0);
  await page.setViewportSize(PHONE);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(PHONE.width);
  if (base.viewport) await page.setViewportSize(base.viewport);
});

test("a field for a member offers whom a name that is typed may mean", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open("/orders/new");
  const field = page.locator("[name=customerId]");
  await field.pressSequentially("ay");
  const offered = page.locator(`datalist option[value="${AYU.id}"]`);
  await offered.waitFor({ state: "attached" });
  expect(await offered.textContent()).toBe(AYU.displayName);
  const isTaken = () => page.evaluate("document.querySelector('[name=customerId]').checkValidity()");
  expect(await page.locator("datalist option").count()).toBe(1);
  expect(await isTaken()).toBe(false);
  await field.fill(AYU.id);
  expect(await isTaken()).toBe(true);
});

test("a form that is sent twice changes points once, and one without its token not at all", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open(`/members/${DIMAS.id}`);
  await fillPoints(admin, 70, "for a test");
  const form = await fieldsOf(page);
  const send = (fields: Record<string, string>) =>
    page.request.post(`${shop.settings.PUBLIC_URL}/dashboard/members/${DIMAS.id}/points`, {
      form: fields,
      headers: { origin: shop.settings.PUBLIC_URL ?? "" },
      maxRedirects: 0,
    });
  const before = Number(await pointsOf(DIMAS.id));
  expect([(await send(form)).status(), (await send(form)).status()]).toEqual([303, 303]);
  const after = Number(await pointsOf(DIMAS.id));
  expect(after).toBeGreaterThanOrEqual(before + 70);
  expect((await send(form)).status()).toBe(303);
  expect((await send({ ...form, csrf: "no" })).status()).toBe(403);
  expect((await send({ ...form, request: "mine", amount: "9" })).status()).toBe(403);
  expect(Number(await pointsOf(DIMAS.id))).toBe(after);
});

test("points and money typed with thousands marked off are what they are read as in Indonesia", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open(`/members/${DIMAS.id}`);
  await (await fillPoints(admin, "1.500", "grouped")).getByRole("button").click();
  await page.getByRole("status").getByText("+1,500 points").waitFor();
  const money = page.locator('form[action$="/money"]');
  await money.getByLabel("How much money").fill("Rp 50.000");
  await money.getByLabel("Reason").fill("grouped");
  await money.getByRole("button").click();
  await page.getByRole("status").getByText("+Rp 50,000").waitFor();
  await page.getByRole("link", { name: "Make an order for a customer" }).click();
  expect(await page.getByLabel("Member").inputValue()).toBe(DIMAS.id);
});

test("staff see members and award, and change no balances", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const staff = await logIn(browser, shop, STAFF, PHONE);
  const { page, open } = staff;
  await open(`/members/${AYU.id}`);
  expect(await page.locator('form[action$="/points"], form[action$="/money"]').count()).toBe(0);
  await open("/achievements");
  expect(await page.getByRole("button", { name: "Save" }).count()).toBe(0);
  const form = {
    csrf: await csrfOf(page),
    request: `web-${"0".repeat(25)}`,
    action: "add",
    amount: "5",
    reason: "x",
  };
  for (const path of [`members/${AYU.id}/points`, `members/${AYU.id}/money`, "achievements"]) {
    const answer = await page.request.post(`${shop.settings.PUBLIC_URL}/dashboard/${path}`, { form });
    expect([path, answer.status()]).toEqual([path, 403]);
  }
  expect(await open("/members/balances")).toBe(403);
  for (const path of ["/members", `/members/${AYU.id}`, "/audit", "/jobs", "/achievements"]) {
    await open(path);
    expect([path, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([path, PHONE.width]);
  }
  expect(staff.wrong).toEqual([]);
  await staff.context.close();
});

test("an achievement is made, awarded on a member's page, and taken back", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open("/achievements");
  await page.getByLabel("Name", { exact: true }).fill("Helper <b>");
  await page.getByLabel("What it is for", { exact: true }).fill("For help");
  await page.getByLabel("Emoji").fill("🎉");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Helper <b>", level: 1 }).waitFor();
  const address = page.url();

  await open(`/members/${AYU.id}`);
  await page.getByRole("button", { name: "Award" }).click();
  await page.getByRole("status").getByText("Achievement awarded").waitFor();
  await page.goto(address);
  await page.getByRole("link", { name: AYU.id }).click();
  const row = page.getByRole("row", { name: /Helper <b>/ });
  await row.getByText("Revoke").first().click();
  await row.getByLabel("Reason").fill("a mistake");
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("status").getByText("Achievement revoked").waitFor();
  expect(await shop.value("select count(*) from awards where revoked_at_ms is not null")).toBe(1);
});

test("a file changes many balances: read, seen, started, followed to its end", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  const before = Number(await pointsOf(AYU.id));
  await open("/members/balances");
  const csv = `user_id,points\n${AYU.id},40\nnobody,5\n`;
  const file = { name: "<b>prizes.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByLabel("Reason").fill("a contest");
  await page.getByRole("button", { name: "Read the file" }).click();
  await page.getByText("1 member would get 40 points in all.").waitFor();
  expect(Number(await pointsOf(AYU.id))).toBe(before);
  await page.reload();
  await page.getByText("not a Discord user id (line 3)").waitFor();
  const refused = await page.request.get(`${page.url()}/refused.csv`);
  expect(await refused.text()).toContain('"3","not a Discord user id","nobody","5"');
  await page.getByRole("button", { name: "Give points to 1" }).click();
  await page.getByText("Points changed").waitFor();
  expect(Number(await pointsOf(AYU.id))).toBe(before + 40);
});

test("a job that was given up shows why and for whom, but no token, and is tried again", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await shop.rows(
    `insert into outbox (id, kind, payload, member_id, state, tries, due_at_ms, last_error, created_at_ms, finished_at_ms)
     values ('5.lost', 'announcement.post', '{"cause":"interaction:5","answerToken":"secret"}', ?, 'failed', 20, 0, 'DiscordFailure', 0, 1)`,
    AYU.id,
  );
  await open("/jobs");
  await page.getByRole("link", { name: "announcement.post" }).click();
  await page.getByText("DiscordFailure").waitFor();
  expect(await page.getByText("secret").count()).toBe(0);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("status").getByText("Jobs on their way again: 1.").waitFor();
  await shop.until("select state from outbox where id = '5.lost'", "done");
  expect(await open("/jobs/nothing")).toBe(404);
});
