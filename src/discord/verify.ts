import { verifyKey } from "discord-interactions";
import { MINUTE_MS, SECOND_MS } from "../lib/time.ts";

/** Discord sends at once; an older request is a recording that somebody plays again. */
export const TIMESTAMP_SKEW_MAX_MS = 5 * MINUTE_MS;

const SIGNATURE_FORM = /^[0-9a-f]{128}$/i;
const TIMESTAMP_FORM = /^\d{1,12}$/;

let imported: { hex: string; key: CryptoKey } | undefined;

/** Whether a request's body was signed by Discord, and lately. */
export async function isFromDiscord(
  headers: Headers,
  body: Uint8Array,
  publicKeyHex: string,
  nowMs: number,
): Promise<boolean> {
  const signature = headers.get("x-signature-ed25519");
  const timestamp = headers.get("x-signature-timestamp");
  if (!signature || !timestamp || !SIGNATURE_FORM.test(signature) || !TIMESTAMP_FORM.test(timestamp))
    return false;
  if (Math.abs(Number(timestamp) * SECOND_MS - nowMs) > TIMESTAMP_SKEW_MAX_MS) return false;
  return await verifyKey(body, signature, timestamp, await publicKey(publicKeyHex));
}

/** Imported once an isolate: given hex, the library would import it for every request. */
async function publicKey(hex: string): Promise<CryptoKey> {
  if (imported?.hex === hex) return imported.key;
  const key = await crypto.subtle.importKey("raw", Buffer.from(hex, "hex"), "Ed25519", false, ["verify"]);
  imported = { hex, key };
  return key;
}
