import type { MailRecipient } from "../../clients/sendgrid/client.ts";
import type { SendOutcome } from "../../clients/sendgrid/outcome.ts";
import { finishRow, type OutboxRow } from "../../db/outbox.ts";
import { fillPlaceholders } from "../../lib/placeholders.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import { ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import type { ImportRow } from "../imports/ask.ts";
import { endIfComplete, type Progress, progressOf, ringReport, showProgress } from "../imports/progress.ts";
import { JobNotNow } from "../jobs/retry.ts";
import { type Booking, book, nextCall, putBack, takeMails } from "./booking.ts";
import { CallPlan } from "./callPlan.ts";
import { closeMailGate, MAIL_REST_MS, openMailGate, stopAuditId } from "./gate.ts";
import { writeLetters } from "./letters.ts";
import type { MailState } from "./state.ts";

/**
 * Calls of one try: enough to find one that is refused without being named. With the database's exchanges between
 * them a try stays below the 50 subrequests of Cloudflare's free plan; the rest waits for the next.
 */
const CALLS_PER_TRY_MAX = 20;

export type MailsSent = { row: ImportRow; progress: Progress } | null;

/** Why sending stopped before the end; `refusedUs` when SendGrid refuses our key or sender. */
type Stop = { readonly notNow: JobNotNow; readonly refusedUs?: string };

/**
 * Sends the mails of one outbox row, in as few calls as SendGrid lets us. Each mail's state is written before
 * the call and after it; a mail whose call may have been made is never sent again by itself.
 * Returns the import and its progress when it is time to show them.
 * @throws JobNotNow with what is still to be sent back in the queue.
 */
export async function sendMails(deps: Deps, job: OutboxRow, importId: string): Promise<MailsSent> {
  const { sendgrid } = deps;
  if (!sendgrid) throw JobNotNow.waiting("mail_not_set_up", deps.clock() + MINUTE_MS);
  const { gate, settings, waiting } = await takeMails(deps, job, importId);
  if (gate && gate.closedUntilMs > deps.clock()) throw JobNotNow.waiting("mail_stopped", gate.closedUntilMs);
  const { letters, content, unreadable } = await writeLetters(
    deps,
    settings?.message ?? ownMessage(deps),
    waiting,
  );
  const plan = new CallPlan(letters);
  let bookings = unreadable.map((mailId) => booking(mailId, "failed", "address_unreadable"));
  let refusal = "";
  let anyTaken = false;
  for (let calls = 0; plan.call.length > 0; calls++) {
    const { call } = plan;
    if (calls === CALLS_PER_TRY_MAX) return await stop(deps, job, plan, bookings, usedUp(deps, anyTaken));
    if (calls > 0 && !(await nextCall(deps, job, bookings, idsOf(plan.open), idsOf(call)))) {
      throw JobNotNow.failing("taken_over");
    }
    const outcome = await sendgrid.send({ content, recipients: call, nowMs: deps.clock() });
    if (outcome.kind === "refused") refusal = outcome.reason;
    anyTaken ||= outcome.kind === "accepted";
    bookings = [...(calls > 0 ? [] : bookings), ...settled(plan, outcome, refusal)];
    const stopped = stopAfter(deps, plan, outcome);
    if (stopped) return await stop(deps, job, plan, bookings, stopped);
  }
  return await settle(deps, job, importId, bookings, gate !== undefined);
}

const ownMessage = ({ shop }: Deps) =>
  shop.mailMessage && fillPlaceholders(shop.mailMessage, { shop: shop.name });

const idsOf = (letters: readonly MailRecipient[]) => letters.map(({ mailId }) => mailId);

const booking = (mailId: string, state: MailState, reason: string | null): Booking => ({
  mailId,
  state,
  reason,
});

/** Tells the plan how its call ended; returns the mails that are settled by that. */
function settled(plan: CallPlan<MailRecipient>, outcome: SendOutcome, refusal: string): Booking[] {
  const { call } = plan;
  const each = (letters: readonly MailRecipient[], state: MailState, reason: string | null) =>
    idsOf(letters).map((mailId) => booking(mailId, state, reason));
  switch (outcome.kind) {
    case "accepted":
      return [...each(call, "sent", null), ...each(plan.taken(), "failed", refusal)];
    case "uncertain":
      plan.lost();
      return each(call, "uncertain", outcome.reason);
    case "recipient_refused":
      return each(plan.named(outcome.indexes), "failed", outcome.reason);
    case "refused":
      return each(plan.refused(), "failed", outcome.reason);
    case "too_large":
      return each(plan.tooLarge(), "failed", "too_large");
    default:
      return [];
  }
}

/** Whether an outcome says, of whatever is still open, that now is not the time. */
function stopAfter(deps: Deps, plan: CallPlan<MailRecipient>, outcome: SendOutcome): Stop | null {
  const nowMs = deps.clock();
  switch (outcome.kind) {
    case "uncertain":
      return plan.call.length > 0 ? { notNow: JobNotNow.failing(outcome.reason) } : null;
    case "rate_limited":
      return { notNow: JobNotNow.waiting("rate_limited", nowMs + outcome.retryAfterMs) };
    case "unavailable":
      return { notNow: JobNotNow.failing(`status_${outcome.status}`) };
    case "unauthorized":
      return { notNow: JobNotNow.waiting("unauthorized", nowMs + MAIL_REST_MS), refusedUs: outcome.reason };
    default:
      return null;
  }
}

/** A try that mailed somebody has not failed; one that mailed nobody may be refused for what no recipient can help. */
const usedUp = (deps: Deps, anyTaken: boolean): Stop => ({
  notNow: anyTaken ? JobNotNow.waiting("calls_used_up", deps.clock()) : JobNotNow.failing("all_refused"),
});

async function stop(
  deps: Deps,
  job: OutboxRow,
  plan: CallPlan<MailRecipient>,
  bookings: readonly Booking[],
  { notNow, refusedUs }: Stop,
): Promise<never> {
  const nowMs = deps.clock();
  const closing = refusedUs === undefined ? [] : closeMailGate(deps, refusedUs, nowMs);
  await deps.db.batch([book(deps, job, bookings), putBack(deps, job, idsOf(plan.open)), ...closing]);
  if (refusedUs !== undefined) ringAudit(deps, stopAuditId(nowMs));
  throw notNow;
}

async function settle(
  deps: Deps,
  job: OutboxRow,
  importId: string,
  bookings: readonly Booking[],
  gateWasClosed: boolean,
): Promise<MailsSent> {
  const [, [row], , ended] = await deps.db.batch([
    book(deps, job, bookings),
    showProgress(deps, importId),
    finishRow(deps.db, job, deps.clock()),
    ...endIfComplete(deps, importId),
    ...(gateWasClosed ? [openMailGate(deps)] : []),
  ]);
  ringReport(deps, ended);
  // The summary comes next; progress that arrives after it would stand in its place.
  if (ended.length > 0 || !row) return null;
  const [progress] = await progressOf(deps, importId);
  return progress ? { row, progress } : null;
}
