import type { Context, Next } from "hono";
import type { Core } from "../core.ts";
import { BUCKETS_MAX } from "../limits.ts";
import { isBearer, tokenHolder } from "./oauth.ts";

type Limit = { readonly requests: number; readonly perMs: number };

/** What was seen of Discord's limits (platform.md 1.1 and 1.8); the numbers themselves are not documented. */
const WEBHOOK: Limit = { requests: 5, perMs: 2_000 };
const CHANNEL: Limit = { requests: 5, perMs: 5_000 };
/** A person's own routes. Users call that of the member aggressively limited. */
const PERSON: Limit = { requests: 5, perMs: 5_000 };
const ELSEWHERE: Limit = { requests: 50, perMs: 1_000 };
const GLOBAL: Limit = { requests: 50, perMs: 1_000 };

/** Of which limit a call is, whether it counts towards the bot's global one, and whether the answer tells where it stands. */
type Bucket = {
  readonly name: string;
  readonly limit: Limit;
  readonly global: boolean;
  readonly told: boolean;
};
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
    const bucket = bucketOf(core, context);
    const overall = bucket.global ? take("global", GLOBAL) : null;
    const window = take(bucket.name, bucket.limit);
    const nowMs = core.clock();
    if (core.rateLimited && overall && overall.left < 0) return tooMany(overall, nowMs, true);
    if (core.rateLimited && window.left < 0)
      return withHeaders(tooMany(window, nowMs, false), window, bucket, nowMs);
    await next();
    context.res = withHeaders(context.res, window, bucket, nowMs);
    return undefined;
  };
}

function bucketOf(core: Core, context: Context): Bucket {
  const { method, path } = context.req;
  const route = path.replace(/^.*\/api\/v10\//, "");
  const [kind = "", first = "", second = ""] = route.split("/");
  const own = { global: false, told: true };
  if (kind === "webhooks") return { ...own, name: `webhook:${second}`, limit: WEBHOOK };
  if (kind === "interactions") return { ...own, name: `interaction:${first}`, limit: ELSEWHERE };
  if (kind === "oauth2") return { ...own, name: `oauth2:${route}`, limit: ELSEWHERE, told: false };
  if (isBearer(context))
    return { ...own, name: `person:${tokenHolder(core, context)?.userId}:${method}:${route}`, limit: PERSON };
  const bots = { global: true, told: true };
  if (kind === "channels") return { ...bots, name: `channel:${method}:${first}`, limit: CHANNEL };
  return { ...bots, name: `${method}:${kind}:${first}`, limit: ELSEWHERE };
}

function withHeaders(
  response: Response,
  window: Window,
  { name, limit, told }: Bucket,
  nowMs: number,
): Response {
  if (!told) return response;
  const headers = new Headers(response.headers);
  headers.set("x-ratelimit-limit", String(limit.requests));
  headers.set("x-ratelimit-remaining", String(Math.max(0, window.left)));
  headers.set("x-ratelimit-reset", (window.resetAtMs / 1_000).toFixed(3));
  headers.set("x-ratelimit-reset-after", ((window.resetAtMs - nowMs) / 1_000).toFixed(3));
  headers.set("x-ratelimit-bucket", Buffer.from(name.split(":")[0] ?? "").toString("hex"));
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
