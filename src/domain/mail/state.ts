import type { MailEventKind } from "../../clients/sendgrid/events.ts";
import { mailStates } from "../../db/schema/mail.ts";

export type MailState = (typeof mailStates)[number];

/**
 * What an event proves. `processed` and `deferred` show that SendGrid has the mail, which settles a call
 * whose answer was lost.
 */
const STATE_OF: Readonly<Record<MailEventKind, MailState>> = {
  processed: "sent",
  deferred: "sent",
  delivered: "delivered",
  dropped: "dropped",
  bounced: "bounced",
  complaint: "complaint",
};

/**
 * The state of a mail after an event: the later one in the order of `mailStates`, so any order and number of
 * repetitions ends alike.
 *
 * `bounced` comes after `delivered`, because a server may take a mail and return it later; SendGrid calls
 * that a delayed bounce, and a `delivered` that comes after a bounce is only late. A complaint proves
 * arrival and outranks all. `failed` is our own belief that SendGrid never took the mail: an event about
 * what happened to it outranks that.
 */
export function nextMailState(current: MailState, kind: MailEventKind): MailState {
  const proven = STATE_OF[kind];
  return rank(proven) > rank(current) ? proven : current;
}

/** The states that an event moves on from, for a guarded UPDATE. */
export function statesMovedBy(kind: MailEventKind): readonly MailState[] {
  return mailStates.slice(0, rank(STATE_OF[kind]));
}

function rank(state: MailState): number {
  return mailStates.indexOf(state);
}
