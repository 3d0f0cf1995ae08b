import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { addressOf, places } from "../../src/dashboard/places.ts";
import { idHashOf, newSecret } from "../../src/domain/sessions/secret.ts";
import { scaleMemberId } from "../scale/make.ts";
import { median } from "./pairs.ts";
import type { SizedShop } from "./scale.ts";

/** How long a page may take. */
export const PAGE_MS_MAX = 100;
/** Times that each page is asked for, after one that warms it up. */
const TIMES = 9;
const SESSION_MS = 3_600_000;
const ADMIN_ID = "1300000000000000009";

export type PageFigures = { readonly address: string; readonly medianMs: number; readonly slowestMs: number };

/** The menu's pages, and those behind them that read the most in a shop of a million members. */
function addresses(members: number): string[] {
  const memberId = scaleMemberId(members >> 1);
  return [
    ...places.flatMap((group) => group.places.map(addressOf)),
    ...[
      `members/${memberId}`,
      `members/${memberId}/history`,
      `ledger?member=${memberId}`,
      "ledger?account=system%3Agrants%2Fpoints",
      "ledger?cause=scale%3A5",
      "ledger/proof",
      "shop/purchases",
      "topups/unmatched",
      "claims?state=pending",
    ].map((path) => `/dashboard/${path}`),
  ];
}

/** How long each page of the dashboard takes an admin who is logged in. @throws Error when one is not shown. */
export async function measurePages(shop: SizedShop, publicUrl: string): Promise<PageFigures[]> {
  const cookie = await logIn(shop);
  const figures: PageFigures[] = [];
  for (const address of addresses(shop.members)) {
    const ask = () => open(shop.port, new URL(publicUrl).host, address, cookie);
    await ask();
    const times: number[] = [];
    for (let at = 0; at < TIMES; at++) times.push(await ask());
    figures.push({ address, medianMs: median(times), slowestMs: Math.max(...times) });
  }
  return figures;
}

/** As the end of a login leaves it, without Discord; the Worker asks nobody for the role before minutes have passed. */
async function logIn({ client }: SizedShop): Promise<string> {
  const secret = newSecret((bytes) => randomBytes(bytes));
  const nowMs = BigInt(Date.now());
  await client.execute({
    sql: `insert into sessions (id_hash, member_id, name, level, checked_at_ms, device, created_at_ms, expires_at_ms)
      values (?, ?, 'Bench', 'admin', ?, 'bench', ?, ?)`,
    args: [idHashOf(secret), ADMIN_ID, nowMs, nowMs, nowMs + BigInt(SESSION_MS)],
  });
  return `__Host-coffer=${secret}`;
}

/** How long a page takes from its asking to its last byte. */
function open(port: number, host: string, path: string, cookie: string): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { host, cookie, accept: "text/html" };
    const asked = request({ host: "127.0.0.1", port, path, headers }, (response) => {
      response.resume();
      response.once("end", () => {
        if (response.statusCode === 200) resolve(performance.now() - startedAt);
        else reject(new Error(`${path} was answered with ${response.statusCode}`));
      });
    });
    asked.once("error", reject).end();
  });
}
