import { type Decimal, decimal, scaledDown } from "./decimal.ts";
import type { Locale } from "./words/locale.ts";

/** The longest text that is looked at as an amount. */
export const AMOUNT_CHARS_MAX = 64;

export type AmountFault = "blank" | "negative" | "unreadable" | "too_large";
export type ParsedAmount = { ok: true; amount: Decimal } | { ok: false; reason: AmountFault };

/** The contract counts rupiah without decimals; ISO 4217, and some builds of Intl with it, gives them two. */
const digitsByCurrency = new Map([["IDR", 0]]);
const formats = new Map<string, Intl.NumberFormat>();

/** Decimals of one unit of an ISO 4217 currency: 0 for IDR, 2 for USD. */
export function currencyDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const digits = moneyFormat(currency, "en").resolvedOptions().maximumFractionDigits ?? 0;
  digitsByCurrency.set(currency, digits);
  return digits;
}

/** Money as its reader writes it: `Rp 15.000`, in English `Rp 15,000`, for 15000 IDR, `$5.00` for 500 USD. */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const sign = minor < 0 ? "-" : "";
  return (
    sign +
    formatAmount({ digits: BigInt(Math.abs(minor)), decimals: currencyDigits(currency) }, currency, locale)
  );
}

/** An amount that is not negative, with every decimal that it has: `Rp 29,99` where a file says 29.99. */
export function formatAmount(amount: Decimal, currency: string, locale: Locale): string {
  const decimals = Math.max(currencyDigits(currency), amount.decimals);
  const digits = scaledDown(amount, decimals);
  const unit = 10n ** BigInt(decimals);
  const fraction = String(digits % unit).padStart(decimals, "0");
  return moneyFormat(currency, locale, decimals)
    .formatToParts(digits / unit)
    .map((part) => (part.type === "fraction" ? fraction : part.value))
    .join("")
    .replaceAll("\u00a0", " ");
}

/**
 * An amount of money as a number of its unit (10.25 dollars), in the smallest part of the currency. Null for one that
 * is negative, too large to be exact, or has parts that the currency does not have.
 */
export function minorUnits(amount: number, currency: string): number | null {
  // A number's text is the shortest that reads back as it: what was typed.
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d+))?$/.exec(String(amount)) ?? [];
  const digits = currencyDigits(currency);
  if (whole === undefined || fraction.length > digits) return null;
  const minor = Number(whole + fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}

function moneyFormat(currency: string, locale: Locale, decimals?: number): Intl.NumberFormat {
  const key = `${currency} ${locale} ${decimals}`;
  const known = formats.get(key);
  if (known) return known;
  const digits =
    decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    // The sign that its readers know: a shop has one currency.
    currencyDisplay: "narrowSymbol",
    ...digits,
  });
  formats.set(key, format);
  return format;
}

const MARK = String.raw`[a-z]{0,3}\p{Sc}|[a-z]{1,3}\.?`;
const AMOUNT = new RegExp(
  String.raw`^(?<open>\()? ?(?<sign>[-+])? ?(?:(?<before>${MARK}) ?(?<inner>[-+])?)? ?` +
    String.raw`(?<number>\d[\d.,' ]*\d|[.,]?\d+)(?:[.,]--?)? ?(?<after>${MARK})? ?(?<last>-)?(?<close>\))?$`,
  "iu",
);
const PLAIN = /^(\d*)(?:[.,](\d+))?$/;
const GROUPED = /^([1-9]\d{0,2}([.,' ])\d{3}(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?$/;

/**
 * Reads an amount as people and spreadsheets write it, exactly: `29.99`, `1.234,56`, `Rp 29.990`, `$5`, `1'234.50`.
 * One separator before exactly three digits means thousands in a currency without decimals, else a decimal point.
 */
export function parseAmount(text: string, currency: string): ParsedAmount {
  if (text.length > AMOUNT_CHARS_MAX) return { ok: false, reason: "unreadable" };
  const plain = inAscii(text).trim();
  if (/^-*$/.test(plain)) return { ok: false, reason: "blank" };
  const parts = AMOUNT.exec(plain)?.groups;
  if (!parts?.number || !isMark(parts.before) || !isMark(parts.after) || !parts.open !== !parts.close) {
    return { ok: false, reason: "unreadable" };
  }
  const digits = currencyDigits(currency);
  const amount = parseNumber(parts.number, digits);
  if (!amount) return { ok: false, reason: "unreadable" };
  if (parts.open || parts.last || parts.sign === "-" || parts.inner === "-")
    return { ok: false, reason: "negative" };
  if (scaledDown(amount, digits) > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, reason: "too_large" };
  return { ok: true, amount };
}

function parseNumber(text: string, digits: number): Decimal | null {
  const plain = PLAIN.exec(text);
  if (plain) {
    const [, whole = "", fraction = ""] = plain;
    if (digits > 0 || fraction.length !== 3) return decimal(whole, fraction);
    return /^[1-9]\d{0,2}$/.test(whole) ? decimal(whole + fraction) : null;
  }
  const [, groups, , fraction] = GROUPED.exec(text) ?? [];
  return groups === undefined ? null : decimal(groups.replace(/\D/g, ""), fraction);
}

/** Full-width forms, the several blanks, apostrophes and minus signs become the one that ASCII has. */
function inAscii(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\s+/g, " ")
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[‐‑‒–—−]/g, "-");
}

const LETTER_MARKS = new Set(["rp", "rp.", "rm", "rs", "rs.", "kr", "kr."]);
let currencyCodes: Set<string> | null = null;

/** Only what is surely a currency: `12 pcs` and `10k` are no amounts. */
function isMark(mark: string | undefined): boolean {
  if (!mark || /\p{Sc}$/u.test(mark) || LETTER_MARKS.has(mark.toLowerCase())) return true;
  currencyCodes ??= new Set(Intl.supportedValuesOf("currency"));
  return currencyCodes.has(mark.toUpperCase());
}
