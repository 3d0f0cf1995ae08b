import type { Directory } from "./directory.ts";
import type { Message } from "./message.ts";
import type { Embed } from "./schema/embed.ts";
import { FLAG_EPHEMERAL } from "./schema/message.ts";
import { EVERYONE, type Person, permissionsOf, type World } from "./world.ts";

const FLAG_LOADING = 1 << 7;
const ATTACHED = "attachment://";
const JOINED_AT = "2024-01-01T00:00:00.000000+00:00";

export type JsonObject = { readonly [field: string]: unknown };

/** People, channels and messages in the form Discord's API gives them. */
export function userObject(person: Person): JsonObject {
  return {
    id: person.id,
    username: person.username,
    discriminator: "0",
    global_name: person.displayName,
    avatar: null,
    public_flags: 0,
  };
}

export function botObject(applicationId: string, world: World): JsonObject {
  return {
    id: applicationId,
    username: world.botName,
    discriminator: "0001",
    global_name: null,
    avatar: null,
    bot: true,
  };
}

export function memberObject(world: World, person: Person): JsonObject {
  return {
    user: userObject(person),
    nick: null,
    avatar: null,
    roles: person.roleIds,
    joined_at: JOINED_AT,
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    communication_disabled_until: null,
    permissions: permissionsOf(world, person).toString(),
  };
}

/** The guild with its roles, that of everybody first: it has the id of the guild. */
export function guildObject({ guildId, guildName, ownerId, roles }: World): JsonObject {
  const everyone = { id: guildId, name: "@everyone", color: 0, permissions: EVERYONE };
  return {
    id: guildId,
    name: guildName,
    icon: null,
    owner_id: ownerId,
    preferred_locale: "en-US",
    features: [],
    emojis: [],
    roles: [everyone, ...roles].map(({ permissions, ...role }, position) => ({
      ...role,
      permissions: permissions.toString(),
      position,
      hoist: false,
      managed: false,
      mentionable: false,
      flags: 0,
    })),
  };
}

export function channelObject(directory: Directory, channelId: string): JsonObject {
  const channel = directory.guildChannel(channelId);
  const userId = directory.dmUserId(channelId);
  if (channel)
    return { id: channelId, type: 0, name: channel.name, guild_id: directory.world.guildId, nsfw: false };
  const person = directory.person(userId ?? "");
  return { id: channelId, type: 1, recipients: person ? [userObject(person)] : [] };
}

export function messageObject(message: Message, applicationId: string, directory: Directory): JsonObject {
  const { answerTo } = message;
  const asker = answerTo && directory.person(answerTo.userId);
  return {
    id: message.id,
    type: answerTo?.command ? 20 : 0,
    channel_id: message.channelId,
    application_id: applicationId,
    author: botObject(applicationId, directory.world),
    content: message.content,
    timestamp: new Date(message.createdAtMs).toISOString(),
    edited_timestamp: message.editedAtMs === null ? null : new Date(message.editedAtMs).toISOString(),
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    pinned: false,
    flags: (message.ephemeralTo === null ? 0 : FLAG_EPHEMERAL) | (message.thinking ? FLAG_LOADING : 0),
    embeds: message.embeds.map((embed) => ({ type: "rich", ...embed, ...picturesOf(embed, message) })),
    components: message.components,
    attachments: message.attachments
      .filter(({ filename }) => !pictureUrls(message).includes(`${ATTACHED}${filename}`))
      .map(attachmentObject),
    ...(answerTo && asker
      ? { interaction_metadata: { id: answerTo.interactionId, type: 2, user: userObject(asker) } }
      : {}),
  };
}

/** The pictures of an embed by their address: what is attached has one now, what is not is no picture. */
function picturesOf({ image, thumbnail }: Embed, { attachments }: Message): JsonObject {
  const address = (url: string) =>
    url.startsWith(ATTACHED)
      ? attachments.find(({ filename }) => filename === url.slice(ATTACHED.length))?.url
      : url;
  const picture = (name: string, given: Embed["image"]) => {
    const url = given && address(given.url);
    return given ? { [name]: url ? { url, proxy_url: url } : undefined } : {};
  };
  return { ...picture("image", image), ...picture("thumbnail", thumbnail) };
}

/** What stands in an embed as its picture is listed nowhere else. */
const pictureUrls = ({ embeds }: Message) =>
  embeds.flatMap(({ image, thumbnail }) => [image?.url, thumbnail?.url]);

export function attachmentObject(attachment: Message["attachments"][number]): JsonObject {
  return {
    id: attachment.id,
    filename: attachment.filename,
    content_type: attachment.contentType,
    size: attachment.size,
    url: attachment.url,
    proxy_url: attachment.url,
    ephemeral: attachment.ephemeral,
  };
}
