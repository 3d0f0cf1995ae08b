import { type SQL, sql } from "drizzle-orm";
import { mustHaveChanged } from "../../db/guard.ts";
import { packages, products } from "../../db/schema/products.ts";
import { minorUnits } from "../../lib/money.ts";
import type { Request } from "../actor.ts";
import { recordAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { type Defined, define, productNamed } from "./define.ts";
import { PACKAGES_MAX } from "./productForm.ts";

/** So many codes of a product, at a price for all of them in the unit that people see. */
export type PackageGiven = { readonly named: string; readonly size: number; readonly price: number };

const auditIdOf = (request: Request) => `${request.id}.package`;

/**
 * Sells a package of a product, or changes its price. Whoever was asked to confirm the old price is asked anew.
 * @throws Problem when there is no such product, it has too many packages, or nobody could pay the price.
 */
export async function setPackage(deps: Deps, request: Request, given: PackageGiven): Promise<Defined> {
  const { db } = deps;
  const { named, size } = given;
  const price = priceOf(deps, given);
  const [auditId, productId] = [auditIdOf(request), productNamed(named)];
  const others = sql`(select count(*) from ${packages} where product_id = ${productId} and size <> ${size})`;
  return await define(deps, request, {
    auditId,
    productId,
    writes: [
      ...audited(deps, request, "package.set", given, { size, price }),
      db.run(sql`
        insert into ${packages} (product_id, size, price, changed_at_ms)
        select id, ${size}, ${price}, ${deps.clock()} from ${products}
        where id = ${productId} and ${others} < ${PACKAGES_MAX}
        on conflict (product_id, size) do update set price = excluded.price, changed_at_ms = excluded.changed_at_ms`),
      mustHaveChanged(db),
    ],
    refusal: (product) =>
      product ? { kind: "packages_full", max: PACKAGES_MAX } : { kind: "product_not_found" },
  });
}

/**
 * Sells a package no more.
 * @throws Problem when there is no such product or package.
 */
export async function removePackage(
  deps: Deps,
  request: Request,
  given: Pick<PackageGiven, "named" | "size">,
): Promise<Defined> {
  const { db } = deps;
  const { named, size } = given;
  const [auditId, productId] = [auditIdOf(request), productNamed(named)];
  return await define(deps, request, {
    auditId,
    productId,
    writes: [
      ...audited(deps, request, "package.remove", given, { size }),
      db.delete(packages).where(sql`product_id = ${productId} and size = ${size}`),
      mustHaveChanged(db),
    ],
    refusal: (product) => (product ? { kind: "package_not_found", size } : { kind: "product_not_found" }),
  });
}

/** Nobody can have more in the wallet than a wallet holds, and so cannot pay it. */
function priceOf({ shop }: Deps, { size, price }: PackageGiven): number {
  if (!Number.isInteger(size) || size < 1 || size > shop.purchaseCodesMax)
    throw new Problem({ kind: "package_size", max: shop.purchaseCodesMax });
  const max = shop.walletPerMemberMax;
  const minor = minorUnits(price, shop.currency);
  if (minor === null || minor < 1 || minor > max)
    throw new Problem({ kind: "money_amount", min: 1, max, currency: shop.currency });
  return minor;
}

/** Before the change, because it tells the price that was. */
function audited(
  deps: Deps,
  request: Request,
  action: string,
  { named, size }: Pick<PackageGiven, "named" | "size">,
  after: Readonly<Record<string, number>>,
) {
  const productId = productNamed(named);
  const before: SQL = sql`(select json_object('size', size, 'price', price) from ${packages}
    where product_id = ${productId} and size = ${size})`;
  const auditId = auditIdOf(request);
  return recordAudit(deps, {
    id: auditId,
    actor: request.actor.id,
    action,
    target: sql`'product:' || ${productId}`,
    before,
    after,
    cause: auditId,
  });
}
