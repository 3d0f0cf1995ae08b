import { type Card, mention, plain } from "../../clients/discord/card.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { reviewWords } from "../../lib/words/reviews.ts";
import { type Opinion, RATING_MAX } from "./review.ts";
import type { ListedReview, Review } from "./reviews.ts";

type Subject = { readonly subject: Review["subject"]; readonly name: string };

export const stars = (rating: number): string => "★".repeat(rating) + "☆".repeat(RATING_MAX - rating);

/** What somebody said: the stars, and the comment as it was typed. */
export const opinionLine = ({ rating, comment }: Opinion): string =>
  [`**${stars(rating)}**`, ...(comment === null ? [] : [plain(comment)])].join(" · ");

/** What a review is about, in bold: a product's name, or an order by its code alone. */
export const subjectLine = ({ subject, name }: Subject, locale: Locale): string =>
  `**${subject === "order" ? reviewWords[locale].order(name) : plain(name)}**`;

/** A review in the shop's channel of reviews. */
export function postedReviewCard(
  { review, name, named }: ListedReview & { readonly named: boolean },
  locale: Locale,
): Card {
  const words = reviewWords[locale];
  return {
    tone: "info",
    title: review.subject === "order" ? words.postedOrder(name) : words.posted(plain(name)),
    body: [opinionLine(review), `— ${named ? mention(review.memberId) : words.someone}`].join("\n"),
  };
}
