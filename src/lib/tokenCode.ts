/** Symbols that are told apart when read off paper, also in handwriting: no 0 O, 1 I L, 2 Z, 5 S, U V. */
const SYMBOLS = "346789ABCDEFGHJKMNPQRTVWXY";
/** Bytes from here on are thrown away, so that each symbol is as likely as any other. */
const BYTE_LIMIT = 256 - (256 % SYMBOLS.length);

export const TOKEN_LENGTH_MIN = 5;
export const TOKEN_LENGTH_MAX = 12;
/** The longest text that is looked at as a token's code; anything longer is not one. */
const TOKEN_TEXT_MAX = 64;

/** How many codes there are of a length. */
export const tokenCodesOf = (length: number): number => SYMBOLS.length ** length;

/** Codes of promo tokens from random bytes, as many as the bytes are good for. */
export function tokenCodesFrom(bytes: Uint8Array, length: number): string[] {
  const symbols: string[] = [];
  for (const byte of bytes) if (byte < BYTE_LIMIT) symbols.push(SYMBOLS.charAt(byte % SYMBOLS.length));
  return Array.from({ length: Math.floor(symbols.length / length) }, (_, at) =>
    symbols.slice(at * length, (at + 1) * length).join(""),
  );
}

/** Reads a token's code as people type it: any case, with or without `-` and blanks. Null when it has not the form of one. */
export function parseToken(text: string): string | null {
  if (text.length > TOKEN_TEXT_MAX) return null;
  const plain = text.toUpperCase().replace(/[\s\-–—_]/g, "");
  if (plain.length < TOKEN_LENGTH_MIN || plain.length > TOKEN_LENGTH_MAX) return null;
  return [...plain].every((symbol) => SYMBOLS.includes(symbol)) ? plain : null;
}
