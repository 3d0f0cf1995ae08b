import type { ClaimAnswer, DecisionAnswer } from "../history.ts";
import type { Evidence, Violation } from "./evidence.ts";

/** Even on a slow machine each server dies more often than that, and more claims are acknowledged amid it. */
const SECONDS_PER_KILL_MAX = 20;
const SECONDS_PER_CLAIM_MAX = 10;

/** What befell the shop. `startedMs`: when it began; `forgotten`: jobs that were open when the queue was gone. */
export type Storm = {
  readonly seconds: number;
  readonly startedMs: number;
  readonly kills: { readonly database: number; readonly worker: number };
  readonly forgotten: number;
};

/** A run in which too little was at stake proves nothing. */
export function judgeStakes(
  { history, books, midtrans }: Pick<Evidence, "history" | "books" | "midtrans">,
  { seconds, startedMs, kills, forgotten }: Storm,
): Violation[] {
  const killsMin = Math.ceil(seconds / SECONDS_PER_KILL_MAX);
  const claimsMin = Math.ceil(seconds / SECONDS_PER_CLAIM_MAX);
  const claims = (kind: ClaimAnswer["kind"]) =>
    history.claims.filter(({ attempts }) =>
      attempts.some((attempt) => attempt.startedMs >= startedMs && attempt.answer.kind === kind),
    ).length;
  const decided = (kind: DecisionAnswer["kind"]) =>
    history.imports.some(({ decisions }) => decisions.some(({ answer }) => answer.kind === kind));
  const least = (what: string, count: number, min: number): [string, boolean] => [
    `${what}: ${count}, not ${min}`,
    count >= min,
  ];
  const stakes: [string, boolean][] = [
    least("kills of the database", kills.database, killsMin),
    least("kills of the Worker", kills.worker, killsMin),
    least("claims acknowledged amid it", claims("acknowledged"), claimsMin),
    least("claims refused amid it", claims("refused"), claimsMin),
    least("claims of unknown outcome", claims("unknown"), 1),
    ["no balance was shown", history.balances.length > 0],
    ["no import was acknowledged", decided("acknowledged")],
    ["no import was done", books.imports.some(({ state }) => state === "done")],
    ["no mail was reported", history.reports.some(({ taken }) => taken)],
    ["the queue had nothing to forget", forgotten > 0],
    ["no order with a token was completed", books.tokens.some(({ state }) => state === "used")],
    ["no order's end was told", history.orderEnds.length > 0],
    ["no cashback was paid", books.cashback_payouts.some(({ state }) => state === "paid")],
    ...moneyStakes({ history, books, midtrans }),
  ];
  return stakes.filter(([, held]) => !held).map(([about]) => ({ rule: "nothing_at_stake", about }));
}

/** Money came and went back, was owed, asked for and told of more than once. */
function moneyStakes({
  history,
  books,
  midtrans,
}: Pick<Evidence, "history" | "books" | "midtrans">): [string, boolean][] {
  const booked = (part: string) => books.transfers.some(({ cause }) => cause.includes(part));
  const answered = (status: number) => midtrans.letters.some(({ statuses }) => statuses.includes(status));
  return [
    ["no top-up was credited", booked("topup:")],
    ["no money went back", booked(":back:")],
    ["nothing was owed", booked(":owed:")],
    ["no notification was taken", answered(200)],
    ["no notification was to come again", answered(503)],
    ["no forgery was refused", answered(401)],
    [
      "no money was taken out",
      history.moves.some(({ answers }) => answers.some(({ kind }) => kind === "moved")),
    ],
    ["no press was answered", history.topupPresses.some(({ answer }) => answer.kind === "told")],
  ];
}
