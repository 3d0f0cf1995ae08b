import { withBeginning } from "./beginning.ts";
import { sniffDelimiter } from "./delimiter.ts";
import { withUnixNewlines } from "./newlines.ts";
import { type CsvRecord, RecordReader } from "./records.ts";
import { ImportRefused } from "./refusal.ts";

export const ROWS_MAX = 100_000;
export const COLUMNS_MAX = 64;
export const CELL_CHARS_MAX = 8_000;
const ROW_CHARS_MAX = COLUMNS_MAX * CELL_CHARS_MAX;
/** A character of a JavaScript text is at most three bytes in UTF-8. */
const ROW_BYTES_MAX = 3 * ROW_CHARS_MAX;

/** Rows that the handler gets in one call, the last call excepted. */
export const ROWS_AT_ONCE = 2_000;

const SNIFFED_CHARS = 16_384;
const PIECE_BYTES = 65_536;

/**
 * `line` is the row's first line as an editor counts them, the header being on line 1. `cells` are as many as
 * the header's, or more in an `overlong` row: one that has text beyond the last column.
 */
export type TableRow = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly overlong: boolean;
};

export type TableHandler = {
  /** Called once, before any row; cells are trimmed. */
  header(cells: readonly string[]): void;
  /** Called with at most `ROWS_AT_ONCE` rows; no more is read before it is done. */
  rows(rows: readonly TableRow[]): Promise<void>;
};

/**
 * Reads a delimited text of any length in bounded memory.
 * @throws ImportRefused when it is no table or beyond a limit; the handler may have had rows by then.
 */
export async function readTable(
  chunks: AsyncIterable<string>,
  handler: TableHandler,
): Promise<{ rows: number }> {
  const encoder = new TextEncoder();
  const table = new Table(handler);
  const lines = withUnixNewlines(chunks);
  let reader: RecordReader | null = null;
  let bytesSinceRecord = 0;
  for await (const text of withBeginning(lines, SNIFFED_CHARS, (held, next) => held + next)) {
    reader ??= new RecordReader(sniffDelimiter(text));
    for (const piece of pieces(encoder.encode(text))) {
      const records = await reader.write(piece);
      bytesSinceRecord = records.length > 0 ? 0 : bytesSinceRecord + piece.length;
      if (bytesSinceRecord > ROW_BYTES_MAX) {
        throw new ImportRefused({ kind: "row_too_long", line: reader.line, charsMax: ROW_CHARS_MAX });
      }
      await table.take(records);
    }
  }
  if (reader) await table.take(await reader.end());
  return { rows: await table.end() };
}

/** Bytes, not text, are cut: half of a surrogate pair could not be encoded. */
function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

/** Turns records into a header and rows of its width, holds them to the limits and hands them over in bulk. */
class Table {
  readonly #handler: TableHandler;
  #columns = 0;
  #rows = 0;
  #waiting: TableRow[] = [];

  constructor(handler: TableHandler) {
    this.#handler = handler;
  }

  async take(records: readonly CsvRecord[]): Promise<void> {
    for (const record of records) {
      if (record.cells.every(isBlank)) continue;
      refuseLongCell(record);
      if (this.#columns === 0) {
        this.#takeHeader(record.cells);
        continue;
      }
      if (this.#rows === ROWS_MAX) throw new ImportRefused({ kind: "too_many_rows", rowsMax: ROWS_MAX });
      this.#rows++;
      this.#waiting.push(tableRow(record, this.#columns));
      if (this.#waiting.length === ROWS_AT_ONCE) await this.#handOver();
    }
  }

  async end(): Promise<number> {
    if (this.#rows === 0) throw new ImportRefused({ kind: "file_empty" });
    if (this.#waiting.length > 0) await this.#handOver();
    return this.#rows;
  }

  #takeHeader(cells: readonly string[]): void {
    const columns = cells.findLastIndex((cell) => !isBlank(cell)) + 1;
    if (columns > COLUMNS_MAX)
      throw new ImportRefused({ kind: "too_many_columns", columns, columnsMax: COLUMNS_MAX });
    this.#columns = columns;
    this.#handler.header(cells.slice(0, columns).map((cell) => cell.trim()));
  }

  async #handOver(): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = [];
    await this.#handler.rows(rows);
  }
}

function tableRow({ line, cells }: CsvRecord, columns: number): TableRow {
  while (cells.length < columns) cells.push("");
  if (cells.length === columns) return { line, cells, overlong: false };
  const overlong = cells.some((cell, at) => at >= columns && !isBlank(cell));
  return { line, cells: cells.slice(0, overlong ? COLUMNS_MAX : columns), overlong };
}

function refuseLongCell({ line, cells }: CsvRecord): void {
  for (const cell of cells) {
    if (cell.length > CELL_CHARS_MAX)
      throw new ImportRefused({ kind: "cell_too_long", line, charsMax: CELL_CHARS_MAX });
  }
}

const isBlank = (cell: string): boolean => cell === "" || cell.trim() === "";
