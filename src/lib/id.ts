const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
const RANDOM_BYTES = 10;
const TIME_SYMBOLS = 9;

/**
 * A new identifier: the time in ms in 9 Crockford symbols, then 80 random bits in 16, in lower case.
 * Ids made later sort later, so a primary key grows at its end. No prefix: the column names what it is.
 */
export function newId(nowMs: number, random: (bytes: number) => Uint8Array): string {
  let time = "";
  for (let rest = nowMs, place = 0; place < TIME_SYMBOLS; place++, rest = Math.floor(rest / 32)) {
    time = CROCKFORD.charAt(rest % 32) + time;
  }
  return time + base32(random(RANDOM_BYTES));
}

/** Five bytes become eight symbols; the length must be a multiple of five, so that no bit is padded. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += CROCKFORD.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return text;
}
