import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { qrPng } from "../../../src/lib/qr.ts";
import { type Answer, failed, hangUp, toResponse } from "./answer.ts";
import type { Api } from "./api.ts";
import { type Faults, faultAnswer, patched } from "./faults.ts";
import { createIdempotency } from "./idempotency.ts";
import type { PaymentStore } from "./store.ts";

/** More calls than this push the oldest out. */
export const CALLS_KEPT_MAX = 10_000;
/** Of one header that names where notifications go. */
const NOTIFY_URLS_MAX = 3;

/** One call as it arrived; `code` is the `status_code` of the answer's body, null when there was no such answer. */
export type Call = {
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly http: number | null;
  readonly code: string | null;
};

type DoorParts = {
  readonly serverKey: string;
  readonly clock: () => number;
  readonly faults: Faults;
  readonly store: PaymentStore;
  readonly api: Api;
  /** Where notifications go that no header sends elsewhere: the dashboard's setting. */
  readonly notifyUrl: () => string | null;
};

type Bound = Context<{ Bindings: Partial<HttpBindings> }>;

/** The HTTP side: key, idempotency, faults, and a record of each call. */
export function createDoor({ serverKey, clock, faults, store, api, notifyUrl }: DoorParts) {
  const calls: Call[] = [];
  const authorization = `Basic ${Buffer.from(`${serverKey}:`).toString("base64")}`;
  const once = createIdempotency(clock);

  function record({ req }: Bound, answer: Answer | null): void {
    const code = answer && typeof answer.body !== "string" ? String(answer.body.status_code) : null;
    calls.push({ atMs: clock(), method: req.method, path: req.path, http: answer?.http ?? null, code });
    if (calls.length > CALLS_KEPT_MAX) calls.shift();
    store.changed();
  }

  async function answer(context: Bound, work: () => Answer): Promise<Response> {
    const { req, env } = context;
    const fault = faults.take(req.method, req.path);
    if (fault?.dropBefore) {
      record(context, null);
      return hangUp(env);
    }
    const key = req.method === "POST" ? req.header("idempotency-key") : undefined;
    const made = await once(key, async () => {
      if (fault?.delayMs) await sleep(fault.delayMs);
      return faultAnswer(fault) ?? (req.header("authorization") === authorization ? work() : unauthorized());
    });
    record(context, fault?.dropAfter ? null : made);
    return fault?.dropAfter ? hangUp(env) : toResponse(patched(made, fault));
  }

  const app = new Hono<{ Bindings: Partial<HttpBindings> }>();
  app.post("/v2/charge", async (context) => {
    const json = parse(await context.req.text());
    return await answer(context, () => api.charge(json, notifyUrls(context, notifyUrl())));
  });
  app.get("/v2/:id/status", (context) => answer(context, () => api.status(context.req.param("id"))));
  app.post("/v2/:id/cancel", (context) => answer(context, () => api.cancel(context.req.param("id"))));
  app.post("/v2/:id/expire", (context) => answer(context, () => api.expire(context.req.param("id"))));
  for (const path of ["/v2/:id/refund", "/v2/:id/refund/online/direct"] as const) {
    app.post(path, async (context) => {
      const json = parse(await context.req.text());
      return await answer(context, () => api.refund(context.req.param("id"), json));
    });
  }
  for (const path of ["/v2/qris/:id/qr-code", "/v4/qris/gopay/:id/qr-code"] as const) {
    app.get(path, (context) => {
      const payment = store.find(context.req.param("id"));
      if (!payment) return toResponse(failed("404", "Transaction doesn't exist."));
      return context.body(qrPng(payment.qrString), 200, { "content-type": "image/png" });
    });
  }
  app.all("*", (context) => answer(context, () => failed("404", "The requested resource is not found")));
  return { app, calls: calls as readonly Call[] };
}

function unauthorized(): Answer {
  return { ...failed("401", "Unknown Merchant server_key/id"), http: 401 };
}

/** Of the two headers the one that overrides wins. */
function notifyUrls({ req }: Bound, usual: string | null): string[] {
  const listed = (header: string) =>
    (req.header(header) ?? "")
      .split(",")
      .map((url) => url.trim())
      .filter(Boolean)
      .slice(0, NOTIFY_URLS_MAX);
  const instead = listed("x-override-notification");
  if (instead.length > 0) return instead;
  return [...(usual ? [usual] : []), ...listed("x-append-notification")];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
