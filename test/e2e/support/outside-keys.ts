import { generateKeyPairSync, sign } from "node:crypto";

const ed25519 = generateKeyPairSync("ed25519");
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Keys of our own Discord application and of our SendGrid account, in the forms of the settings. */
export const publicKeys = {
  discord: ed25519.publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex"),
  sendgrid: p256.publicKey.export({ format: "der", type: "spki" }).toString("base64"),
};

export function discordHeaders(body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = sign(null, Buffer.from(timestamp + body), ed25519.privateKey).toString("hex");
  return {
    "content-type": "application/json",
    "x-signature-ed25519": signature,
    "x-signature-timestamp": timestamp,
  };
}

export function sendgridHeaders(body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = sign("sha256", Buffer.from(timestamp + body), p256.privateKey).toString("base64");
  return {
    "content-type": "application/json",
    "x-twilio-email-event-webhook-signature": signature,
    "x-twilio-email-event-webhook-timestamp": timestamp,
  };
}
