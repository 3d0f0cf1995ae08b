import { inArray, sql } from "drizzle-orm";
import { orderFiles } from "../../db/schema/orders.ts";
import { SealBroken } from "../../lib/secret.ts";
import type { Deps } from "../deps.ts";
import { boundTo, PARTS_PER_ANSWER } from "./file.ts";

/** Parts that one run of the duty re-encrypts: 10 MiB. */
const PARTS_PER_RUN_MAX = 40;

type FilePart = typeof orderFiles.$inferSelect;

/** What is under the current key now, and what is still under a key of before, parts that do not open included. */
export type FilesRotated = { readonly done: number; readonly left: number };

/**
 * Re-encrypts files of orders from the previous root key to the current one, some parts a run. Whoever stops in the middle,
 * or does it twice at once, loses nothing: a part changes only if it is still as it was read.
 */
export async function rotateOrderFiles(deps: Pick<Deps, "db" | "keyring">): Promise<FilesRotated> {
  const { db } = deps;
  const { all, current } = await deps.keyring();
  const old = all.filter(({ id }) => id !== current.id).map(({ id }) => id);
  if (old.length === 0) return { done: 0, left: 0 };
  let [done, seen] = [0, 0];
  for (let [afterId, afterPart] = ["", -1]; seen < PARTS_PER_RUN_MAX; ) {
    const rows = await db
      .select()
      .from(orderFiles)
      .where(
        sql`(${orderFiles.orderId}, ${orderFiles.part}) > (${afterId}, ${afterPart}) and ${inArray(orderFiles.keyId, old)}`,
      )
      .orderBy(orderFiles.orderId, orderFiles.part)
      .limit(PARTS_PER_ANSWER);
    for (const row of rows) done += await rotatePart(deps, row);
    const last = rows.at(-1);
    if (!last) break;
    [afterId, afterPart] = [last.orderId, last.part];
    seen += rows.length;
  }
  const [counted] = await db
    .select({ left: sql<number>`count(*)` })
    .from(orderFiles)
    .where(inArray(orderFiles.keyId, old));
  return { done, left: counted?.left ?? 0 };
}

async function rotatePart(
  { db, keyring }: Pick<Deps, "db" | "keyring">,
  { orderId, part, keyId, sealed }: FilePart,
): Promise<number> {
  const keys = await keyring();
  const bound = boundTo(orderId, part);
  try {
    const plain = await keys.of(keyId).open("order-file-seal", sealed, bound);
    const [changed] = await db.batch([
      db
        .update(orderFiles)
        .set({ keyId: keys.current.id, sealed: await keys.current.seal("order-file-seal", plain, bound) })
        .where(
          sql`${orderFiles.orderId} = ${orderId} and ${orderFiles.part} = ${part} and ${orderFiles.sealed} = ${sealed}`,
        ),
    ]);
    return changed.rowsAffected;
  } catch (error) {
    if (error instanceof SealBroken) return 0;
    throw error;
  }
}
