import { randomInt } from "node:crypto";
import * as z from "zod";
import type { Exchange } from "../../../scripts/standins/discord/exchange.ts";
import { signature } from "../../../scripts/standins/discord/signing.ts";
import type { Person } from "../../../scripts/standins/discord/world.ts";
import { AYU, type OpenShop } from "./shop.ts";

const SECOND_MS = 1_000;

/** Posts a body to Discord's door as it is. */
export const postRaw = (shop: OpenShop, body: string | Uint8Array, headers: Record<string, string>) =>
  fetch(`${shop.worker.url}/interactions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });

/** The headers by which Discord vouches for a body. */
export function signed(shop: OpenShop, body: string, atMs = Date.now()): Record<string, string> {
  const timestamp = String(Math.floor(atMs / SECOND_MS));
  return {
    "x-signature-ed25519": signature(shop.keyPair, timestamp, body),
    "x-signature-timestamp": timestamp,
  };
}

/** Posts what Discord's client would never send, signed as if Discord had. */
export async function postSigned(shop: OpenShop, payload: object) {
  const body = JSON.stringify(payload);
  return await postRaw(shop, body, signed(shop, body));
}

/** A command as Discord sends it, by a customer if not said otherwise. */
export function commandPayload(
  shop: OpenShop,
  data: object,
  { person = AYU, type = 2 }: { person?: Pick<Person, "id" | "roleIds">; type?: number } = {},
) {
  return {
    version: 1,
    type,
    id: String(randomInt(2 ** 47)),
    token: "a-token",
    application_id: shop.discord.applicationId,
    guild_id: shop.discord.world.guildId,
    channel_id: shop.discord.world.channels[0]?.id,
    member: {
      user: { id: person.id, username: "somebody" },
      roles: person.roleIds,
      permissions: "2147609664",
    },
    data,
  };
}

export const EPHEMERAL = 1 << 6;

const answerSchema = z.object({
  data: z.object({
    flags: z.number().optional(),
    allowed_mentions: z.unknown(),
    embeds: z.array(z.object({ title: z.string(), description: z.string().optional() })).optional(),
  }),
});

/** The message of an inline answer, as it went over the wire. */
export const answerOf = ({ body }: Exchange) => answerSchema.parse(body).data;
