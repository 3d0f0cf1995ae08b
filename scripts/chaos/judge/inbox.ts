import { createHash } from "node:crypto";
import { type Case, groupBy, type Letter, type Violation } from "./evidence.ts";

/** The inbox names a notification by a hash of its body. */
export const inboxIdOf = (body: string): string => createHash("sha256").update(body).digest("hex");

const OK = 200;
/** Of a notification with these outcomes Midtrans must be told to come again. */
const UNREAD = new Set(["unconfirmed", "unknown_order"]);

/** I6: what Midtrans was told is taken is kept, and what was forged never is. */
export function judgeInbox(of: Case): Violation[] {
  const inbox = new Map(of.books.payment_events.map((event) => [event.id, event]));
  const letters = groupBy(of.midtrans.letters, ({ body }) => inboxIdOf(body));
  return [...letters].flatMap(([id, same]) => [...judgeLetters(same, inbox.get(id))]);
}

function* judgeLetters(
  same: readonly Letter[],
  kept: Case["books"]["payment_events"][number] | undefined,
): Generator<Violation> {
  const [first] = same;
  const statuses = same.flatMap((letter) => letter.statuses);
  const about = `${first?.what} of ${first?.orderId}: ${statuses.join(", ")}`;
  const isForged = first?.what === "forged signature";
  const isTaken = statuses.includes(OK);
  if (isForged && (isTaken || kept)) yield { rule: "forgery_taken", about };
  if (isTaken && !isForged && !kept) yield { rule: "notification_lost", about };
  if (isTaken && statuses.every((status) => status === OK) && UNREAD.has(kept?.outcome ?? ""))
    yield { rule: "notification_taken_unread", about: `${about}: ${kept?.outcome}` };
}
