import { eq, sql } from "drizzle-orm";
import { audits } from "../../db/schema/audit.ts";
import { claims } from "../../db/schema/claims.ts";
import { imports } from "../../db/schema/imports.ts";
import { orders } from "../../db/schema/orders.ts";
import { products } from "../../db/schema/products.ts";
import type { Deps } from "../deps.ts";

export type AuditRow = typeof audits.$inferSelect;

/** An audit row with what people call the things it is about. */
export type AuditStory = {
  readonly row: AuditRow;
  readonly file: { readonly fileName: string; readonly findings: string | null } | null;
  readonly claim: { readonly orderId: string | null; readonly line: number; readonly points: number } | null;
  readonly product: { readonly name: string; readonly sku: string } | null;
  readonly order: { readonly number: number } | null;
};

export async function auditById(deps: Deps, id: string): Promise<AuditRow | undefined> {
  const [row] = await deps.db.select().from(audits).where(eq(audits.id, id));
  return row;
}

/** Selects rows with the claim, the import, the product or the order that their targets name; a claim's import is that of its file. */
export function selectStories({ db }: Deps) {
  const claimId = sql`iif(${audits.target} like 'claim:%', substr(${audits.target}, 7), null)`;
  const importId = sql`iif(${audits.target} like 'import:%', substr(${audits.target}, 8), ${claims.importId})`;
  const productId = sql`iif(${audits.target} like 'product:%', substr(${audits.target}, 9), null)`;
  const orderId = sql`iif(${audits.target} like 'order:%', substr(${audits.target}, 7), null)`;
  return db
    .select({
      row: audits,
      file: { fileName: imports.fileName, findings: imports.findings },
      claim: { orderId: claims.orderId, line: claims.line, points: claims.points },
      product: { name: products.name, sku: products.sku },
      order: { number: orders.number },
    })
    .from(audits)
    .leftJoin(claims, eq(claims.id, claimId))
    .leftJoin(imports, eq(imports.id, importId))
    .leftJoin(products, eq(products.id, productId))
    .leftJoin(orders, eq(orders.id, orderId))
    .$dynamic();
}

/** One row with its story. */
export async function auditStory(deps: Deps, id: string): Promise<AuditStory | undefined> {
  const [story] = await selectStories(deps).where(eq(audits.id, id));
  return story;
}
