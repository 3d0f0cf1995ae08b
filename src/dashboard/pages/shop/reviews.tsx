import { Hono } from "hono";
import * as z from "zod/mini";
import { stars } from "../../../domain/shop/reviewCards.ts";
import { type FoundReview, searchReviews } from "../../../domain/shop/reviewSearch.ts";
import { readKey, writtenKey } from "../../../lib/pageKey.ts";
import { firstWords } from "../../../lib/words/dashboard/firsts.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { purchaseDeskWords } from "../../../lib/words/dashboard/purchases.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { csvMoment } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { Choice, Filters } from "../../parts/filters.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { afterPart, asked, idSchema, maybe } from "../../parts/sent.ts";
import { Table } from "../../parts/table.tsx";
import type { In, Inside } from "../../room.ts";
import { show } from "../../show.tsx";
import { productChoices } from "./purchases.tsx";
import { SHOP, ShopTabs } from "./tabs.tsx";

const PATH = `${SHOP}/reviews`;
const filterSchema = z.object({ product: maybe(idSchema), after: afterPart });
type Filter = z.infer<typeof filterSchema>;

/** What buyers think. */
export const reviewList = new Hono<Inside>()
  .get("/reviews", (context) => showList(context, asked(context, filterSchema)))
  .get("/reviews/export.csv", async (context) => {
    const { product, after } = asked(context, filterSchema);
    const search = { productId: product, after: readKey(after), most: EXPORT_ROWS_MAX };
    const { rows } = await searchReviews(readerOf(context).deps, search);
    return csvAnswer(context, "reviews.csv", [
      ["id", "at", "member", "product", "rating", "comment"],
      ...rows.map(({ review, name }) => [
        review.id,
        csvMoment(review.createdAtMs),
        review.memberId,
        name ?? "",
        String(review.rating),
        review.comment ?? "",
      ]),
    ]);
  });

async function showList(context: In, { product, after }: Filter) {
  const reader = readerOf(context);
  const { deps, locale, number } = reader;
  const [{ rows, next }, products] = await Promise.all([
    searchReviews(deps, { productId: product, after: readKey(after) }),
    productChoices(reader),
  ]);
  const words = purchaseDeskWords[locale];
  const lists = listWords[locale];
  return show(
    context,
    { title: shellWords[locale].places.shop, place: "shop" },
    <>
      <ShopTabs locale={locale} current="reviews" />
      <Filters locale={locale} path={PATH}>
        <Choice
          label={words.whichProduct}
          name="product"
          chosen={product}
          all={lists.all}
          choices={products}
        />
      </Filters>
      <Table
        caption={words.review}
        none={product || after ? lists.none : firstWords[locale].reviews}
        rows={rows}
        columns={columnsOf(reader)}
      />
      <Pager locale={locale} path={PATH} parts={{ product }} after={after} next={next && writtenKey(next)} />
      <p class="ways">
        <a href={addressWith(`${PATH}/export.csv`, { product, after })}>{lists.csv}</a>
        <span class="hint">{lists.csvOf(number(EXPORT_ROWS_MAX))}</span>
      </p>
    </>,
  );
}

function columnsOf({ locale, moment }: Reader) {
  const words = purchaseDeskWords[locale];
  return [
    { title: listWords[locale].when, cell: ({ review }: FoundReview) => moment(review.createdAtMs) },
    {
      title: words.of,
      cell: ({ review, name }: FoundReview) => (
        <a
          href={
            review.subject === "order" ? `/dashboard/orders/${review.id}` : `${SHOP}/purchases/${review.id}`
          }
        >
          <bdi>{name ?? words.order}</bdi>
        </a>
      ),
    },
    {
      title: words.buyer,
      cell: ({ review }: FoundReview) => <MemberLink id={review.memberId} locale={locale} />,
    },
    {
      title: words.rating,
      cell: ({ review }: FoundReview) => (
        <span role="img" aria-label={`${review.rating}/5`}>
          {stars(review.rating)}
        </span>
      ),
    },
    { title: words.comment, cell: ({ review }: FoundReview) => <bdi>{review.comment ?? ""}</bdi> },
  ];
}
