import { Hono } from "hono";
import * as z from "zod/mini";
import {
  CODES_COUNTED_MAX,
  type ProductFilter,
  productStates,
  type StockedProduct,
  searchProducts,
} from "../../../domain/shop/productSearch.ts";
import { firstWords } from "../../../lib/words/dashboard/firsts.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { shopDeskWords } from "../../../lib/words/dashboard/shop.ts";
import { csvAnswer } from "../../parts/file.ts";
import { Choice, Filters } from "../../parts/filters.tsx";
import { addressWith } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { asked, maybe } from "../../parts/sent.ts";
import { Table } from "../../parts/table.tsx";
import type { In, Inside } from "../../room.ts";
import { show } from "../../show.tsx";
import { MakeProduct } from "./productForms.tsx";
import { SHOP, ShopTabs } from "./tabs.tsx";

const filterSchema = z.object({
  state: maybe(z.enum(productStates)),
  name: maybe(z.string().check(z.maxLength(80))),
});

/** The list of products. */
export const productList = new Hono<Inside>()
  .get("/", async (context) => {
    const filter = asked(context, filterSchema);
    return showList(context, filter, await searchProducts(readerOf(context).deps, filter));
  })
  .get("/export.csv", async (context) => {
    const { deps } = readerOf(context);
    const rows = await searchProducts(deps, asked(context, filterSchema));
    return csvAnswer(context, "products.csv", [
      ["sku", "name", "state", "free_codes", "packages"],
      ...rows.map(({ product, free, packages }) => [
        product.sku,
        product.name,
        product.state,
        String(free),
        packages.map(({ size, price }) => `${size}=${price}`).join(" "),
      ]),
    ]);
  });

function showList(context: In, filter: ProductFilter, rows: readonly StockedProduct[]) {
  const reader = readerOf(context);
  const { locale, isAdmin } = reader;
  const words = shopDeskWords[locale];
  const lists = listWords[locale];
  const title = shellWords[locale].places.shop;
  return show(
    context,
    { title, place: "shop" },
    <>
      <ShopTabs locale={locale} current="products" />
      <Filters locale={locale} path={SHOP}>
        <label>
          {words.find}
          <input type="search" name="name" value={filter.name} maxlength={80} />
        </label>
        <Choice
          label={lists.state}
          name="state"
          chosen={filter.state}
          all={lists.all}
          choices={productStates.map((state) => [state, words.states[state]])}
        />
      </Filters>
      <Table
        caption={words.products}
        none={filter.state || filter.name ? lists.none : firstWords[locale].products}
        rows={rows}
        columns={columnsOf(reader)}
      />
      <p class="ways">
        <a href={addressWith(`${SHOP}/export.csv`, filter)}>{lists.csv}</a>
      </p>
      {isAdmin ? <MakeProduct context={context} /> : null}
    </>,
  );
}

function columnsOf({ locale, number, money, upTo }: Reader) {
  const words = shopDeskWords[locale];
  return [
    {
      title: words.product,
      cell: ({ product }: StockedProduct) => (
        <a href={`${SHOP}/products/${product.id}`}>
          <bdi>{product.name}</bdi>
        </a>
      ),
    },
    { title: words.sku, cell: ({ product }: StockedProduct) => <code>{product.sku}</code> },
    {
      title: listWords[locale].state,
      cell: ({ product }: StockedProduct) => (
        <span class={product.state === "active" ? "badge done" : "badge"}>{words.states[product.state]}</span>
      ),
    },
    {
      title: words.free,
      isNumber: true,
      cell: ({ product, free }: StockedProduct) => (
        <>
          {isLow({ product, free }) ? <span class="badge warning">{words.low}</span> : null}{" "}
          {upTo(free, CODES_COUNTED_MAX)}
        </>
      ),
    },
    {
      title: words.packages,
      cell: ({ packages }: StockedProduct) =>
        packages.map(({ size, price }) => `${number(size)} = ${money(price)}`).join(" · ") || "–",
    },
  ];
}

/** Whether staff are to do something about it. */
export const isLow = ({ product, free }: Pick<StockedProduct, "product" | "free">): boolean =>
  product.state === "active" && product.lowStock !== null && free < product.lowStock;
