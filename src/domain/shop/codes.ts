import type { stock } from "../../db/schema/stock.ts";
import type { Keyring, Keys } from "../../lib/secret.ts";

export type StockCode = Pick<typeof stock.$inferSelect, "id" | "productId" | "keyId" | "sealed">;

/** What a sealed code is bound to: in another row or product it does not open. */
const boundTo = (productId: string, id: string) => `stock ${productId} ${id}`;

export const sealCode = (keys: Keys, productId: string, id: string, code: string): Promise<string> =>
  keys.seal("stock-seal", code, boundTo(productId, id));

/** @throws SealBroken for a row that was tampered with, or whose key is not in the settings. */
export const openCode = (keyring: Keyring, { keyId, productId, id, sealed }: StockCode): Promise<string> =>
  keyring.of(keyId).open("stock-seal", sealed, boundTo(productId, id));

/** What finds a code that is sealed, under each root key; the current one's first. */
export const codeHashes = (keyring: Keyring, code: string): Promise<string[]> =>
  Promise.all(keyring.all.map((keys) => keys.hash("stock-lookup", code)));
