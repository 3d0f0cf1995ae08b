/** What somebody may do: an admin is also staff. */
export type Level = "everyone" | "staff" | "admin";

/** Who asks, as a door has verified it. */
export type Actor = { readonly id: string; readonly level: Level };

/**
 * One asking. Its id is the sender's (an interaction id), so that a repeat is known as one; verbs derive
 * the causes of what they write from it.
 */
export type Request = { readonly id: string; readonly actor: Actor };

const ORDER: readonly Level[] = ["everyone", "staff", "admin"];

export function mayActAs(actor: Actor, level: Level): boolean {
  return ORDER.indexOf(actor.level) >= ORDER.indexOf(level);
}
