/** The longest reason that is kept and shown. */
export const REASON_LENGTH_MAX = 200;

/** More than this of a reason is not even looked at: whoever bounces a mail chooses its text. */
const READ_LENGTH_MAX = 1_000;

/** Also `%40` and bounce addresses such as `bounces+1-user=host@mail.example.com`, with a quoted local part or none. */
const ADDRESS = /(?:"[^"\s]{0,64}"|[^\s<>()[\],;:"']{1,254})(?:@|%40)[^\s<>()[\],;"']{1,255}/gi;

/**
 * What SendGrid or a mail server said, fit to be stored and shown: one line, at most `REASON_LENGTH_MAX`
 * characters, e-mail addresses masked. Null when nothing is left.
 */
export function shortReason(text: string): string | null {
  const read = text.length > READ_LENGTH_MAX ? text.slice(0, READ_LENGTH_MAX).replace(/\S+$/, "") : text;
  const line = read
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(ADDRESS, "[address]")
    .trim();
  const short = line.length > REASON_LENGTH_MAX ? `${line.slice(0, REASON_LENGTH_MAX - 1)}…` : line;
  return short.toWellFormed() || null;
}
