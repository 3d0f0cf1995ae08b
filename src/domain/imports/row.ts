import type { Decimal } from "../../lib/decimal.ts";
import { normalizeEmail } from "../../lib/email.ts";
import { parseAmount } from "../../lib/money.ts";
import type { OrderColumns } from "./columns.ts";
import { possibleDays } from "./dates.ts";
import { pointsForAmount } from "./points.ts";
import { type ImportRules, productWords } from "./rules.ts";
import type { TableRow } from "./table.ts";

export const ORDER_ID_CHARS_MAX = 100;
export const PRODUCT_CHARS_MAX = 200;

/** Why a row cannot become a claim. */
export const rowFaults = [
  "too_many_cells",
  "no_email",
  "bad_email",
  "bad_date",
  "ambiguous_date",
  "order_id_too_long",
  "amount_blank",
  "amount_negative",
  "amount_unreadable",
  "amount_too_large",
  "zero_points",
  "points_over_max",
] as const;
export type RowFault = (typeof rowFaults)[number];

export type AcceptedRow = {
  readonly kind: "accepted";
  readonly email: string;
  readonly orderId: string | null;
  readonly points: number;
  readonly product: string | null;
  /** The amount's cell, and how it was read; null only where the points are fixed. */
  readonly amount: { readonly text: string; readonly read: Decimal } | null;
};
export type RowDecision =
  | AcceptedRow
  | { readonly kind: "filtered" }
  | { readonly kind: "refused"; readonly reason: RowFault };

/** Decides what becomes of one row. Nothing is guessed: what cannot be read is refused with its reason. */
export function decideRow(row: TableRow, columns: OrderColumns, rules: ImportRules): RowDecision {
  if (row.overlong) return refused("too_many_cells");
  const emailText = row.cells[columns.email] ?? "";
  if (emailText.trim() === "") return refused("no_email");
  const email = normalizeEmail(emailText);
  if (email === null) return refused("bad_email");
  const product = productOf(row, columns, rules);
  if (product === undefined) return { kind: "filtered" };
  const inTime = decideDate(row, columns, rules);
  if (inTime.kind !== "inside") return inTime;
  const orderId = columns.order === null ? null : oneLine(row.cells[columns.order] ?? "") || null;
  if (orderId !== null && orderId.length > ORDER_ID_CHARS_MAX) return refused("order_id_too_long");
  const earned = decidePoints(row, columns, rules);
  if (earned.kind === "refused") return earned;
  return { kind: "accepted", email, orderId, product, points: earned.points, amount: earned.amount };
}

/** The product that the filter finds, or the row's first; undefined when the filter finds none. */
function productOf(row: TableRow, columns: OrderColumns, rules: ImportRules): string | null | undefined {
  const names = columns.products.map((at) => oneLine(row.cells[at] ?? ""));
  const { product } = rules;
  const found =
    product === null
      ? (names[0] ?? "")
      : names.find((name) => ` ${productWords(name)} `.includes(` ${product} `));
  return found === undefined ? undefined : shortProduct(found) || null;
}

/** Half of a surrogate pair would be stored as bytes that the database cannot read back. */
function shortProduct(name: string): string {
  return name.slice(0, PRODUCT_CHARS_MAX).replace(/[\ud800-\udbff]$/, "");
}

/** A date that two readings put on different sides of the filter is refused; where both agree it does not matter. */
function decideDate(row: TableRow, columns: OrderColumns, rules: ImportRules) {
  if (columns.date === null) return { kind: "inside" } as const;
  const days = possibleDays(row.cells[columns.date] ?? "", rules.timeZone);
  const inside = days.filter((day) => day >= (rules.from ?? day) && day <= (rules.to ?? day));
  if (days.length === 0) return refused("bad_date");
  if (inside.length === 0) return { kind: "filtered" } as const;
  return inside.length === days.length ? ({ kind: "inside" } as const) : refused("ambiguous_date");
}

function decidePoints(row: TableRow, columns: OrderColumns, rules: ImportRules) {
  const text = columns.amount === null ? "" : (row.cells[columns.amount] ?? "");
  const parsed = parseAmount(text, rules.currency);
  const amount = parsed.ok ? { text: text.trim(), read: parsed.amount } : null;
  if (rules.points !== null) return { kind: "earned", points: rules.points, amount } as const;
  if (!parsed.ok) return refused(`amount_${parsed.reason}`);
  const earned = pointsForAmount(parsed.amount, rules.multiplier);
  return earned.ok ? ({ kind: "earned", points: earned.points, amount } as const) : refused(earned.reason);
}

const refused = (reason: RowFault) => ({ kind: "refused", reason }) as const;

/** Line breaks and control characters become blanks: the text goes into the subject of a mail. */
function oneLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}
