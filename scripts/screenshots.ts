import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@libsql/client/http";
import type { Page } from "playwright-core";
import { registerCommands } from "./register/register.ts";
import { CHROMIUM, openBrowser } from "./stack/chromium.ts";
import { scratchFolder } from "./stack/scratch.ts";
import { seedShop } from "./stack/seed.ts";
import { freePorts, type Shop, startShop } from "./stack/shop.ts";

/** Where five pages of the dashboard become pictures for the README, from the example shop that `npm start` makes. */
const DOCS = join(import.meta.dirname, "../docs");
const SIZE = { width: 960, height: 720 };
const OVERVIEW_HEIGHT = 1_280;
/** A README of large pictures is not read on a phone. */
const BYTES_MAX = 150_000;
const TOPUPS = [150_000, 75_000];

if (!CHROMIUM) {
  console.error("There is no Chromium here: install it, or set CHROMIUM to its path.");
  process.exit(1);
}
// wrangler tells of every batch of a queue otherwise.
process.env.WRANGLER_LOG ??= "warn";
const folder = scratchFolder("coffer-screenshots-");
const ports = await freePorts();
// Cookies of https are taken over http on `localhost` alone.
const publicUrl = `http://localhost:${ports.worker}`;
const shop = await startShop({ folder, ports, rateLimited: false, settings: { PUBLIC_URL: publicUrl } });
const browser = await openBrowser(CHROMIUM);
try {
  await fillShop(shop);
  const page = await browser.newPage({ viewport: SIZE, colorScheme: "light" });
  await logIn(page);
  const importId = await newest(shop, "imports");
  const pages = {
    overview: "",
    import: `/imports/${importId}`,
    member: `/members/${shop.discord.world.users[2]?.id}`,
    settings: "/settings",
    ledger: "/ledger",
  };
  mkdirSync(DOCS, { recursive: true });
  for (const [name, address] of Object.entries(pages)) {
    const response = await page.goto(`${publicUrl}/dashboard${address}`);
    if (!response?.ok()) throw new Error(`${address} was answered with ${response?.status()}`);
    const path = join(DOCS, `dashboard-${name}.png`);
    // The overview's pictures stand below its numbers.
    const height = name === "overview" ? OVERVIEW_HEIGHT : SIZE.height;
    // What a page fetches behind itself, a name at Discord for one.
    await page.locator("[data-again]").first().waitFor({ state: "detached" });
    await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: SIZE.width, height } });
    const { size } = statSync(path);
    if (size > BYTES_MAX) throw new Error(`${path} has ${size} bytes, more than ${BYTES_MAX}`);
    console.log(`${path} ${size} bytes`);
  }
} finally {
  await browser.close();
  await shop.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

/** The history that `npm start` begins with, and two top-ups. */
async function fillShop(shop: Shop): Promise<void> {
  const { settings, discord, midtrans, sqld } = shop;
  const client = {
    applicationId: settings.DISCORD_APPLICATION_ID ?? "",
    botToken: settings.DISCORD_BOT_TOKEN ?? "",
    apiUrl: settings.DISCORD_API_URL ?? "",
    cdnUrl: settings.DISCORD_CDN_URL ?? "",
    publicUrl,
  };
  await registerCommands(client, null, false);
  await fetch(`${shop.worker.url}/health`);
  await seedShop(shop);
  const database = createClient({ url: sqld.url });
  for (const [at, amount] of TOPUPS.entries()) {
    const payer = discord.world.users[2 + at];
    const asked = await discord.command(payer?.id ?? "", { name: "topup", options: { amount } });
    await discord.waitFor(({ id, attachments }) => id === asked.message?.id && attachments.length > 0);
    await midtrans.pay(await newest(shop, "topups"));
  }
  await until(async () => {
    const { rows } = await database.execute(
      "select count(*) from outbox where state in ('waiting', 'running')",
    );
    return Number(rows[0]?.[0]) === 0;
  });
  database.close();
}

async function newest({ sqld }: Shop, table: "imports" | "topups"): Promise<string> {
  const client = createClient({ url: sqld.url });
  const { rows } = await client.execute(`select id from ${table} order by created_at_ms desc limit 1`);
  client.close();
  return String(rows[0]?.[0]);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function logIn(page: Page): Promise<void> {
  const [admin] = shop.discord.world.users;
  await page.goto(`${publicUrl}/dashboard/login`);
  await page.getByTestId(`as-${admin?.username}`).check();
  await page.getByTestId("authorize").click();
  await page.waitForURL(`${publicUrl}/dashboard`);
}
