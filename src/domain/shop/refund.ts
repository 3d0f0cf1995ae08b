import { eq, type SQL, sql } from "drizzle-orm";
import { isDiscordId } from "../../db/columns.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { accountId, accountOfMember, systemOwner, transferFrom } from "../../db/ledger.ts";
import { payDebt } from "../../db/money.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import { stock } from "../../db/schema/stock.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { noticeBell } from "../notices/put.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { reverseEarning } from "../referrals/earn.ts";
import { type Purchase, purchaseCause } from "./buy.ts";
import { forgetLowStock } from "./lowStock.ts";

/** A refunded purchase, and what became of its codes: `returned` ones can be sold again, `lost` ones are void. */
export type Refunded = {
  readonly purchase: Purchase;
  readonly name: string;
  readonly returned: number;
  readonly lost: number;
  readonly locale: Locale;
};

export const refundCause = (purchaseId: string) => `purchase.refund:${purchaseId}`;
const noticeIdOf = (purchaseId: string) => `${purchaseId}.refunded`;
const auditIdOf = (purchaseId: string) => `${purchaseId}.refund`;

/** Whoever asked to be forgotten has a name that is no Discord id. */
export const isOfSomebody = isDiscordId(purchases.memberId);

/**
 * Gives a buyer the money back, once a purchase. Codes that nobody can have seen go back into stock, all others are void.
 * The same again gets the first answer.
 * @throws Problem for a purchase of nobody.
 */
export async function refundPurchase(
  deps: Deps,
  request: Request,
  purchaseId: string,
  givenReason: string,
): Promise<Refunded> {
  const { db } = deps;
  const reason = givenReason.trim();
  if (reason === "") throw new Problem({ kind: "option_invalid", option: "reason", expected: "some_text" });
  const booked = bookedNow(deps);
  const refunded = sql`${purchases} where ${purchases.id} = ${purchaseId} and ${purchases.state} = 'refunded'`;
  try {
    const [, , , , , , , , [found], readers] = await db.batch([
      db
        .update(purchases)
        .set({
          state: "refunded",
          refundedAtMs: booked.createdAtMs,
          refundedBy: request.actor.id,
          refundReason: reason,
        })
        .where(sql`${purchases.id} = ${purchaseId} and ${purchases.state} = 'paid' and ${isOfSomebody}`),
      mustHold(db, sql`exists (select 1 from ${refunded})`),
      takeCodesBack(deps, purchaseId),
      forgetLowStock(deps, sql`(select product_id from ${refunded})`),
      moneyBack(deps, request, refunded, purchaseId),
      payDebt(db, sql`(select member_id from ${refunded})`, refundCause(purchaseId), booked),
      reverseEarning(deps, purchaseCause(purchaseId), refundCause(purchaseId), refunded),
      putInOutboxFrom(
        db,
        {
          id: noticeIdOf(purchaseId),
          kind: "notice.send",
          payload: sql`json_object('notice', 'purchase_refunded', 'memberId', member_id, 'purchaseId', id)`,
          memberId: sql`member_id`,
          atMs: booked.createdAtMs,
        },
        // A repeat may come when the first notice is pruned.
        sql`${refunded} and refunded_at_ms = ${booked.createdAtMs}`,
      ),
      selectRefunded(deps, purchaseId),
      chosenLocale(db, request.actor.id),
      ...recordAuditFrom(
        deps,
        {
          id: auditIdOf(purchaseId),
          actor: request.actor.id,
          action: "purchase.refund",
          target: `purchase:${purchaseId}`,
          after: sql`json_object('member', member_id, 'amount', price, 'codesReturned', size - ${lostOf(purchaseId)}, 'codesVoid', ${lostOf(purchaseId)})`,
          reason,
          cause: refundCause(purchaseId),
        },
        refunded,
      ),
    ]);
    if (!found) throw new Error("a refunded purchase is not there");
    ring(deps, [noticeBell(noticeIdOf(purchaseId))]);
    ringAudit(deps, auditIdOf(purchaseId));
    return { ...found, returned: found.purchase.size - found.lost, locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return await refuseOrder(deps, request, purchaseId);
  }
}

/** A delivery that is under way counts as seen: a trigger holds the same rule. */
function takeCodesBack({ db, clock }: Deps, purchaseId: string) {
  const unseen = sql`(select coalesce(delivering_at_ms, delivered_at_ms, revealed_at_ms) is null from ${purchases} where id = ${purchaseId})`;
  return db
    .update(stock)
    .set({
      state: sql`iif(${unseen}, 'free', 'void')`,
      purchaseId: sql`iif(${unseen}, null, ${purchaseId})`,
      stateAtMs: clock(),
    })
    .where(
      sql`${stock.purchaseId} = ${purchaseId} and ${stock.state} = 'sold'
        and exists (select 1 from ${purchases} where id = ${purchaseId} and state = 'refunded')`,
    );
}

const moneyBack = (deps: Deps, request: Request, refunded: SQL, purchaseId: string) =>
  transferFrom(
    deps.db,
    {
      debit: accountId(systemOwner("sales"), "money"),
      credit: accountOfMember(sql`member_id`, "money"),
      amount: sql`price`,
      asset: "money",
      kind: "purchase.refund",
      cause: refundCause(purchaseId),
      actor: request.actor.id,
      memo: sql`(select name from ${products} where id = product_id) || ' × ' || size`,
      source: "staff",
      ...bookedNow(deps),
    },
    refunded,
  );

/** What went back into stock has no purchase any more: what is left of it is void. */
const lostOf = (purchaseId: string) =>
  sql<number>`(select count(*) from ${stock} where purchase_id = ${purchaseId})`;

const selectRefunded = ({ db }: Deps, purchaseId: string) =>
  db
    .select({ purchase: purchases, name: products.name, lost: lostOf(purchaseId) })
    .from(purchases)
    .innerJoin(products, eq(products.id, purchases.productId))
    .where(eq(purchases.id, purchaseId));

/**
 * Why staff could do nothing with a purchase.
 * @throws Problem
 */
export async function refuseOrder({ db }: Deps, request: Request, purchaseId: string): Promise<never> {
  const [[found], [reader]] = await db.batch([
    db
      .select({ state: purchases.state, ours: isOfSomebody })
      .from(purchases)
      .where(eq(purchases.id, purchaseId)),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = reader?.locale ?? null;
  if (!found) throw new Problem({ kind: "purchase_not_found" }, locale);
  throw new Problem({ kind: found.ours ? "refunded_before" : "buyer_erased" }, locale);
}
