import { and, eq, sql } from "drizzle-orm";
import { heldBy } from "../../db/money.ts";
import { members } from "../../db/schema/members.ts";
import { packages, products } from "../../db/schema/products.ts";
import { quotes } from "../../db/schema/purchases.ts";
import { SECOND_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { freeCodes } from "./stock.ts";

/** How long a price stands that a member is asked to confirm. */
export const QUOTE_LIVES_MS = 60 * SECOND_MS;

/** What a member is asked to confirm; its id is that of the asking. */
export type Quote = {
  readonly id: string;
  readonly productId: string;
  readonly name: string;
  readonly size: number;
  readonly price: number;
  readonly balance: number;
  readonly expiresAtMs: number;
  readonly locale: Locale;
};

/**
 * Asks for a price that stands for a minute. One round trip; what could not be bought now is refused at once.
 * @throws Problem when the package is not sold, too few codes are left, or the wallet has too little.
 */
export async function quotePurchase(
  deps: Deps,
  request: Request,
  productId: string,
  size: number,
): Promise<Quote> {
  const { db, shop } = deps;
  const memberId = request.actor.id;
  const expiresAtMs = deps.clock() + QUOTE_LIVES_MS;
  const sold = sql`${packages} join ${products} on ${products.id} = ${packages.productId}
    where ${packages.productId} = ${productId} and ${packages.size} = ${size} and ${products.state} = 'active'`;
  const [, [row]] = await db.batch([
    db.run(sql`
      insert into ${quotes} (id, member_id, product_id, size, price, expires_at_ms)
      select ${request.id}, ${memberId}, ${packages.productId}, ${packages.size}, ${packages.price}, ${expiresAtMs} from ${sold}
      on conflict (id) do nothing`),
    db
      .select({
        quote: quotes,
        name: products.name,
        left: freeCodes(sql`${quotes.productId}`, size),
        ...heldBy(memberId),
        locale: members.locale,
      })
      .from(sql`(select 1)`)
      .leftJoin(members, eq(members.id, memberId))
      .leftJoin(quotes, and(eq(quotes.id, request.id), eq(quotes.memberId, memberId)))
      .leftJoin(products, eq(products.id, quotes.productId)),
  ]);
  const locale = row?.locale ?? shop.locale;
  if (!row?.quote || row.name === null) throw new Problem({ kind: "package_unknown" }, locale);
  const { quote, name, left, balance, debt } = row;
  if (size > shop.purchaseCodesMax) throw new Problem({ kind: "package_unknown" }, locale);
  if (left < size) throw new Problem({ kind: "stock_too_little", left, productId, size }, locale);
  if (balance < quote.price)
    throw new Problem(
      {
        kind: "wallet_too_little",
        held: balance,
        debt,
        price: quote.price,
        currency: shop.currency,
        productId,
        size,
      },
      locale,
    );
  return {
    id: quote.id,
    productId,
    name,
    size,
    price: quote.price,
    balance,
    expiresAtMs: quote.expiresAtMs,
    locale,
  };
}
