import { FILE_BYTES_MAX } from "../../../domain/imports/decode.ts";
import type { Package, Product } from "../../../domain/shop/define.ts";
import {
  DESCRIPTION_CHARS_MAX,
  LOW_STOCK_MAX,
  NAME_CHARS_MAX,
  SKU_CHARS_MAX,
} from "../../../domain/shop/productForm.ts";
import { CODES_MAX } from "../../../domain/stock/file.ts";
import { VOID_REASON_CHARS_MAX } from "../../../domain/stock/void.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shopDeskWords } from "../../../lib/words/dashboard/shop.ts";
import { AmountField, NumberField, TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { readerOf } from "../../parts/reader.tsx";
import type { In } from "../../room.ts";
import { UploadForm } from "../../upload.tsx";
import { SHOP } from "./tabs.tsx";

const COUNT_CHARS_MAX = 10;
/** A form may have 64 KiB, and what is typed can grow threefold on its way. */
const LINES_CHARS_MAX = 20_000;

type Here = { readonly context: In };
type OfProduct = Here & { readonly product: Product };

const addressOf = ({ id }: Product) => `${SHOP}/products/${id}`;

/** Makes a product. */
export const MakeProduct = ({ context }: Here) => {
  const words = shopDeskWords[context.var.session.locale];
  return (
    <details class="panel">
      <summary>{words.makeTitle}</summary>
      <Form context={context} action={`${SHOP}/products`}>
        <ProductFields context={context} />
        <p>
          <button type="submit">{words.make}</button>
        </p>
      </Form>
    </details>
  );
};

/** Changes a product; archives it, or sells it again. */
export const EditProduct = ({ context, product }: OfProduct) => {
  const words = shopDeskWords[context.var.session.locale];
  const isSold = product.state === "active";
  return (
    <details class="panel">
      <summary>{words.edit}</summary>
      <Form context={context} action={addressOf(product)}>
        <ProductFields context={context} product={product} />
        <p>
          <button type="submit">{listWords[context.var.session.locale].save}</button>
        </p>
      </Form>
      <Form context={context} action={`${addressOf(product)}/state`}>
        {isSold ? <p class="hint">{words.archiveBody}</p> : null}
        <p>
          <button
            type="submit"
            class={isSold ? "danger" : "quiet"}
            name="state"
            value={isSold ? "archived" : "active"}
          >
            {isSold ? words.archive : words.bringBack}
          </button>
        </p>
      </Form>
    </details>
  );
};

const ProductFields = ({ context, product }: Here & { readonly product?: Product }) => {
  const words = shopDeskWords[context.var.session.locale];
  return (
    <>
      <TextField label={words.sku} name="sku" hint={words.skuHint} value={product?.sku} max={SKU_CHARS_MAX} />
      <TextField label={words.name} name="name" value={product?.name} max={NAME_CHARS_MAX} />
      <TextField
        label={words.description}
        name="description"
        value={product?.description ?? ""}
        max={DESCRIPTION_CHARS_MAX}
        required={false}
      />
      <NumberField
        label={words.lowStock}
        name="lowStock"
        hint={words.lowStockHint}
        value={product?.lowStock ?? 0}
        min={0}
        max={LOW_STOCK_MAX}
      />
    </>
  );
};

/** Sells so many codes at a price, or no more. */
export const PackageForms = ({
  context,
  product,
  packages,
}: OfProduct & { readonly packages: readonly Package[] }) => {
  const { deps, locale, number } = readerOf(context);
  const words = shopDeskWords[locale];
  return (
    <>
      <Form context={context} action={`${addressOf(product)}/packages`} class="filters">
        <NumberField label={words.size} name="size" min={1} max={deps.shop.purchaseCodesMax} />
        <AmountField label={words.price} name="price" />
        <button type="submit">{words.setPackage}</button>
      </Form>
      {packages.length > 0 ? (
        <Form context={context} action={`${addressOf(product)}/packages/remove`} class="filters">
          {packages.map(({ size }) => (
            <button class="quiet" type="submit" name="size" value={String(size)}>
              {words.removePackage(number(size))}
            </button>
          ))}
        </Form>
      ) : null}
    </>
  );
};

/** Codes as a file, or typed in. */
export const AddCodes = ({ context, product }: OfProduct) => {
  const { locale, number } = readerOf(context);
  const words = shopDeskWords[locale];
  return (
    <details class="panel">
      <summary>{words.addCodes}</summary>
      <p class="hint">{words.addHint(number(CODES_MAX))}</p>
      <UploadForm
        context={context}
        action={`${addressOf(product)}/upload`}
        accept=".txt,.csv,text/plain,text/csv"
        bytesMax={FILE_BYTES_MAX}
        submit={words.read}
      />
      <Form context={context} action={`${addressOf(product)}/lines`}>
        <label>
          {words.addLines}
          <textarea
            name="lines"
            rows={6}
            maxlength={LINES_CHARS_MAX}
            spellcheck={false}
            autocomplete="off"
            required
          />
        </label>
        <p>
          <button type="submit">{words.read}</button>
        </p>
      </Form>
    </details>
  );
};

/** Asks about taking codes out of stock, and about having them given out; a page for itself then does it. */
export const StockQuestions = ({ context, product }: OfProduct) => {
  const { locale } = context.var.session;
  const words = shopDeskWords[locale];
  const lists = listWords[locale];
  return (
    <>
      <details class="panel">
        <summary>{words.voidTitle}</summary>
        <Form context={context} action={`${addressOf(product)}/void`}>
          <TextField label={words.voidCount} name="count" hint={words.voidCountHint} max={COUNT_CHARS_MAX} />
          <TextField label={lists.reason} name="reason" hint={lists.reasonHint} max={VOID_REASON_CHARS_MAX} />
          <p>
            <button type="submit">{words.question}</button>
          </p>
        </Form>
      </details>
      <details class="panel">
        <summary>{words.exportTitle}</summary>
        <Form context={context} action={`${addressOf(product)}/export`}>
          <p class="hint">{words.exportBody}</p>
          <p>
            <button type="submit">{words.question}</button>
          </p>
        </Form>
      </details>
    </>
  );
};
