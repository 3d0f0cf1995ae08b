import { own } from "../lib/own.ts";
import { type UserInteraction, userOf } from "./interaction.ts";

type Called = {
  readonly username?: string | null | undefined;
  readonly global_name?: string | null | undefined;
};

/** What the sender and those whom they chose are called on the server. */
export function namesFrom(interaction: UserInteraction): ReadonlyMap<string, string> {
  const { member, user, data } = interaction;
  const resolved = data.resolved;
  const chosen = Object.entries(resolved?.users ?? {})
    .filter(([, { bot }]) => !bot)
    .map(([id, called]) => [id, shownName(own(resolved?.members, id)?.nick, called)] as const);
  const sender = [userOf(interaction), shownName(member?.nick, member?.user ?? user)] as const;
  return new Map(
    [...chosen, sender].flatMap(([id, name]) => (id !== undefined && name ? [[id, name] as const] : [])),
  );
}

const shownName = (nick: string | null | undefined, called: Called | undefined) =>
  nick || called?.global_name || called?.username;
