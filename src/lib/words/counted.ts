/** A written number and what it counts, in English: of one thing there is no plural. `shown` is the number as it stands in the text. */
export const counted = (count: string, thing: string, shown = count): string =>
  count === "1" ? `${shown} ${thing}` : `${shown} ${thing}s`;
