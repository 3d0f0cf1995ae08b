import { eq, sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { type Earned, earnedBy, readEarned } from "../../db/earned.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { accountId, memberOwner, openAccounts, systemOwner, transfersFrom } from "../../db/ledger.ts";
import { heldBy } from "../../db/money.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import { stock } from "../../db/schema/stock.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { announceEarned, announces, ringAnnouncement } from "../achievements/announce.ts";
import { awardEarned, bonusesOf } from "../achievements/earn.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { meetMember } from "../members/locale.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import { earnFrom } from "../referrals/earn.ts";
import { buyable, refusePurchase } from "./buyable.ts";
import { tellLowStock } from "./lowStock.ts";

/** A refusal is explained by a second question; when what it found has changed in between, the purchase is tried again. */
const ATTEMPTS_MAX = 5;

export type Purchase = typeof purchases.$inferSelect;

export type Bought = {
  readonly purchase: Purchase;
  readonly name: string;
  readonly balance: number;
  readonly earned: readonly Earned[];
  readonly locale: Locale;
};

export const purchaseCause = (purchaseId: string) => `purchase:${purchaseId}`;
const deliveryIdOf = (purchaseId: string) => `${purchaseId}.deliver`;

/**
 * Buys what was quoted: one batch that takes the money, assigns exactly the codes, and has them delivered. A quote is bought
 * once; the repeat of a press gets its first answer, and so does a second press. The answer is found again by the
 * interaction's token, where its buyer turns out to take no direct messages.
 * @throws Problem when the quote lapsed or its price changed, too few codes or too little money are left, or a limit holds.
 */
export async function buy(
  deps: Deps,
  request: Request,
  quoteId: string,
  interactionToken: string | null = null,
): Promise<Bought> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const bought = await book(deps, request, quoteId, interactionToken);
    if (bought) return bought;
    await refusePurchase(deps, request, quoteId);
  }
  throw new Error("the shop did not hold still");
}

async function book(
  deps: Deps,
  request: Request,
  quoteId: string,
  interactionToken: string | null,
): Promise<Bought | null> {
  const { db } = deps;
  const memberId = request.actor.id;
  const booked = bookedNow(deps);
  const cause = purchaseCause(quoteId);
  // A repeat may come after the refund that put the codes back: they are anybody's then.
  const ours = sql`${purchases} where ${purchases.id} = ${quoteId} and ${purchases.confirmedRequest} = ${request.id}
    and ${purchases.state} = 'paid'`;
  try {
    const [[found]] = await writeThenRead(
      db,
      [
        meetMember(db, memberId, booked.createdAtMs, request),
        openAccounts(db, "points", [memberOwner(memberId)]),
        db.run(sql`
        insert into ${purchases} (id, member_id, product_id, size, price, confirmed_request, created_at_ms)
        select q.id, q.member_id, q.product_id, q.size, q.price, ${request.id}, ${booked.createdAtMs}
        from ${buyable(deps, request, quoteId)} on conflict (id) do nothing`),
        awardEarned(db, {
          moved: sql`select ${memberId} as id, 0 as points from ${ours}`,
          cause,
          createdAtMs: booked.createdAtMs,
          deed: "purchase",
        }),
        mustHold(
          db,
          sql`exists (select 1 from ${purchases} where id = ${quoteId} and member_id = ${memberId})`,
        ),
        db
          .update(stock)
          .set({ state: "sold", purchaseId: quoteId, stateAtMs: booked.createdAtMs })
          .where(
            sql`${stock.seq} in (
            select seq from ${stock} where product_id = (select product_id from ${ours}) and state = 'free'
            order by seq limit coalesce((
              select iif(exists (select 1 from ${stock} where purchase_id = ${quoteId}), 0, size) from ${ours}), 0))`,
          ),
        mustHold(
          db,
          sql`(select count(*) from ${stock} where purchase_id = ${quoteId})
        = (select size from ${purchases} where id = ${quoteId}) or exists (select 1 from ${purchases} where id = ${quoteId} and state = 'refunded')`,
        ),
        // Before the transfer is booked: where it is there already, this is a repeat.
        earnFrom(
          deps,
          { kind: "purchase", cause, memberId, amount: sql`${purchases.price}` },
          sql`${ours} and not exists (select 1 from ${transfers} where ${transfers.cause} = ${cause})`,
        ),
        transfersFrom(db, [
          [
            {
              debit: accountId(memberOwner(memberId), "money"),
              credit: accountId(systemOwner("sales"), "money"),
              amount: sql`${purchases.price}`,
              asset: "money",
              kind: "purchase",
              cause,
              actor: memberId,
              memo: sql`(select name from ${products} where id = ${purchases.productId}) || ' × ' || ${purchases.size}`,
              source: "discord",
              ...booked,
            },
            ours,
          ],
          bonusesOf(cause, booked),
        ]),
        putJob(
          deps,
          deliveryIdOf(quoteId),
          "purchase.deliver",
          { purchaseId: quoteId, ...answerAt(deps, interactionToken) },
          { memberId },
        ),
        // Nobody rings for it: for the few purchases that leave too little, the sweep's minutes will do.
        ...tellLowStock(
          deps,
          `stock.low:${quoteId}`,
          sql`(select product_id from ${purchases} where id = ${quoteId})`,
        ),
        ...(announces(deps) ? [announceEarned(db, cause, booked.createdAtMs)] : []),
      ],
      [selectBought(deps, quoteId, memberId)],
    );
    const bought = boughtFrom(deps, found);
    if (!bought) throw new Error("a booked purchase is not there");
    ring(deps, [{ id: deliveryIdOf(quoteId), kind: "purchase.deliver" }]);
    ringAnnouncement(deps, cause);
    return bought;
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return null;
  }
}

const answerAt = (deps: Deps, token: string | null) =>
  token === null ? {} : { answerToken: token, answerUntilMs: deps.clock() + ANSWER_LIFE_MS };

const selectBought = ({ db }: Deps, purchaseId: string, memberId: string) =>
  db
    .select({
      purchase: purchases,
      name: products.name,
      balance: heldBy(memberId).balance,
      earned: earnedBy(purchaseCause(purchaseId), memberId),
      locale: members.locale,
    })
    .from(purchases)
    .innerJoin(products, eq(products.id, purchases.productId))
    .leftJoin(members, eq(members.id, memberId))
    .where(eq(purchases.id, purchaseId));

const boughtFrom = (
  deps: Deps,
  row: Awaited<ReturnType<typeof selectBought>>[number] | undefined,
): Bought | null =>
  row ? { ...row, earned: readEarned(row.earned), locale: row.locale ?? deps.shop.locale } : null;

/** What a member bought, as the answer to the purchase tells it. */
export async function boughtBy(deps: Deps, memberId: string, purchaseId: string): Promise<Bought | null> {
  const [row] = await selectBought(deps, purchaseId, memberId);
  return boughtFrom(deps, row);
}
