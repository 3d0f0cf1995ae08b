import { setTimeout as pause } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, Next } from "hono";

/** What goes wrong with the next requests that match. */
export type Fault = {
  readonly method?: string;
  /** Part of the path, or a pattern for it. */
  readonly path?: string | RegExp;
  /** How many requests are hit; 1 when left out. */
  readonly times?: number;
  /** The status answered instead. 429 comes with Discord's body and headers. */
  readonly status?: number;
  readonly retryAfterS?: number;
  /** A 429 of the bot's global limit. */
  readonly global?: boolean;
  /** Answers a page, as Cloudflare does in front of Discord. */
  readonly html?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the connection without an answer. */
  readonly dropConnection?: boolean;
  readonly delayMs?: number;
  /** Does what was asked first, and fails only then: the answer is lost, the effect is not. */
  readonly afterCommit?: boolean;
};

export type Faults = ReturnType<typeof createFaults>;
type Bound = Context<{ Bindings: Partial<HttpBindings> }>;

const CLOUDFLARE_PAGE = "<!doctype html><title>Access denied | error code: 1015</title>";

/** Faults in the order they were asked for; each request is hit by the first that matches. */
export function createFaults() {
  let waiting: { readonly fault: Fault; left: number }[] = [];

  function take(method: string, path: string): Fault | undefined {
    const hit = waiting.find(({ fault }) => matches(fault, method, path));
    if (!hit) return undefined;
    hit.left -= 1;
    waiting = waiting.filter(({ left }) => left > 0);
    return hit.fault;
  }

  return {
    next: (fault: Fault): void => void waiting.push({ fault, left: fault.times ?? 1 }),
    clear: (): void => {
      waiting = [];
    },
    /** How many requests will still be hit. */
    left: (): number => waiting.reduce((sum, { left }) => sum + left, 0),
    middleware: async (context: Bound, next: Next): Promise<void> => {
      const fault = take(context.req.method, context.req.path);
      if (fault?.delayMs) await pause(fault.delayMs);
      if (!fault || !fails(fault)) return await next();
      if (fault.afterCommit) await next();
      context.res = undefined;
      context.res = fault.dropConnection ? drop(context) : failed(fault);
    },
  };
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method && fault.method !== method) return false;
  return typeof fault.path === "string" ? path.includes(fault.path) : (fault.path?.test(path) ?? true);
}

function fails(fault: Fault): boolean {
  return fault.dropConnection === true || fault.status !== undefined;
}

function drop(context: Bound): Response {
  const incoming = context.env.incoming;
  if (!incoming) throw new Error("a connection can be dropped only when the stand-in listens on a port");
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function failed(fault: Fault): Response {
  const { status = 500, retryAfterS = 1, global = false, html = false } = fault;
  const headers = new Headers(fault.headers);
  if (status === 429) {
    headers.set("retry-after", String(Math.ceil(retryAfterS)));
    headers.set("x-ratelimit-scope", global ? "global" : "user");
    if (global) headers.set("x-ratelimit-global", "true");
  }
  if (html) {
    headers.set("content-type", "text/html");
    return new Response(CLOUDFLARE_PAGE, { status, headers });
  }
  headers.set("content-type", "application/json");
  const body =
    status === 429
      ? { message: "You are being rate limited.", retry_after: retryAfterS, global }
      : { message: `${status}: as the test asked`, code: 0 };
  return new Response(status === 304 || status === 204 ? null : JSON.stringify(body), { status, headers });
}
