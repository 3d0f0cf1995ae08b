/** Pages that can be asked for by number. */
export const PAGE_MAX = 100_000;

/** The page that a button names; the first where it names none. */
export function pageNumber(text: string | undefined): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page >= 1 && page <= PAGE_MAX ? page : 1;
}
