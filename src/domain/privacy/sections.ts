import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { accountId, debtOwner, memberOwner } from "../../db/ledger.ts";
import { achievements, awards } from "../../db/schema/achievements.ts";
import { audits } from "../../db/schema/audit.ts";
import { claimFailures, claims } from "../../db/schema/claims.ts";
import { imports } from "../../db/schema/imports.ts";
import { accounts, assets } from "../../db/schema/ledger.ts";
import { members, mutedNotices } from "../../db/schema/members.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { products } from "../../db/schema/products.ts";
import { purchases, reviews } from "../../db/schema/purchases.ts";
import { accountStats, standings } from "../../db/schema/standings.ts";
import { topups } from "../../db/schema/wallet.ts";
import { orderCode } from "../../lib/orderCode.ts";
import { receiptCode } from "../../lib/receiptCode.ts";
import type { Deps } from "../deps.ts";
import { listedMessage } from "../notices/list.ts";
import { claimsPaidTo } from "./erase.ts";
import { whatWasMade, whoWasBrought } from "./orderSections.ts";
import { whereLoggedIn } from "./sessionSection.ts";

/** The newest rows of a part; hardly anybody has more, but memory must not depend on that. */
export const SECTION_ROWS_MAX = 2_000;

/** All that is kept of a member but the transfers, in the form of the file. */
export async function readSections(deps: Deps, memberId: string) {
  const [
    readers,
    muted,
    balances,
    statistics,
    paid,
    bought,
    reviewed,
    boards,
    claimed,
    awarded,
    messages,
    wrong,
    acts,
    about,
    files,
    made,
    changed,
    receipts,
    codes,
    broughtBy,
    brought,
    blacklisted,
    earned,
    cashback,
    loggedIn,
  ] = await deps.db.batch([
    ...whatTheyHave(deps, memberId),
    ...whatWasDone(deps, memberId),
    ...whatWasMade(deps, memberId, SECTION_ROWS_MAX),
    ...whoWasBrought(deps, memberId, SECTION_ROWS_MAX),
    whereLoggedIn(deps, memberId, SECTION_ROWS_MAX),
  ]);
  const long = {
    topups: paid.map(dated),
    purchases: bought.map(dated),
    reviews: reviewed.map(dated),
    leaderboards: boards,
    claims: claimed.map(dated),
    achievements: awarded.map(dated),
    messages: messages.map(listedMessage).map(dated),
    wrongCodes: wrong.map(dated),
    staffActs: acts.map(dated),
    staffActsAboutYou: about.map(dated),
    imports: files.map(dated),
    orders: made.map(ordered).map(dated),
    orderChanges: changed.map(ordered).map(dated),
    receipts: receipts.map(({ number, order, ...row }) =>
      dated({ receipt: receiptCode(number), order: orderCode(order), ...row }),
    ),
    referrals: brought.map(dated),
    earnings: earned.map(dated),
    cashback: cashback.map(dated),
    dashboardSessions: loggedIn.map(dated),
  };
  return {
    readers,
    transfers: statistics.reduce((sum, { transfers }) => sum + transfers, 0),
    shortened: Object.entries(long).flatMap(([name, rows]) => (rows.length < SECTION_ROWS_MAX ? [] : [name])),
    sections: {
      member: readers.map(dated)[0] ?? null,
      messagesNotWanted: muted.map(({ notice }) => notice),
      balances,
      statistics: statistics.map(dated),
      referralCode: codes.map(dated)[0] ?? null,
      referredByAnother: broughtBy.map(dated)[0] ?? null,
      referralBlacklist: blacklisted.map(dated)[0] ?? null,
      ...long,
    },
  };
}

function whatTheyHave({ db }: Deps, memberId: string) {
  const owned = assets.map((asset) => accountId(memberOwner(memberId), asset));
  const debt = accountId(debtOwner(memberId), "money");
  return [
    db.select().from(members).where(eq(members.id, memberId)),
    db.select({ notice: mutedNotices.notice }).from(mutedNotices).where(eq(mutedNotices.memberId, memberId)),
    db
      .select({
        asset: sql<string>`iif(${accounts.id} = ${debt}, 'debt', ${accounts.asset})`,
        balance: accounts.balance,
      })
      .from(accounts)
      .where(inArray(accounts.id, [...owned, debt])),
    db.select().from(accountStats).where(inArray(accountStats.account, owned)),
    db
      .select({
        id: topups.id,
        amount: topups.amount,
        state: topups.state,
        givenBack: topups.refunded,
        begunAt: topups.createdAtMs,
        stateAt: topups.stateAtMs,
      })
      .from(topups)
      .where(eq(topups.memberId, memberId))
      .orderBy(desc(topups.createdAtMs))
      .limit(SECTION_ROWS_MAX),
    ...whatTheyBought(db, memberId),
    db
      .select({ board: standings.board, score: standings.score, shown: standings.shown })
      .from(standings)
      .where(inArray(standings.account, owned))
      .orderBy(desc(standings.seq))
      .limit(SECTION_ROWS_MAX),
  ] as const;
}

/** Codes stand in no file that others might come by: `/orders` shows them. */
const whatTheyBought = (db: Database, memberId: string) =>
  [
    db
      .select({
        id: purchases.id,
        product: products.name,
        codes: purchases.size,
        price: purchases.price,
        state: purchases.state,
        boughtAt: purchases.createdAtMs,
        deliveredAt: purchases.deliveredAtMs,
        shownAt: purchases.revealedAtMs,
        closedAt: purchases.closedAtMs,
        refundedAt: purchases.refundedAtMs,
        refundReason: purchases.refundReason,
      })
      .from(purchases)
      .innerJoin(products, eq(products.id, purchases.productId))
      .where(eq(purchases.memberId, memberId))
      .orderBy(desc(purchases.createdAtMs))
      .limit(SECTION_ROWS_MAX),
    db
      .select({
        of: reviews.id,
        subject: reviews.subject,
        rating: reviews.rating,
        comment: reviews.comment,
        at: reviews.createdAtMs,
      })
      .from(reviews)
      .where(eq(reviews.memberId, memberId))
      .orderBy(desc(reviews.createdAtMs))
      .limit(SECTION_ROWS_MAX),
  ] as const;

function whatWasDone({ db }: Deps, memberId: string) {
  const paid = claimsPaidTo(accountId(memberOwner(memberId), "points"));
  const act = { action: audits.action, reason: audits.reason, at: audits.createdAtMs };
  return [
    db
      .select({
        orderId: claims.orderId,
        product: claims.product,
        campaign: claims.campaign,
        points: claims.points,
        madeAt: claims.createdAtMs,
        claimedAt: claims.claimedAtMs,
      })
      .from(claims)
      .where(and(inArray(claims.id, paid), eq(claims.claimedBy, memberId)))
      .orderBy(desc(claims.claimedAtMs))
      .limit(SECTION_ROWS_MAX),
    db
      .select({
        name: achievements.name,
        awardedAt: awards.awardedAtMs,
        revokedAt: awards.revokedAtMs,
        reason: awards.reason,
      })
      .from(awards)
      .innerJoin(achievements, eq(achievements.key, awards.achievement))
      .where(eq(awards.memberId, memberId))
      .orderBy(desc(awards.awardedAtMs))
      .limit(SECTION_ROWS_MAX),
    db
      .select()
      .from(outbox)
      .where(eq(outbox.memberId, memberId))
      .orderBy(desc(outbox.createdAtMs))
      .limit(SECTION_ROWS_MAX),
    db
      .select({ typedAt: claimFailures.createdAtMs })
      .from(claimFailures)
      .where(eq(claimFailures.memberId, memberId))
      .orderBy(desc(claimFailures.createdAtMs))
      .limit(SECTION_ROWS_MAX),
    db
      .select(act)
      .from(audits)
      .where(eq(audits.actor, memberId))
      .orderBy(desc(audits.createdAtMs))
      .limit(SECTION_ROWS_MAX),
    db
      .select({ ...act, before: audits.before, after: audits.after })
      .from(audits)
      .where(eq(audits.target, memberOwner(memberId)))
      .orderBy(desc(audits.createdAtMs))
      .limit(SECTION_ROWS_MAX),
    db
      .select({ fileName: imports.fileName, state: imports.state, at: imports.createdAtMs })
      .from(imports)
      .where(eq(imports.askedBy, memberId))
      .orderBy(desc(imports.createdAtMs))
      .limit(SECTION_ROWS_MAX),
  ] as const;
}

/** Orders by their codes, as people name them. */
const ordered = <T extends { readonly number: number }>({ number, ...row }: T) => ({
  order: orderCode(number),
  ...row,
});

/** Moments as people read them: `claimedAt`, `atMs` and `createdAtMs` alike. */
function dated(row: Readonly<Record<string, string | number | null>>) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) =>
      typeof value === "number" && /(^at|At)(Ms)?$/.test(name)
        ? [name.replace(/Ms$/, ""), new Date(value).toISOString()]
        : [name, value],
    ),
  );
}
