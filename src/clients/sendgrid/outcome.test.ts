import { describe, expect, it } from "vitest";
import {
  type Answer,
  classify,
  RATE_LIMIT_WAIT_MAX_MS,
  RATE_LIMIT_WAIT_MIN_MS,
  RATE_LIMIT_WAIT_MS,
  type SendOutcome,
} from "./outcome.ts";

const nowMs = 1_800_000_000_000;
const nowSeconds = nowMs / 1_000;
const facts = { recipients: 3, nowMs };

function answer(status: number, body: unknown = "", headers: Record<string, string> = {}): Answer {
  return { status, headers, body };
}

function errors(...fields: (string | null)[]): unknown {
  return { errors: fields.map((field) => ({ message: `wrong: ${field}`, field, help: null })) };
}

describe("SendGrid's answer to a call", () => {
  it.each<[string, Answer, SendOutcome]>([
    ["202", answer(202, "", { "x-message-id": "abc" }), { kind: "accepted", messageId: "abc" }],
    ["202 without an id", answer(202), { kind: "accepted", messageId: null }],
    ["400 of no JSON", answer(400, "<html>"), { kind: "refused", reason: "HTTP 400" }],
    ["400 naming nobody", answer(400, errors("subject")), { kind: "refused", reason: "wrong: subject" }],
    ["400 without a field", answer(400, errors(null)), { kind: "refused", reason: "wrong: null" }],
    ["401", answer(401, errors(null)), { kind: "unauthorized", status: 401, reason: "wrong: null" }],
    ["403", answer(403), { kind: "unauthorized", status: 403, reason: "HTTP 403" }],
    ["413", answer(413), { kind: "too_large" }],
    ["500", answer(500, "<html>"), { kind: "unavailable", status: 500 }],
    ["503", answer(503), { kind: "unavailable", status: 503 }],
    ["a redirect", answer(302), { kind: "unavailable", status: 302 }],
    ["another server", answer(404), { kind: "unavailable", status: 404 }],
    ["no answer in time", { lost: "timeout" }, { kind: "uncertain", reason: "timeout" }],
    ["a lost connection", { lost: "connection_lost" }, { kind: "uncertain", reason: "connection_lost" }],
  ])("is read: %s", (_, given, expected) => {
    expect(classify(given, facts)).toEqual(expected);
  });

  it("names each refused recipient once, in order, whatever part of it is wrong", () => {
    const fields = ["personalizations.2.to.0.email", "personalizations.0.to", "personalizations.2", "from"];
    expect(classify(answer(400, errors(...fields)), facts)).toEqual({
      kind: "recipient_refused",
      indexes: [0, 2],
      reason: "wrong: personalizations.2.to.0.email",
    });
  });

  it.each([
    "personalizations.3.to.0.email",
    "personalizations.-1.to",
    "personalizations.1x.to",
    "personalizations",
  ])("blames no recipient for %s", (field) => {
    expect(classify(answer(400, errors(field)), facts).kind).toBe("refused");
  });

  it("tells a reason without the address that SendGrid put in it", () => {
    const body = {
      errors: [{ message: "duplicate of [budi@example.com]", field: "personalizations", help: null }],
    };
    expect(classify(answer(400, body), facts)).toEqual({
      kind: "refused",
      reason: "duplicate of [[address]]",
    });
  });

  it.each([
    ["its reset time", { "x-ratelimit-reset": String(nowSeconds + 30) }, 30_000],
    ["seconds to wait", { "retry-after": "7" }, 7_000],
    ["a reset time that has passed", { "x-ratelimit-reset": String(nowSeconds - 5) }, RATE_LIMIT_WAIT_MIN_MS],
    ["a reset time in the far future", { "x-ratelimit-reset": "999999999999" }, RATE_LIMIT_WAIT_MAX_MS],
    ["nonsense", { "x-ratelimit-reset": "soon" }, RATE_LIMIT_WAIT_MS],
    ["nothing", {}, RATE_LIMIT_WAIT_MS],
  ])("says how long to wait after a 429 from %s", (_, headers, retryAfterMs) => {
    expect(classify(answer(429, "", headers), facts)).toEqual({ kind: "rate_limited", retryAfterMs });
  });
});
