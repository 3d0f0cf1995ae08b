/** Codes of one file; blank lines and comments do not count. */
export const CODES_MAX = 100_000;
export const CODE_CHARS_MIN = 5;
export const CODE_CHARS_MAX = 500;
/** A line with more has lost its line breaks. */
const LINE_CHARS_MAX = 8_000;

/** Why a line's code is not taken. The last four are found by the database and by what the file has above it. */
export const stockFaults = [
  "no_code",
  "too_short",
  "too_long",
  "quote_broken",
  "control_characters",
  "repeated",
  "in_stock",
  "sold",
  "void",
] as const;
export type StockFault = (typeof stockFaults)[number];

/** Where in a line the code stands; a header of one column has no delimiter, and its lines are codes as they stand. */
type Table = { readonly delimiter: string | null; readonly column: number };

export type LineRead =
  | { readonly kind: "skipped" }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "refused"; readonly reason: StockFault };

/** The header of the column that holds the codes, where a file has columns. It is too short to be a code. */
const CODE_HEADERS = new Set(["code", "kode"]);
/** The first that a header has; a file without header has none, because codes may contain each of them. */
const DELIMITERS = ["\t", "|", ";", ","] as const;

const SKIPPED = { kind: "skipped" } as const;

/**
 * Reads a file of codes line by line. A line is a code, as it stands; `#` begins a comment; quotes around a whole line are
 * taken off. If the first line that counts is a header with a column `code`, the code is what stands in that column.
 */
export class CodeLines {
  #begun = false;
  #table: Table | null = null;

  /** Whether the codes stand in a column. */
  get hasHeader(): boolean {
    return this.#table !== null;
  }

  read(line: string): LineRead {
    const text = line.trim();
    if (text === "" || text.startsWith("#")) return SKIPPED;
    if (!this.#begun) {
      this.#begun = true;
      this.#table = tableOf(line);
      if (this.#table) return SKIPPED;
    }
    if (text.length > LINE_CHARS_MAX) return refused("too_long");
    const code = this.#table?.delimiter
      ? cellOf(line, this.#table.delimiter, this.#table.column)
      : unquoted(text);
    return code === null ? refused("quote_broken") : decided(code.trim());
  }
}

function decided(code: string): LineRead {
  if (code === "") return refused("no_code");
  if (/\p{Cc}/u.test(code)) return refused("control_characters");
  const chars = [...code].length;
  if (chars < CODE_CHARS_MIN) return refused("too_short");
  if (chars > CODE_CHARS_MAX) return refused("too_long");
  return { kind: "code", code };
}

function tableOf(header: string): Table | null {
  if (header.length > LINE_CHARS_MAX) return null;
  const delimiter = DELIMITERS.find((each) => header.includes(each)) ?? null;
  const cells = delimiter === null ? [unquoted(header.trim())] : (cellsOf(header, delimiter) ?? []);
  const column = cells.findIndex((cell) => CODE_HEADERS.has(cell.trim().toLowerCase()));
  return column < 0 ? null : { delimiter, column };
}

/** Null where the quotes do not match. */
function cellOf(line: string, delimiter: string, column: number): string | null {
  const cells = cellsOf(line, delimiter);
  return cells && (cells[column] ?? "");
}

/** A line that is one quoted cell is what stands in it; any other is as it is, quotes included. */
function unquoted(line: string): string {
  const [, inner] = /^"((?:[^"]|"")*)"$/.exec(line) ?? [];
  return inner === undefined ? line : inner.replaceAll('""', '"');
}

function cellsOf(line: string, delimiter: string): string[] | null {
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const [quoted, inner] = /^ *"((?:[^"]|"")*)" */.exec(line.slice(at)) ?? [];
    if (quoted === undefined && /^ *"/.test(line.slice(at))) return null;
    const next = line.indexOf(delimiter, at + (quoted?.length ?? 0));
    const end = next < 0 ? line.length : next;
    if (quoted !== undefined && end !== at + quoted.length) return null;
    cells.push(inner === undefined ? line.slice(at, end) : inner.replaceAll('""', '"'));
    at = end + delimiter.length;
  }
  return cells;
}

const refused = (reason: StockFault) => ({ kind: "refused", reason }) as const;
