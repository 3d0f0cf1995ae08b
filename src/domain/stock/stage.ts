import { sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { stock, stockRows, stockUploads } from "../../db/schema/stock.ts";
import type { Deps } from "../deps.ts";
import { codeHashes, sealCode } from "../shop/codes.ts";
import type { StockUpload } from "./ask.ts";
import type { Reader } from "./reader.ts";

/** A code with the line it stands in, and what finds it under each root key. */
export type HashedCode = {
  readonly line: number;
  readonly code: string;
  readonly hashes: readonly string[];
};

/** A code that the shop has or had already. */
export type Known = { readonly line: number; readonly state: "free" | "sold" | "void" };

export async function hashCodes(
  deps: Deps,
  codes: readonly { line: number; code: string }[],
): Promise<HashedCode[]> {
  const keyring = await deps.keyring();
  return await Promise.all(
    codes.map(async ({ line, code }) => ({ line, code, hashes: await codeHashes(keyring, code) })),
  );
}

/** Codes as the waiting table has them: sealed to the row of stock that each becomes. */
export type SealedCodes = { readonly keyId: string; readonly rows: string; readonly hashes: string };

/** Where a code comes from is its id: upload and line, so that reading a file twice makes the same one. */
const idOf = (uploadId: string, line: number) => `${uploadId}.${line}`;

export async function sealCodes(
  deps: Deps,
  { id, productId }: StockUpload,
  codes: readonly HashedCode[],
): Promise<SealedCodes> {
  const { current } = await deps.keyring();
  const rows = await Promise.all(
    codes.map(async ({ line, code, hashes }) => {
      const rowId = idOf(id, line);
      return [line, rowId, await sealCode(current, productId, rowId, code), hashes[0]];
    }),
  );
  const hashes = codes.flatMap(({ line, hashes: all }) => all.map((hash) => [line, hash]));
  return { keyId: current.id, rows: JSON.stringify(rows), hashes: JSON.stringify(hashes) };
}

/**
 * Puts codes into the waiting table, while the file is being read and by whoever reads it. Those that the shop has or
 * had, under whichever root key, are left out and returned.
 */
export async function stageCodes(
  { db }: Deps,
  reader: Reader,
  { id }: StockUpload,
  { keyId, rows, hashes }: SealedCodes,
): Promise<Known[]> {
  const known = sql`json_each(${hashes}) as given join ${stock} on ${stock.codeHash} = given.value ->> 1`;
  const [found] = await writeThenRead(
    db,
    [
      db.run(sql`
        insert into ${stockRows} (upload_id, line, id, key_id, sealed, code_hash)
        select ${id}, value ->> 0, value ->> 1, ${keyId}, value ->> 2, value ->> 3 from json_each(${rows})
        where value ->> 0 not in (select given.value ->> 0 from ${known})
          and ${reader.reads} and exists (
            select 1 from ${stockUploads} where ${stockUploads.id} = ${id} and ${stockUploads.state} = 'reading')
        on conflict do nothing`),
      ...reader.stay(),
    ],
    [
      db.all<Known>(sql`
        select given.value ->> 0 as line, min(${stock.state}) as state from ${known} group by 1 order by 1`),
    ],
  );
  return found;
}
