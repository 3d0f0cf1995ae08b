import { cut } from "../../clients/discord/card.ts";
import type { OutboxRow } from "../../db/outbox.ts";
import { formatAmount } from "../../lib/money.ts";
import type { Deps } from "../deps.ts";
import type { ImportRow } from "./ask.ts";
import { chooseColumns, type OrderColumns } from "./columns.ts";
import { decodeText } from "./decode.ts";
import { type Findings, LINES_TOLD_MAX, type MailSample } from "./findings.ts";
import type { ImportOptions } from "./options.ts";
import { ImportRefused } from "./refusal.ts";
import { decideRow } from "./row.ts";
import type { ImportRules } from "./rules.ts";
import { AmountSamples } from "./samples.ts";
import { repeatedLines, type SealedRows, sealRows, stageRows } from "./stage.ts";
import { stagedFindings } from "./staged.ts";
import { readTable, type TableRow } from "./table.ts";
import { RefusedTally } from "./tally.ts";

const HEADER_CHARS_KEPT_MAX = 100;
/** Product columns that a preview names; the filter looks into all of them. */
const PRODUCT_COLUMNS_TOLD_MAX = 5;

/** One reading of one file: what it has seen so far. */
export class Reading {
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
  readonly #repeated: number[] = [];

  constructor(deps: Deps, job: OutboxRow, row: ImportRow, options: ImportOptions, rules: ImportRules) {
    this.#deps = deps;
    this.#job = job;
    this.#row = row;
    this.#options = options;
    this.#rules = rules;
  }

  /** @param open gives the file's bytes as they come in. */
  async read(open: () => Promise<AsyncIterable<Uint8Array>>): Promise<void> {
    const file = await open();
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
    this.#staging = this.#stage(sealed);
    // A failure is told to whoever waits for it next; until then it must not count as unhandled.
    this.#staging.catch(() => undefined);
  }

  async #stage(sealed: SealedRows): Promise<void> {
    const allTaken = await stageRows(this.#deps, this.#job, this.#row, sealed);
    const most = LINES_TOLD_MAX - this.#repeated.length;
    if (allTaken || most === 0) return;
    this.#repeated.push(...(await repeatedLines(this.#deps, this.#row, sealed.lines, most)));
  }

  async findings(): Promise<{ findings: Findings; mailSamples: MailSample[] }> {
    const { currency, locale } = this.#deps.shop;
    const { staged, alreadyImported, held, points, mailSamples } = await stagedFindings(
      this.#deps,
      this.#row.id,
    );
    const columns = this.#columns;
    const name = (at: number | null | undefined) =>
      at == null ? null : cut(this.header[at] ?? "", HEADER_CHARS_KEPT_MAX);
    const filtering = this.#rules.product === null ? [] : (columns?.products ?? []);
    const findings: Findings = {
      columns: {
        email: name(columns?.email) ?? "",
        amount: name(columns?.amount),
        order: name(columns?.order),
        date: name(columns?.date),
        products: filtering.slice(0, PRODUCT_COLUMNS_TOLD_MAX).map((at) => name(at) ?? ""),
      },
      rows: this.#rows,
      accepted: staged,
      repeatedInFile: this.#accepted - staged,
      repeatedLines: this.#repeated,
      alreadyImported,
      held,
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
