import { and, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { gateOf } from "../../db/gates.ts";
import { finishRow, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { receiptSends } from "../../db/schema/orders.ts";
import type { Deps } from "../deps.ts";
import { mailMayGo, openMailGate } from "../mail/gate.ts";
import type { MailState } from "../mail/state.ts";
import { readWritten, type Written, writtenSend } from "./read.ts";

/** What became of a sending; the reason is without an address. */
export type SendEnd = { readonly state: MailState; readonly reason: string | null };

export type TakenMail = {
  /** Null when there is nothing to send any more. */
  readonly send: Written | null;
  /** The mail gate's row, open again or not. */
  readonly gate: { readonly closedUntilMs: number } | undefined;
};

/**
 * Marks a mail as being sent. One that an earlier try was sending may be on its way: it is uncertain, and not sent
 * again. The time tells the two apart, also when this batch comes twice because its reply was lost.
 */
export async function takeMail(deps: Deps, job: OutboxRow, sendId: string): Promise<TakenMail> {
  const { db } = deps;
  const nowMs = deps.clock();
  const ours = (state: MailState) =>
    and(eq(receiptSends.id, sendId), eq(receiptSends.state, state), stillHeld(job));
  const unwanted = sql`(select kind from suppressions where email_hash = ${receiptSends.emailHash})`;
  const [[gate], , , , [row]] = await db.batch([
    gateOf(db, "mail"),
    move(deps, and(ours("sending"), ne(receiptSends.stateAtMs, nowMs)), "uncertain", "interrupted", nowMs),
    move(deps, and(ours("queued"), sql`${unwanted} is not null`), "held", unwanted, nowMs),
    move(deps, and(ours("queued"), mailMayGo(nowMs)), "sending", null, nowMs),
    writtenSend(deps).where(and(ours("sending"), eq(receiptSends.stateAtMs, nowMs))),
  ]);
  return { gate, send: row ? readWritten(row) : null };
}

/** Marks a direct message as being sent. A repeat of it is the same to Discord, so that an interrupted one is tried again. */
export async function takeDirect(deps: Deps, job: OutboxRow, sendId: string): Promise<Written | null> {
  const ours = (...states: MailState[]) =>
    and(eq(receiptSends.id, sendId), inArray(receiptSends.state, states), stillHeld(job));
  const [, [row]] = await deps.db.batch([
    move(deps, ours("queued"), "sending", null),
    writtenSend(deps).where(ours("sending")),
  ]);
  return row ? readWritten(row) : null;
}

/** Ends a sending and its job. What an event has told already stands. */
export async function settleSend(
  deps: Deps,
  job: OutboxRow,
  sendId: string,
  { state, reason }: SendEnd,
  gateWasClosed = false,
): Promise<void> {
  const open = and(eq(receiptSends.id, sendId), inArray(receiptSends.state, ["sending", "uncertain"]));
  await deps.db.batch([
    move(deps, open, state, reason),
    finishRow(deps.db, job, deps.clock()),
    ...(gateWasClosed ? [openMailGate(deps)] : []),
  ]);
}

/** Puts back a sending which was surely not taken. */
export async function setBackSend(deps: Deps, job: OutboxRow, sendId: string): Promise<void> {
  await deps.db.batch([putBackSend(deps, job, sendId)]);
}

/** The statement that does it. */
export function putBackSend(deps: Deps, job: OutboxRow, sendId: string) {
  const sending = and(eq(receiptSends.id, sendId), eq(receiptSends.state, "sending"), stillHeld(job));
  return move(deps, sending, "queued", null);
}

function move(
  deps: Deps,
  where: SQL | undefined,
  state: MailState,
  reason: string | SQL | null,
  stateAtMs = deps.clock(),
) {
  return deps.db.update(receiptSends).set({ state, reason, stateAtMs }).where(where);
}
