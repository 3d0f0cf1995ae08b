import type { History } from "./history.ts";
import { countBy } from "./judge/evidence.ts";
import type { Report } from "./run.ts";

/** The run in some twenty lines, the verdict last. */
export function summary(report: Report): string {
  const { seed, seconds, kills, faults, history, books, mails, drained, violations } = report;
  const acknowledged = history.claims.filter(({ attempts }) =>
    attempts.some(({ answer }) => answer.kind === "acknowledged"),
  );
  const rows: [string, string | number][] = [
    ["seed", seed],
    ["seconds", `${seconds} of chaos, ${report.wallSeconds} in all`],
    [
      "kills",
      `${kills.database} database, ${kills.worker} Worker, the line between them cut ${kills.cuts} times`,
    ],
    ["database hung by itself", kills.databaseHung],
    ["faults", `${faults.sendgrid} SendGrid, ${faults.discord} Discord`],
    ["claims asked", outcomes(history.claims.flatMap(({ attempts }) => attempts))],
    ["claims acknowledged", acknowledged.length],
    ["claims in the books", books.transfers.length],
    ["balances shown", history.balances.length],
    ["uploads", `${history.imports.length}, ${history.imports.filter(({ shown }) => shown).length} answered`],
    ["decisions", outcomes(history.imports.flatMap(({ decisions }) => decisions))],
    ["imports", counts(books.imports, ({ state }) => state)],
    ["orders with a claim", books.claims.length],
    ["mails at SendGrid", mails],
    ["mails in the books", counts(books.mails, ({ state }) => state)],
    ["sent again", outcomes(history.resends)],
    ["reports taken", history.reports.filter(({ taken }) => taken).length],
    ["jobs", counts(books.outbox, ({ state }) => state)],
    ["dead letters", books.dead_letters.length],
    ["jobs forgotten by the queue", drained.forgotten],
    ["rounds to drain", drained.rounds],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`), ...verdict(violations)].join(
    "\n",
  );
}

const VIOLATIONS_SHOWN_MAX = 40;

function verdict(violations: Report["violations"]): string[] {
  if (violations.length === 0) return ["verdict: every answer agrees with the books"];
  const shown = violations.slice(0, VIOLATIONS_SHOWN_MAX).map(({ rule, about }) => `  ${rule}: ${about}`);
  return [`verdict: ${violations.length} violations (${counts(violations, ({ rule }) => rule)})`, ...shown];
}

function outcomes(
  list: readonly { answer: History["resends"][number]["answer"] | { kind: string } }[],
): string {
  return counts(list, ({ answer }) => ("why" in answer ? `${answer.kind} (${answer.why})` : answer.kind));
}

function counts<T>(list: readonly T[], nameOf: (item: T) => string): string {
  const found = [...countBy(list, nameOf)].sort(([, one], [, other]) => other - one);
  return `${list.length}${found.map(([name, count]) => `, ${count} ${name}`).join("")}`;
}
