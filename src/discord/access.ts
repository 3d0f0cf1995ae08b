import { type Level, levelWith, type Roles } from "../domain/actor.ts";
import type { UserInteraction } from "./interaction.ts";

const ADMINISTRATOR = 1n << 3n;

/** What the sender may do, from what Discord signed: their roles, and the Administrator permission. */
export function levelOf(interaction: UserInteraction, roles: Roles): Level {
  const member = interaction.member;
  if (!member) return "everyone";
  return levelWith(member.roles, (BigInt(member.permissions) & ADMINISTRATOR) !== 0n, roles);
}
