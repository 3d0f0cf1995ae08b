import type * as z from "zod/mini";
import type { problemMembers } from "./answers.ts";

/** Every way in which a request fails: its status and title. The name is part of the type's URI and never changes. */
export const problems = {
  malformed: [400, "The request is malformed"],
  "idempotency-key-missing": [400, "Idempotency-Key is missing or malformed"],
  unauthorized: [401, "A valid API key is needed"],
  "scope-missing": [403, "The API key may not do this"],
  "not-found": [404, "There is nothing at this address"],
  "topup-unknown": [404, "There is no such top-up"],
  "method-not-allowed": [405, "This address does not take this method"],
  "insufficient-funds": [409, "There is not enough money in the wallet"],
  "wallet-full": [409, "The wallet would hold more than it may"],
  "idempotency-key-spent": [409, "This request was done long ago"],
  "too-large": [413, "The body is too large"],
  "media-type": [415, "The body must be JSON"],
  "idempotency-key-reused": [422, "The Idempotency-Key belongs to another request"],
  internal: [500, "Something went wrong"],
  unavailable: [503, "The shop's database does not answer"],
  "not-set-up": [503, "The shop is not set up"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemName = keyof typeof problems;
type Members = { [N in keyof typeof problemMembers]: z.infer<z.ZodMiniObject<(typeof problemMembers)[N]>> };
type MembersOf<N extends ProblemName> = N extends keyof Members ? Members[N] : Record<never, never>;

export const problemType = (name: ProblemName) => `urn:coffer:problem:${name}`;

/** Nobody between us and the asker keeps an answer about money. */
export const NOT_KEPT = { "cache-control": "no-store" } as const;
/** A database that is away is mostly back within seconds. */
const RETRY_AFTER_SECONDS = 5;

/** A failure as RFC 9457 has it. `detail` is for whoever writes the other program; programs go by the type. */
export function problem<N extends ProblemName>(
  name: N,
  detail: string,
  members: MembersOf<N>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const [status, title] = problems[name];
  const body = JSON.stringify({ type: problemType(name), title, status, detail, ...members });
  return new Response(body, {
    status,
    headers: { "content-type": "application/problem+json", ...NOT_KEPT, ...headers },
  });
}

/** What is not the asker's fault: they may try again, where that can help. */
export const failures = {
  broken: (reference: string) =>
    problem("internal", "Try again; if it stays, tell the shop's staff the reference.", { reference }),
  away: () =>
    problem(
      "unavailable",
      "What was asked may or may not be done: repeat it with the same Idempotency-Key.",
      {},
      { "retry-after": String(RETRY_AFTER_SECONDS) },
    ),
  notSetUp: () => problem("not-set-up", "A setting is missing or malformed; the shop's log names it.", {}),
};
