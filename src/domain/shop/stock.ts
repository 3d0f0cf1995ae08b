import { type SQL, sql } from "drizzle-orm";
import { stock } from "../../db/schema/stock.ts";

/** Free codes of a product, counted up to `most`: more need not be known, and a count reads what it counts. */
export const freeCodes = (productId: string | SQL, most: number | SQL): SQL<number> =>
  sql<number>`(select count(*) from (
    select 1 from ${stock} where ${stock.productId} = ${productId} and ${stock.state} = 'free' limit ${most}))`;
