/** Rarest in prose first: where two fit equally well, the comma is the one that stands in amounts and names. */
const DELIMITERS: readonly string[] = ["\t", "|", ";", ","];

const RECORDS_COMPARED = 20;

/**
 * Finds the delimiter from the beginning of a file (`\n` newlines): the one that the header has and that most
 * of the first rows have as often as the header. A comma when the header has none of them.
 */
export function sniffDelimiter(beginning: string): string {
  const [header, ...rows] = countedRecords(beginning);
  let best: { delimiter: string; rows: number; columns: number } = {
    delimiter: ",",
    rows: -1,
    columns: 0,
  };
  for (const [at, delimiter] of DELIMITERS.entries()) {
    const columns = header?.[at] ?? 0;
    if (columns === 0) continue;
    const alike = rows.filter((counts) => counts[at] === columns).length;
    if (alike > best.rows || (alike === best.rows && columns > best.columns))
      best = { delimiter, rows: alike, columns };
  }
  return best.delimiter;
}

/** How often each delimiter stands outside quotes in each of the first records that are not blank. */
function countedRecords(text: string): number[][] {
  const records: number[][] = [];
  let counts = DELIMITERS.map(() => 0);
  let quoted = false;
  let blank = true;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (char === "\n" && !quoted) {
      if (!blank) records.push(counts);
      if (records.length > RECORDS_COMPARED) return records;
      counts = DELIMITERS.map(() => 0);
      blank = true;
      continue;
    }
    blank &&= char.trim() === "";
    const at = quoted ? -1 : DELIMITERS.indexOf(char);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  return records.length === 0 ? [counts] : records;
}
