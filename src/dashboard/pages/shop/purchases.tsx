import { Hono } from "hono";
import * as z from "zod/mini";
import { salesOf } from "../../../domain/desk/sales.ts";
import { suggestProducts } from "../../../domain/shop/productList.ts";
import { purchaseStages, stageOf } from "../../../domain/shop/progress.ts";
import {
  PURCHASES_LOOKED_THROUGH,
  type PurchaseSearch,
  searchPurchases,
} from "../../../domain/shop/purchaseSearch.ts";
import type { ListedPurchase } from "../../../domain/shop/purchases.ts";
import { readKey, writtenKey } from "../../../lib/pageKey.ts";
import { firstWords } from "../../../lib/words/dashboard/firsts.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { purchaseDeskWords } from "../../../lib/words/dashboard/purchases.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { purchaseWords } from "../../../lib/words/purchases.ts";
import { Spans, spanOf } from "../../parts/chart/spans.tsx";
import { csvMoment } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { Choice, Filters, MemberField } from "../../parts/filters.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { afterPart, asked, idSchema, maybe, memberIdSchema } from "../../parts/sent.ts";
import { NamedState, withoutSymbol } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import type { In, Inside } from "../../room.ts";
import { show } from "../../show.tsx";
import { SalesPictures } from "./sales.tsx";
import { SHOP, ShopTabs } from "./tabs.tsx";

const PATH = `${SHOP}/purchases`;

const filterSchema = z.object({
  product: maybe(idSchema),
  member: maybe(memberIdSchema),
  stage: maybe(z.enum(purchaseStages)),
  after: afterPart,
});
type Filter = z.infer<typeof filterSchema>;

const searchOf = ({ product, member, stage, after }: Filter): PurchaseSearch => ({
  productId: product,
  memberId: member,
  stage,
  after: readKey(after),
});

/** The list of what was bought. */
export const purchaseList = new Hono<Inside>()
  .get("/purchases", (context) => showList(context, asked(context, filterSchema)))
  .get("/purchases/export.csv", async (context) => {
    const search = { ...searchOf(asked(context, filterSchema)), most: EXPORT_ROWS_MAX };
    const { rows } = await searchPurchases(readerOf(context).deps, search);
    return csvAnswer(context, "purchases.csv", [
      ["id", "at", "member", "product", "codes", "price", "stage"],
      ...rows.map(({ purchase, name }) => [
        purchase.id,
        csvMoment(purchase.createdAtMs),
        purchase.memberId,
        name,
        String(purchase.size),
        String(purchase.price),
        stageOf(purchase).stage,
      ]),
    ]);
  });

async function showList(context: In, filter: Filter) {
  const reader = readerOf(context);
  const { deps, locale, number } = reader;
  const { after, ...parts } = filter;
  const span = spanOf(context);
  const isAll = !Object.values(filter).some(Boolean);
  const [found, products, sales] = await Promise.all([
    searchPurchases(deps, searchOf(filter)),
    productChoices(reader),
    isAll ? salesOf(deps, span) : null,
  ]);
  const words = purchaseDeskWords[locale];
  const lists = listWords[locale];
  return show(
    context,
    { title: shellWords[locale].places.shop, place: "shop" },
    <>
      <ShopTabs locale={locale} current="purchases" />
      {sales ? (
        <>
          <Spans path={PATH} span={span} locale={locale} />
          <SalesPictures reader={reader} sales={sales} />
        </>
      ) : null}
      <Filters locale={locale} path={PATH}>
        <Choice
          label={words.whichProduct}
          name="product"
          chosen={filter.product}
          all={lists.all}
          choices={products}
        />
        <MemberField locale={locale} value={filter.member} />
        <Choice
          label={lists.state}
          name="stage"
          chosen={filter.stage}
          all={lists.all}
          choices={purchaseStages.map((stage) => [stage, withoutSymbol(purchaseWords[locale].stages[stage])])}
        />
      </Filters>
      {filter.stage ? <p class="hint">{words.lookedThrough(number(PURCHASES_LOOKED_THROUGH))}</p> : null}
      <Table
        caption={purchaseWords[locale].all}
        none={isAll ? firstWords[locale].purchases : lists[found.next ? "noneHere" : "none"]}
        rows={found.rows}
        columns={columnsOf(reader)}
      />
      <Pager
        locale={locale}
        path={PATH}
        parts={parts}
        after={after}
        next={found.next && writtenKey(found.next)}
      />
      <p class="ways">
        <a href={addressWith(`${PATH}/export.csv`, filter)}>{lists.csv}</a>
        <span class="hint">{lists.csvOf(number(EXPORT_ROWS_MAX))}</span>
      </p>
    </>,
  );
}

/** All products by name, to choose from. */
export async function productChoices({ deps }: Reader): Promise<[string, string][]> {
  const all = await suggestProducts(deps, "", Number.POSITIVE_INFINITY);
  return all.map(({ id, name, sku }) => [id, `${name} · ${sku}`]);
}

function columnsOf({ locale, number, money, moment }: Reader) {
  const words = purchaseDeskWords[locale];
  return [
    {
      title: listWords[locale].id,
      cell: ({ purchase }: ListedPurchase) => <a href={`${PATH}/${purchase.id}`}>{purchase.id}</a>,
    },
    { title: listWords[locale].when, cell: ({ purchase }: ListedPurchase) => moment(purchase.createdAtMs) },
    {
      title: words.buyer,
      cell: ({ purchase }: ListedPurchase) => <MemberLink id={purchase.memberId} locale={locale} />,
    },
    {
      title: words.what,
      cell: ({ purchase, name }: ListedPurchase) => (
        <>
          <bdi>{name}</bdi> × {number(purchase.size)}
        </>
      ),
    },
    {
      title: listWords[locale].amount,
      isNumber: true,
      cell: ({ purchase }: ListedPurchase) => money(purchase.price),
    },
    {
      title: listWords[locale].state,
      cell: ({ purchase }: ListedPurchase) => {
        const { stage } = stageOf(purchase);
        return <NamedState state={stage} name={purchaseWords[locale].stages[stage]} />;
      },
    },
  ];
}
