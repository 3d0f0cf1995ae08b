import { inArray, sql } from "drizzle-orm";
import { stock } from "../../db/schema/stock.ts";
import { DAY_MS } from "../../lib/time.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { resealCodes } from "./reseal.ts";

/** Codes that one batch re-encrypts; nobody can buy meanwhile. */
export const CODES_PER_SLICE = 500;
/** Slices of one run of the duty: some seconds of computing. */
const SLICES_PER_RUN_MAX = 40;

/** What re-encrypting needs, so that a script can do it too. */
export type RotationDeps = Pick<Deps, "db" | "keyring" | "clock">;

export type Rotated = {
  /** Codes that are under the current key now. */
  readonly done: number;
  /** Codes that were looked at and do not open. */
  readonly unreadable: number;
  /** Codes that are still under a key of before, unreadable ones included. */
  readonly left: number;
};

/**
 * Re-encrypts codes of stock, sold ones too, from the previous root key to the current one, at most so many slices. Whoever
 * stops in the middle, or does it twice at once, loses nothing: a row changes only if it is still as it was read.
 */
export async function rotateStock(deps: RotationDeps, slicesMax: number): Promise<Rotated> {
  const { db } = deps;
  const { all, current } = await deps.keyring();
  const old = all.filter(({ id }) => id !== current.id).map(({ id }) => id);
  if (old.length === 0) return { done: 0, unreadable: 0, left: 0 };
  let [done, unreadable] = [0, 0];
  for (let slice = 0, after = 0; slice < slicesMax; slice++) {
    const rows = await db
      .select()
      .from(stock)
      .where(sql`${inArray(stock.keyId, old)} and ${stock.seq} > ${BigInt(after)}`)
      .orderBy(stock.seq)
      .limit(CODES_PER_SLICE);
    const last = rows.at(-1);
    if (!last) break;
    const changed = await rotateRows(deps, current.id, rows);
    done += changed.done;
    unreadable += changed.unreadable;
    after = last.seq;
  }
  const [counted] = await db
    .select({ left: sql<number>`count(*)` })
    .from(stock)
    .where(inArray(stock.keyId, old));
  return { done, unreadable, left: counted?.left ?? 0 };
}

async function rotateRows(deps: RotationDeps, keyId: string, rows: readonly (typeof stock.$inferSelect)[]) {
  const { db } = deps;
  const resealed = await resealCodes(
    deps,
    rows.map((row) => ({ ...row, key: row.seq })),
  );
  const given = JSON.stringify(resealed.map(({ key, was, sealed, hash }) => [key, was, sealed, hash]));
  const [, changed] = await db.batch([
    // While Workers of both keys ran, one code can have come in under each: it is sold once at most.
    db.run(sql`
      update ${stock} set state = 'void', state_at_ms = ${deps.clock()}
      where state = 'free' and seq in (
        select own.seq from json_each(${given}) as given
        join ${stock} as own on own.seq = given.value ->> 0 and own.sealed = given.value ->> 1
        join ${stock} as other on other.code_hash = given.value ->> 3 and other.seq <> own.seq)`),
    db.run(sql`
      update ${stock} set key_id = ${keyId}, sealed = given.value ->> 2,
        code_hash = iif(exists (select 1 from ${stock} as other where other.code_hash = given.value ->> 3),
          stock.code_hash, given.value ->> 3)
      from json_each(${given}) as given
      where stock.seq = given.value ->> 0 and stock.sealed = given.value ->> 1`),
  ]);
  return { done: changed.rowsAffected, unreadable: rows.length - resealed.length };
}

/** Re-encrypts some thousand codes; staff are told once a day of those that do not open. */
export async function rotateStockDuly(deps: Deps): Promise<Rotated> {
  const rotated = await rotateStock(deps, SLICES_PER_RUN_MAX);
  if (rotated.unreadable === 0) return rotated;
  const id = `stock.unreadable.${Math.floor(deps.clock() / DAY_MS)}`;
  const after = { codes: rotated.unreadable };
  await deps.db.batch(
    recordAudit(deps, { id, actor: "system", action: "stock.unreadable", after, cause: id }),
  );
  ringAudit(deps, id);
  return rotated;
}

/** Codes that are sealed with a key that is not in the settings; nobody can open them before it is. */
export async function codesOfUnknownKeys({ db, keyring }: RotationDeps): Promise<number> {
  const { all } = await keyring();
  const known = new Set(all.map(({ id }) => id));
  const counts = await db
    .select({ keyId: stock.keyId, count: sql<number>`count(*)` })
    .from(stock)
    .groupBy(stock.keyId);
  return counts.reduce((sum, { keyId, count }) => (known.has(keyId) ? sum : sum + count), 0);
}
