import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { members } from "../../db/schema/members.ts";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import type { Purchase } from "./buy.ts";
import type { PurchaseStage } from "./progress.ts";

export const PURCHASES_PER_PAGE = 5;
/** Pages that can be asked for. */
export const PURCHASES_PAGE_MAX = 1_000;

/** A purchase without its codes. */
export type ListedPurchase = { readonly purchase: Purchase; readonly name: string };

export type PurchasePage = {
  readonly rows: readonly ListedPurchase[];
  readonly page: number;
  readonly hasNext: boolean;
  readonly locale: Locale;
};

/** Which purchases staff look for. */
export type PurchaseFilter = {
  readonly stage: PurchaseStage | undefined;
  readonly memberId: string | undefined;
};

/** A page of all purchases, the newest first. */
export const allPurchases = (
  deps: Deps,
  readerId: string,
  filter: PurchaseFilter,
  page: number,
): Promise<PurchasePage> =>
  purchasePage(
    deps,
    readerId,
    and(
      filter.memberId === undefined ? undefined : eq(purchases.memberId, filter.memberId),
      filter.stage === undefined ? undefined : inStage[filter.stage],
    ),
    page,
  );

const unseen = sql`purchases.state = 'paid' and purchases.delivered_at_ms is null and purchases.revealed_at_ms is null`;
/** What `stageOf` tells of a purchase, asked the other way round. */
export const inStage: Readonly<Record<PurchaseStage, SQL>> = {
  waiting: sql`${unseen} and purchases.closed_at_ms is null and purchases.delivery_failed_at_ms is null`,
  failed: sql`${unseen} and purchases.closed_at_ms is null and purchases.delivery_failed_at_ms is not null`,
  delivered: sql`purchases.state = 'paid' and purchases.closed_at_ms is null and purchases.revealed_at_ms is null
    and purchases.delivered_at_ms is not null`,
  revealed: sql`purchases.state = 'paid' and purchases.closed_at_ms is null and purchases.revealed_at_ms is not null`,
  closed: sql`purchases.state = 'paid' and purchases.closed_at_ms is not null`,
  refunded: sql`purchases.state = 'refunded'`,
};

async function purchasePage(
  deps: Deps,
  readerId: string,
  which: SQL | undefined,
  page: number,
): Promise<PurchasePage> {
  const [rows, readers] = await deps.db.batch([
    selectPurchases(deps, which, page),
    chosenLocale(deps.db, readerId),
  ]);
  return purchasesShown(rows, page, localeFrom(deps, readers));
}

/** The statement that reads a page of a member's own purchases, the newest first. */
export const selectOwnPurchases = (deps: Deps, memberId: string, page: number) =>
  selectPurchases(deps, eq(purchases.memberId, memberId), page);

/** One row more than are shown tells whether there is another page; nothing is counted. */
const selectPurchases = ({ db }: Deps, which: SQL | undefined, page: number) =>
  db
    .select({ purchase: purchases, name: products.name })
    .from(purchases)
    .innerJoin(products, eq(products.id, purchases.productId))
    .where(which)
    .orderBy(desc(purchases.createdAtMs), desc(purchases.id))
    .limit(PURCHASES_PER_PAGE + 1)
    .offset((page - 1) * PURCHASES_PER_PAGE);

/** The page that rows were read for. */
export const purchasesShown = (
  rows: readonly ListedPurchase[],
  page: number,
  locale: Locale,
): PurchasePage => ({
  rows: rows.slice(0, PURCHASES_PER_PAGE),
  page,
  hasNext: rows.length > PURCHASES_PER_PAGE,
  locale,
});

export type OwnPurchase = ListedPurchase & { readonly locale: Locale };

/**
 * One of a member's own purchases.
 * @throws Problem for somebody else's.
 */
export async function ownPurchase(deps: Deps, request: Request, purchaseId: string): Promise<OwnPurchase> {
  return purchaseFrom(deps, await selectOwn(deps, request, purchaseId));
}

/**
 * Closes a purchase for good: its buyer has the codes, and says that all is well. Once; the same again changes nothing.
 * @throws Problem for somebody else's, a refunded one, and one whose codes were not seen.
 */
export async function closePurchase(deps: Deps, request: Request, purchaseId: string): Promise<OwnPurchase> {
  const { db } = deps;
  const seen = sql`coalesce(${purchases.deliveringAtMs}, ${purchases.deliveredAtMs}, ${purchases.revealedAtMs}) is not null`;
  const [, rows] = await db.batch([
    db
      .update(purchases)
      .set({ closedAtMs: deps.clock() })
      .where(
        sql`${purchases.id} = ${purchaseId} and ${purchases.memberId} = ${request.actor.id}
          and ${purchases.state} = 'paid' and ${purchases.closedAtMs} is null and ${seen}`,
      ),
    selectOwn(deps, request, purchaseId),
  ]);
  const found = purchaseFrom(deps, rows);
  if (found.purchase.state === "refunded") throw new Problem({ kind: "purchase_refunded" }, found.locale);
  if (found.purchase.closedAtMs === null) throw new Problem({ kind: "codes_unseen" }, found.locale);
  return found;
}

const selectOwn = ({ db }: Deps, request: Request, purchaseId: string) =>
  db
    .select({ purchase: purchases, name: products.name, locale: members.locale })
    .from(purchases)
    .innerJoin(products, eq(products.id, purchases.productId))
    .leftJoin(members, eq(members.id, purchases.memberId))
    .where(and(eq(purchases.id, purchaseId), eq(purchases.memberId, request.actor.id)));

function purchaseFrom(deps: Deps, [row]: Awaited<ReturnType<typeof selectOwn>>): OwnPurchase {
  if (!row) throw new Problem({ kind: "purchase_unknown" });
  return { ...row, locale: row.locale ?? deps.shop.locale };
}
