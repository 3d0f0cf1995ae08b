import { sql } from "drizzle-orm";
import { purchases } from "../../db/schema/purchases.ts";
import { stock } from "../../db/schema/stock.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";

/** How the sale of codes went. */
export type SalesStats = {
  /** Of the last days: purchases that were made, their money and codes; and those that were refunded, and their money. */
  readonly purchases: number;
  readonly sales: number;
  readonly codesSold: number;
  readonly refunds: number;
  readonly refunded: number;
  /** Now: codes in stock, and purchases whose codes could not be sent and were not looked at either. */
  readonly codesFree: number;
  readonly deliveriesFailed: number;
};

/** The statement that reads the sales of the last so many days, in one row. */
export function selectSales({ db, clock }: Deps, days: number) {
  const sinceMs = clock() - days * DAY_MS;
  const of = (what: string, moment: string) =>
    sql<number>`(select ${sql.raw(what)} from ${purchases} where ${sql.raw(moment)} > ${sinceMs})`;
  return db
    .select({
      purchases: of("count(*)", "created_at_ms"),
      sales: of("coalesce(sum(price), 0)", "created_at_ms"),
      codesSold: of("coalesce(sum(size), 0)", "created_at_ms"),
      refunds: of("count(*)", "refunded_at_ms"),
      refunded: of("coalesce(sum(price), 0)", "refunded_at_ms"),
      codesFree: sql<number>`(select count(*) from ${stock} where state = 'free')`,
      deliveriesFailed: sql<number>`(select count(*) from ${purchases} where state = 'paid' and delivered_at_ms is null
        and revealed_at_ms is null and delivery_failed_at_ms is not null)`,
    })
    .from(sql`(select 1)`);
}
