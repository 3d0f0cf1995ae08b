import { type SQL, sql } from "drizzle-orm";
import { mustHaveChanged } from "../../db/guard.ts";
import { products } from "../../db/schema/products.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { Problem, type ProblemFacts } from "../problem.ts";
import { type Defined, define, productNamed } from "./define.ts";
import { forgetLowStock, tellLowStock } from "./lowStock.ts";
import { PRODUCTS_ACTIVE_MAX, PRODUCTS_MAX, type ProductGiven, productFacts } from "./productForm.ts";

export type ProductEdit = Partial<ProductGiven> & { readonly active?: boolean };

const auditIdOf = (request: Request) => `${request.id}.product`;

const skuTaken = (productId: string | SQL, sku: string): SQL =>
  sql`exists (select 1 from ${products} where sku = ${sku} and id <> ${productId})`;
const inAll = sql<number>`(select count(*) from ${products})`;
const activeOthers = (productId: string | SQL): SQL =>
  sql`(select count(*) from ${products} where state = 'active' and id <> ${productId})`;

/**
 * Makes a product; it is sold once it has a package and codes. Its id is the request's, so that a repeat makes none.
 * @throws Problem when there are too many, the sku is taken, or a text is not one.
 */
export async function createProduct(deps: Deps, request: Request, given: ProductGiven): Promise<Defined> {
  const { db } = deps;
  const { sku = "", name = "", description = null, lowStock = null } = productFacts(given);
  const [auditId, productId] = [auditIdOf(request), request.id];
  return await define(deps, request, {
    auditId,
    productId,
    writes: [
      db.run(sql`
        insert into ${products} (id, sku, name, description, low_stock, created_at_ms)
        select ${productId}, ${sku}, ${name}, ${description}, ${lowStock}, ${deps.clock()}
        where ${inAll} < ${PRODUCTS_MAX} and ${activeOthers(productId)} < ${PRODUCTS_ACTIVE_MAX}
          and not ${skuTaken(productId, sku)}
        on conflict do nothing`),
      mustHaveChanged(db),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "product.create",
        target: `product:${productId}`,
        after: { sku, name, description, lowStock },
        cause: auditId,
      }),
    ],
    refusal: () => whyNot(deps, productId, sku),
  });
}

/**
 * Changes a product, archives it or sells it again. An archived one keeps its codes and what was bought of it.
 * @throws Problem when there is no such product, the sku is taken, or too many would be active.
 */
export async function editProduct(
  deps: Deps,
  request: Request,
  named: string,
  { active, ...given }: ProductEdit,
): Promise<Defined> {
  const { db } = deps;
  const facts = productFacts(given);
  const set = { ...facts, ...(active === undefined ? {} : { state: stateOf(active) }) };
  if (Object.keys(set).length === 0) throw new Problem({ kind: "nothing_to_change" });
  const [auditId, productId] = [auditIdOf(request), productNamed(named)];
  const alertId = `${auditId}.low`;
  const free = facts.sku === undefined ? sql`true` : sql`not ${skuTaken(productId, facts.sku)}`;
  const room = active === true ? sql`${activeOthers(productId)} < ${PRODUCTS_ACTIVE_MAX}` : sql`true`;
  const defined = await define(deps, request, {
    auditId,
    productId,
    writes: [
      // Before the change, because it tells what was there.
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: active === false ? "product.archive" : "product.edit",
        target: sql`'product:' || ${productId}`,
        before: factsOf(productId),
        after: set,
        cause: auditId,
      }),
      db.update(products).set(set).where(sql`${products.id} = ${productId} and ${free} and ${room}`),
      mustHaveChanged(db),
      forgetLowStock(deps, productId),
      ...tellLowStock(deps, alertId, productId),
    ],
    refusal: (product) =>
      product ? whyNot(deps, productId, facts.sku ?? product.sku) : { kind: "product_not_found" },
  });
  ringAudit(deps, alertId);
  return defined;
}

const stateOf = (active: boolean): "active" | "archived" => (active ? "active" : "archived");

const factsOf = (productId: SQL): SQL =>
  sql`(select json_object('sku', sku, 'name', name, 'description', description, 'lowStock', low_stock, 'state', state)
    from ${products} where id = ${productId})`;

async function whyNot(deps: Deps, productId: string | SQL, sku: string): Promise<ProblemFacts> {
  const [found] = await deps.db
    .select({ all: inAll, taken: sql<number>`${skuTaken(productId, sku)}` })
    .from(sql`(select 1)`);
  if (found?.taken) return { kind: "product_sku_taken", sku };
  return found && found.all >= PRODUCTS_MAX
    ? { kind: "products_full", max: PRODUCTS_MAX, active: false }
    : { kind: "products_full", max: PRODUCTS_ACTIVE_MAX, active: true };
}
