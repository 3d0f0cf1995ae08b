import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { addressOf, places } from "../../src/dashboard/places.ts";
import { CHROMIUM, DESKTOP, NO_CHROMIUM, openBrowser } from "./support/browser.ts";
import { type Desk, logIn, openDashboardShop } from "./support/dashboard.ts";
import { fillShop, hostile, WRITTEN } from "./support/oneOfEach.ts";
import { ADMIN, AYU, DIMAS, type OpenShop, STAFF } from "./support/shop.ts";

const SMALL = { width: 360, height: 740 };
/** Every page is laid out three times, on a machine that may be busy. */
const WALK_MS = 180_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NAMES: Readonly<Record<string, string>> = {
  [ADMIN.id]: hostile("admin", 90),
  [AYU.id]: hostile("ayu", 90),
  [DIMAS.id]: hostile("dimas", 90),
};
/** Where people stand by their names, as far as the shop has heard them. */
const NAMED_ON: readonly (readonly [string, { readonly id: string }])[] = [
  ["/members", AYU],
  ["/members", DIMAS],
  ["/members/balances", ADMIN],
  ["/claims", AYU],
  ["/audit", ADMIN],
  ["/audit", AYU],
  ["/orders", DIMAS],
  ["/shop/purchases", AYU],
  ["/topups", AYU],
  ["/ledger", AYU],
  [`/referrals/members/${AYU.id}`, DIMAS],
  ["/referrals/blacklist", DIMAS],
];
/** Pages that are looked at on a desktop too: of every kind of part one. */
const WIDE_TOO = ["/dashboard", "/dashboard/shop", "/dashboard/tokens/new", "/dashboard/settings"];

let shop: OpenShop;
let browser: Browser;
let admin: Desk;
let made: Readonly<Record<string, string>>;
beforeAll(async () => {
  if (!CHROMIUM) return;
  [shop, browser] = await Promise.all([
    openDashboardShop({ rateLimited: false, settings: { PURCHASE_PAUSE_SECONDS: "0" } }),
    openBrowser(CHROMIUM),
  ]);
  for (const [id, name] of Object.entries(NAMES)) shop.discord.rename(id, name);
  admin = await logIn(browser, shop, ADMIN, SMALL);
  await shop.discord.command(DIMAS.id, { name: "invite" });
  made = await fillShop(shop, admin);
}, WALK_MS);
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

const foundSchema = z.array(
  z.object({
    id: z.string(),
    impact: z.nullable(z.string()),
    nodes: z.array(z.object({ html: z.string() })),
  }),
);

/** What axe holds against the page as it is shown now, if it is serious. */
async function faults(page: Page, rules?: readonly string[]): Promise<string[]> {
  const runOnly = rules ? `runOnly: ${JSON.stringify(rules)},` : "";
  const found = await page.evaluate(
    `axe.run({ ${runOnly} resultTypes: ["violations"] }).then(({ violations }) =>
      violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`,
  );
  return foundSchema
    .parse(found)
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join("\n    ")}`);
}

/** Looks at an open page on a phone, in light and in dark, with all that is folded opened. */
async function looked(page: Page): Promise<string[]> {
  const path = new URL(page.url()).pathname;
  await page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
  await page.evaluate(AXE);
  const wrong = await faults(page);
  await page.emulateMedia({ colorScheme: "dark" });
  wrong.push(...(await faults(page, ["color-contrast"])).map((fault) => `dark ${fault}`));
  await page.emulateMedia({ colorScheme: "light" });
  const { width, made } = measuredSchema.parse(await page.evaluate(MEASURED));
  if (width > SMALL.width) wrong.push(`${width} pixels wide on a phone`);
  if (made > 0) wrong.push(`${made} parts that somebody's text made`);
  if (WIDE_TOO.includes(path)) {
    await page.setViewportSize(DESKTOP);
    wrong.push(...(await faults(page)).map((fault) => `wide ${fault}`));
    await page.setViewportSize(SMALL);
  }
  return wrong.map((fault) => `${path} ${fault}`);
}

const MEASURED = `({
  width: document.documentElement.scrollWidth,
  made: document.querySelectorAll("main script, main img, main iframe").length,
})`;
const measuredSchema = z.object({ width: z.number(), made: z.number() });

const LINKS = `[...document.querySelectorAll("a[href^='/dashboard']")].map((link) => link.getAttribute("href"))`;
/** Files and pages that are no page of the dashboard, or another filter of one. */
const isFile = (path: string) => /\.csv$|\/(sheet|file|out|login)$/.test(path);

/** Addresses of one kind of page have one shape: what names a single thing is left out, and so are filters. */
function shapeOf(address: string): string {
  const { pathname } = new URL(address, "http://shop");
  const parts = pathname.split("/").slice(2);
  return parts
    .map((part, at) => (/[\d.:]|^[A-Z]/.test(part) || NAMED.has(parts[at - 1] ?? "") ? "*" : part))
    .join("/");
}
const NAMED = new Set(["achievements", "products"]);

/** All that is given, and one of every kind of page that links lead to from there. */
async function walk({ page }: Desk, given: readonly string[]) {
  const waiting = [...given];
  const seen = new Map<string, string>();
  const faults: string[] = [];
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const answer = await page.goto(`${shop.settings.PUBLIC_URL}${address}`);
    if (answer?.status() !== 200) faults.push(`${address} answers ${answer?.status()}`);
    const text = (await page.locator("body").textContent()) ?? "";
    seen.set(shapeOf(address), `${seen.get(shapeOf(address)) ?? ""}${text}`);
    for (const link of z.array(z.string()).parse(await page.evaluate(LINKS)))
      if (isNewKind(link, [...seen.keys(), ...waiting.map(shapeOf)])) waiting.push(link);
    faults.push(...(await looked(page)));
  }
  return { seen, faults };
}

const isNewKind = (link: string, known: readonly string[]): boolean =>
  !known.includes(shapeOf(link)) && !isFile(new URL(link, "http://shop").pathname);

test("axe finds nothing serious on any page, light, dark or small, and what people wrote stays text", {
  timeout: WALK_MS,
}, async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const dialogs: string[] = [];
  admin.page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const all = places.flatMap((group) => group.places.map(addressOf));
  const byName = `/members?q=${AYU.username}`;
  const more = [...Object.values(made), byName].map((path) => `/dashboard${path}`);
  const { seen, faults } = await walk(admin, [...all, ...more]);
  expect(faults).toEqual([]);
  expect([...seen.keys()]).toEqual(expect.arrayContaining([...all, ...more, ...LED_TO].map(shapeOf)));
  expect(dialogs).toEqual([]);
  expect(admin.wrong).toEqual([]);
  const text = [...seen.values()].join("\n");
  const lost = [...Object.values(WRITTEN), ...Object.values(NAMES)].filter(
    (written) => !text.includes(written),
  );
  expect(lost).toEqual([]);
  const nameless = NAMED_ON.filter(
    ([path, { id }]) => !seen.get(shapeOf(`/dashboard${path}`))?.includes(NAMES[id] ?? ""),
  );
  expect(nameless.map(([path]) => path)).toEqual([]);
});

/** Where lists have to lead. */
const LED_TO = [
  `/dashboard/members/${AYU.id}`,
  "/dashboard/claims/1.2",
  "/dashboard/shop/purchases/1",
  "/dashboard/topups/tu-1",
  "/dashboard/tokens/1",
  "/dashboard/shop/purchases",
  "/dashboard/shop/reviews",
  "/dashboard/sessions",
];

test("pages that refuse are as good: for admins alone, not there, stale, logged out, not let in", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const staff = await logIn(browser, shop, STAFF, SMALL);
  const { page, open } = staff;
  const found: string[] = [];
  expect(await open("/members/balances")).toBe(403);
  found.push(...(await looked(page)));
  const refusing = [
    ["/nothing", 404],
    ["/members/nobody", 404],
    ["/jobs/no", 404],
    ["/imports/nothing", 409],
    ["/orders/ED999", 409],
    ["/topups/no", 409],
  ] as const;
  for (const [path, status] of refusing) {
    expect([path, await open(path)]).toEqual([path, status]);
    found.push(...(await looked(page)));
  }
  await open("/sessions");
  expect(await looked(page)).toEqual([]);
  await page.evaluate("document.querySelector('main').append(document.createElement('input'))");
  expect(await faults(page)).toEqual([expect.stringContaining("label: <input>")]);
  await page.evaluate("for (const field of document.querySelectorAll('[name=csrf]')) field.value = 'no'");
  await page.locator("header form button").click();
  await page.waitForURL("**/logout");
  found.push(...(await looked(page)));
  await open("/out");
  found.push(...(await looked(page)));
  await staff.context.clearCookies();
  await open("/login");
  await page.getByTestId(`as-${AYU.username}`).check();
  await page.getByTestId("authorize").click();
  await page.waitForURL("**/dashboard/callback?*");
  await page.getByRole("heading", { level: 1 }).waitFor();
  found.push(...(await looked(page)));
  expect(found).toEqual([]);
  expect(staff.wrong).toEqual([]);
  await staff.context.close();
});
