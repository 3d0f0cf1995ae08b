import type { Books } from "../books.ts";
import type { Decision, ImportAsked, Summary } from "../history.ts";
import { type Case, countBy, groupBy, type Violation } from "./evidence.ts";

/** States of an import that nobody has started. */
const NOT_STARTED = new Set(["reading", "previewed", "refused", "empty", "lapsed", "cancelled"]);

/** States in which it can still be decided, or could until its time was over. */
const UNDECIDED = new Set(["reading", "previewed", "lapsed"]);

/** A confirmed import is done and told, an order of it has one claim; of others there is nothing. */
export function judgeImports(of: Case): Violation[] {
  const states = new Map(of.books.imports.map(({ id, state }) => [id, state]));
  const rows = new Map(of.books.imports.map((row) => [row.id, row]));
  const asked = new Set(of.history.imports.map(({ id }) => id));
  const claimed = countBy(of.books.claims, ({ import_id }) => import_id);
  return [
    ...of.history.imports.flatMap((one) => [...judgeState(one, states.get(one.id))]),
    ...of.history.imports.flatMap((one) => [...judgeDecisions(one, rows.get(one.id))]),
    ...of.history.imports.flatMap((one) =>
      states.get(one.id) === "done" ? [...judgeSummary(of, one, claimed.get(one.id) ?? 0)] : [],
    ),
    ...[...states.keys()].filter((id) => !asked.has(id)).map((id) => ({ rule: "import_unasked", about: id })),
    ...judgeOrders(of, states),
  ];
}

const has = ({ decisions }: ImportAsked, wish: Decision["wish"], ...kinds: Decision["answer"]["kind"][]) =>
  decisions.some((decision) => decision.wish === wish && kinds.includes(decision.answer.kind));

function* judgeState(asked: ImportAsked, state: string | undefined): Generator<Violation> {
  const about = `import ${asked.id} is ${state}`;
  if (state === undefined) {
    if (asked.previewed) yield { rule: "import_lost", about };
    return;
  }
  const isStarted = !NOT_STARTED.has(state);
  if (state === "reading" && asked.shown) yield { rule: "import_not_read", about };
  if (isStarted && state !== "done") yield { rule: "import_not_ended", about };
  if (has(asked, "confirm", "acknowledged") && !isStarted) yield { rule: "confirmed_not_started", about };
  if (has(asked, "cancel", "acknowledged") && state !== "cancelled")
    yield { rule: "cancelled_not_ended", about };
  if (isStarted && !has(asked, "confirm", "acknowledged", "unknown"))
    yield { rule: "import_started_unasked", about };
  if (state === "cancelled" && !has(asked, "cancel", "acknowledged", "unknown"))
    yield { rule: "import_cancelled_unasked", about };
}

/** One press decides an import, its repeat is told the same, and whoever is told that it is decided is told the truth. */
function* judgeDecisions(
  asked: ImportAsked,
  row: Books["imports"][number] | undefined,
): Generator<Violation> {
  const about = `import ${asked.id} is ${row?.state}`;
  const decider = row?.decided_request ?? null;
  const deciding = asked.decisions.filter(({ id }) => id === decider);
  const wish: Decision["wish"] = row?.state === "cancelled" ? "cancel" : "confirm";
  if (decider !== null && !deciding.some((decision) => decision.wish === wish))
    yield { rule: "import_decided_by_another", about };
  if (deciding.some(({ answer }) => answer.kind === "refused")) yield { rule: "refused_but_decided", about };
  const others = asked.decisions.filter(({ id }) => id !== decider);
  for (const { answer } of others) {
    if (answer.kind === "refused" && answer.why === "import_decided" && UNDECIDED.has(row?.state ?? ""))
      yield { rule: "refused_wrongly", about: `${about}: ${answer.why}` };
  }
}

function* judgeSummary(of: Case, asked: ImportAsked, claims: number): Generator<Violation> {
  const about = `import ${asked.id}`;
  const told = of.history.summaries.filter(({ fileName }) => fileName === asked.fileName);
  if (told.length === 0) yield { rule: "summary_not_told", about };
  if (told.filter(({ direct }) => direct).length > 1) yield { rule: "summary_told_twice", about };
  const resent = of.history.resends.some(({ orderId }) =>
    asked.orders.some((order) => order.orderId === orderId),
  );
  for (const summary of told) {
    if (summary.created !== claims)
      yield { rule: "summary_wrong", about: `${about}: ${summary.created} created, ${claims} in the books` };
    if (!resent && summary.created !== mailsIn(summary))
      yield { rule: "summary_wrong", about: `${about}: mails` };
  }
}

const mailsIn = ({ mailed, uncertain, failed, held }: Summary) => mailed + uncertain + failed + held;

function* judgeOrders(of: Case, states: ReadonlyMap<string, string>): Generator<Violation> {
  const claims = groupBy(of.books.claims, ({ order_id }) => order_id ?? "");
  const done = of.history.imports.filter(({ id }) => states.get(id) === "done");
  const confirmed = new Set(done.flatMap(({ orders }) => orders.map(({ orderId }) => orderId)));
  for (const orderId of confirmed) {
    const count = claims.get(orderId)?.length ?? 0;
    if (count !== 1) yield { rule: "order_claims_not_one", about: `order ${orderId} has ${count}` };
  }
  const importsOf = new Map(
    done.map(({ id, orders }) => [id, new Set(orders.map(({ orderId }) => orderId))]),
  );
  for (const { id, import_id, order_id } of of.books.claims) {
    if (!importsOf.get(import_id)?.has(order_id ?? ""))
      yield { rule: "claim_of_no_confirmed_import", about: `claim ${id}` };
  }
}
