import { earnedField } from "../../domain/achievements/lines.ts";
import { COMMENT_CHARS_MAX, giveReview } from "../../domain/shop/review.ts";
import { opinionLine, subjectLine } from "../../domain/shop/reviewCards.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { reviewWords } from "../../lib/words/reviews.ts";
import { action, type Command, card } from "../command.ts";
import { optional, required } from "../options.ts";
import { reviewSuggestions } from "../purchaseSuggestions.ts";

const ID_CHARS_MAX = 60;

const description = {
  en: "Say what you think of a purchase or order",
  id: "Beri pendapat tentang pembelian atau pesanan",
};

export const reviewCommand: Command = {
  name: "review",
  description,
  level: "everyone",
  action: action({
    description,
    options: {
      purchase: required(
        "text",
        {
          en: "Which of your purchases or orders; choose from the list",
          id: "Pembelian atau pesananmu yang mana; pilih dari daftar",
        },
        { max: ID_CHARS_MAX, autocomplete: true },
      ),
      rating: required(
        "text",
        { en: "How many stars", id: "Berapa bintang" },
        {
          choices: [
            { name: { en: "★★★★★", id: "★★★★★" }, value: "5" },
            { name: { en: "★★★★☆", id: "★★★★☆" }, value: "4" },
            { name: { en: "★★★☆☆", id: "★★★☆☆" }, value: "3" },
            { name: { en: "★★☆☆☆", id: "★★☆☆☆" }, value: "2" },
            { name: { en: "★☆☆☆☆", id: "★☆☆☆☆" }, value: "1" },
          ],
        },
      ),
      comment: optional(
        "text",
        { en: "In your own words, for others to read", id: "Dengan kata-katamu, untuk dibaca orang lain" },
        { max: COMMENT_CHARS_MAX },
      ),
    },
    ephemeral: true,
    async run({ deps, request }, { purchase, rating, comment = null }) {
      const done = await giveReview(deps, request, purchase.trim(), { rating: Number(rating), comment });
      const { points, earned, locale } = done;
      const words = reviewWords[locale];
      return card(locale, {
        tone: "done",
        title: words.thanks,
        body: [
          words.kept(subjectLine(done, locale)),
          opinionLine(done),
          ...(points > 0 ? [words.brought(wholeNumber(locale, points))] : []),
          ...(deps.shop.reviewChannelId ? [words.told] : []),
        ].join("\n"),
        fields: earnedField(earned, locale),
      });
    },
    suggest: reviewSuggestions,
  }),
};
