import type { Browser, BrowserContext, Page } from "playwright-core";
import * as z from "zod";
import type { ShopOptions } from "../../../scripts/stack/shop.ts";
import { DESKTOP } from "./browser.ts";
import { type OpenShop, openShop, threePorts } from "./shop.ts";

const PATIENCE_MS = 15_000;

/** A shop whose dashboard a browser can log in to: cookies of https are taken over http on `localhost` alone. */
export async function openDashboardShop(options: Partial<ShopOptions> = {}): Promise<OpenShop> {
  const ports = await threePorts();
  const publicUrl = `http://localhost:${ports.worker}`;
  return await openShop({ ...options, ports, settings: { ...options.settings, PUBLIC_URL: publicUrl } });
}

export type Desk = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Scripts that failed, and what the page's policy refused. */
  readonly wrong: readonly string[];
  /** Opens a page of the dashboard; its answer's status. */
  open(path: string): Promise<number>;
};

/** Logs somebody in with a browser of their own. */
export async function logIn(
  browser: Browser,
  shop: OpenShop,
  person: { readonly username: string },
  viewport = DESKTOP,
): Promise<Desk> {
  const base = shop.settings.PUBLIC_URL ?? "";
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => {
    // A page that is answered with 4xx is told of by the browser as well.
    if (message.type() === "error" && !message.text().includes("Failed to load resource"))
      wrong.push(message.text());
  });
  await page.goto(`${base}/dashboard/login`);
  await page.getByTestId(`as-${person.username}`).check();
  await page.getByTestId("authorize").click();
  await page.waitForURL(`${base}/dashboard`);
  const open = async (path: string) => (await page.goto(`${base}/dashboard${path}`))?.status() ?? 0;
  return { page, context, wrong, open };
}

const SENT = `Object.fromEntries([...new FormData(document.querySelector("main form[method=post]"))]
  .filter(([, value]) => typeof value === "string"))`;

/** What the page's first form would send now: to send it twice, as a browser that lost the answer may. */
export async function fieldsOf(page: Page): Promise<Record<string, string>> {
  return z.record(z.string(), z.string()).parse(await page.evaluate(SENT));
}

/** The token that proves this session's forms. */
export const csrfOf = async (page: Page): Promise<string> =>
  (await page.locator('[name="csrf"]').first().getAttribute("value")) ?? "";
