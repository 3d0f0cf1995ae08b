import type { Books } from "../books.ts";
import { type ArrivedMail, type Case, countBy, groupBy, type Violation } from "./evidence.ts";

type MailRow = Books["mails"][number];

const OPEN = new Set(["queued", "sending"]);
/** States that say the mail never left. */
const UNSENT = new Set(["failed", "held"]);
const NEEDS_REASON = new Set(["uncertain", "failed", "held"]);
/** `uncertain` may have arrived and may not; every other state claims that SendGrid has the mail. */
const MAY_BE_MISSING = new Set(["uncertain", ...OPEN, ...UNSENT]);

/** Nobody is mailed twice unasked, nobody gets what is another's, and each row says honestly what became of it. */
export function judgeMails(of: Case): Violation[] {
  const arrived = groupBy(of.mailbox, ({ mailId }) => mailId);
  const unwanted = unwantedAddresses(of);
  return [
    ...[...arrived].flatMap(([mailId, mails]) => [...judgeArrivals(of, mailId, mails)]),
    ...of.books.mails.flatMap((row) => [...judgeRow(of, row, arrived.get(row.id)?.length ?? 0)]),
    ...of.books.mails.flatMap((row) => [...judgeHeld(of, row, unwanted)]),
    ...judgeReports(of),
    ...judgeCounts(of),
  ];
}

function* judgeArrivals(of: Case, mailId: string, mails: readonly ArrivedMail[]): Generator<Violation> {
  const about = `mail ${mailId}`;
  if (mails.length > 1) yield { rule: "mail_sent_twice", about: `${about}: ${mails.length} times` };
  const claim = of.claimById(of.mailById(mailId)?.claim_id ?? "");
  const order = of.orderById(claim?.order_id ?? null);
  for (const { to, orderId, points, code } of mails) {
    if (
      to !== order?.email ||
      orderId !== order.orderId ||
      points !== order.points ||
      of.claimOf(code) !== claim
    )
      yield { rule: "mail_of_another", about };
  }
}

function* judgeRow(
  of: Case,
  { id, claim_id, state, reason }: MailRow,
  arrivals: number,
): Generator<Violation> {
  const about = `mail ${id} is ${state}`;
  if (OPEN.has(state)) yield { rule: "mail_not_ended", about };
  if (UNSENT.has(state) && arrivals > 0) yield { rule: "mail_denied", about };
  if (!MAY_BE_MISSING.has(state) && arrivals === 0) yield { rule: "mail_believed_sent", about };
  if (NEEDS_REASON.has(state) && !reason) yield { rule: "mail_without_reason", about };
  const address = of.orderById(of.claimById(claim_id)?.order_id ?? null)?.email ?? "";
  if (state === "failed" && !of.history.badAddresses.includes(address))
    yield { rule: "mail_given_up", about };
}

const UNWANTED = new Set(["bounced", "dropped", "complaint"]);

/** Addresses of which SendGrid has told that mail does not arrive or is not wanted. */
function unwantedAddresses({ history, mailbox }: Case): ReadonlySet<string> {
  const reported = new Set(
    history.reports.filter(({ proves }) => UNWANTED.has(proves)).map(({ mailId }) => mailId),
  );
  return new Set(mailbox.filter(({ mailId }) => reported.has(mailId)).map(({ to }) => to));
}

/** A mail is kept back because its claim is over, or because its address is told not to want it. */
function* judgeHeld(
  of: Case,
  { id, claim_id, state, reason }: MailRow,
  unwanted: ReadonlySet<string>,
): Generator<Violation> {
  if (state !== "held") return;
  const claim = of.claimById(claim_id);
  const address = of.orderById(claim?.order_id ?? null)?.email ?? "";
  const isRight = reason === "claim_not_open" ? claim?.state !== "pending" : unwanted.has(address);
  if (!isRight) yield { rule: "mail_held_wrongly", about: `mail ${id}: ${reason}` };
}

/** A report that was answered with 2xx has had its effect, and without a report there is none. */
function* judgeReports(of: Case): Generator<Violation> {
  const reports = new Map(of.history.reports.map((report) => [report.mailId, report]));
  for (const { id, state } of of.books.mails) {
    const report = reports.get(id);
    const about = `mail ${id} is ${state}, reported ${report?.proves ?? "nothing"}`;
    if (report?.taken && state !== report.proves) yield { rule: "report_lost", about };
    if (!report && !MAY_BE_MISSING.has(state) && state !== "sent") yield { rule: "report_invented", about };
  }
}

/** One mail a claim, and one more each time that somebody asked to have it sent again. */
function* judgeCounts(of: Case): Generator<Violation> {
  const rows = countBy(of.books.mails, ({ claim_id }) => claim_id);
  const wanted = (kinds: readonly string[]) =>
    countBy(
      of.history.resends.filter(({ answer }) => kinds.includes(answer.kind)),
      ({ orderId }) => orderId,
    );
  const least = wanted(["acknowledged"]);
  const most = wanted(["acknowledged", "unknown"]);
  for (const { id, order_id } of of.books.claims) {
    const count = rows.get(id) ?? 0;
    const about = `claim ${id} has ${count} mails`;
    if (count < 1 + (least.get(order_id ?? "") ?? 0)) yield { rule: "mail_missing", about };
    if (count > 1 + (most.get(order_id ?? "") ?? 0)) yield { rule: "mail_unasked", about };
  }
}
