import { request } from "node:http";
import * as z from "zod";
import { DAY_MS } from "../../src/lib/time.ts";
import { wholeOf } from "../scale/parts.ts";
import { pageSamples } from "./pageSamples.ts";
import { logIn, seedPages } from "./pageSeed.ts";
import { median } from "./pairs.ts";
import type { SizedShop } from "./scale.ts";
import type { Shop } from "./shop.ts";

/** How long a page may take. */
export const PAGE_MS_MAX = 100;
/** Times that each page is asked for, after two that warm it up. */
const TIMES = 9;
/** A download is bounded by its rows, not by a moment, and asked for less often. */
const DOWNLOAD_TIMES = 3;
/** Without a page of their own: they answer from the session, or with a file of ours. */
const ASKS_NOTHING = /\/(assets|login|callback|out)\b/;
const DOWNLOAD = /\.csv$|\/(file|sheet)$/;

export type PageFigures = {
  readonly address: string;
  readonly isDownload: boolean;
  readonly bytes: number;
  /** Until its first byte; a page has its last one then too. */
  readonly firstMs: number;
  readonly fastestMs: number;
  readonly medianMs: number;
  readonly slowestMs: number;
};

const routesSchema = z.array(z.object({ method: z.string(), path: z.string() }));

/**
 * How long each page of the dashboard takes an admin who is logged in; of lists the second page too.
 * @param routesPort where `bare/routes.ts` tells which routes there are.
 * @throws Error when a route has no sample, or a page is not shown.
 */
export async function measurePages(
  sized: SizedShop,
  shop: Shop,
  publicUrl: string,
  routesPort: number,
): Promise<PageFigures[]> {
  const routes = await routesOf(routesPort);
  const seeded = await seedPages(sized.client, shop, wholeOf(sized.members, 0));
  const addresses = addressesOf(routes, seeded, sized.members);
  const cookie = await logIn(sized.client);
  const host = new URL(publicUrl).host;
  const figures: PageFigures[] = [];
  for (const address of addresses) {
    const ask = (path: string) => open(sized.port, host, path, cookie);
    const { text } = await ask(address);
    figures.push(await measure(address, ask));
    const next = nextOf(address, text);
    if (next) figures.push(await measure(next, ask));
  }
  return figures;
}

async function measure(address: string, ask: (path: string) => Promise<Answer>): Promise<PageFigures> {
  const isDownload = DOWNLOAD.test(new URL(address, "http://shop").pathname);
  const { text } = await ask(address);
  const answers: Answer[] = [];
  for (let at = 0; at < (isDownload ? DOWNLOAD_TIMES : TIMES); at++) answers.push(await ask(address));
  const times = answers.map(({ ms }) => ms);
  return {
    address,
    isDownload,
    bytes: Buffer.byteLength(text),
    firstMs: median(answers.map(({ firstMs }) => firstMs)),
    fastestMs: Math.min(...times),
    medianMs: median(times),
    slowestMs: Math.max(...times),
  };
}

/** The routes of pages, without what their parameters must look like. */
async function routesOf(port: number): Promise<string[]> {
  const told = routesSchema.parse(await (await fetch(`http://127.0.0.1:${port}/`)).json());
  const pages = told.filter(({ method, path }) => method === "GET" && !ASKS_NOTHING.test(path));
  return [...new Set(pages.map(({ path }) => path.replace(/\{[^/]*\}(?=\/|$)/g, "")))];
}

/** A sample names the route's parameters in their order and what is asked behind them, each behind a `|`. */
function addressesOf(
  routes: readonly string[],
  seeded: Awaited<ReturnType<typeof seedPages>>,
  members: number,
): string[] {
  const today = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  const samples = pageSamples(wholeOf(members, 0), seeded, today);
  const known = Object.keys(samples).map((route) => `/dashboard${route}`);
  const missing = routes.filter((route) => !known.includes(route));
  const gone = known.filter((route) => !routes.includes(route));
  if (missing.length > 0) throw new Error(`pages without a sample: ${missing.join(" ")}`);
  if (gone.length > 0) throw new Error(`samples without a page: ${gone.join(" ")}`);
  return Object.entries(samples).flatMap(([route, each]) =>
    each.map((sample) => {
      const parts = sample.split("|");
      const path = route.replace(/:\w+/g, () => parts.shift() ?? "");
      return `/dashboard${path}${parts.join("")}`;
    }),
  );
}

/** Where a list leads on, as its link has it. */
function nextOf(address: string, text: string): string | null {
  const { pathname, searchParams } = new URL(address, "http://shop");
  for (const [, href = ""] of text.matchAll(/href="([^"]*[?&;]after=[^"]*)"/g)) {
    const next = new URL(href.replaceAll("&amp;", "&"), "http://shop");
    const isSame = [...searchParams].every(([name, value]) => next.searchParams.get(name) === value);
    if (next.pathname === pathname && isSame) return next.pathname + next.search;
  }
  return null;
}

type Answer = { readonly ms: number; readonly firstMs: number; readonly text: string };

/** How long an answer takes from its asking to its first and its last byte. */
function open(port: number, host: string, path: string, cookie: string): Promise<Answer> {
  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  return new Promise((resolve, reject) => {
    const headers = { host, cookie, accept: "text/html" };
    const asked = request({ host: "127.0.0.1", port, path, headers }, (response) => {
      const firstMs = since();
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => void chunks.push(chunk));
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve({ ms: since(), firstMs, text });
        else reject(new Error(`${path} was answered with ${response.statusCode}: ${text.slice(-1_500)}`));
      });
    });
    asked.once("error", reject).end();
  });
}
