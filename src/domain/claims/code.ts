import { CODE_BYTES, codeFromBytes } from "../../lib/code.ts";
import type { Keyring, Keys } from "../../lib/secret.ts";

/** Codes of neighbouring lines that one derivation gives: it takes hardly longer for all of them than for one. */
const CODES_AT_ONCE = 512;

/** The code of a claim, made again whenever it is needed: no table holds it. */
export function claimCode(keys: Keys, claimId: string): Promise<string> {
  return claimCodes()(keys, claimId);
}

/** The same for many claims: what is derived for one is kept for its neighbours, as long as the function is. */
export function claimCodes(): (keys: Keys, claimId: string) => Promise<string> {
  const derived = new Map<string, Promise<Uint8Array>>();
  return async (keys, claimId) => {
    const { source, line } = placeOf(claimId);
    const block = `${source}.${Math.floor(line / CODES_AT_ONCE)}`;
    const codes =
      derived.get(keys.id + block) ?? keys.derive("claim-code", block, CODES_AT_ONCE * CODE_BYTES);
    derived.set(keys.id + block, codes);
    const from = (line % CODES_AT_ONCE) * CODE_BYTES;
    return codeFromBytes((await codes).subarray(from, from + CODE_BYTES));
  };
}

/** A claim's id says where it comes from: the import and the line. */
function placeOf(claimId: string): { source: string; line: number } {
  const dot = claimId.lastIndexOf(".");
  const line = Number(claimId.slice(dot + 1));
  if (dot < 1 || !Number.isInteger(line)) throw new RangeError("a claim's id ends with its line");
  return { source: claimId.slice(0, dot), line };
}

/** What the table holds instead of the code. */
export function codeHash(keys: Keys, code: string): Promise<string> {
  return keys.hash("claim-lookup", code);
}

/** The hashes under which a code may stand: with the current root key and, after a rotation, the previous one. */
export function codeHashes(keyring: Keyring, code: string): Promise<string[]> {
  return Promise.all(keyring.all.map((keys) => codeHash(keys, code)));
}

/** What binds a sealed address to its claim. */
export const emailBinding = (claimId: string) => `claims.email/${claimId}`;
