import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { postedReviewCard } from "../domain/shop/reviewCards.ts";
import { reviewToPost } from "../domain/shop/reviews.ts";
import { nonceOf } from "../lib/nonce.ts";

/** Tells all what a member thinks of a purchase or an order. */
export async function postReview(
  deps: Deps,
  job: OutboxRow,
  { reviewId }: { reviewId: string },
): Promise<void> {
  const channelId = deps.shop.reviewChannelId;
  const found = channelId ? await reviewToPost(deps, reviewId) : null;
  if (!channelId || !found) return await finishJob(deps, job, "gone");
  await deps.discord.post(channelId, postedReviewCard(found, deps.shop.locale), nonceOf(job.id));
  await finishJob(deps, job);
}
