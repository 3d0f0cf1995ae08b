import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { gateOf } from "../../db/gates.ts";
import { extendLease, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { claims } from "../../db/schema/claims.ts";
import { mails } from "../../db/schema/mail.ts";
import type { Deps } from "../deps.ts";
import { type ImportRow, importById } from "../imports/ask.ts";
import { LEASE_MS } from "../jobs/take.ts";
import { mailMayGo } from "./gate.ts";
import { type MailedClaim, mailedClaims, readMailedClaims } from "./letters.ts";
import type { MailState } from "./state.ts";

/** What became of a mail; the reason is without an address. */
export type Booking = { readonly mailId: string; readonly state: MailState; readonly reason: string | null };

export type Taken = {
  readonly waiting: readonly MailedClaim[];
  readonly settings: ImportRow | undefined;
  /** The gate's row, open again or not; see domain/mail/gate. */
  readonly gate: { readonly closedUntilMs: number } | undefined;
};

/**
 * Takes the waiting mails of a job and marks them as being sent. Those that an earlier try was sending may be on
 * their way: they are uncertain. The time tells the two apart, also when this batch comes twice because its
 * reply was lost.
 */
export async function takeMails(deps: Deps, job: OutboxRow, importId: string): Promise<Taken> {
  const nowMs = deps.clock();
  const ours = (state: MailState) => and(eq(mails.outboxId, job.id), eq(mails.state, state), stillHeld(job));
  const [[gate], [settings], , , , waiting] = await deps.db.batch([
    gateOf(deps.db, "mail"),
    importById(deps, importId),
    move(deps, nowMs, and(ours("sending"), ne(mails.stateAtMs, nowMs)), "uncertain", "interrupted"),
    move(deps, nowMs, and(ours("queued"), claimNotOpen(nowMs)), "held", "claim_not_open"),
    move(deps, nowMs, and(ours("queued"), mailMayGo(nowMs)), "sending", null),
    mailedClaims(deps).where(and(ours("sending"), eq(mails.stateAtMs, nowMs))),
  ]);
  return { gate, settings, waiting: readMailedClaims(waiting) };
}

/**
 * The statement that writes down what became of mails. What an event has told already stands, and so does what
 * another makes of a mail that only waits, once the job is theirs.
 */
export function book(deps: Deps, job: OutboxRow, bookings: readonly Booking[]) {
  const told = JSON.stringify(bookings.map(({ mailId, state, reason }) => [mailId, state, reason]));
  return deps.db.run(sql`
    update mails set state = told.value ->> 1, reason = told.value ->> 2, state_at_ms = ${deps.clock()}
    from json_each(${told}) as told
    where mails.id = told.value ->> 0
    and (mails.state in ('sending', 'uncertain') or (mails.state = 'queued' and ${stillHeld(job)}))`);
}

/** The statement that puts back mails whose call was surely not taken. */
export function putBack(deps: Deps, job: OutboxRow, mailIds: readonly string[]) {
  return move(
    deps,
    deps.clock(),
    and(among(mailIds), eq(mails.state, "sending"), stillHeld(job)),
    "queued",
    null,
  );
}

/**
 * Between two calls: books the last one and marks only the next one's mails as being sent, so that whoever comes
 * after us knows which may be on their way. False when another has taken the job over.
 */
export async function nextCall(
  deps: Deps,
  job: OutboxRow,
  bookings: readonly Booking[],
  open: readonly string[],
  call: readonly string[],
): Promise<boolean> {
  const nowMs = deps.clock();
  const called = new Set(call);
  const [, , , , [ready]] = await deps.db.batch([
    book(deps, job, bookings),
    putBack(
      deps,
      job,
      open.filter((id) => !called.has(id)),
    ),
    move(deps, nowMs, and(among(call), eq(mails.state, "queued"), stillHeld(job)), "sending", null),
    extendLease(deps.db, job, nowMs + LEASE_MS),
    deps.db
      .select({ count: sql<number>`count(*)` })
      .from(mails)
      .where(and(among(call), eq(mails.state, "sending"), stillHeld(job))),
  ]);
  return ready?.count === call.length;
}

function move(
  deps: Deps,
  stateAtMs: number,
  where: SQL | undefined,
  state: MailState,
  reason: string | null,
) {
  return deps.db.update(mails).set({ state, reason, stateAtMs }).where(where);
}

const among = (ids: readonly string[]) =>
  sql`${mails.id} in (select value from json_each(${JSON.stringify(ids)}))`;

const claimNotOpen = (nowMs: number) =>
  sql`not exists (select 1 from ${claims} where ${claims.id} = ${mails.claimId} and ${claims.state} = 'pending' and ${claims.expiresAtMs} > ${nowMs})`;
