import * as z from "zod/mini";
import type { Lane } from "../../clients/jobs.ts";
import { type OutboxEntry, putInOutbox } from "../../db/outbox.ts";
import type { Deps } from "../deps.ts";
import { digestSchema } from "./digest.ts";
import { noticeSchema } from "./notice.ts";

const cashbackPayload = z.object({ batchId: z.string(), by: z.string() });
const balancesPayload = z.object({ changeId: z.string() });
const importPayload = z.object({ importId: z.string() });
/** Claims that were made up to that moment. */
const revokePayload = z.object({ importId: z.string(), untilMs: z.number() });
const receiptPayload = z.object({ sendId: z.string() });
const stockPayload = z.object({ uploadId: z.string() });
const tokensPayload = z.object({ batchId: z.string() });

/** The answer to the purchase can be edited by its token for a while. */
const deliveryPayload = z.object({
  purchaseId: z.string(),
  answerToken: z.optional(z.string()),
  answerUntilMs: z.optional(z.number()),
});

/** Each kind of outbox row: the queue that rings for it and what its payload is. */
export const jobKinds = {
  "import.read": { lane: "jobs", payload: importPayload },
  "import.run": { lane: "jobs", payload: importPayload },
  "mail.send": { lane: "jobs", payload: importPayload },
  "import.revoke": { lane: "jobs", payload: revokePayload },
  "import.report": { lane: "messages", payload: importPayload },
  "balances.read": { lane: "jobs", payload: balancesPayload },
  "balances.run": { lane: "jobs", payload: balancesPayload },
  "balances.report": { lane: "messages", payload: balancesPayload },
  "cashback.freeze": { lane: "jobs", payload: z.object({ batchId: z.string() }) },
  "cashback.pay": { lane: "jobs", payload: cashbackPayload },
  "cashback.report": { lane: "messages", payload: cashbackPayload },
  "stock.read": { lane: "jobs", payload: stockPayload },
  "stock.add": { lane: "jobs", payload: stockPayload },
  "stock.report": { lane: "messages", payload: stockPayload },
  "tokens.make": { lane: "jobs", payload: tokensPayload },
  "tokens.report": { lane: "messages", payload: tokensPayload },
  "topup.show": { lane: "messages", payload: z.object({ topupId: z.string() }) },
  "purchase.deliver": { lane: "messages", payload: deliveryPayload },
  "receipt.mail": { lane: "jobs", payload: receiptPayload },
  "receipt.direct": { lane: "messages", payload: receiptPayload },
  "review.post": { lane: "messages", payload: z.object({ reviewId: z.string() }) },
  "order.attach": { lane: "jobs", payload: z.object({ orderId: z.string() }) },
  "digest.post": { lane: "messages", payload: digestSchema },
  "notice.send": { lane: "messages", payload: noticeSchema },
  "announcement.post": { lane: "messages", payload: z.object({ cause: z.string() }) },
  "books.check": { lane: "jobs", payload: z.object({ checkId: z.string(), askedBy: z.string() }) },
  "audit.post": { lane: "messages", payload: z.object({ auditId: z.string() }) },
} as const satisfies Record<string, { lane: Lane; payload: z.ZodMiniType }>;

export type JobKind = keyof typeof jobKinds;
export type JobPayload<K extends JobKind> = z.infer<(typeof jobKinds)[K]["payload"]>;

export function isJobKind(kind: string): kind is JobKind {
  return Object.hasOwn(jobKinds, kind);
}

/** An outbox row of a known kind, due at once. */
export function putJob<K extends JobKind>(
  deps: Deps,
  id: string,
  kind: K,
  payload: JobPayload<K>,
  more: Partial<OutboxEntry> = {},
) {
  const nowMs = deps.clock();
  return putInOutbox(deps.db, { id, kind, payload, dueAtMs: nowMs, createdAtMs: nowMs, ...more });
}

/** Rings for rows that are committed. */
export function ring(deps: Deps, rows: readonly { id: string; kind: string }[]): void {
  for (const lane of ["jobs", "messages"] as const) {
    const ids = rows
      .filter(({ kind }) => isJobKind(kind) && jobKinds[kind].lane === lane)
      .map(({ id }) => id);
    if (ids.length > 0) deps.ringer.ring(lane, ids);
  }
}
