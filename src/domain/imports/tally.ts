import { LINES_TOLD_MAX } from "./findings.ts";
import type { RowFault } from "./row.ts";
import type { TableRow } from "./table.ts";

/** What of the refused rows is kept for the file that goes back to staff. */
export const REFUSED_ROWS_KEPT_MAX = 10_000;
export const REFUSED_CHARS_KEPT_MAX = 2_000_000;

export type RefusedRow<Reason extends string = RowFault> = {
  readonly line: number;
  readonly reason: Reason;
  readonly cells: readonly string[];
};

/** Counts refused rows by reason and keeps them, both within limits. */
export class RefusedTally<Reason extends string = RowFault> {
  readonly #byReason = new Map<Reason, { count: number; lines: number[] }>();
  readonly #kept: RefusedRow<Reason>[] = [];
  #chars = 0;

  add(row: TableRow, reason: Reason): void {
    const told = this.#byReason.get(reason) ?? { count: 0, lines: [] };
    told.count++;
    if (told.lines.length < LINES_TOLD_MAX) told.lines.push(row.line);
    this.#byReason.set(reason, told);
    this.#chars += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (this.#kept.length < REFUSED_ROWS_KEPT_MAX && this.#chars <= REFUSED_CHARS_KEPT_MAX) {
      this.#kept.push({ line: row.line, reason, cells: row.cells });
    }
  }

  /** By reason, the most frequent first. */
  get reasons(): { reason: Reason; count: number; lines: number[] }[] {
    return [...this.#byReason]
      .map(([reason, told]) => ({ reason, ...told }))
      .sort((a, b) => b.count - a.count);
  }

  get rows(): readonly RefusedRow<Reason>[] {
    return this.#kept;
  }
}
