import { randomBytes } from "node:crypto";
import type { Client } from "@libsql/client/http";
import { claimCode, codeHash, emailBinding } from "../../src/domain/claims/code.ts";
import { formatCode } from "../../src/lib/code.ts";
import { createKeyring } from "../../src/lib/secret.ts";
import { generateKeyPair } from "../standins/discord/signing.ts";
import { newSnowflake } from "./interaction.ts";
import { MIDTRANS_KEY } from "./midtrans.ts";

export const APPLICATION_ID = "1300000000000000001";
export const GUILD_ID = "1300000000000000002";
export const CHANNEL_ID = "1300000000000000003";
export const STAFF_ROLE_ID = "1300000000000000004";
const AUDIT_CHANNEL_ID = "1300000000000000005";
const DAY_MS = 86_400_000;

export type SeededClaim = { readonly id: string; readonly code: string; readonly codeHash: string };
export type Shop = Awaited<ReturnType<typeof createShop>>;

/** A shop with keys of its own: made-up, and gone when the benchmark ends. */
export async function createShop() {
  const rootKey = randomBytes(32);
  const { current: keys } = await createKeyring([rootKey], (bytes) => randomBytes(bytes));
  const discordKeys = generateKeyPair();
  return {
    discordKeys,
    keys,

    settings: (vars: Readonly<Record<string, string>>, databaseUrl: string, outsideUrl: string) => ({
      ...vars,
      DISCORD_APPLICATION_ID: APPLICATION_ID,
      DISCORD_PUBLIC_KEY: discordKeys.publicKeyHex,
      DISCORD_BOT_TOKEN: "made-up",
      DISCORD_API_URL: `${outsideUrl}/api/v10`,
      DISCORD_CDN_URL: outsideUrl,
      DISCORD_GUILD_IDS: GUILD_ID,
      STAFF_ROLE_IDS: STAFF_ROLE_ID,
      AUDIT_CHANNEL_ID,
      TURSO_DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: rootKey.toString("base64"),
      SENDGRID_API_KEY: "SG.made-up",
      SENDGRID_API_URL: outsideUrl,
      MAIL_FROM: "Coffer <shop@example.com>",
      MIDTRANS_SERVER_KEY: MIDTRANS_KEY,
    }),

    /** Writes open claims as an import would, each of an address of its own unless one is given, and returns their codes. */
    async seedClaims(client: Client, count: number, ofEmail?: string): Promise<SeededClaim[]> {
      const importId = newSnowflake();
      const nowMs = Date.now();
      const claims: SeededClaim[] = [];
      const rows: unknown[] = [];
      for (let line = 2; line < count + 2; line++) {
        const id = `${importId}.${line}`;
        const email = ofEmail ?? `customer${importId}.${line}@example.com`;
        const code = await claimCode(keys, id);
        const hash = await codeHash(keys, code);
        const emailHash = await keys.hash("email-lookup", email);
        const sealed = await keys.seal("email-seal", email, emailBinding(id));
        claims.push({ id, code: formatCode(code), codeHash: hash });
        rows.push([
          id,
          importId,
          line,
          hash,
          keys.id,
          `order:${id}`,
          id,
          emailHash,
          sealed,
          nowMs + DAY_MS,
          nowMs,
        ]);
      }
      await client.execute({
        sql: `insert into claims (id, import_id, line, code_hash, key_id, order_key, order_id, email_hash, email_sealed,
            expires_at_ms, created_at_ms, points)
          select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
            value ->> 8, value ->> 9, value ->> 10, 1000 from json_each(?)`,
        args: [JSON.stringify(rows)],
      });
      return claims;
    },
  };
}
