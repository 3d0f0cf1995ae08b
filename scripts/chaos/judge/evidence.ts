import type { Sent } from "../../standins/midtrans/notifier.ts";
import type { Payment } from "../../standins/midtrans/payment.ts";
import type { Books } from "../books.ts";
import type { ClaimRequest, History, Order } from "../history.ts";

/** A mail as it arrived at SendGrid. */
export type ArrivedMail = { mailId: string; to: string; orderId: string; points: number; code: string };

/** A notification as Midtrans sent it, with the answer to each try; null where none came. */
export type Letter = { orderId: string; what: string; body: string; statuses: (number | null)[] };

/** What Midtrans says in the end: the last payment of each order, and what it told of them. */
export type MidtransBooks = { payments: Payment[]; letters: Letter[] };
export type { Payment };

/** All that a verdict is based on. */
export type Evidence = { history: History; books: Books; mailbox: ArrivedMail[]; midtrans: MidtransBooks };

/** One thing that must not have happened. */
export type Violation = { rule: string; about: string };

export type Claim = Books["claims"][number];

/** The evidence with the ways through it that several rules take. */
export type Case = Evidence & {
  /** The claim that a mailed code opens. */
  claimOf(code: string): Claim | undefined;
  claimById(id: string): Claim | undefined;
  requestById(id: string): ClaimRequest | undefined;
  orderById(id: string | null): Order | undefined;
  mailById(id: string): Books["mails"][number] | undefined;
  topupById(id: string): Books["topups"][number] | undefined;
  transfersFor(cause: string): readonly Books["transfers"][number][];
  /** What a claim moves: its points, and the bonuses of what it earned. */
  worthOf(claim: Claim | undefined): number;
};

export function openCase(evidence: Evidence): Case {
  const { history, books, mailbox } = evidence;
  const claims = new Map(books.claims.map((claim) => [claim.id, claim]));
  const mails = new Map(books.mails.map((mail) => [mail.id, mail]));
  const claimOfMail = (mailId: string) => claims.get(mails.get(mailId)?.claim_id ?? "");
  const byCode = new Map(mailbox.map(({ code, mailId }) => [code, claimOfMail(mailId)]));
  const topups = new Map(books.topups.map((topup) => [topup.id, topup]));
  const transfers = groupBy(books.transfers, ({ cause }) => cause);
  const requests = new Map(history.claims.map((request) => [request.id, request]));
  const orders = new Map(
    history.imports.flatMap((asked) => asked.orders.map((order) => [order.orderId, order])),
  );
  const awards = groupBy(books.awards, ({ cause }) => cause);
  const bonusesOf = (claim: Claim) =>
    (awards.get(`interaction:${claim.claimed_interaction}`) ?? [])
      .flatMap((award) => transfers.get(`achievement:${award.achievement}:${award.member_id}`) ?? [])
      .reduce((sum, { amount }) => sum + amount, 0);
  return {
    ...evidence,
    claimOf: (code) => byCode.get(code),
    claimById: (id) => claims.get(id),
    requestById: (id) => requests.get(id),
    orderById: (id) => (id === null ? undefined : orders.get(id)),
    mailById: (id) => mails.get(id),
    topupById: (id) => topups.get(id),
    transfersFor: (cause) => transfers.get(cause) ?? [],
    worthOf: (claim) => (claim ? claim.points + bonusesOf(claim) : 0),
  };
}

/** Midtrans' books as they are now. */
export function readMidtrans(payments: readonly Payment[], sent: readonly Sent[]): MidtransBooks {
  return {
    payments: structuredClone([...new Map(payments.map((payment) => [payment.orderId, payment])).values()]),
    letters: sent.map(({ orderId, what, body, attempts }) => ({
      orderId,
      what,
      body,
      statuses: attempts.map(({ status }) => status),
    })),
  };
}

/** How many of a list there are by some name. */
export function countBy<T>(list: readonly T[], nameOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return counts;
}

export function groupBy<T>(list: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(list, nameOf);
}
