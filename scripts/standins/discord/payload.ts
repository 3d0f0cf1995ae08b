import { channelObject, type JsonObject, memberObject, userObject } from "./api-objects.ts";
import type { Core } from "./core.ts";
import type { Tamper } from "./exchange.ts";
import type { Interaction, InteractionKind } from "./interaction.ts";
import { FILE_BYTES_MAX } from "./limits.ts";
import type { Person } from "./world.ts";

const TYPES: Readonly<Record<InteractionKind, number>> = {
  ping: 1,
  command: 2,
  component: 3,
  autocomplete: 4,
  modal: 5,
};
const IN_GUILD = 0;
const IN_BOT_DM = 1;
const APP_PERMISSIONS = "2147609664";

/** Everything of an interaction that does not depend on its kind. A DM carries `user`, a guild `member`. */
export function buildPayload(
  core: Core,
  interaction: Interaction,
  person: Person,
  data: JsonObject,
  tamper: Tamper,
): JsonObject {
  const { world } = core.directory;
  const guildId = tamper.guildId ?? world.guildId;
  const common = {
    version: 1,
    application_id: core.applicationId,
    id: interaction.id,
    token: interaction.token,
    type: TYPES[interaction.kind],
    data,
    channel_id: interaction.channelId,
    channel: channelObject(core.directory, interaction.channelId),
    locale: person.locale,
    app_permissions: APP_PERMISSIONS,
    entitlements: [],
    attachment_size_limit: FILE_BYTES_MAX,
    authorizing_integration_owners: { "0": guildId },
  };
  if (core.directory.dmUserId(interaction.channelId) !== undefined) {
    return { ...common, context: IN_BOT_DM, user: userObject(person) };
  }
  return {
    ...common,
    context: IN_GUILD,
    guild_id: guildId,
    guild_locale: "en-US",
    guild: { id: guildId, locale: "en-US", features: [] },
    member: memberObject(world, person),
  };
}
