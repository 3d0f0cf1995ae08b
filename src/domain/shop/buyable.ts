import { eq, type SQL, sql } from "drizzle-orm";
import { heldBy } from "../../db/money.ts";
import { members } from "../../db/schema/members.ts";
import { packages, products } from "../../db/schema/products.ts";
import { purchases, quotes } from "../../db/schema/purchases.ts";
import { HOUR_MS } from "../../lib/time.ts";
import type { Request } from "../actor.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { Problem, type ProblemFacts } from "../problem.ts";
import { freeCodes } from "./stock.ts";

const DAY_AT_MOST_MS = 25 * HOUR_MS;

/** The quote, where nothing speaks against buying it now. */
export function buyable(deps: Deps, request: Request, quoteId: string): SQL {
  const { shop } = deps;
  const nowMs = deps.clock();
  const memberId = request.actor.id;
  return sql`${quotes} as q
    join ${packages} as p on p.product_id = q.product_id and p.size = q.size and p.price = q.price
    join ${products} as o on o.id = q.product_id and o.state = 'active'
    where q.id = ${quoteId} and q.member_id = ${memberId} and q.expires_at_ms > ${nowMs}
      and q.size <= ${shop.purchaseCodesMax}
      and ${heldBy(memberId).balance} >= q.price
      and ${freeCodes(sql`q.product_id`, shop.purchaseCodesMax)} >= q.size
      and ${boughtSince(memberId, nowMs - shop.purchasePauseMs)} = 0
      and ${boughtToday(deps, memberId)} < ${shop.purchasesPerDayMax}`;
}

const boughtSince = (memberId: string, sinceMs: number): SQL<number> =>
  sql<number>`(select count(*) from ${purchases} where member_id = ${memberId} and created_at_ms > ${sinceMs})`;

/** Of the shop's day. A day has at most 25 hours, so that no more purchases are looked at. */
const boughtToday = (deps: Deps, memberId: string): SQL<number> =>
  sql<number>`(select count(*) from ${purchases} join transfers on cause = 'purchase:' || ${purchases.id}
    where member_id = ${memberId} and ${purchases.createdAtMs} > ${deps.clock() - DAY_AT_MOST_MS}
    and local_day = ${bookedNow(deps).localDay})`;

/**
 * What the guard's refusal means; returns when nothing speaks against the purchase any more.
 * @throws Problem
 */
export async function refusePurchase(deps: Deps, request: Request, quoteId: string): Promise<void> {
  const { db, shop } = deps;
  const memberId = request.actor.id;
  const nowMs = deps.clock();
  const { currency, purchaseCodesMax } = shop;
  const [row] = await db
    .select({
      quote: quotes,
      price: packages.price,
      state: products.state,
      left: freeCodes(sql`${quotes.productId}`, purchaseCodesMax),
      held: heldBy(memberId).balance,
      debt: heldBy(memberId).debt,
      lastAtMs: sql<
        number | null
      >`(select max(created_at_ms) from ${purchases} where member_id = ${memberId})`,
      today: boughtToday(deps, memberId),
      locale: members.locale,
    })
    .from(sql`(select 1)`)
    .leftJoin(members, eq(members.id, memberId))
    .leftJoin(quotes, sql`${quotes.id} = ${quoteId} and ${quotes.memberId} = ${memberId}`)
    .leftJoin(
      packages,
      sql`${packages.productId} = ${quotes.productId} and ${packages.size} = ${quotes.size}`,
    )
    .leftJoin(products, eq(products.id, quotes.productId));
  const refuse = (facts: ProblemFacts): never => {
    throw new Problem(facts, row?.locale ?? shop.locale);
  };
  if (!row?.quote || row.quote.expiresAtMs <= nowMs) return refuse({ kind: "quote_lapsed" });
  const { quote, price, state, left, held, debt, lastAtMs, today } = row;
  const { productId, size } = quote;
  if (price === null || state !== "active" || size > purchaseCodesMax)
    return refuse({ kind: "package_unknown" });
  if (price !== quote.price) return refuse({ kind: "quote_changed", price, currency, productId, size });
  if (left < size) return refuse({ kind: "stock_too_little", left, productId, size });
  if (held < price)
    return refuse({ kind: "wallet_too_little", held, debt, price, currency, productId, size });
  if (today >= shop.purchasesPerDayMax)
    return refuse({ kind: "purchases_day_max", max: shop.purchasesPerDayMax });
  const untilMs = (lastAtMs ?? 0) + shop.purchasePauseMs;
  if (untilMs > nowMs) return refuse({ kind: "purchase_too_soon", untilMs });
}
