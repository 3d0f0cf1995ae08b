import { SealBroken } from "../../lib/secret.ts";
import type { Deps } from "../deps.ts";
import { codeHashes, openCode, type StockCode, sealCode } from "../shop/codes.ts";

/** A code under the current root key, with the sealed value that it was before. */
export type Resealed<K> = {
  readonly key: K;
  readonly was: string;
  readonly sealed: string;
  readonly hash: string;
};

/** Seals codes with the current root key; those that do not open are left out. */
export async function resealCodes<K>(
  { keyring }: Pick<Deps, "keyring">,
  rows: readonly (StockCode & { readonly key: K })[],
): Promise<Resealed<K>[]> {
  const keys = await keyring();
  const resealed = await Promise.all(
    rows.map(async (row) => {
      try {
        const code = await openCode(keys, row);
        const [sealed, [hash = ""]] = await Promise.all([
          sealCode(keys.current, row.productId, row.id, code),
          codeHashes(keys, code),
        ]);
        return { key: row.key, was: row.sealed, sealed, hash };
      } catch (error) {
        if (error instanceof SealBroken) return null;
        throw error;
      }
    }),
  );
  return resealed.filter((row) => row !== null);
}
