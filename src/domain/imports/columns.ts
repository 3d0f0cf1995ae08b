import { normalizeEmail } from "../../lib/email.ts";
import type { ImportOptions } from "./options.ts";
import { type ColumnRole, ImportRefused } from "./refusal.ts";

/** Where in a row what is; indices into its cells. Null: the file has no such column, or it is not needed. */
export type OrderColumns = {
  readonly email: number;
  readonly amount: number | null;
  readonly order: number | null;
  readonly date: number | null;
  /** All columns that name products: a filter looks into each. */
  readonly products: readonly number[];
};

/** What the options name: such a column has no other role. */
type AskedColumns = Readonly<Partial<Record<ColumnRole, string | undefined>>>;
type Column = { readonly at: number; readonly header: string; readonly words: string };

/** Named instead of a header: the file has no such column, whatever its headers say. */
export const NO_COLUMN = "";

/** In this order: "Order total" is an amount, not an order id, and "Order date" is a date. */
const ROLES: readonly { role: ColumnRole; fits: RegExp }[] = [
  { role: "email", fits: /mail/ },
  { role: "amount", fits: /amount|total|price|cost|value/ },
  { role: "date", fits: /\b(date|datetime|timestamp|time|created|ordered at)\b/ },
  { role: "product", fits: /product|item/ },
  { role: "order", fits: /\b(order|id)\b/ },
];

/** Asked for a role that no English header has, of headers that have no English role: so English files stay as they are. */
const INDONESIAN_ROLES: typeof ROLES = [
  { role: "email", fits: /\bsurel\b/ },
  { role: "amount", fits: /\b(jumlah(?! (produk|barang))|harga|nominal)\b/ },
  { role: "date", fits: /\btanggal\b/ },
  { role: "product", fits: /\bproduk\b/ },
  { role: "order", fits: /\b(nomor|no|id) (pesanan|invoice)\b/ },
];

/** Where several columns fit a role, those that say it more plainly go first; two that say it alike are for staff. */
const PLAINLY: Readonly<Partial<Record<ColumnRole, readonly RegExp[]>>> = {
  order: [/\border (id|number|no)\b/, /\bid (pesanan|invoice)\b/],
  date: [/\b(order|ordered|created|purchase|purchased)\b/, /\b(date|datetime|timestamp)\b/],
};

/**
 * Finds the columns of an order file by their headers; the options name a column where the headers do not settle it.
 * @throws ImportRefused when a needed column is missing, or may be one of several.
 */
export function chooseColumns(headers: readonly string[], options: ImportOptions): OrderColumns {
  refuseMissingHeader(headers);
  const { emailColumn: email, amountColumn: amount, orderColumn: order } = options;
  const chooser = new Chooser(headers, { email, amount, order });
  const dateNeeded = options.from !== undefined || options.to !== undefined;
  const products = chooser.candidates("product");
  if (options.product !== undefined && products.length === 0) throw chooser.missing("product");
  return {
    email: chooser.needed("email"),
    amount: options.points === undefined ? chooser.needed("amount") : chooser.settled("amount"),
    order: chooser.optional("order"),
    date: dateNeeded ? chooser.needed("date") : null,
    products: products.map((column) => column.at),
  };
}

/** The column of each role that an upload may name, where the headers settle it. @throws ImportRefused without a header. */
export function likelyColumns(headers: readonly string[]): LikelyColumns {
  refuseMissingHeader(headers);
  const chooser = new Chooser(headers, {});
  return {
    email: chooser.settled("email"),
    amount: chooser.settled("amount"),
    order: chooser.settled("order"),
  };
}

export type LikelyColumns = Readonly<Record<"email" | "amount" | "order", number | null>>;

/** A file that begins with an order has no header, though "budi@gmail.com" would pass for one. */
function refuseMissingHeader(headers: readonly string[]): void {
  if (headers.some((header) => normalizeEmail(header) !== null))
    throw new ImportRefused({ kind: "header_missing" });
}

class Chooser {
  readonly #columns: readonly Column[];
  readonly #asked: AskedColumns;

  constructor(headers: readonly string[], asked: AskedColumns) {
    this.#columns = headers.map((header, at) => ({ at, header: header.trim(), words: wordsOf(header) }));
    this.#asked = asked;
  }

  /** @throws ImportRefused when no header is the one that was asked for. */
  candidates(role: ColumnRole): readonly Column[] {
    const asked = this.#asked[role];
    if (asked === undefined) return this.#byHeader(role);
    if (asked === NO_COLUMN) return [];
    const named = this.#columns.filter(({ header }) => isSame(header, asked));
    if (named.length > 0) return named;
    throw new ImportRefused({ kind: "column_unknown", role, asked, headers: this.#headers() });
  }

  needed(role: ColumnRole): number {
    const at = this.optional(role);
    if (at === null) throw this.missing(role);
    return at;
  }

  optional(role: ColumnRole): number | null {
    const candidates = this.candidates(role);
    const [first, second] = candidates;
    if (!second) return first?.at ?? null;
    const names = candidates.map((column) => column.header);
    throw new ImportRefused({ kind: "column_ambiguous", role, candidates: names, headers: this.#headers() });
  }

  /** The column if only one can be meant: for what is told but not needed. */
  settled(role: ColumnRole): number | null {
    return this.candidates(role).length === 1 ? this.optional(role) : null;
  }

  missing(role: ColumnRole): ImportRefused {
    return new ImportRefused({ kind: "column_missing", role, headers: this.#headers() });
  }

  #byHeader(role: ColumnRole): readonly Column[] {
    const taken = Object.values(this.#asked)
      .filter((asked) => asked !== undefined)
      .filter((asked) => asked !== NO_COLUMN);
    const free = this.#columns.filter(({ header }) => !taken.some((asked) => isSame(header, asked)));
    const english = free.filter(({ words }) => roleOf(words, ROLES) === role);
    const fitting =
      english.length > 0
        ? english
        : free.filter(({ words }) => !roleOf(words, ROLES) && roleOf(words, INDONESIAN_ROLES) === role);
    for (const plainly of PLAINLY[role] ?? []) {
      const plain = fitting.filter(({ words }) => plainly.test(words));
      if (plain.length > 0) return plain;
    }
    return fitting;
  }

  #headers(): string[] {
    return this.#columns.map(({ header }) => header).filter((header) => header !== "");
  }
}

const roleOf = (words: string, roles: typeof ROLES) => roles.find(({ fits }) => fits.test(words))?.role;

const isSame = (header: string, asked: string) => header.toLowerCase() === asked.trim().toLowerCase();

/** `order_ID`, `OrderId` and `Order  id` are the same words. */
function wordsOf(header: string): string {
  return header
    .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
