import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../lib/time.ts";
import { derToP1363 } from "./der.ts";

/** The headers of a signed event webhook. */
export const SIGNATURE_HEADER = "X-Twilio-Email-Event-Webhook-Signature";
export const TIMESTAMP_HEADER = "X-Twilio-Email-Event-Webhook-Timestamp";

/**
 * SendGrid repeats a failed delivery for 24 hours and does not say whether it signs afresh. An old one that
 * is replayed changes nothing, because events are kept once and states only move forward.
 */
export const EVENT_AGE_MAX_MS = 25 * HOUR_MS;
export const EVENT_LEAD_MAX_MS = 5 * MINUTE_MS;

const SIGNATURE_LENGTH_MAX = 200;
const KEY_LENGTH_MAX = 500;
const KEYS_KEPT_MAX = 4;
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const encoder = new TextEncoder();

export type SignedEvents = {
  readonly publicKeyBase64Spki: string;
  readonly signatureBase64: string;
  /** Seconds since the epoch, as the header has it: it is signed as text. */
  readonly timestamp: string;
  readonly rawBody: Uint8Array | ArrayBuffer;
  readonly nowMs: number;
};

/** Whether SendGrid signed this body lately. False, never a throw, for anything malformed. */
export async function verifyEventSignature(signed: SignedEvents): Promise<boolean> {
  const { publicKeyBase64Spki, signatureBase64, timestamp, rawBody, nowMs } = signed;
  if (!isRecent(timestamp, nowMs)) return false;
  const der = bytesOf(signatureBase64, SIGNATURE_LENGTH_MAX);
  const signature = der && derToP1363(der);
  const key = signature && (await publicKey(publicKeyBase64Spki));
  if (!key) return false;
  const data = Buffer.concat([encoder.encode(timestamp), new Uint8Array(rawBody)]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, data);
}

function isRecent(timestamp: string, nowMs: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const ageMs = nowMs - Number(timestamp) * SECOND_MS;
  return ageMs <= EVENT_AGE_MAX_MS && ageMs >= -EVENT_LEAD_MAX_MS;
}

/** Imported keys, not promises of them: a promise of one request must not be awaited by another in workerd. */
const imported = new Map<string, CryptoKey>();

async function publicKey(base64: string): Promise<CryptoKey | null> {
  const known = imported.get(base64);
  if (known) return known;
  const spki = bytesOf(base64, KEY_LENGTH_MAX);
  const key =
    spki && (await crypto.subtle.importKey("spki", spki, CURVE, false, ["verify"]).catch(() => null));
  if (!key) return null;
  if (imported.size >= KEYS_KEPT_MAX) imported.clear();
  imported.set(base64, key);
  return key;
}

/** Canonical base64 only: the same bytes have one text. */
function bytesOf(base64: string, lengthMax: number): Uint8Array | null {
  if (base64.length > lengthMax) return null;
  const bytes = Buffer.from(base64, "base64");
  return bytes.length > 0 && bytes.toString("base64") === base64 ? new Uint8Array(bytes) : null;
}
