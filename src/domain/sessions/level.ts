import { type Level, levelWith } from "../actor.ts";
import type { Deps } from "../deps.ts";

/**
 * What somebody may do, from Discord itself: the highest of what their roles allow in the shop's servers.
 * @param rolesIn their roles by server, where they are known already.
 * @throws DiscordFailure
 */
export async function askLevel(
  { discord, shop }: Deps,
  memberId: string,
  rolesIn?: ReadonlyMap<string, readonly string[]>,
): Promise<Level> {
  let highest: Level = "everyone";
  for (const guildId of shop.guildIds) {
    const roleIds = rolesIn ? (rolesIn.get(guildId) ?? null) : await discord.rolesOf(guildId, memberId);
    if (roleIds === null) continue;
    const { ownerId, adminRoleIds } = await discord.rulersOf(guildId);
    // Everybody has the role that is called as the server itself.
    const isAdministrator =
      ownerId === memberId || [guildId, ...roleIds].some((role) => adminRoleIds.includes(role));
    const level = levelWith(roleIds, isAdministrator, shop);
    if (level === "admin") return level;
    if (level === "staff") highest = level;
  }
  return highest;
}
