/** Divides lines into pages of at most so many characters, line breaks counted; a line is never divided. */
export function pagesOf(lines: readonly string[], charsMax: number): string[] {
  const pages: string[] = [];
  for (const line of lines) {
    const last = pages.at(-1);
    const grown = last === undefined ? null : `${last}\n${line}`;
    if (grown !== null && grown.length <= charsMax) pages[pages.length - 1] = grown;
    else pages.push(line);
  }
  return pages;
}
