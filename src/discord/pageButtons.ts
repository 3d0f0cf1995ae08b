import type { Button } from "../clients/discord/card.ts";

/** The buttons to the pages beside this one; none where there is one page only. */
export function pageButtons(
  { page, pages }: { readonly page: number; readonly pages: number },
  pressIdOf: (page: number) => string,
): Button[] {
  const to = (target: number, label: string): Button => ({
    id: pressIdOf(target),
    label,
    style: "plain",
    disabled: target < 1 || target > pages,
  });
  return pages > 1 ? [to(page - 1, "◀"), to(page + 1, "▶")] : [];
}
