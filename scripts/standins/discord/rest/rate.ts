import type { Context, Next } from "hono";
import type { Core } from "../core.ts";
import { BUCKETS_MAX } from "../limits.ts";

type Limit = { readonly requests: number; readonly perMs: number };

/** What was seen of Discord's limits (platform.md 1.1 and 1.8); the numbers themselves are not documented. */
const WEBHOOK: Limit = { requests: 5, perMs: 2_000 };
const CHANNEL: Limit = { requests: 5, perMs: 5_000 };
const ELSEWHERE: Limit = { requests: 50, perMs: 1_000 };
const GLOBAL: Limit = { requests: 50, perMs: 1_000 };

type Window = { readonly resetAtMs: number; left: number };

/** Counts calls a bucket and answers 429 beyond its limit, with Discord's headers. Interaction routes are free of the global limit. */
export function rateLimits(core: Core) {
  const windows = new Map<string, Window>();

  function take(bucket: string, limit: Limit): Window {
    const now = core.clock();
    const known = windows.get(bucket);
    const window =
      known && known.resetAtMs > now ? known : { resetAtMs: now + limit.perMs, left: limit.requests };
    window.left -= 1;
    windows.delete(bucket);
    windows.set(bucket, window);
    const [oldest] = windows.keys();
    if (windows.size > BUCKETS_MAX && oldest) windows.delete(oldest);
    return window;
  }

  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const { bucket, limit, global } = bucketOf(context.req.method, context.req.path);
    const overall = global ? take("global", GLOBAL) : null;
    const window = take(bucket, limit);
    const nowMs = core.clock();
    if (core.rateLimited && overall && overall.left < 0) return tooMany(overall, nowMs, true);
    if (core.rateLimited && window.left < 0)
      return withHeaders(tooMany(window, nowMs, false), window, limit, bucket, nowMs);
    await next();
    context.res = withHeaders(context.res, window, limit, bucket, nowMs);
    return undefined;
  };
}

function bucketOf(method: string, path: string): { bucket: string; limit: Limit; global: boolean } {
  const [kind = "", first = "", second = ""] = path.replace(/^.*\/api\/v10\//, "").split("/");
  if (kind === "webhooks") return { bucket: `webhook:${second}`, limit: WEBHOOK, global: false };
  if (kind === "interactions") return { bucket: `interaction:${first}`, limit: ELSEWHERE, global: false };
  if (kind === "channels") return { bucket: `channel:${method}:${first}`, limit: CHANNEL, global: true };
  return { bucket: `${method}:${kind}:${first}`, limit: ELSEWHERE, global: true };
}

function withHeaders(
  response: Response,
  window: Window,
  limit: Limit,
  bucket: string,
  nowMs: number,
): Response {
  const headers = new Headers(response.headers);
  headers.set("x-ratelimit-limit", String(limit.requests));
  headers.set("x-ratelimit-remaining", String(Math.max(0, window.left)));
  headers.set("x-ratelimit-reset", (window.resetAtMs / 1_000).toFixed(3));
  headers.set("x-ratelimit-reset-after", ((window.resetAtMs - nowMs) / 1_000).toFixed(3));
  headers.set("x-ratelimit-bucket", Buffer.from(bucket.split(":")[0] ?? "").toString("hex"));
  return new Response(response.body, { status: response.status, headers });
}

function tooMany(window: Window, nowMs: number, global: boolean): Response {
  const seconds = (window.resetAtMs - nowMs) / 1_000;
  const body = { message: "You are being rate limited.", retry_after: seconds, global };
  const headers = {
    "retry-after": String(Math.ceil(seconds)),
    "x-ratelimit-scope": global ? "global" : "user",
    ...(global ? { "x-ratelimit-global": "true" } : {}),
  };
  return Response.json(body, { status: 429, headers });
}
