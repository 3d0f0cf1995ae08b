/** Crockford's base32: no I, L, O or U, so that a code read aloud or off paper stays the same code. */
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_SYMBOLS = 15;
const GROUPS = /.{1,4}/g;

/** Random bytes that a claim code needs: 75 bits, so ten bytes of which the last five bits are unused. */
export const CODE_BYTES = 10;

/** The longest text that is looked at as a code; anything longer is not one. */
export const CODE_TEXT_MAX = 64;

/** Makes the 16 symbols of a claim code (15 random ones and a check symbol) from `CODE_BYTES` bytes. */
export function codeFromBytes(bytes: Uint8Array): string {
  const values: number[] = [];
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && values.length < RANDOM_SYMBOLS) {
      bits -= 5;
      values.push((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  if (values.length < RANDOM_SYMBOLS) throw new RangeError(`a code needs ${CODE_BYTES} bytes`);
  return [...values, checkSymbol(values)].map((value) => SYMBOLS.charAt(value)).join("");
}

/** `ABCD-EFGH-JKMN-PQRS` from the 16 symbols of a code. */
export function formatCode(code: string): string {
  return code.match(GROUPS)?.join("-") ?? code;
}

/**
 * Reads a code as people type it: any case, with or without `-` and blanks, O for 0, I and L for 1, and
 * the whole mail line `/claim code:…`. Null when the form or the check symbol is wrong.
 */
export function parseCode(text: string): string | null {
  if (text.length > CODE_TEXT_MAX) return null;
  const plain = text
    .trim()
    .replace(/^\/claim\s+(code:)?/i, "")
    .toUpperCase()
    .replace(/[\s\-–—_]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  if (plain.length !== RANDOM_SYMBOLS + 1) return null;
  const values = [...plain].map((symbol) => SYMBOLS.indexOf(symbol));
  if (values.includes(-1)) return null;
  return checkSymbol(values.slice(0, RANDOM_SYMBOLS)) === values[RANDOM_SYMBOLS] ? plain : null;
}

/**
 * The symbol that makes Σ αⁱcᵢ = 0 over GF(32), α a generator. Distinct non-zero weights catch every wrong
 * symbol; αⁱ ≠ αʲ catches every swap of two. It saves a question to the database, it guards nothing.
 */
function checkSymbol(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum = timesAlpha(sum ^ value);
  return sum;
}

/** Multiplies by α = x modulo the primitive polynomial x⁵ + x² + 1. */
function timesAlpha(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
}
