import { sql } from "drizzle-orm";
import { heldBy } from "../../db/money.ts";
import { members } from "../../db/schema/members.ts";
import { packages, products } from "../../db/schema/products.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { missingFor } from "../sentences/parts.ts";
import { askTopup } from "../wallet/ask.ts";
import type { TopupView } from "../wallet/read.ts";

/**
 * Begins a top-up of what a member lacks for a package at this moment, and of no less than a top-up can be.
 * @throws Problem when the package is not sold, nothing is missing, or askTopup refuses.
 */
export async function topUpMissing(
  deps: Deps,
  request: Request,
  productId: string,
  size: number,
  interactionToken: string,
): Promise<TopupView> {
  const memberId = request.actor.id;
  const [row] = await deps.db
    .select({ price: packages.price, ...heldBy(memberId), locale: members.locale })
    .from(sql`(select 1)`)
    .leftJoin(
      packages,
      sql`${packages.productId} = ${productId} and ${packages.size} = ${size}
        and exists (select 1 from ${products} where id = ${productId} and state = 'active')`,
    )
    .leftJoin(members, sql`${members.id} = ${memberId}`);
  const { price = null, balance = 0, debt = 0, locale = null } = row ?? {};
  if (price === null) throw new Problem({ kind: "package_unknown" }, locale);
  const missing = missingFor({ price, held: balance, debt });
  if (missing <= 0) throw new Problem({ kind: "nothing_missing" }, locale);
  return await askTopup(deps, request, Math.max(deps.shop.topupMin, missing), interactionToken);
}
