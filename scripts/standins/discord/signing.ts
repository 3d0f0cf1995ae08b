import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

export type KeyPair = { readonly privateKey: KeyObject; readonly publicKeyHex: string };

const RAW_KEY_BYTES = 32;

/** A fresh Ed25519 pair; the public half in the form Discord's developer portal shows. */
export function generateKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { privateKey, publicKeyHex: rawHex(publicKey) };
}

/** A pair kept on disk between runs, from its PKCS 8 PEM text. */
export function keyPairFromPem(pem: string, publicKeyHex: string): KeyPair {
  return { privateKey: createPrivateKey(pem), publicKeyHex };
}

/** Signs timestamp + body, in hex, as `X-Signature-Ed25519` carries it. */
export function signature(pair: KeyPair, timestamp: string, body: string): string {
  return sign(null, Buffer.from(timestamp + body), pair.privateKey).toString("hex");
}

function rawHex(publicKey: KeyObject): string {
  return publicKey.export({ type: "spki", format: "der" }).subarray(-RAW_KEY_BYTES).toString("hex");
}
