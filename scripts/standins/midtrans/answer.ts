import { randomUUID } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

/** An answer before it is HTTP: what counts is the `status_code` in its body. A string as body is HTML. */
export type Answer = {
  readonly http: number;
  readonly body: Readonly<Record<string, unknown>> | string;
};

/** Midtrans answers most of its failures with HTTP 200. */
export function failed(code: string, message: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  return { http: 200, body: { status_code: code, status_message: message, id: randomUUID(), ...more } };
}

export function done(body: Readonly<Record<string, unknown>>): Answer {
  return { http: 200, body };
}

export function isSuccess({ http, body }: Answer): boolean {
  return http === 200 && typeof body !== "string" && /^2/.test(String(body.status_code));
}

export function toResponse({ http, body }: Answer): Response {
  const isHtml = typeof body === "string";
  return new Response(isHtml ? body : JSON.stringify(body), {
    status: http,
    headers: { "content-type": isHtml ? "text/html" : "application/json" },
  });
}

/** Ends the connection without an answer. */
export function hangUp({ incoming }: Partial<HttpBindings>): Response {
  if (!incoming) throw new Error("only a served stand-in can drop a connection");
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
