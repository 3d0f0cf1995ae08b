import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { members } from "../../db/schema/members.ts";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import { stock } from "../../db/schema/stock.ts";
import { SealBroken } from "../../lib/secret.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import type { Purchase } from "./buy.ts";
import { openCode, type StockCode } from "./codes.ts";

/** A purchase with its codes, in the order in which they came into stock. */
export type Opened = {
  readonly purchase: Purchase;
  readonly name: string;
  readonly codes: readonly string[];
  readonly locale: Locale;
};

/** `unseenBefore`: no earlier try can have shown the codes. `markMs` is what this one noted of itself. */
export type ForDelivery = Opened & { readonly unseenBefore: boolean; readonly markMs: number };

const paid = (purchaseId: string): SQL =>
  sql`${purchases.id} = ${purchaseId} and ${purchases.state} = 'paid'`;

/**
 * Opens the codes of a purchase for its direct message. That they may be seen from now on is noted before: a refund must
 * not sell them again. Null for a purchase that was refunded.
 * @throws Problem when a code does not open.
 */
export async function openForDelivery(deps: Deps, purchaseId: string): Promise<ForDelivery | null> {
  const nowMs = deps.clock();
  // No two tries leave the same mark: the first one may take its own away, but not where another has begun since.
  const mark = { deliveringAtMs: sql`coalesce(${purchases.deliveringAtMs} + 1, ${nowMs})` };
  const opened = await open(deps, paid(purchaseId), mark);
  if (!opened) return null;
  const { before, purchase } = opened;
  return { ...opened, unseenBefore: before === null, markMs: purchase.deliveringAtMs ?? nowMs };
}

/**
 * Shows a buyer the codes of their purchase, and notes when that was first.
 * @throws Problem for somebody else's purchase or a refunded one, and when a code does not open.
 */
export async function reveal(deps: Deps, request: Request, purchaseId: string): Promise<Opened> {
  const own = sql`${paid(purchaseId)} and ${purchases.memberId} = ${request.actor.id}`;
  const opened = await open(deps, own, {
    revealedAtMs: sql`coalesce(${purchases.revealedAtMs}, ${deps.clock()})`,
  });
  return opened ?? (await refuseReveal(deps, request, purchaseId));
}

async function refuseReveal({ db }: Deps, request: Request, purchaseId: string): Promise<never> {
  const [refunded] = await db
    .select({ locale: members.locale })
    .from(purchases)
    .leftJoin(members, eq(members.id, purchases.memberId))
    .where(and(eq(purchases.id, purchaseId), eq(purchases.memberId, request.actor.id)));
  throw new Problem({ kind: refunded ? "purchase_refunded" : "purchase_unknown" }, refunded?.locale);
}

/** Marks and reads in one batch: whoever refunds it sees the mark, or this sees the refund. */
async function open(
  deps: Deps,
  which: SQL,
  mark: { deliveringAtMs?: SQL; revealedAtMs?: SQL },
): Promise<(Opened & { readonly before: number | null }) | null> {
  const { db, shop } = deps;
  const [[marked], , [found], rows] = await db.batch([
    db.select({ before: purchases.deliveringAtMs }).from(purchases).where(which),
    db.update(purchases).set(mark).where(which),
    db
      .select({ purchase: purchases, name: products.name, locale: members.locale })
      .from(purchases)
      .innerJoin(products, eq(products.id, purchases.productId))
      .leftJoin(members, eq(members.id, purchases.memberId))
      .where(which),
    db
      .select({ id: stock.id, productId: stock.productId, keyId: stock.keyId, sealed: stock.sealed })
      .from(stock)
      .innerJoin(purchases, eq(purchases.id, stock.purchaseId))
      .where(and(which, eq(stock.state, "sold")))
      .orderBy(asc(stock.seq)),
  ]);
  if (!found) return null;
  const locale = found.locale ?? shop.locale;
  const codes = await openAll(deps, found.purchase, rows, locale);
  return { ...found, codes, locale, before: marked?.before ?? null };
}

async function openAll(
  deps: Deps,
  purchase: Purchase,
  rows: readonly StockCode[],
  locale: Locale,
): Promise<string[]> {
  const keyring = await deps.keyring();
  try {
    if (rows.length !== purchase.size) throw new SealBroken("codes of a purchase are missing");
    return await Promise.all(rows.map((row) => openCode(keyring, row)));
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    await alarmBroken(deps, purchase);
    throw new Problem({ kind: "codes_unreadable" }, locale);
  }
}

/** A row that somebody changed, or a key that is gone: staff are told once, and no other code is taken instead. */
async function alarmBroken(deps: Deps, purchase: Purchase): Promise<void> {
  const id = `stock.broken:${purchase.id}`;
  const target = `purchase:${purchase.id}`;
  await deps.db.batch(recordAudit(deps, { id, actor: "system", action: "stock.broken", target, cause: id }));
  ringAudit(deps, id);
}
