import { dashboard, handleDashboard } from "../../src/dashboard/door.tsx";
import type { Level } from "../../src/domain/actor.ts";
import type { Shop } from "../../src/domain/deps.ts";
import { csrfTokenOf, idHashOf, newSecret } from "../../src/domain/sessions/secret.ts";
import { HOUR_MS } from "../../src/lib/time.ts";
import type { TestShop } from "./shop.ts";

/** Logs an admin in without Discord, or somebody else; returns the cookie that their browser would have. */
export async function logInAs(
  shop: TestShop,
  memberId = "1180000000000000902",
  level: Level = "admin",
): Promise<string> {
  const secret = newSecret(shop.deps().random);
  const nowMs = BigInt(shop.clock.now());
  await shop.database.run({
    sql: `insert into sessions (id_hash, member_id, name, level, checked_at_ms, device, created_at_ms, expires_at_ms)
      values (?, ?, 'Ratna', ?, ?, 'a test', ?, ?)`,
    args: [idHashOf(secret), memberId, level, nowMs, nowMs, nowMs + BigInt(HOUR_MS)],
  });
  return `__Host-coffer=${secret}`;
}

/** A route without the forms of its parameters: `/members/:id`. */
export const plainRoute = (route: string) => route.replace(/\{(?:[^{}]|\{[^}]*\})*\}/g, "");

/** Without a session. */
const OUTSIDE = /\/(assets|login|callback|out)\b/;

/** The pages and files of whoever is in, as the dashboard has them. */
export const dashboardPages: readonly string[] = [
  ...new Set(
    dashboard.routes
      .filter(({ method, path }) => method === "GET" && !OUTSIDE.test(path))
      .map(({ path }) => plainRoute(path)),
  ),
];

/** An address of a page, below `/dashboard`; there may be nothing that it names. */
export const sampleOf = (page: string) =>
  page
    .replace(/^\/dashboard/, "")
    .replace("batches/:id", "batches/BATCH-20270115-000001")
    .replace("orders/:code", "orders/ED001")
    .replace(/:\w+/g, "1180000000000000203");

/** What a browser shows for itself: its cookie, and with a form that it is the dashboard's own. */
export type Proof = { readonly cookie: string; readonly csrf?: string; readonly origin?: string };

export const proofOf = (cookie: string): Proof => ({
  cookie,
  csrf: csrfTokenOf(cookie.split("=")[1] ?? ""),
});

/** A browser's request to the dashboard, by its address below `/dashboard` or a whole one. */
export function visitDashboard(
  shop: TestShop,
  path: string,
  init: RequestInit,
  change: Partial<Shop> = {},
): Promise<Response> {
  const deps = shop.deps({ shop: change });
  const room = { deps, requestId: "test", settings: { given: () => "90", forget: () => undefined } };
  const url = path.startsWith("http") ? path : `${deps.shop.publicUrl}/dashboard${path}`;
  return handleDashboard(room, new Request(url, init));
}
