import { CsvError, type InfoRecord, parse } from "csv-parse";
import { ImportRefused } from "./refusal.ts";

/** `line` is the first line of the record as an editor counts them. */
export type CsvRecord = { line: number; cells: string[] };

/**
 * csv-parse without its object stream: records are collected as they are found and taken after each piece,
 * which is faster than reading them one by one. The text needs `\n` newlines.
 */
export class RecordReader {
  readonly #parser;
  #records: CsvRecord[] = [];
  /** The line after the last record, and the blank lines that csv-parse had skipped by then. */
  #nextLine = 1;
  #blankLines = 0;

  constructor(delimiter: string) {
    this.#parser = parse({
      delimiter,
      record_delimiter: "\n",
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (cells: string[], info: InfoRecord) => this.#collect(cells, info),
    });
    // The callbacks of write and end tell the same error; without a listener it would end the process.
    this.#parser.on("error", () => {});
  }

  /** The line on which the record begins that is being read. */
  get line(): number {
    return this.#nextLine + this.#parser.info.empty_lines - this.#blankLines;
  }

  /** @throws ImportRefused when a quote is where none can be. */
  async write(piece: Uint8Array): Promise<CsvRecord[]> {
    await new Promise<void>((resolve, reject) => {
      this.#parser.write(piece, (error) => (error ? reject(this.#refused(error)) : resolve()));
    });
    return this.#taken();
  }

  /** @throws ImportRefused when a quote is still open. */
  async end(): Promise<CsvRecord[]> {
    await new Promise<void>((resolve, reject) => {
      this.#parser.end((error?: Error | null) => (error ? reject(this.#refused(error)) : resolve()));
    });
    return this.#taken();
  }

  #collect(cells: string[], info: InfoRecord): null {
    this.#records.push({ line: this.#nextLine + info.empty_lines - this.#blankLines, cells });
    this.#nextLine = info.lines + 1;
    this.#blankLines = info.empty_lines;
    return null;
  }

  #taken(): CsvRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #refused(error: Error): Error {
    return error instanceof CsvError ? new ImportRefused({ kind: "quote_broken", line: this.line }) : error;
  }
}
