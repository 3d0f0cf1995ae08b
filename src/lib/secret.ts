const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const KEY_BYTES = 32;
const IV_BYTES = 12;
const ID_CHARS = 8;
const HASH_BYTES = 18;

/** What a key is for. HKDF gives each its own, so a leak of one opens nothing else. */
const HASH_PURPOSES = ["claim-lookup", "email-lookup", "stock-lookup"] as const;
const SEAL_PURPOSES = ["email-seal", "stock-seal", "order-file-seal"] as const;
export type DerivePurpose = "claim-code";
export type HashPurpose = (typeof HASH_PURPOSES)[number];
export type SealPurpose = (typeof SEAL_PURPOSES)[number];

/** The keys derived from one root key. */
export type Keys = {
  /** Names the root key in a row without telling it: the first characters of a hash of it. */
  readonly id: string;
  /** A keyed hash short enough for an index: 144 bits in 24 URL-safe characters. */
  hash(purpose: HashPurpose, text: string): Promise<string>;
  /** Secret bytes, always the same for the same text; HKDF gives at most 8,160. */
  derive(purpose: DerivePurpose, text: string, bytes: number): Promise<Uint8Array>;
  /** AES-256-GCM with a fresh IV; `bound` is authenticated, so a value moved to another row does not open. */
  seal(purpose: SealPurpose, plain: string, bound: string): Promise<string>;
  open(purpose: SealPurpose, sealed: string, bound: string): Promise<string>;
};

/** The current root key and, after a rotation, the previous one, which still reads. */
export type Keyring = { readonly current: Keys; readonly all: readonly Keys[]; of(id: string): Keys };

/** A sealed value that no key of the ring opens: another key, or bytes that somebody changed. */
export class SealBroken extends Error {
  override name = "SealBroken";
}

/** Base64 of exactly 32 bytes, as `openssl rand -base64 32` prints it. */
export function rootKeyBytes(base64: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(base64.trim())) return null;
  const bytes = Buffer.from(base64.trim(), "base64");
  return bytes.length === KEY_BYTES ? new Uint8Array(bytes) : null;
}

/** Imports root keys, the current one first. `random` gives the IVs. */
export async function createKeyring(
  roots: readonly [Uint8Array, ...Uint8Array[]],
  random: (bytes: number) => Uint8Array,
): Promise<Keyring> {
  const [first, ...others] = roots;
  const current = await keysFrom(first, random);
  const all = [current, ...(await Promise.all(others.map((root) => keysFrom(root, random))))];
  return {
    current,
    all,
    of(id) {
      const keys = all.find((candidate) => candidate.id === id);
      if (!keys) throw new SealBroken("the key that sealed this row is not in the settings");
      return keys;
    },
  };
}

/** Derives every key at once: a key that is there needs no promise, and one of another request must not be awaited in workerd. */
async function keysFrom(root: Uint8Array, random: (bytes: number) => Uint8Array): Promise<Keys> {
  const base = await crypto.subtle.importKey("raw", root, "HKDF", false, ["deriveKey", "deriveBits"]);
  const id = Buffer.from(await crypto.subtle.digest("SHA-256", root))
    .toString("hex")
    .slice(0, ID_CHARS);
  const hashKeys = await deriveAll(base, HASH_PURPOSES, { name: "HMAC", hash: "SHA-256", length: 256 }, [
    "sign",
  ]);
  const sealKeys = await deriveAll(base, SEAL_PURPOSES, { name: "AES-GCM", length: 256 }, [
    "encrypt",
    "decrypt",
  ]);
  return {
    id,
    async hash(purpose, text) {
      const hash = await crypto.subtle.sign("HMAC", hashKeys[purpose], encoder.encode(text));
      return Buffer.from(hash, 0, HASH_BYTES).toString("base64url");
    },
    async derive(purpose, text, bytes) {
      return new Uint8Array(await crypto.subtle.deriveBits(hkdf(`${purpose} ${text}`), base, bytes * 8));
    },
    async seal(purpose, plain, bound) {
      const iv = random(IV_BYTES);
      const algorithm = { name: "AES-GCM", iv, additionalData: encoder.encode(bound) };
      const cipher = await crypto.subtle.encrypt(algorithm, sealKeys[purpose], encoder.encode(plain));
      return Buffer.concat([iv, new Uint8Array(cipher)]).toString("base64url");
    },
    async open(purpose, sealed, bound) {
      const bytes = new Uint8Array(Buffer.from(sealed, "base64url"));
      const algorithm = {
        name: "AES-GCM",
        iv: bytes.slice(0, IV_BYTES),
        additionalData: encoder.encode(bound),
      };
      try {
        const plain = await crypto.subtle.decrypt(algorithm, sealKeys[purpose], bytes.slice(IV_BYTES));
        return decoder.decode(plain);
      } catch {
        throw new SealBroken("a sealed value does not open with its key");
      }
    },
  };
}

async function deriveAll<P extends string>(
  base: CryptoKey,
  purposes: readonly P[],
  algorithm: { name: "HMAC"; hash: string; length: number } | { name: "AES-GCM"; length: number },
  usages: ("sign" | "encrypt" | "decrypt")[],
): Promise<Record<P, CryptoKey>> {
  const derived = await Promise.all(
    purposes.map(async (purpose) => {
      const key = await crypto.subtle.deriveKey(hkdf(purpose), base, algorithm, false, usages);
      return [purpose, key] as const;
    }),
  );
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(derived) as Record<P, CryptoKey>;
}

const hkdf = (info: string) => ({
  name: "HKDF",
  hash: "SHA-256",
  salt: new Uint8Array(0),
  info: encoder.encode(`coffer ${info}`),
});
