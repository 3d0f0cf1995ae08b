import { sql } from "drizzle-orm";
import { purchases, quotes } from "../../db/schema/purchases.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { type Bought, buy } from "./buy.ts";
import { type Quote, quotePurchase } from "./quote.ts";
import { productWindow, type ShopWindow } from "./window.ts";

/** What came of a confirmation; `asked_again` where the price has changed since the question. */
export type Confirmed =
  | { readonly kind: "bought"; readonly bought: Bought }
  | { readonly kind: "asked_again"; readonly quote: Quote };

/**
 * Buys what was quoted, or asks again where it has another price by now.
 * @throws Problem as buy and quotePurchase do.
 */
export async function confirmQuote(
  deps: Deps,
  request: Request,
  quoteId: string,
  interactionToken: string,
): Promise<Confirmed> {
  try {
    return { kind: "bought", bought: await buy(deps, request, quoteId, interactionToken) };
  } catch (error) {
    if (!(error instanceof Problem && error.facts.kind === "quote_changed")) throw error;
    const { productId, size } = error.facts;
    return { kind: "asked_again", quote: await quotePurchase(deps, request, productId, size) };
  }
}

/**
 * Takes a question back, so that it buys nothing any more, and shows its product.
 * @throws Problem when it was bought already, or the product is not sold any more.
 */
export async function cancelQuote(
  deps: Deps,
  request: Request,
  quoteId: string,
  productId: string,
): Promise<ShopWindow> {
  const { db } = deps;
  const memberId = request.actor.id;
  const [bought] = await db.batch([
    db
      .select({ id: purchases.id })
      .from(purchases)
      .where(sql`${purchases.id} = ${quoteId} and ${purchases.memberId} = ${memberId}`),
    db.delete(quotes).where(sql`${quotes.id} = ${quoteId} and ${quotes.memberId} = ${memberId}`),
  ]);
  if (bought.length > 0) throw new Problem({ kind: "quote_bought" });
  return await productWindow(deps, memberId, productId);
}
