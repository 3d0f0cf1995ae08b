import { sql } from "drizzle-orm";
import { stock } from "../../db/schema/stock.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import type { Product } from "../shop/define.ts";
import { type StockUpload, uploadById } from "./ask.ts";

export const reportJobId = (uploadId: string) => `${uploadId}.stock.report`;

export type StockReport = {
  readonly upload: StockUpload;
  readonly product: Product;
  /** Codes of the product that can be bought now. */
  readonly free: number;
  readonly locale: Locale;
  readonly canEdit: boolean;
};

/** What an upload of codes came to, and whether its answer can still be edited. Undefined when there is no such upload. */
export async function stockReport(deps: Deps, uploadId: string): Promise<StockReport | undefined> {
  const { db } = deps;
  const [found] = await uploadById(deps, uploadId);
  if (!found) return undefined;
  const { upload } = found;
  const [[counted], readers] = await db.batch([
    db
      .select({ free: sql<number>`count(*)` })
      .from(stock)
      .where(sql`${stock.productId} = ${upload.productId} and ${stock.state} = 'free'`),
    chosenLocale(db, upload.askedBy),
  ]);
  return {
    ...found,
    free: counted?.free ?? 0,
    locale: localeFrom(deps, readers),
    canEdit: upload.interactionToken !== null && deps.clock() < upload.answerUntilMs,
  };
}
