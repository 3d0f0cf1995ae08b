import { Hono } from "hono";
import * as z from "zod/mini";
import { removePackage, setPackage } from "../../../domain/shop/packages.ts";
import {
  DESCRIPTION_CHARS_MAX,
  LOW_STOCK_MAX,
  NAME_CHARS_MAX,
  SKU_CHARS_MAX,
} from "../../../domain/shop/productForm.ts";
import { productStates } from "../../../domain/shop/productSearch.ts";
import { createProduct, editProduct } from "../../../domain/shop/products.ts";
import { productWords } from "../../../lib/words/products.ts";
import { adminsOnly } from "../../guard.ts";
import { amountPart, ID, sent, wholePart } from "../../parts/sent.ts";
import { depsOf, type Inside } from "../../room.ts";
import { goOn } from "../../show.tsx";
import { SHOP } from "./tabs.tsx";

const text = (max: number) => z.string().check(z.maxLength(max));

const productSchema = z.object({
  sku: text(SKU_CHARS_MAX),
  name: text(NAME_CHARS_MAX),
  description: text(DESCRIPTION_CHARS_MAX),
  lowStock: wholePart(0, LOW_STOCK_MAX),
});
const stateSchema = z.object({ state: z.enum(productStates) });
const SIZE_MAX = 1_000_000;
const packageSchema = (currency: string) =>
  z.object({ size: wholePart(1, SIZE_MAX), price: amountPart(currency) });
const removeSchema = z.object({ size: wholePart(1, SIZE_MAX) });

const addressOf = (productId: string) => `${SHOP}/products/${productId}`;

/** What admins change of products. */
export const productActions = new Hono<Inside>()
  .post("/products", adminsOnly, async (context) => {
    const { request, form } = await sent(context, productSchema);
    const { product, locale } = await createProduct(depsOf(context), request, form);
    return goOn(context, addressOf(product.id), { tone: "done", title: productWords[locale].created });
  })
  .post(`/products/${ID}`, adminsOnly, async (context) => {
    const { request, form } = await sent(context, productSchema);
    const id = context.req.param("id");
    const { locale } = await editProduct(depsOf(context), request, id, form);
    return goOn(context, addressOf(id), { tone: "done", title: productWords[locale].edited });
  })
  .post(`/products/${ID}/state`, adminsOnly, async (context) => {
    const { request, form } = await sent(context, stateSchema);
    const id = context.req.param("id");
    const active = form.state === "active";
    const { locale } = await editProduct(depsOf(context), request, id, { active });
    const words = productWords[locale];
    return goOn(context, addressOf(id), { tone: "done", title: active ? words.edited : words.archived });
  })
  .post(`/products/${ID}/packages`, adminsOnly, async (context) => {
    const { request, form } = await sent(context, packageSchema(depsOf(context).shop.currency));
    const id = context.req.param("id");
    const { locale } = await setPackage(depsOf(context), request, { named: id, ...form });
    return goOn(context, addressOf(id), { tone: "done", title: productWords[locale].packageSet });
  })
  .post(`/products/${ID}/packages/remove`, adminsOnly, async (context) => {
    const { request, form } = await sent(context, removeSchema);
    const id = context.req.param("id");
    const { locale } = await removePackage(depsOf(context), request, { named: id, ...form });
    return goOn(context, addressOf(id), { tone: "done", title: productWords[locale].packageRemoved });
  });
