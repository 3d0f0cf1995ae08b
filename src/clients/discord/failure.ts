import * as z from "zod/mini";

/**
 * Why a call to Discord did not do what it should:
 * `wait` not now, with the pause Discord asks for; `away` its side or the way to it is broken;
 * `gone` what we wrote to is not there any more; `closed` this person or channel does not take messages;
 * `token` our bot token is refused; `refused` anything else that trying again cannot mend.
 */
export type DiscordFailureKind = "wait" | "away" | "gone" | "closed" | "token" | "refused";

export class DiscordFailure extends Error {
  override name = "DiscordFailure";
  readonly kind: DiscordFailureKind;
  readonly code: number;
  readonly retryAfterMs: number;
  constructor(kind: DiscordFailureKind, code: number, retryAfterMs = 0) {
    super(`discord: ${kind} (${code})`);
    this.kind = kind;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

const errorSchema = z.object({
  code: z.catch(z.number(), 0),
  retry_after: z.optional(z.number().check(z.nonnegative())),
});

/** Discord's JSON error codes; see "Opcodes and Status Codes". */
const GONE = new Set([10_003, 10_004, 10_007, 10_008, 10_013, 10_015, 10_062, 50_027]);
const CLOSED = new Set([50_001, 50_007, 50_013, 50_278]);
const SHARED_ADDRESS_PAUSE_MS = 60_000;
const WAIT_MS_MAX = 3_600_000;

/**
 * Reads a failed answer. A 429 or 403 that is not JSON comes from the edge before Discord, which counts
 * the address that all Workers share, so it is waited out.
 */
export function classify(status: number, body: string, retryAfterHeader: string | null): DiscordFailure {
  const error = errorSchema.safeParse(parseJson(body));
  const code = error.success ? error.data.code : 0;
  if (status === 429 || (status === 403 && !error.success)) {
    const seconds =
      (error.success ? error.data.retry_after : undefined) ?? Number(retryAfterHeader ?? Number.NaN);
    const waitMs = Number.isFinite(seconds) ? Math.ceil(seconds * 1_000) : SHARED_ADDRESS_PAUSE_MS;
    return new DiscordFailure("wait", code || status, Math.min(waitMs, WAIT_MS_MAX));
  }
  if (status >= 500 || status === 408) return new DiscordFailure("away", status);
  if (status === 401 && code !== 50_027) return new DiscordFailure("token", status);
  if (GONE.has(code) || status === 404) return new DiscordFailure("gone", code || status);
  if (CLOSED.has(code)) return new DiscordFailure("closed", code);
  return new DiscordFailure("refused", code || status);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
