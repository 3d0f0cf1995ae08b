import type { Browser } from "playwright-core";
import { CHROMIUM, openBrowser } from "../../../scripts/stack/chromium.ts";

export { CHROMIUM, openBrowser };
export const NO_CHROMIUM = "no Chromium here: install it, or set CHROMIUM to its path";

const PATIENCE_MS = 15_000;
export const DESKTOP = { width: 1_280, height: 900 };
export const PHONE = { width: 390, height: 800 };

/** The page, with all that went wrong in it. */
export async function openPage(browser: Browser, url: string, viewport = DESKTOP) {
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(PATIENCE_MS);
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) wrong.push(request.url());
  });
  await page.goto(url);
  return { page, wrong };
}
