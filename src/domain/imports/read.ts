import { and, asc, eq, sql } from "drizzle-orm";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import { finishRow, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { importRows, imports } from "../../db/schema/imports.ts";
import { formatAmount } from "../../lib/money.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { emailBinding } from "../claims/code.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { type ImportRow, importById } from "./ask.ts";
import { chooseColumns, type OrderColumns } from "./columns.ts";
import { decodeText } from "./decode.ts";
import type { Findings, MailSample } from "./findings.ts";
import { type ImportOptions, importOptionsSchema } from "./options.ts";
import { type ImportRefusal, ImportRefused } from "./refusal.ts";
import { decideRow } from "./row.ts";
import { type ImportRules, importRules } from "./rules.ts";
import { AmountSamples } from "./samples.ts";
import { sealRows, stageRows } from "./stage.ts";
import { readTable, type TableRow } from "./table.ts";
import { type RefusedRow, RefusedTally } from "./tally.ts";

/** How long a preview can be confirmed. */
export const PREVIEW_LIFE_MS = 15 * MINUTE_MS;
const MAIL_SAMPLES_MAX = 2;
/** Some five minutes of trying, while the answer can still be edited. */
const READ_TRIES_MAX = 6;

export type Preview = {
  kind: "previewed";
  row: ImportRow;
  locale: Locale;
  findings: Findings;
  mailSamples: readonly MailSample[];
  header: readonly string[];
  refused: readonly RefusedRow[];
};

export type FileRead = Preview | { kind: "refused"; row: ImportRow; locale: Locale; refusal: ImportRefusal };

/**
 * Reads an uploaded file into the waiting table and finds what importing it would do; nobody is told
 * anything yet. A job that comes again begins anew. Null when the import is no longer to be read.
 */
export async function readImport(deps: Deps, job: OutboxRow, importId: string): Promise<FileRead | null> {
  const found = await beginReading(deps, job, importId);
  if (!found) return null;
  const { row, locale } = found;
  const options = importOptionsSchema.parse(JSON.parse(row.options));
  const reading = new Reading(deps, job, row, options, importRules(options, deps.shop));
  try {
    await reading.read();
  } catch (error) {
    const refusal = refusalOf(error, job.tries >= READ_TRIES_MAX);
    if (!refusal) throw error;
    await refuse(deps, job, row);
    return { kind: "refused", row, locale, refusal };
  }
  const { findings, mailSamples } = await reading.findings();
  const [previewed] = await deps.db.batch([
    deps.db
      .update(imports)
      .set({
        state: "previewed",
        findings: JSON.stringify(findings),
        confirmUntilMs: deps.clock() + PREVIEW_LIFE_MS,
      })
      .where(and(eq(imports.id, row.id), undecided, stillHeld(job))),
  ]);
  if (previewed.rowsAffected === 0) return null;
  return {
    kind: "previewed",
    row,
    locale,
    findings,
    mailSamples,
    header: reading.header,
    refused: reading.refused.rows,
  };
}

const undecided = sql`${imports.state} in ('reading', 'previewed')`;

/** A preview that is read again cannot be confirmed meanwhile: its rows are not all there. */
async function beginReading(deps: Deps, job: OutboxRow, importId: string) {
  const [[row], , , askers] = await deps.db.batch([
    importById(deps, importId),
    deps.db
      .update(imports)
      .set({ state: "reading" })
      .where(and(eq(imports.id, importId), undecided, stillHeld(job))),
    deps.db
      .delete(importRows)
      .where(
        and(
          eq(importRows.importId, importId),
          stillHeld(job),
          sql`exists (select 1 from ${imports} where ${imports.id} = ${importId} and ${imports.state} = 'reading')`,
        ),
      ),
    chosenLocale(deps.db, sql`(select ${imports.askedBy} from ${imports} where ${imports.id} = ${importId})`),
  ]);
  if (!row?.fileUrl || (row.state !== "reading" && row.state !== "previewed")) return null;
  return { row, fileUrl: row.fileUrl, locale: localeFrom(deps, askers) };
}

async function refuse(deps: Deps, job: OutboxRow, row: ImportRow): Promise<void> {
  await deps.db.batch([
    deps.db
      .update(imports)
      .set({ state: "refused", finishedAtMs: deps.clock(), fileUrl: null })
      .where(and(eq(imports.id, row.id), undecided, stillHeld(job))),
    deps.db.delete(importRows).where(and(eq(importRows.importId, row.id), stillHeld(job))),
  ]);
}

/** The file itself is the reason, or that Discord has it no more; anything else is worth another try. */
function refusalOf(error: unknown, lastTry: boolean): ImportRefusal | null {
  if (error instanceof ImportRefused) return error.facts;
  if (error instanceof DiscordFailure && lastTry) return { kind: "file_gone" };
  if (error instanceof DiscordFailure && (error.kind === "gone" || error.kind === "refused"))
    return { kind: "file_gone" };
  return null;
}

/** Ends the job of a file whose preview or refusal has been shown. */
export async function endReading(deps: Deps, job: OutboxRow): Promise<void> {
  await deps.db.batch([finishRow(deps.db, job, deps.clock())]);
}

/** One reading of one file: what it has seen so far. */
class Reading {
  readonly refused = new RefusedTally();
  header: readonly string[] = [];
  readonly #deps: Deps;
  readonly #job: OutboxRow;
  readonly #row: ImportRow;
  readonly #options: ImportOptions;
  readonly #rules: ImportRules;
  readonly #samples = new AmountSamples();
  #columns: OrderColumns | null = null;
  /** The rows on their way to the database while the next ones are read; never more, so that memory stays bounded. */
  #staging: Promise<void> = Promise.resolve();
  #rows = 0;
  #accepted = 0;
  #filtered = 0;

  constructor(deps: Deps, job: OutboxRow, row: ImportRow, options: ImportOptions, rules: ImportRules) {
    this.#deps = deps;
    this.#job = job;
    this.#row = row;
    this.#options = options;
    this.#rules = rules;
  }

  async read(): Promise<void> {
    const file = await this.#deps.discord.openAttachment(this.#row.fileUrl ?? "");
    try {
      const { rows } = await readTable(decodeText(file), {
        header: (cells) => {
          this.header = cells;
          this.#columns = chooseColumns(cells, this.#options);
        },
        rows: (rows) => this.#take(rows),
      });
      this.#rows = rows;
    } finally {
      await this.#staging;
    }
  }

  async #take(rows: readonly TableRow[]): Promise<void> {
    const columns = this.#columns;
    if (!columns) throw new ImportRefused({ kind: "header_missing" });
    const accepted = rows.flatMap((row) => {
      const decision = decideRow(row, columns, this.#rules);
      if (decision.kind === "refused") this.refused.add(row, decision.reason);
      if (decision.kind === "filtered") this.#filtered++;
      if (decision.kind !== "accepted") return [];
      this.#samples.add(decision.amount);
      return [{ ...decision, line: row.line }];
    });
    this.#accepted += accepted.length;
    const sealed = await sealRows(this.#deps, this.#row, accepted);
    await this.#staging;
    this.#staging = stageRows(this.#deps, this.#job, this.#row, sealed);
    // A failure is told to whoever waits for it next; until then it must not count as unhandled.
    this.#staging.catch(() => undefined);
  }

  async findings(): Promise<{ findings: Findings; mailSamples: MailSample[] }> {
    const { currency, locale } = this.#deps.shop;
    const { staged, alreadyImported, points, mailSamples } = await stagedFindings(this.#deps, this.#row.id);
    const columns = this.#columns;
    const name = (at: number | null | undefined) => (at == null ? null : (this.header[at] ?? null));
    const findings: Findings = {
      columns: {
        email: name(columns?.email) ?? "",
        amount: name(columns?.amount),
        order: name(columns?.order),
      },
      rows: this.#rows,
      accepted: staged,
      repeatedInFile: this.#accepted - staged,
      alreadyImported,
      filtered: this.#filtered,
      refused: this.refused.reasons,
      points,
      amountSamples: this.#samples.list.map(({ text, read }) => ({
        text,
        read: formatAmount(read, currency, locale),
      })),
    };
    return { findings, mailSamples };
  }
}

/** A waiting row whose order has a claim already, made under the current root key or the previous one. */
const isImported = sql`exists (
  select 1 from claims where claims.order_key = ${importRows.orderKey}
  and claims.email_hash in (${importRows.emailHash}, ${importRows.emailHashPrevious}))`;

async function stagedFindings(deps: Deps, importId: string) {
  const ofImport = eq(importRows.importId, importId);
  const [[all], [imported], [fresh], samples] = await deps.db.batch([
    deps.db.select({ count: sql<number>`count(*)` }).from(importRows).where(ofImport),
    deps.db.select({ count: sql<number>`count(*)` }).from(importRows).where(and(ofImport, isImported)),
    deps.db
      .select({ points: sql<number>`coalesce(sum(${importRows.points}), 0)` })
      .from(importRows)
      .where(and(ofImport, sql`not ${isImported}`)),
    deps.db
      .select()
      .from(importRows)
      .where(and(ofImport, sql`not ${isImported}`))
      .orderBy(asc(importRows.line))
      .limit(MAIL_SAMPLES_MAX),
  ]);
  const keyring = await deps.keyring();
  const mailSamples = await Promise.all(
    samples.map(async ({ claimId, keyId, emailSealed, points, orderId }) => ({
      email: await keyring.of(keyId).open("email-seal", emailSealed, emailBinding(claimId)),
      points,
      orderId,
    })),
  );
  return {
    staged: all?.count ?? 0,
    alreadyImported: imported?.count ?? 0,
    points: fresh?.points ?? 0,
    mailSamples,
  };
}
