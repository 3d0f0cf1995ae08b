import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Refusal, refusal } from "./call.ts";
import type { Fault } from "./faults.ts";

/** An answer before it is HTTP; a string as body is HTML, anything else JSON. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export function refused(status: number, ...errors: readonly Refusal[]): Answer {
  return { status, body: { errors } };
}

/** The answer that a fault asks for; null when the call is to be handled as ever. */
export function faultAnswer(fault: Fault | undefined): Answer | null {
  if (fault?.status === undefined) return null;
  const errors = [refusal(`The stand-in was asked for ${fault.status}.`, null)];
  return { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? { errors } };
}

export function toResponse({ status, headers, body }: Answer): Response {
  if (body === undefined) return new Response(null, { status, headers: { ...headers } });
  const isHtml = typeof body === "string";
  const contentType = isHtml ? "text/html" : "application/json";
  return new Response(isHtml ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": contentType, ...headers },
  });
}

/** Ends the connection without an answer. */
export function hangUp({ incoming }: Partial<HttpBindings>): Response {
  if (!incoming) throw new Error("only a served stand-in can drop a connection");
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

const MINUTE_MS = 60_000;
const CALLS_PER_MINUTE_SHOWN = 600;

/** What SendGrid tells of its limits; nothing is refused for them here. */
export function rateLimitHeaders(callTimesMs: readonly number[], nowMs: number): Record<string, string> {
  const windowStartMs = nowMs - (nowMs % MINUTE_MS);
  const used = callTimesMs.length - 1 - callTimesMs.findLastIndex((atMs) => atMs < windowStartMs);
  return {
    "x-ratelimit-limit": String(CALLS_PER_MINUTE_SHOWN),
    "x-ratelimit-remaining": String(Math.max(0, CALLS_PER_MINUTE_SHOWN - used)),
    "x-ratelimit-reset": String((windowStartMs + MINUTE_MS) / 1_000),
  };
}
