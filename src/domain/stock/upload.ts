import { sql } from "drizzle-orm";
import { stockRows } from "../../db/schema/stock.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import type { Product } from "../shop/define.ts";
import { freeCodes } from "../shop/stock.ts";
import { type StockUpload, uploadById } from "./ask.ts";
import { findingsOf, type StockFindings } from "./findings.ts";

/** Free codes are counted as far as that. */
const FREE_COUNTED_MAX = 100_000;

export type UploadDetail = {
  readonly upload: StockUpload;
  readonly product: Product;
  readonly findings: StockFindings | null;
  /** Codes that were read and are not in stock yet. */
  readonly waiting: number;
  readonly free: number;
};

/**
 * An upload of codes: what its file has, and how far it has come. One round trip.
 * @throws Problem when there is none.
 */
export async function uploadDetail(deps: Deps, uploadId: string): Promise<UploadDetail> {
  const productId = sql`(select product_id from stock_uploads where id = ${uploadId})`;
  const [[found], [counted]] = await deps.db.batch([
    uploadById(deps, uploadId),
    deps.db
      .select({
        waiting: sql<number>`(select count(*) from ${stockRows} where upload_id = ${uploadId})`,
        free: freeCodes(productId, sql.raw(String(FREE_COUNTED_MAX))),
      })
      .from(sql`(select 1)`),
  ]);
  if (!found) throw new Problem({ kind: "stock_lapsed" });
  const { waiting = 0, free = 0 } = counted ?? {};
  return { ...found, findings: findingsOf(found.upload), waiting, free };
}
