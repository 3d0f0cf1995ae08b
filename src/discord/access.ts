import type { Level } from "../domain/actor.ts";
import type { UserInteraction } from "./interaction.ts";

const ADMINISTRATOR = 1n << 3n;

export type Roles = { readonly adminRoleIds: readonly string[]; readonly staffRoleIds: readonly string[] };

/** What the sender may do, from what Discord signed: their roles, and the Administrator permission. */
export function levelOf(interaction: UserInteraction, roles: Roles): Level {
  const member = interaction.member;
  if (!member) return "everyone";
  const has = (ids: readonly string[]) => member.roles.some((role) => ids.includes(role));
  if ((BigInt(member.permissions) & ADMINISTRATOR) !== 0n || has(roles.adminRoleIds)) return "admin";
  return has(roles.staffRoleIds) ? "staff" : "everyone";
}
