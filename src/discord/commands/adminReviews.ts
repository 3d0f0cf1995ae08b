import { type Button, type Card, mention, moment } from "../../clients/discord/card.ts";
import { opinionLine, subjectLine } from "../../domain/shop/reviewCards.ts";
import { listReviews, REVIEWS_PAGE_MAX, type ReviewPage } from "../../domain/shop/reviews.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { reviewWords } from "../../lib/words/reviews.ts";
import { action, type Call, card, type Press, pressId } from "../command.ts";
import { optional } from "../options.ts";
import { pageNumber } from "../pageNumber.ts";
import { productSuggestions } from "./adminProducts.ts";

const ANY = "any";

export const reviews = action({
  description: {
    en: "Read what buyers think, the newest first",
    id: "Baca pendapat pembeli, yang terbaru dulu",
  },
  options: {
    product: optional(
      "text",
      { en: "Only of this product", id: "Hanya tentang produk ini" },
      { max: 60, autocomplete: true },
    ),
    page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: REVIEWS_PAGE_MAX }),
  },
  ephemeral: true,
  run: (call, { product, page }) => answerPage(call, product, page ?? 1),
  suggest: productSuggestions,
});

/** Turns the pages of the list. */
export const reviewsPress: Press = {
  level: "staff",
  run: (call, [product, page]) => answerPage(call, product === ANY ? undefined : product, pageNumber(page)),
};

async function answerPage({ deps, request }: Call, product: string | undefined, page: number) {
  const found = await listReviews(deps, request.actor.id, product, Math.min(page, REVIEWS_PAGE_MAX));
  const productId = product === undefined ? undefined : found.rows[0]?.review.productId;
  return card(found.locale, pageCard(found, productId ?? ANY));
}

function pageCard({ rows, page, hasNext, locale }: ReviewPage, product: string): Card {
  const words = reviewWords[locale];
  const to = (target: number, label: string, isThere: boolean): Button => ({
    id: pressId("admin", "reviews", product, target),
    label,
    style: "plain",
    disabled: !isThere,
  });
  return {
    tone: "info",
    title: words.title,
    body:
      rows
        .map(
          ({ review, name }) =>
            `${mention(review.memberId)} · ${subjectLine({ subject: review.subject, name }, locale)} · ${moment(review.createdAtMs, "R")}\n${opinionLine(review)}`,
        )
        .join("\n\n") || words.none,
    footer: words.page(wholeNumber(locale, page)),
    buttons:
      page > 1 || hasNext ? [to(page - 1, words.previous, page > 1), to(page + 1, words.next, hasNext)] : [],
  };
}
