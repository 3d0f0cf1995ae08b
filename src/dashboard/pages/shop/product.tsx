import {
  CODES_COUNTED_MAX,
  type ListedUpload,
  type ProductDetail,
  productDetail,
  STATE_COUNTED_MAX,
} from "../../../domain/shop/productSearch.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shopDeskWords } from "../../../lib/words/dashboard/shop.ts";
import { stockUploadWords } from "../../../lib/words/dashboard/stockUploads.ts";
import { MemberLink } from "../../parts/links.tsx";
import { Notice } from "../../parts/notice.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { Table } from "../../parts/table.tsx";
import { Tiles } from "../../parts/tile.tsx";
import type { In } from "../../room.ts";
import { show } from "../../show.tsx";
import { AddCodes, EditProduct, PackageForms, StockQuestions } from "./productForms.tsx";
import { isLow } from "./products.tsx";
import { SHOP } from "./tabs.tsx";

/** A product: what is sold of it, what is there of it, and what can be done with it. */
export async function showProduct(context: In, productId: string) {
  const reader = readerOf(context);
  const detail = await productDetail(reader.deps, productId);
  const { product, packages } = detail;
  const words = shopDeskWords[reader.locale];
  return show(
    context,
    { title: product.name, place: "shop" },
    <>
      <p class="ways">
        <code>{product.sku}</code>
        <span class={product.state === "active" ? "badge done" : "badge"}>{words.states[product.state]}</span>
      </p>
      {product.description ? (
        <p>
          <bdi>{product.description}</bdi>
        </p>
      ) : null}
      {warningOf(detail, reader)}
      <Tiles tiles={tilesOf(detail, reader)} />
      <h2>{words.packages}</h2>
      <Table
        caption={words.packages}
        none={words.noPackages}
        rows={packages}
        columns={[
          { title: words.size, isNumber: true, cell: ({ size }) => reader.number(size) },
          { title: words.price, isNumber: true, cell: ({ price }) => reader.money(price) },
        ]}
      />
      {reader.isAdmin ? <PackageForms context={context} product={product} packages={packages} /> : null}
      <h2>{words.stock}</h2>
      {reader.isAdmin ? (
        <>
          <AddCodes context={context} product={product} />
          <StockQuestions context={context} product={product} />
          <EditProduct context={context} product={product} />
        </>
      ) : null}
      <h2>{words.uploads}</h2>
      <Table
        caption={words.uploads}
        none={listWords[reader.locale].none}
        rows={detail.uploads}
        columns={uploadColumns(reader)}
      />
    </>,
  );
}

function warningOf(detail: ProductDetail, { locale, number }: Reader) {
  const words = shopDeskWords[locale];
  const { product, packages, free } = detail;
  if (product.state === "archived") return null;
  if (packages.length === 0) return <Notice tone="warning" title={words.noPackages} />;
  if (free === 0) return <Notice tone="warning" title={words.noCodes} />;
  return isLow(detail) ? <Notice tone="warning" title={words.runsOut(number(free))} /> : null;
}

function tilesOf(detail: ProductDetail, { locale, number, upTo }: Reader) {
  const words = shopDeskWords[locale];
  const { product, free, sold, void: taken, reviews } = detail;
  const counted = (count: number) => upTo(count, STATE_COUNTED_MAX);
  const threshold =
    product.lowStock === null ? words.lowStockNever : words.lowStockTold(number(product.lowStock));
  const mean = reviews.mean === null ? "–" : reviews.mean.toFixed(1);
  return [
    { name: words.free, value: counted(free), more: threshold },
    { name: words.sold, value: counted(sold), to: `${SHOP}/purchases?product=${product.id}` },
    { name: words.void, value: counted(taken) },
    {
      name: words.reviews,
      value: mean,
      more: reviews.count > 0 ? words.stars(mean, upTo(reviews.count, CODES_COUNTED_MAX)) : null,
      to: `${SHOP}/reviews?product=${product.id}`,
    },
  ];
}

function uploadColumns({ locale, number, moment }: Reader) {
  const words = shopDeskWords[locale];
  return [
    { title: listWords[locale].when, cell: ({ createdAtMs }: ListedUpload) => moment(createdAtMs) },
    {
      title: words.file,
      cell: ({ id, fileName }: ListedUpload) => (
        <a href={`${SHOP}/uploads/${id}`}>
          <bdi>{fileName || words.typed}</bdi>
        </a>
      ),
    },
    { title: words.byWhom, cell: ({ askedBy }: ListedUpload) => <MemberLink id={askedBy} locale={locale} /> },
    {
      title: listWords[locale].state,
      cell: ({ state }: ListedUpload) => stockUploadWords[locale].states[state],
    },
    {
      title: words.codes,
      isNumber: true,
      cell: ({ state, total, added }: ListedUpload) => number(state === "done" ? added : total),
    },
  ];
}
