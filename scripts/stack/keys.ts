import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { generateKeyPair, type KeyPair, keyPairFromPem } from "../standins/discord/signing.ts";

const keysSchema = z.object({
  discordPrivateKey: z.string(),
  discordPublicKey: z.string(),
  encryptionKey: z.string(),
});

/** The keys of the shop on this machine, made once: what its database holds can be read after a restart. */
export function localKeys(path: string): { keyPair: KeyPair; encryptionKey: string } {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const { privateKey, publicKeyHex } = generateKeyPair();
    const keys: z.infer<typeof keysSchema> = {
      discordPrivateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      discordPublicKey: publicKeyHex,
      encryptionKey: randomBytes(32).toString("base64"),
    };
    writeFileSync(path, JSON.stringify(keys), { mode: 0o600 });
  }
  const keys = keysSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return {
    keyPair: keyPairFromPem(keys.discordPrivateKey, keys.discordPublicKey),
    encryptionKey: keys.encryptionKey,
  };
}
