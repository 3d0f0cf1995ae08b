/** The last row of a page: the next one begins behind it, whatever came in meanwhile. */
export type PageKey = { readonly atMs: number; readonly id: string };

const FORM = /^(\d{1,15})\.(.{0,200})$/s;

/** A key as an address carries it. */
export const writtenKey = ({ atMs, id }: PageKey): string => `${atMs}.${id}`;

/** The key that an address carries; null for what is none, which then means the first page. */
export function readKey(text: string | undefined): PageKey | null {
  const [, atMs, id] = FORM.exec(text ?? "") ?? [];
  return atMs === undefined || id === undefined ? null : { atMs: Number(atMs), id };
}
