import { desc, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { writeAudit } from "../../db/audit.ts";
import { extendLease, finishRow, type OutboxRow } from "../../db/outbox.ts";
import { audits } from "../../db/schema/audit.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { LEASE_MS } from "../jobs/take.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import { type BooksChecked, checkBooks } from "./books.ts";

/** Checks that the page shows. */
const CHECKS_SHOWN = 10;
const TARGET = "ledger";

const dayOf = (atMs: number) => Math.floor(atMs / DAY_MS);
const jobIdOf = (checkId: string) => `${checkId}.books`;

/** The check of every day. */
export async function checkBooksDuly(deps: Deps): Promise<void> {
  await checkAndTell(deps, `ledger.check.${dayOf(deps.clock())}`, "system", async () => {});
}

/** Has the books checked now, by a job. Asked twice with the same request, it is one check. */
export async function askBooksCheck(deps: Deps, request: Request): Promise<void> {
  const id = jobIdOf(request.id);
  const payload = { checkId: request.id, askedBy: request.actor.id };
  await deps.db.batch([putJob(deps, id, "books.check", payload)]);
  ring(deps, [{ id, kind: "books.check" }]);
}

/** Does a check that staff asked for, and ends its job. */
export async function runBooksCheck(
  deps: Deps,
  job: OutboxRow,
  { checkId, askedBy }: { readonly checkId: string; readonly askedBy: string },
): Promise<void> {
  const { db } = deps;
  await checkAndTell(deps, checkId, askedBy, async () => {
    await db.batch([extendLease(db, job, deps.clock() + LEASE_MS)]);
  });
  await db.batch([finishRow(db, job, deps.clock())]);
}

/** What was found stands in the audit log, also when all is well; staff are told of what is wrong, once a day. */
async function checkAndTell(deps: Deps, checkId: string, actor: string, stay: () => Promise<void>) {
  const startedAtMs = deps.clock();
  const checked = await checkBooks(deps, stay);
  const nowMs = deps.clock();
  const found = checked.broken.join(" ");
  const alertId = `ledger.broken.${dayOf(nowMs)}`;
  const alert = { id: alertId, actor: "system", action: "ledger.broken", target: found, cause: alertId };
  await deps.db.batch([
    writeAudit(deps.db, {
      id: `${checkId}.checked`,
      actor,
      action: "ledger.check",
      target: TARGET,
      after: {
        accounts: checked.accounts,
        transfers: checked.transfers,
        tookMs: nowMs - startedAtMs,
        broken: found,
      },
      cause: `${checkId}.checked`,
      createdAtMs: nowMs,
    }),
    ...(found === "" ? [] : recordAudit(deps, alert)),
  ]);
  if (found !== "") ringAudit(deps, alertId);
}

const factsSchema = z.object({
  accounts: z.number(),
  transfers: z.number(),
  tookMs: z.number(),
  broken: z.pipe(
    z.string(),
    z.transform((found) => found.split(" ").filter((each) => each !== "")),
  ),
});

/** A check that was made: when, for whom (`system`: the one of every day), and what it found. */
export type BooksCheck = BooksChecked & {
  readonly id: string;
  readonly actor: string;
  readonly atMs: number;
  readonly tookMs: number;
};

/** The statement that reads the last checks; `readChecks` reads its rows. */
export const selectChecks = ({ db }: Deps) =>
  db
    .select()
    .from(audits)
    .where(eq(audits.target, TARGET))
    .orderBy(desc(audits.createdAtMs))
    .limit(CHECKS_SHOWN);

export const readChecks = (rows: readonly (typeof audits.$inferSelect)[]): BooksCheck[] =>
  rows.map(({ id, actor, after, createdAtMs }) => ({
    id,
    actor,
    atMs: createdAtMs,
    ...factsSchema.parse(JSON.parse(after ?? "{}")),
  }));

/** How a check that was asked for stands; null for one that nobody asked for, or that is long over. */
export async function stateOfCheck(
  deps: Deps,
  checkId: string,
): Promise<"running" | "done" | "failed" | null> {
  const { db } = deps;
  const [[job], done] = await db.batch([
    db
      .select({ state: outbox.state })
      .from(outbox)
      .where(eq(outbox.id, jobIdOf(checkId))),
    db
      .select({ id: audits.id })
      .from(audits)
      .where(sql`${audits.id} = ${`${checkId}.checked`}`),
  ]);
  if (done.length > 0) return "done";
  if (!job) return null;
  return job.state === "failed" ? "failed" : "running";
}
