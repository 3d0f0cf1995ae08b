import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { amount, timeMs } from "../columns.ts";

export const productStates = ["active", "archived"] as const;

/** What the shop sells codes of. */
export const products = sqliteTable(
  "products",
  {
    id: text("id").primaryKey(),
    sku: text("sku").notNull().unique("product_sku"),
    name: text("name").notNull(),
    description: text("description"),
    state: text("state", { enum: productStates }).notNull().default("active"),
    /** Staff are told when fewer codes than this are left; null: never. */
    lowStock: integer("low_stock"),
    /** When they were told; null again once there is enough. */
    lowStockToldAtMs: timeMs("low_stock_told_at_ms"),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [index("product_order").on(table.state, table.createdAtMs)],
);

/** So many codes of a product at once, at one price for all. */
export const packages = sqliteTable(
  "packages",
  {
    productId: text("product_id").notNull(),
    size: integer("size").notNull(),
    /** For all of its codes together. */
    price: amount("price").notNull(),
    changedAtMs: timeMs("changed_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.productId, table.size] }),
    check("package_size_positive", sql`${table.size} > 0`),
    check("package_price_positive", sql`${table.price} > 0`),
  ],
);
