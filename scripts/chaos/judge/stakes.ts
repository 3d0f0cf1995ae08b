import type { Evidence, Violation } from "./evidence.ts";

/** A run in which nothing was at stake proves nothing. */
export function judgeStakes(
  { history, books }: Pick<Evidence, "history" | "books">,
  kills: { database: number; worker: number },
): Violation[] {
  const acknowledged = history.claims.some(({ attempts }) =>
    attempts.some(({ answer }) => answer.kind === "acknowledged"),
  );
  const stakes: [string, boolean][] = [
    ["the database was not killed", kills.database > 0],
    ["the Worker was not killed", kills.worker > 0],
    ["no claim was acknowledged", acknowledged],
    ["no balance was shown", history.balances.length > 0],
    ["no import was done", books.imports.some(({ state }) => state === "done")],
    ["no mail was reported", history.reports.some(({ taken }) => taken)],
  ];
  return stakes.filter(([, held]) => !held).map(([about]) => ({ rule: "nothing_at_stake", about }));
}
