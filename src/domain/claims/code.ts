import { CODE_BYTES, codeFromBytes } from "../../lib/code.ts";
import { type Keyring, type Keys, lookupHash } from "../../lib/secret.ts";

/** The code of a claim, made again whenever it is needed: no table holds it. */
export async function claimCode(keys: Keys, claimId: string): Promise<string> {
  return codeFromBytes((await keys.hmac("claim-code", claimId)).subarray(0, CODE_BYTES));
}

/** What the table holds instead of the code. */
export function codeHash(keys: Keys, code: string): Promise<string> {
  return lookupHash(keys, "claim-lookup", code);
}

/** The hashes under which a code may stand: with the current root key and, after a rotation, the previous one. */
export function codeHashes(keyring: Keyring, code: string): Promise<string[]> {
  return Promise.all(keyring.all.map((keys) => codeHash(keys, code)));
}

/** What binds a sealed address to its claim. */
export const emailBinding = (claimId: string) => `claims.email/${claimId}`;
