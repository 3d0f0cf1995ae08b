import type { History } from "./history.ts";
import { countBy } from "./judge/evidence.ts";
import type { Report } from "./run.ts";

/** The run in some thirty lines, the verdict last. */
export function summary(report: Report): string {
  const { seed, seconds, kills, faults, history, books, mails, midtrans, drained, violations } = report;
  const acknowledged = history.claims.filter(({ attempts }) =>
    attempts.some(({ answer }) => answer.kind === "acknowledged"),
  );
  const money = books.transfers.filter(({ asset }) => asset === "money");
  const sumOf = (part: string) =>
    money.filter(({ cause }) => cause.includes(part)).reduce((sum, { amount }) => sum + amount, 0);
  const rows: [string, string | number][] = [
    ["seed", seed],
    ["seconds", `${seconds} of chaos, ${report.wallSeconds} in all`],
    [
      "kills",
      `${kills.database} database, ${kills.worker} Worker, the line between them cut ${kills.cuts} times`,
    ],
    ["database hung by itself", kills.databaseHung],
    ["faults", `${faults.sendgrid} SendGrid, ${faults.discord} Discord, ${faults.midtrans} Midtrans`],
    ["claims asked", outcomes(history.claims.flatMap(({ attempts }) => attempts))],
    ["claims acknowledged", acknowledged.length],
    ["claims in the books", books.transfers.filter(({ kind }) => kind === "claim").length],
    ["balances shown", history.balances.length],
    ["uploads", `${history.imports.length}, ${history.imports.filter(({ shown }) => shown).length} answered`],
    ["decisions", outcomes(history.imports.flatMap(({ decisions }) => decisions))],
    ["imports", counts(books.imports, ({ state }) => state)],
    ["orders with a claim", books.claims.length],
    ["mails at SendGrid", mails],
    ["mails in the books", counts(books.mails, ({ state }) => state)],
    ["sent again", outcomes(history.resends)],
    ["reports taken", history.reports.filter(({ taken }) => taken).length],
    [
      "top-ups asked",
      `${history.topups.length}, ${history.topups.filter(({ refused }) => refused).length} refused`,
    ],
    ["payments at Midtrans", counts(midtrans.payments, ({ status }) => status)],
    ["top-ups in the books", counts(books.topups, ({ state }) => state)],
    ["given back, owed, paid of that", [":back:", ":owed:", ":debt"].map(sumOf).join(", ")],
    [
      "answers to notifications",
      counts(
        midtrans.letters.flatMap(({ statuses }) => statuses),
        String,
      ),
    ],
    ["presses", outcomes(history.topupPresses)],
    [
      "taken out by a program",
      outcomes(history.moves.map(({ answers }) => ({ answer: answers[0] ?? { kind: "unknown" } }))),
    ],
    ["orders in the books", counts(books.orders, ({ state }) => state)],
    ["promo tokens", counts(books.tokens, ({ state }) => state)],
    ["cashback", counts(books.cashback_payouts, ({ state }) => state)],
    ["messages about money", counts(history.moneyNotices, ({ word }) => word)],
    ["payments for staff", counts(books.unmatched_payments, ({ why }) => why)],
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
