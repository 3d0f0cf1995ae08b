import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import * as z from "zod";
import { type Answer, faultAnswer, hangUp, rateLimitHeaders, refused, toResponse } from "./answer.ts";
import { CALL_BYTES_MAX, refusal } from "./call.ts";
import type { Faults } from "./faults.ts";

/** More calls than this push the oldest out. */
export const CALLS_KEPT_MAX = 10_000;

/** One call as it arrived; `status` is null when the connection went before it was looked at. */
export type SendCall = {
  readonly atMs: number;
  readonly bytes: number;
  readonly recipients: number;
  readonly status: number | null;
};

type DoorParts = {
  readonly apiKey: string;
  readonly clock: () => number;
  readonly faults: Faults;
  /** Handles a call that has the right key and size. */
  readonly accept: (json: unknown) => Answer;
  readonly onCall: () => void;
};

/** The HTTP side: key, size, faults, and a record of each call. */
export function createSendDoor({ apiKey, clock, faults, accept, onCall }: DoorParts) {
  const calls: SendCall[] = [];
  const handle = (authorization: string | undefined, bytes: number, json: unknown): Answer => {
    if (authorization !== `Bearer ${apiKey}`) return refused(401, refusal("The key is not valid.", null));
    if (bytes > CALL_BYTES_MAX) return refused(413, refusal("The call is too large.", null));
    return accept(json);
  };
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>();
  app.post("/v3/mail/send", async ({ req, env }) => {
    const fault = faults.take();
    const body = await req.text();
    const bytes = Buffer.byteLength(body);
    if (fault?.delayMs) await sleep(fault.delayMs);
    const json = parse(body);
    const answer = fault?.dropBefore
      ? null
      : (faultAnswer(fault) ?? handle(req.header("authorization"), bytes, json));
    calls.push({ atMs: clock(), bytes, recipients: recipientsOf(json), status: answer?.status ?? null });
    if (calls.length > CALLS_KEPT_MAX) calls.shift();
    onCall();
    if (fault?.answerDelayMs) await sleep(fault.answerDelayMs);
    if (!answer || fault?.dropAfterAccept) return hangUp(env);
    const times = calls.map(({ atMs }) => atMs);
    return toResponse({ ...answer, headers: { ...rateLimitHeaders(times, clock()), ...answer.headers } });
  });
  return { app, calls: calls as readonly SendCall[] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recipientsOf(json: unknown): number {
  const read = z.object({ personalizations: z.array(z.unknown()) }).safeParse(json);
  return read.data?.personalizations.length ?? 0;
}
