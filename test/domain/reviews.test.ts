import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseHidden } from "../../src/domain/members/choices.ts";
import { balanceOf } from "../../src/domain/points/balance.ts";
import { reveal } from "../../src/domain/shop/deliver.ts";
import { refundPurchase } from "../../src/domain/shop/refund.ts";
import { COMMENT_CHARS_MAX, giveReview, type Opinion } from "../../src/domain/shop/review.ts";
import { listReviews, REVIEWS_PER_PAGE, waitingForReview } from "../../src/domain/shop/reviews.ts";
import { BALANCED, books } from "../support/books.ts";
import { refusalOf } from "../support/claims.ts";
import { madeOrder } from "../support/orderRows.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { bought } from "../support/stock.ts";

const CHANNEL = "1180000000000000555";
const REWARDED = { shop: { reviewPoints: 50, reviewChannelId: CHANNEL } };
const GOOD: Opinion = { rating: 5, comment: " fast & good  " };

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

/** A purchase whose codes its buyer has seen. */
async function seen() {
  const made = await bought(shop);
  await reveal(shop.deps(), shop.request(made.memberId), made.purchaseId);
  return made;
}
const review = (memberId: string, purchaseId: string, opinion = GOOD, change = {}) =>
  giveReview(shop.deps(change), shop.request(memberId), purchaseId, opinion);
const pointsOf = async (memberId: string) => (await balanceOf(shop.deps(), shop.request(memberId))).points;
const postsOf = (purchaseId: string) =>
  shop.database.number({
    sql: "select count(*) from outbox where kind = 'review.post' and payload ->> 'reviewId' = ?",
    args: [purchaseId],
  });

describe("a review", () => {
  it("is kept once a purchase; the same opinion again gets the same answer, another none", async () => {
    const { memberId, purchaseId } = await seen();
    const first = await review(memberId, purchaseId);
    expect(first).toMatchObject({ rating: 5, comment: "fast & good", points: 0, name: "Kode" });
    expect(await review(memberId, purchaseId)).toEqual(first);
    expect(await refusalOf(review(memberId, purchaseId, { rating: 1, comment: null }))).toEqual({
      kind: "review_given",
    });
  });

  it("brings points once, with what they achieve, however often it comes at once", async () => {
    const { memberId, purchaseId } = await seen();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => review(memberId, purchaseId, GOOD, REWARDED)),
    );
    for (const answer of answers) {
      expect(answer.points).toBe(50);
      expect(answer.earned.map(({ key }) => key)).toContain("first_points");
    }
    const bonuses = answers[0]?.earned.reduce((sum, { bonus }) => sum + bonus, 0) ?? 0;
    const rewards = { sql: "select count(*) from transfers where cause = ?", args: [`review:${purchaseId}`] };
    expect(await shop.database.number(rewards)).toBe(1);
    const purchaseBonus = await shop.database.number({
      sql: "select coalesce(sum(amount), 0) from transfers where cause = 'achievement:first_purchase:' || ?",
      args: [memberId],
    });
    expect(await pointsOf(memberId)).toBe(50 + bonuses + purchaseBonus);
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("written before there was a reward brings none later", async () => {
    const { memberId, purchaseId } = await seen();
    await review(memberId, purchaseId);
    shop.clock.pass(1);
    expect((await review(memberId, purchaseId, GOOD, REWARDED)).points).toBe(0);
    expect(await postsOf(purchaseId)).toBe(0);
  });

  it("is of one's own purchase whose codes were seen, and of one to five stars", async () => {
    const { memberId, purchaseId } = await bought(shop);
    expect(await refusalOf(review(memberId, purchaseId))).toEqual({ kind: "codes_unseen" });
    expect(await refusalOf(review(shop.newId(), purchaseId))).toEqual({ kind: "purchase_unknown" });
    for (const rating of [0, 6, 2.5, Number.NaN])
      expect((await refusalOf(review(memberId, purchaseId, { rating, comment: null }))).kind).toBe(
        "option_invalid",
      );
    await refundPurchase(shop.deps(), shop.request(shop.newId(), "admin"), purchaseId, "x");
    expect(await refusalOf(review(memberId, purchaseId))).toEqual({ kind: "purchase_refunded" });
  });

  it("is posted to the channel of reviews once, by name unless its writer hides", async () => {
    for (const hides of [false, true]) {
      const { memberId, purchaseId } = await seen();
      if (hides) await chooseHidden(shop.deps(), shop.request(memberId), true);
      const comment = `**${"x".repeat(COMMENT_CHARS_MAX - 50)}** @everyone ${purchaseId}`;
      await review(memberId, purchaseId, { rating: 4, comment }, REWARDED);
      await review(memberId, purchaseId, { rating: 4, comment }, REWARDED);
      await shop.answerBells(REWARDED);
      const posts = shop.desk.written.filter(
        ({ call, body }) => call === `POST /channels/${CHANNEL}/messages` && body.includes(purchaseId),
      );
      expect(posts).toHaveLength(1);
      const body = posts.at(-1)?.body ?? "";
      expect(body).toContain("★★★★☆");
      expect(body).toContain("\\\\*\\\\*xxx");
      expect(body).toContain('"allowed_mentions":{"parse":[]}');
      expect(body.includes(memberId)).toBe(!hides);
    }
  });

  it("is listed for staff, of all products or one, and offered while it is not written", async () => {
    const { memberId, purchaseId, productId } = await seen();
    const offered = async () => (await waitingForReview(shop.deps(), memberId)).map(({ id }) => id);
    expect(await offered()).toEqual([purchaseId]);
    await review(memberId, purchaseId);
    expect(await offered()).toEqual([]);
    shop.clock.pass(1);
    for (let at = 0; at < REVIEWS_PER_PAGE; at++) {
      const other = await seen();
      await review(other.memberId, other.purchaseId);
    }
    const own = await listReviews(shop.deps(), shop.newId(), productId, 1);
    expect(own.rows.map(({ review }) => review.id)).toEqual([purchaseId]);
    const all = await listReviews(shop.deps(), shop.newId(), undefined, 1);
    expect([all.rows.length, all.hasNext]).toEqual([REVIEWS_PER_PAGE, true]);
    const next = await listReviews(shop.deps(), shop.newId(), undefined, 2);
    expect(next.rows[0]?.review.id).toBe(purchaseId);
  });
});

describe("a review of an order", () => {
  const DESCRIPTION = "a secret gift for Ayu";
  const completed = () => madeOrder(shop, { description: DESCRIPTION });

  it("is kept once, named by its id or its code; the same opinion again gets the same answer, another none", async () => {
    const { id, code, customerId } = await completed();
    const first = await review(customerId, code.toLowerCase());
    expect(first).toMatchObject({ subject: "order", name: code, rating: 5, comment: "fast & good" });
    expect(await review(customerId, id)).toEqual(first);
    expect(await refusalOf(review(customerId, id, { rating: 1, comment: null }))).toEqual({
      kind: "review_given",
    });
    const kept = {
      sql: "select count(*) from reviews where id = ? and subject = 'order' and product_id is null",
      args: [id],
    };
    expect(await shop.database.number(kept)).toBe(1);
  });

  it("brings points once, with what they achieve, however often it comes at once", async () => {
    const { id, code, customerId } = await completed();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => review(customerId, at % 2 ? id : code, GOOD, REWARDED)),
    );
    for (const answer of answers) {
      expect(answer.points).toBe(50);
      expect(answer.earned.map(({ key }) => key)).toContain("first_points");
    }
    const bonuses = answers[0]?.earned.reduce((sum, { bonus }) => sum + bonus, 0) ?? 0;
    expect(await pointsOf(customerId)).toBe(50 + bonuses);
    const memo = {
      sql: "select count(*) from transfers where cause = ? and memo = ?",
      args: [`review:${id}`, code],
    };
    expect(await shop.database.number(memo)).toBe(1);
    expect(await postsOf(id)).toBe(1);
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("is of one's own order that is completed", async () => {
    const { id, code } = await completed();
    for (const named of [id, code])
      expect(await refusalOf(review(shop.newId(), named))).toEqual({ kind: "purchase_unknown" });
    for (const state of ["pending", "in_progress", "waiting", "cancelled"] as const) {
      const order = await madeOrder(shop, { state });
      expect(await refusalOf(review(order.customerId, order.code))).toEqual({
        kind: "order_not_reviewable",
        isCancelled: state === "cancelled",
      });
    }
  });

  it("is posted once by the order's code, without what was ordered, and without a writer who hides", async () => {
    for (const hides of [false, true]) {
      const { code, customerId } = await completed();
      if (hides) await chooseHidden(shop.deps(), shop.request(customerId), true);
      await review(customerId, code, GOOD, REWARDED);
      await review(customerId, code, GOOD, REWARDED);
      await shop.answerBells(REWARDED);
      const posts = shop.desk.written.filter(
        ({ call, body }) => call === `POST /channels/${CHANNEL}/messages` && body.includes(code),
      );
      expect(posts).toHaveLength(1);
      const body = posts[0]?.body ?? "";
      expect(body).toContain(`A review of order ${code}`);
      expect(body).not.toContain(DESCRIPTION);
      expect(body.includes(customerId)).toBe(!hides);
    }
  });

  it("is listed for staff by its code, and offered beside purchases while it is not written", async () => {
    const { memberId, purchaseId } = await seen();
    shop.clock.pass(1);
    const { id, code, number } = await madeOrder(shop, { customerId: memberId, description: DESCRIPTION });
    await madeOrder(shop, { customerId: memberId, state: "pending" });
    const offered = () => waitingForReview(shop.deps(), memberId);
    expect(await offered()).toMatchObject([
      { id, subject: "order", number, description: DESCRIPTION },
      { id: purchaseId, subject: "purchase", name: "Kode", size: 2 },
    ]);
    shop.clock.pass(1);
    await review(memberId, id);
    expect(await offered()).toMatchObject([{ id: purchaseId }]);
    const { rows } = await listReviews(shop.deps(), shop.newId(), undefined, 1);
    expect(rows[0]).toMatchObject({ review: { id, subject: "order", productId: null }, name: code });
  });
});
