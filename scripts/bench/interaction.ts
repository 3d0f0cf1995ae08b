import { type KeyPair, signature } from "../standins/discord/signing.ts";
import { httpRequest } from "./load.ts";
import { APPLICATION_ID, CHANNEL_ID, GUILD_ID, STAFF_ROLE_ID } from "./shop.ts";

export type Asker = { readonly id: string; readonly staff: boolean };

const TYPES = { command: 2, press: 3, suggest: 4 } as const;

const DISCORD_BEGAN_MS = 1_420_070_400_000;
let lastId = BigInt(Date.now() - DISCORD_BEGAN_MS) << 22n;

/** An id as Discord gives them: never the same again, in a shop that is kept from run to run either. */
export function newSnowflake(): string {
  lastId += 1n;
  return String(lastId);
}

/** What Discord sends, with the fields that it has and nobody reads: parsing them takes its time too. */
export function interactionJson(
  kind: keyof typeof TYPES,
  asker: Asker,
  data: object,
  id = newSnowflake(),
): string {
  const user = {
    id: asker.id,
    username: "budi",
    discriminator: "0",
    global_name: "Budi",
    avatar: "9d4f2a8c5b1e4f6a8d7c3b2a1f0e9d8c",
    avatar_decoration_data: null,
    collectibles: null,
    clan: null,
    primary_guild: null,
    public_flags: 0,
  };
  return JSON.stringify({
    version: 1,
    application_id: APPLICATION_ID,
    id,
    token: `aW50ZXJhY3Rpb246${id}${"x".repeat(140)}`,
    type: TYPES[kind],
    data,
    channel_id: CHANNEL_ID,
    channel: {
      id: CHANNEL_ID,
      guild_id: GUILD_ID,
      name: "shop",
      type: 0,
      position: 3,
      flags: 0,
      nsfw: false,
      topic: null,
    },
    guild_id: GUILD_ID,
    guild_locale: "en-US",
    guild: { id: GUILD_ID, locale: "en-US", features: ["COMMUNITY", "NEWS"] },
    locale: "en-US",
    member: {
      user,
      roles: asker.staff ? [STAFF_ROLE_ID] : [],
      permissions: "2248473465835073",
      joined_at: "2025-03-14T09:26:53.589000+00:00",
      premium_since: null,
      nick: null,
      avatar: null,
      banner: null,
      pending: false,
      deaf: false,
      mute: false,
      flags: 0,
      communication_disabled_until: null,
      unusual_dm_activity_until: null,
    },
    app_permissions: "2248473465835073",
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: { "0": GUILD_ID },
    context: 0,
    entitlements: [],
    entitlement_sku_ids: [],
  });
}

/** A PING as Discord sends when an endpoint is saved. */
export function pingJson(): string {
  const id = newSnowflake();
  return JSON.stringify({
    version: 1,
    application_id: APPLICATION_ID,
    id,
    token: `unsafe${id}`,
    type: 1,
    entitlements: [],
  });
}

/** The request that carries an interaction, signed now. */
export function signedRequest(pair: KeyPair, json: string): Buffer {
  return httpRequest("/interactions", signedHeaders(pair, json), json);
}

/** The same with a signature that is well formed and of another body. */
export function forgedRequest(pair: KeyPair, json: string): Buffer {
  return httpRequest("/interactions", signedHeaders(pair, `${json} `), json);
}

export function signedHeaders(pair: KeyPair, json: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return { "x-signature-timestamp": timestamp, "x-signature-ed25519": signature(pair, timestamp, json) };
}
