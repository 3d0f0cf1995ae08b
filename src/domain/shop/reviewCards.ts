import { type Card, mention, plain } from "../../clients/discord/card.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { reviewWords } from "../../lib/words/reviews.ts";
import { type Opinion, RATING_MAX } from "./review.ts";
import type { ListedReview } from "./reviews.ts";

export const stars = (rating: number): string => "★".repeat(rating) + "☆".repeat(RATING_MAX - rating);

/** What somebody said: the stars, and the comment as it was typed. */
export const opinionLine = ({ rating, comment }: Opinion): string =>
  [`**${stars(rating)}**`, ...(comment === null ? [] : [plain(comment)])].join(" · ");

/** A review in the shop's channel of reviews. */
export function postedReviewCard(
  { review, name, named }: ListedReview & { readonly named: boolean },
  locale: Locale,
): Card {
  const words = reviewWords[locale];
  return {
    tone: "info",
    title: words.posted(plain(name)),
    body: [opinionLine(review), `— ${named ? mention(review.memberId) : words.someone}`].join("\n"),
  };
}
