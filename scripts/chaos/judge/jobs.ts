import { auditWords } from "../../../src/lib/words/audit.ts";
import { type Case, countBy, type Violation } from "./evidence.ts";

const OPEN = new Set(["waiting", "running"]);
/** The check of every day stands in the log alone. */
const NOT_POSTED = "ledger.check";

/** Nothing is left to do, nothing was given up, and each thing that staff did is written down and posted once. */
export function judgeJobs(of: Case): Violation[] {
  return [...judgeOutbox(of), ...judgeAudits(of), ...judgePosts(of)];
}

function* judgeOutbox({ books, history }: Case): Generator<Violation> {
  // Whoever got no answer to an upload, or to what cashback would pay, has nothing that a preview could be shown in.
  const unanswered = new Set([
    ...history.imports.filter((asked) => !asked.shown).map(({ id }) => `${id}.read`),
    ...history.cashbackUnanswered.map((id) => `${id}.cashback.freeze`),
  ]);
  for (const { id, kind, state, tries, last_error } of books.outbox) {
    const about = `${kind} ${id} is ${state} after ${tries} tries: ${last_error ?? "no error"}`;
    if (OPEN.has(state)) yield { rule: "job_not_ended", about };
    if (state === "failed" && !unanswered.has(id)) yield { rule: "job_given_up", about };
  }
}

function* judgeAudits({ books, history }: Case): Generator<Violation> {
  const rows = countBy(books.audits, ({ action, target }) => `${action} ${target}`);
  const wanted = new Map<string, number>();
  for (const { id, state } of books.imports) {
    wanted.set(`import.upload import:${id}`, 1);
    wanted.set(`import.confirm import:${id}`, ["running", "mailing", "done"].includes(state) ? 1 : 0);
    wanted.set(`import.cancel import:${id}`, state === "cancelled" ? 1 : 0);
  }
  const mails = countBy(books.mails, ({ claim_id }) => claim_id);
  for (const { id } of books.claims) wanted.set(`claim.resend claim:${id}`, (mails.get(id) ?? 1) - 1);
  for (const [name, count] of wanted) {
    const found = rows.get(name) ?? 0;
    if (found !== count) yield { rule: "audit_not_once", about: `${name}: ${found} instead of ${count}` };
  }
  if (books.audits.some(({ action }) => action === "ledger.broken"))
    yield { rule: "shop_found_its_books_broken", about: `with ${history.claims.length} claims asked` };
}

function* judgePosts({ books, history }: Case): Generator<Violation> {
  const nameOf = (title: string, target: string | null) => `${title} ${target ?? ""}`;
  const posted = countBy(history.auditPosts, ({ title, target }) => nameOf(title, target));
  const toPost = books.audits.filter(({ action }) => action !== NOT_POSTED);
  const written = countBy(toPost, ({ action, target }) => nameOf(auditWords.en[action] ?? action, target));
  for (const name of new Set([...posted.keys(), ...written.keys()])) {
    const [found, wanted] = [posted.get(name) ?? 0, written.get(name) ?? 0];
    if (found !== wanted)
      yield { rule: "audit_post_not_once", about: `${name}: ${found} instead of ${wanted}` };
  }
}
