/** A written number and what it counts, in English: of one thing there is no plural. */
export const counted = (count: string, thing: string): string =>
  count === "1" ? `${count} ${thing}` : `${count} ${thing}s`;
