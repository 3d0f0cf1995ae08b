/** Discord's own names have at most 32; somebody else's word for it is no reason to store more. */
export const NAME_CHARS_MAX = 100;

/** Controls and ends of lines: a name is one line of text. */
const UNSHOWN = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/** A person's name as it is kept: one line, so many characters and no more; null where nothing is left of it. */
export function personName(text: string | null | undefined): string | null {
  if (!text) return null;
  const characters = [
    ...text
      .slice(0, NAME_CHARS_MAX * 4)
      .toWellFormed()
      .replace(UNSHOWN, "")
      .trim(),
  ];
  return characters.slice(0, NAME_CHARS_MAX).join("").trimEnd() || null;
}
