import { createHash } from "node:crypto";
import type { MoveAsked } from "../history.ts";
import { type Case, groupBy, type Violation } from "./evidence.ts";

const API = "system:api/money";

/** A hash of the other program's own name for a request is the end of its cause. */
const endOf = (cause: string) => cause.slice(cause.lastIndexOf(":") + 1);
export const nameInBooks = (key: string) => createHash("sha256").update(key).digest("base64url");

/** What another program was told is done is booked once, what it was refused not at all, the rest at most once. */
export function judgeMoves(of: Case): Violation[] {
  const booked = groupBy(
    of.books.transfers.filter(({ cause }) => cause.startsWith("api:")),
    ({ cause }) => endOf(cause),
  );
  const asked = new Set(of.history.moves.map(({ key }) => nameInBooks(key)));
  return [
    ...of.history.moves.flatMap((move) => [...judgeMove(move, booked.get(nameInBooks(move.key)) ?? [])]),
    ...[...booked.keys()]
      .filter((name) => !asked.has(name))
      .map((name) => ({ rule: "move_unasked", about: name })),
  ];
}

function* judgeMove(
  { key, memberId, amount, answers }: MoveAsked,
  booked: readonly Case["books"]["transfers"][number][],
): Generator<Violation> {
  const about = `${key} of ${memberId}: ${amount}`;
  const moved = answers.filter((answer) => answer.kind === "moved");
  const isRefused = answers.some(({ kind }) => kind === "refused");
  if (booked.length > 1) yield { rule: "move_booked_twice", about };
  if (moved.length > 0 && (isRefused || booked.length === 0)) yield { rule: "moved_not_booked", about };
  if (isRefused && booked.length > 0) yield { rule: "refused_but_moved", about };
  const [entry] = booked;
  if (moved.some((answer) => answer.entry !== entry?.seq || answer.balance !== entry.debit_balance))
    yield { rule: "move_answered_wrongly", about };
  const wallet = `member:${memberId}/money`;
  if (entry && (entry.debit !== wallet || entry.credit !== API || entry.amount !== amount))
    yield { rule: "move_booked_wrongly", about };
}
