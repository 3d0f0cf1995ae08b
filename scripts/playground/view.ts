import type { Message } from "../standins/discord/message.ts";
import { visibleTo } from "../standins/discord/message.ts";
import type { DiscordStandIn } from "../standins/discord/standin.ts";
import { type Person, permissionsOf, seesChannel } from "../standins/discord/world.ts";
import { listCommands } from "./command-list.ts";

/** What the page knows of a person. */
export function personView(discord: DiscordStandIn, person: Person) {
  const role = discord.world.roles.find(({ id }) => person.roleIds.includes(id));
  const { id, username, displayName, title, locale } = person;
  const inGuild = discord.isInGuild(id);
  return { id, username, displayName, title, locale, inGuild, color: role?.color ?? null };
}

/** The channels a person sees, their DM with the bot last. */
export function channelViews(discord: DiscordStandIn, person: Person) {
  const inGuild = discord.world.channels
    .filter((channel) => seesChannel(channel, person))
    .map(({ id, name, topic, roleIds }) => ({
      id,
      name,
      topic: topic ?? "",
      kind: "text" as const,
      locked: Boolean(roleIds),
    }));
  const dm = {
    id: discord.dmChannelId(person.id),
    name: discord.world.botName,
    topic: "",
    kind: "dm" as const,
    locked: false,
  };
  return [...inGuild, dm];
}

/** Everything the page shows that is no message. */
export function stateView(discord: DiscordStandIn, person: Person) {
  const { world } = discord;
  return {
    me: personView(discord, person),
    people: world.users
      .map(({ id }) => discord.person(id))
      .flatMap((each) => (each ? [personView(discord, each)] : [])),
    roles: world.roles.map(({ id, name, color }) => ({ id, name, color })),
    bot: { id: discord.applicationId, name: world.botName },
    dashboardUrl: dashboardUrl(discord, person),
    guild: { id: world.guildId, name: world.guildName },
    channels: channelViews(discord, person),
    commands: listCommands(discord.commands(), permissionsOf(world, person), person.locale),
    dmCommands: discord.commands({ inDm: true }).map(({ name }) => name),
  };
}

/** By the name under which the Worker sends people to this Discord: the cookie that says who one is belongs to that name. */
function dashboardUrl(discord: DiscordStandIn, { id }: Person): string {
  return new URL(`/playground/dashboard?as=${id}`, discord.settings().DISCORD_API_URL).href;
}

/** Whether a person sees a message: its channel, and the message in it. */
export function seesMessage(discord: DiscordStandIn, person: Person, message: Message): boolean {
  return visibleTo(message, person.id) && seesChannelId(discord, person, message.channelId);
}

export function seesChannelId(discord: DiscordStandIn, person: Person, channelId: string): boolean {
  const channel = discord.world.channels.find(({ id }) => id === channelId);
  return channel ? seesChannel(channel, person) : discord.dmChannelId(person.id) === channelId;
}

/** A message as the page draws it. */
export function messageView(message: Message) {
  const {
    id,
    channelId,
    content,
    embeds,
    components,
    attachments,
    createdAtMs,
    editedAtMs,
    thinking,
    answerTo,
  } = message;
  return {
    id,
    channelId,
    content,
    embeds,
    components,
    attachments: attachments.map(({ url, ...rest }) => ({ ...rest, url: new URL(url).pathname })),
    createdAtMs,
    editedAtMs,
    thinking,
    ephemeral: message.ephemeralTo !== null,
    usedBy: answerTo?.command ? answerTo.userId : null,
    command: answerTo?.command ?? null,
  };
}
