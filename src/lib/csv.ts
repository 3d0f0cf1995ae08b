/** First characters that make a spreadsheet run a cell as a formula, or hide from it that one follows. */
const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** One line of a CSV for people: every cell quoted, formulas disarmed with `'`, CRLF at the end. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const disarmed = FORMULA.test(text) ? `'${text}` : text;
  return `"${disarmed.replaceAll('"', '""')}"`;
}
