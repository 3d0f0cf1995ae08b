import * as z from "zod/mini";
import { MINUTE_MS, SECOND_MS } from "../../lib/time.ts";
import { shortReason } from "./reason.ts";

/** What became of one call, as facts. Only `accepted` and `uncertain` may have put a mail on its way. */
export type SendOutcome =
  | { readonly kind: "accepted"; readonly messageId: string | null }
  | { readonly kind: "recipient_refused"; readonly indexes: readonly number[]; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "too_large" }
  | { readonly kind: "unauthorized"; readonly status: 401 | 403; readonly reason: string }
  | { readonly kind: "rate_limited"; readonly retryAfterMs: number }
  | { readonly kind: "unavailable"; readonly status: number }
  | { readonly kind: "uncertain"; readonly reason: LossReason };

/** workerd says "Network connection lost." of a refused and of a dropped connection alike, so neither is known to be unsent. */
export type LossReason = "timeout" | "connection_lost";

/** An HTTP answer, or how the call ended without one. Header names are in lower case. */
export type Answer =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown }
  | { readonly lost: LossReason };

/** A 429 without a usable reset time waits this long. */
export const RATE_LIMIT_WAIT_MS = MINUTE_MS;
export const RATE_LIMIT_WAIT_MIN_MS = SECOND_MS;
export const RATE_LIMIT_WAIT_MAX_MS = 15 * MINUTE_MS;

const ERRORS_READ_MAX = 2_000;
const refusalSchema = z.object({
  errors: z
    .array(z.object({ message: z.catch(z.string(), ""), field: z.catch(z.nullable(z.string()), null) }))
    .check(z.maxLength(ERRORS_READ_MAX)),
});
type Refusal = z.infer<typeof refusalSchema>["errors"][number];

/** Reads SendGrid's answer to a call for `recipients` recipients. Documented at Twilio under "Mail Send: Errors". */
export function classify(
  answer: Answer,
  { recipients, nowMs }: { recipients: number; nowMs: number },
): SendOutcome {
  if ("lost" in answer) return { kind: "uncertain", reason: answer.lost };
  const { status, headers, body } = answer;
  // 200 is the sandbox's answer, which we never ask for; from a proxy it can only stand for the 202.
  if (status >= 200 && status < 300) return { kind: "accepted", messageId: headers["x-message-id"] ?? null };
  switch (status) {
    case 400:
      return refusal(body, recipients);
    case 401:
    case 403:
      return { kind: "unauthorized", status, reason: reasonOf(readRefusals(body), status) };
    case 413:
      return { kind: "too_large" };
    case 429:
      return { kind: "rate_limited", retryAfterMs: retryAfterMs(headers, nowMs) };
    default:
      // Whoever answers 3xx, 404 or 405 is not the mail endpoint: nothing was sent, and no recipient is at fault.
      return { kind: "unavailable", status };
  }
}

function refusal(body: unknown, recipients: number): SendOutcome {
  const errors = readRefusals(body);
  const named = errors.filter((error) => recipientIndex(error, recipients) !== null);
  if (named.length === 0) return { kind: "refused", reason: reasonOf(errors, 400) };
  const indexes = named.flatMap((error) => recipientIndex(error, recipients) ?? []);
  return {
    kind: "recipient_refused",
    indexes: [...new Set(indexes)].sort((one, other) => one - other),
    reason: reasonOf(named, 400),
  };
}

/** `personalizations.7.to.0.email` is recipient 7, as is all else below `personalizations.7`: a call has one address each. */
function recipientIndex({ field }: Refusal, recipients: number): number | null {
  const match = /^personalizations\.(\d{1,4})(?:\.|$)/.exec(field ?? "");
  const index = Number(match?.[1] ?? Number.NaN);
  return index < recipients ? index : null;
}

function readRefusals(body: unknown): readonly Refusal[] {
  const read = refusalSchema.safeParse(body);
  return read.success ? read.data.errors : [];
}

function reasonOf(errors: readonly Refusal[], status: number): string {
  return shortReason(errors[0]?.message ?? "") ?? `HTTP ${status}`;
}

/** SendGrid gives the second at which the window ends; proxies in front of it give seconds to wait. */
function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number {
  const resetMs = positiveSeconds(headers["x-ratelimit-reset"]) * SECOND_MS - nowMs;
  const afterMs = positiveSeconds(headers["retry-after"]) * SECOND_MS;
  const waitMs = [resetMs, afterMs].find(Number.isFinite) ?? RATE_LIMIT_WAIT_MS;
  return Math.min(Math.max(waitMs, RATE_LIMIT_WAIT_MIN_MS), RATE_LIMIT_WAIT_MAX_MS);
}

function positiveSeconds(header: string | undefined): number {
  return header !== undefined && /^\d{1,12}$/.test(header) ? Number(header) : Number.NaN;
}
