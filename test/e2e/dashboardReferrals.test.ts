import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHROMIUM, NO_CHROMIUM, openBrowser } from "./support/browser.ts";
import { csrfOf, type Desk, fieldsOf, logIn, openDashboardShop } from "./support/dashboard.ts";
import { ADMIN, AYU, DIMAS, type OpenShop, STAFF } from "./support/shop.ts";

let shop: OpenShop;
let browser: Browser;
let admin: Desk;
let staff: Desk;
beforeAll(async () => {
  if (!CHROMIUM) return;
  shop = await openDashboardShop({ rateLimited: false });
  browser = await openBrowser(CHROMIUM);
  admin = await logIn(browser, shop, ADMIN);
  staff = await logIn(browser, shop, STAFF);
  for (const [member, referrer] of [
    [AYU.id, DIMAS.id],
    [CHILD, AYU.id],
    [GRANDCHILD, CHILD],
  ] as const)
    await shop.rows("insert into referrals values (?, ?, ?, 1000)", member, referrer, `brought-${member}`);
  await shop.rows(
    `insert into earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
      values ('purchase:one', 'purchase', ?, ?, 500000, 50000000, 1, 1)`,
    AYU.id,
    CHILD,
  );
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

const CHILD = "1180000000000000777";
const GRANDCHILD = "1180000000000000778";

const pathOf = ({ page }: Desk) => new URL(page.url()).pathname;

const post = ({ context }: Desk, path: string, form: Record<string, string>) =>
  context.request.post(`${shop.settings.PUBLIC_URL}${path}`, { form, maxRedirects: 0 });

const walletOf = (memberId: string) =>
  shop.value("select balance from accounts where id = ?", `member:${memberId}/money`);

test("staff see who brought whom and what it earned; batches and the blacklist are for admins", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open, wrong } = staff;
  await open("/referrals");
  await page.locator("main [name=member]").fill(AYU.id);
  await page.getByRole("button", { name: "Show their network" }).click();
  await page.getByText("Who brought whom").waitFor();
  const tree = page.locator(".tree");
  expect(await tree.textContent()).toMatch(new RegExp(`${DIMAS.id}.*${AYU.id}.*${CHILD}.*brought 1`, "s"));
  expect(await tree.getByText(GRANDCHILD).count()).toBe(0);
  await page.getByRole("link", { name: `Show whom ${CHILD} brought` }).click();
  await tree.getByText(GRANDCHILD).waitFor();
  expect(await page.locator(".tile").nth(1).textContent()).toContain("5,000");
  await open(`/referrals/members/${AYU.id}/earnings`);
  expect(await page.getByRole("cell", { name: "Rp 5,000", exact: true }).count()).toBe(1);

  expect(await page.getByText("Cashback batches").count()).toBe(0);
  for (const path of [
    "/referrals/batches",
    "/referrals/blacklist",
    "/referrals/batches/BATCH-20261121-000000",
  ])
    expect([path, await open(path)]).toEqual([path, 403]);
  await open("/referrals");
  const form = { csrf: await csrfOf(page), request: "web-0123456789abcdefghijklmno", member: "" };
  expect((await post(staff, "/dashboard/referrals/batches", form)).status()).toBe(403);
  expect(wrong).toEqual([]);
});

test("an admin stops somebody's referrals with a reason, once however often it is sent, and lets them go on", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open("/referrals/blacklist");
  const form = {
    ...(await fieldsOf(page)),
    member: DIMAS.id,
    reason: "Own <b>accounts</b>",
    action: "add",
  };
  expect((await post(admin, "/dashboard/referrals/blacklist", form)).status()).toBe(303);
  expect((await post(admin, "/dashboard/referrals/blacklist", form)).status()).toBe(303);
  expect(await shop.value("select count(*) from audits where action = 'referrals.stop'")).toBe(1);
  await open("/referrals/blacklist");
  expect(await page.getByRole("cell", { name: "Own <b>accounts</b>" }).count()).toBe(1);
  await page.getByRole("cell", { name: DIMAS.id }).getByRole("link").click();
  await page.getByText("Let them earn again").first().click();
  await page.locator("main [name=reason]").fill("They were not theirs");
  await page.getByRole("button", { name: "Let them earn again" }).click();
  await page.getByText("Referrals go on").waitFor();
  expect(await shop.value("select count(*) from referral_blacklist")).toBe(0);
});

test("a batch is summed up by a job, shown, confirmed, and paid once however often that is sent", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open, wrong } = admin;
  await open("/referrals/batches");
  await page.getByText("Pay cashback").click();
  await page.getByRole("button", { name: "See what would be paid" }).click();
  await page.getByRole("button", { name: "Pay 1" }).waitFor();
  expect(await page.getByText("Rp 5,000").count()).toBeGreaterThan(0);
  expect(await walletOf(AYU.id)).toBeUndefined();
  const [path, form] = [pathOf(admin), await fieldsOf(page)];
  expect((await post(admin, `${path}/confirm`, { ...form, csrf: "x" })).status()).toBe(403);
  expect((await post(admin, `${path}/confirm`, form)).status()).toBe(303);
  expect((await post(admin, `${path}/confirm`, form)).status()).toBe(303);
  // Another press of another page comes too late.
  const late = { ...form, request: "web-0123456789abcdefghijklmnp" };
  expect((await post(admin, `${path}/confirm`, late)).status()).toBe(409);
  await page.reload();
  await page.locator(".tile").filter({ hasText: "In all" }).waitFor();
  expect(await walletOf(AYU.id)).toBe(5_000);
  const exported = await post(admin, `${path}/export`, form);
  expect(exported.headers()["content-disposition"]).toContain("attachment");
  expect(await exported.text()).toContain(AYU.id);
  await open("/referrals/batches");
  expect(await page.locator("figure.chart").textContent()).toContain("Rp 5,000 · members: 1");
  expect(wrong).toEqual([]);
});

test("only whoever began a batch confirms it; what could not be paid is seen with its reason and paid by another try", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const refused = `create trigger refused before insert on transfers when new.credit = 'member:${AYU.id}/money'
    begin select raise(abort, 'refused_by_a_test'); end`;
  await shop.rows(
    `insert into earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
      values ('purchase:two', 'purchase', ?, ?, 200000, 20000000, 1, 1)`,
    AYU.id,
    CHILD,
  );
  shop.discord.setRoles(DIMAS.id, [...ADMIN.roleIds]);
  const other = await logIn(browser, shop, DIMAS);
  const { page, open } = admin;
  await open("/referrals/batches");
  await page.getByText("Pay cashback").click();
  await page.getByRole("button", { name: "See what would be paid" }).click();
  await page.getByRole("button", { name: "Pay 1" }).waitFor();
  const [path, form] = [pathOf(admin), await fieldsOf(page)];
  await other.open(path.replace("/dashboard", ""));
  await other.page.getByText("Only whoever began it can confirm or cancel it.").waitFor();
  expect(await other.page.locator("form[action$=confirm], form[action$=cancel]").count()).toBe(0);
  const pressed = await post(other, `${path}/confirm`, { ...form, csrf: await csrfOf(other.page) });
  expect(pressed.status()).toBe(409);
  expect(await pressed.text()).toContain(ADMIN.id);
  expect(await walletOf(AYU.id)).toBe(5_000);

  await shop.rows(refused);
  await page.getByRole("button", { name: "Pay 1" }).click();
  await page.getByRole("button", { name: "Pay the failed ones again (1)" }).waitFor();
  expect(await page.locator("main").textContent()).toContain("refused_by_a_test");
  expect(await walletOf(AYU.id)).toBe(5_000);
  await shop.rows("drop trigger refused");
  const [again] = await page.locator("form[action$=retry]").all();
  const retried = Object.fromEntries(
    await Promise.all(
      ["csrf", "request"].map(async (name) => [
        name,
        (await again?.locator(`[name=${name}]`).getAttribute("value")) ?? "",
      ]),
    ),
  );
  await page.getByRole("button", { name: "Pay the failed ones again (1)" }).click();
  await shop.until(`select balance from accounts where id = 'member:${AYU.id}/money'`, 7_000);
  expect((await post(admin, `${path}/retry`, retried)).status()).toBe(303);
  await shop.idle();
  expect(await walletOf(AYU.id)).toBe(7_000);
  await page.reload();
  expect(await page.getByRole("button", { name: "Pay the failed ones again" }).count()).toBe(0);
  shop.discord.setRoles(DIMAS.id, []);
  await other.context.close();
});

test("a batch that would pay nobody says why, and pays nothing", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, open } = admin;
  await open("/referrals/batches");
  await page.getByText("Pay cashback").click();
  await page.locator("main [name=member]").fill(DIMAS.id);
  await page.getByRole("button", { name: "See what would be paid" }).click();
  await page.getByText("has no cashback that is still to be paid").waitFor();
  expect(await page.getByRole("button", { name: /^Pay \d/ }).count()).toBe(0);
});
