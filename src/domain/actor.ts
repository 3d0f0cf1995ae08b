/** What somebody may do: an admin is also staff. */
export type Level = "everyone" | "staff" | "admin";

/** Who asks, as a door has verified it. */
export type Actor = { readonly id: string; readonly level: Level };

/**
 * One asking. Its id is the sender's (an interaction id), so that a repeat is known as one; verbs derive
 * the causes of what they write from it.
 */
export type Request = {
  readonly id: string;
  readonly actor: Actor;
  /** What people it is from or about are called on the server, where the door was told. */
  readonly names?: ReadonlyMap<string, string>;
};

/** The roles that the owner has set. */
export type Roles = { readonly adminRoleIds: readonly string[]; readonly staffRoleIds: readonly string[] };

/** What somebody with these roles may do; Discord's Administrator permission makes an admin. */
export function levelWith(roleIds: readonly string[], isAdministrator: boolean, roles: Roles): Level {
  const has = (ids: readonly string[]) => roleIds.some((role) => ids.includes(role));
  if (isAdministrator || has(roles.adminRoleIds)) return "admin";
  return has(roles.staffRoleIds) ? "staff" : "everyone";
}

const ORDER: readonly Level[] = ["everyone", "staff", "admin"];

export function mayActAs(actor: Actor, level: Level): boolean {
  return ORDER.indexOf(actor.level) >= ORDER.indexOf(level);
}
