import type { SendOutcome } from "../../clients/sendgrid/outcome.ts";
import type { OutboxRow } from "../../db/outbox.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import { ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { JobNotNow } from "../jobs/retry.ts";
import { finishJob } from "../jobs/take.ts";
import { closeMailGate, MAIL_REST_MS, stopAuditId } from "../mail/gate.ts";
import { addressOfSend } from "./address.ts";
import { putBackSend, type SendEnd, settleSend, takeMail } from "./booking.ts";

/**
 * Mails a receipt: one call. Its state is written before the call and after it; a mail whose call may have been made is
 * never sent again by itself.
 * @throws JobNotNow when it must wait; it is back in the queue then.
 */
export async function mailReceipt(deps: Deps, job: OutboxRow, sendId: string): Promise<void> {
  const { sendgrid } = deps;
  if (!sendgrid) throw JobNotNow.waiting("mail_not_set_up", deps.clock() + MINUTE_MS);
  const { gate, send: taken } = await takeMail(deps, job, sendId);
  if (gate && gate.closedUntilMs > deps.clock()) throw JobNotNow.waiting("mail_stopped", gate.closedUntilMs);
  if (!taken) return await finishJob(deps, job);
  const address = await addressOfSend(deps, taken.send);
  if (address === null)
    return await settleSend(deps, job, sendId, { state: "failed", reason: "address_unreadable" });
  const outcome = await sendgrid.send({
    content: taken.content(deps),
    recipients: [{ mailId: sendId, address, substitutions: {} }],
    nowMs: deps.clock(),
  });
  const end = endOf(outcome);
  if (end === null) return await waitFor(deps, job, sendId, outcome);
  await settleSend(deps, job, sendId, end, gate !== undefined && end.state === "sent");
}

/** What an outcome makes of the mail; null where it was not taken for a reason that passes. */
function endOf(outcome: SendOutcome): SendEnd | null {
  switch (outcome.kind) {
    case "accepted":
      return { state: "sent", reason: null };
    case "uncertain":
      return { state: "uncertain", reason: outcome.reason };
    case "recipient_refused":
    case "refused":
      return { state: "failed", reason: outcome.reason };
    case "too_large":
      return { state: "failed", reason: "too_large" };
    default:
      return null;
  }
}

async function waitFor(deps: Deps, job: OutboxRow, sendId: string, outcome: SendOutcome): Promise<never> {
  const nowMs = deps.clock();
  const refusal = outcome.kind === "unauthorized" ? outcome.reason : null;
  const closing = refusal === null ? [] : closeMailGate(deps, refusal, nowMs);
  await deps.db.batch([putBackSend(deps, job, sendId), ...closing]);
  if (refusal !== null) ringAudit(deps, stopAuditId(nowMs));
  switch (outcome.kind) {
    case "unauthorized":
      throw JobNotNow.waiting("unauthorized", nowMs + MAIL_REST_MS);
    case "rate_limited":
      throw JobNotNow.waiting("rate_limited", nowMs + outcome.retryAfterMs);
    default:
      throw JobNotNow.failing(outcome.kind === "unavailable" ? `status_${outcome.status}` : outcome.kind);
  }
}
