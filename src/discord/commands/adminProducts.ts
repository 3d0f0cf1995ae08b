import { removePackage, setPackage } from "../../domain/shop/packages.ts";
import {
  DESCRIPTION_CHARS_MAX,
  LOW_STOCK_MAX,
  NAME_CHARS_MAX,
  PRODUCTS_MAX,
  SKU_CHARS_MAX,
} from "../../domain/shop/productForm.ts";
import { listProducts, PRODUCTS_PER_PAGE, suggestProducts } from "../../domain/shop/productList.ts";
import { createProduct, editProduct } from "../../domain/shop/products.ts";
import type { Words } from "../../lib/words/locale.ts";
import { productWords } from "../../lib/words/products.ts";
import { action, type Call, card, type Group, type Press, type Suggestion } from "../command.ts";
import type { GivenOption } from "../interaction.ts";
import { languages } from "../languages.ts";
import { optional, required } from "../options.ts";
import { productCard, productsCard } from "../productCards.ts";

const PRODUCT_CHARS_MAX = 60;
const PAGE_MAX = PRODUCTS_MAX / PRODUCTS_PER_PAGE;
const NUMBER_MAX = 1_000_000_000_000;

const about = {
  sku: { en: "Its short name: a-z, 0-9 and -", id: "Nama pendeknya: a-z, 0-9 dan -" },
  name: { en: "Its name", id: "Namanya" },
  description: { en: "What it is; - for none", id: "Keterangannya; - jika tidak ada" },
  low_stock: {
    en: "Tell staff below so many codes; 0: never",
    id: "Beri tahu staf di bawah sekian kode; 0: tidak",
  },
  size: { en: "How many codes", id: "Berapa kode" },
} as const satisfies Record<string, Words<string>>;

const texts = {
  sku: { max: SKU_CHARS_MAX },
  name: { max: NAME_CHARS_MAX },
  description: { max: DESCRIPTION_CHARS_MAX },
  lowStock: { min: 0, max: LOW_STOCK_MAX },
};

/** The option by which staff name a product, and its suggestions. */
export const productOption = required(
  "text",
  { en: "Which product", id: "Produk yang mana" },
  { max: PRODUCT_CHARS_MAX, autocomplete: true },
);

export async function productSuggestions(
  { deps, request }: Call,
  focused: GivenOption,
): Promise<Suggestion[]> {
  const { isArchived } = productWords[languages.of(request.actor.id, deps.shop.locale)];
  const found = await suggestProducts(deps, String(focused.value ?? ""));
  return found.map(({ id, name, sku, state }) => ({
    name: [sku, name, ...(state === "archived" ? [isArchived] : [])].join(" · "),
    value: id,
  }));
}

const create = action({
  description: { en: "Make a product to sell codes of", id: "Buat produk yang kodenya dijual" },
  level: "admin",
  options: {
    sku: required("text", about.sku, texts.sku),
    name: required("text", about.name, texts.name),
    description: optional("text", about.description, texts.description),
    low_stock: optional("integer", about.low_stock, texts.lowStock),
  },
  ephemeral: true,
  async run({ deps, request }, { sku, name, description = "", low_stock: lowStock = 0 }) {
    const defined = await createProduct(deps, request, { sku, name, description, lowStock });
    const { created, createdHint } = productWords[defined.locale];
    return card(defined.locale, productCard(created, defined, deps.shop.currency, createdHint));
  },
});

const edit = action({
  description: {
    en: "Change a product, or sell an archived one again",
    id: "Ubah produk, atau jual lagi yang diarsipkan",
  },
  level: "admin",
  options: {
    product: productOption,
    sku: optional("text", about.sku, texts.sku),
    name: optional("text", about.name, texts.name),
    description: optional("text", about.description, texts.description),
    low_stock: optional("integer", about.low_stock, texts.lowStock),
    active: optional("boolean", { en: "Whether it is sold", id: "Apakah dijual" }),
  },
  ephemeral: true,
  async run({ deps, request }, { product, ...given }) {
    const change = {
      ...(given.sku === undefined ? {} : { sku: given.sku }),
      ...(given.name === undefined ? {} : { name: given.name }),
      ...(given.description === undefined ? {} : { description: given.description }),
      ...(given.low_stock === undefined ? {} : { lowStock: given.low_stock }),
      ...(given.active === undefined ? {} : { active: given.active }),
    };
    const defined = await editProduct(deps, request, product, change);
    return card(
      defined.locale,
      productCard(productWords[defined.locale].edited, defined, deps.shop.currency),
    );
  },
  suggest: productSuggestions,
});

const archive = action({
  description: { en: "Sell a product no more", id: "Hentikan penjualan produk" },
  level: "admin",
  options: { product: productOption },
  ephemeral: true,
  async run({ deps, request }, { product }) {
    const defined = await editProduct(deps, request, product, { active: false });
    const { archived, archivedHint } = productWords[defined.locale];
    return card(defined.locale, productCard(archived, defined, deps.shop.currency, archivedHint));
  },
  suggest: productSuggestions,
});

const list = action({
  description: { en: "List all products with their packages", id: "Daftar semua produk dengan paketnya" },
  options: { page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PAGE_MAX }) },
  ephemeral: true,
  async run({ deps, request }, { page = 1 }) {
    const found = await listProducts(deps, request.actor.id, page);
    return card(found.locale, productsCard(found, deps.shop.currency));
  },
});

const set = action({
  description: { en: "Sell so many codes at a price", id: "Jual sekian kode dengan satu harga" },
  level: "admin",
  options: {
    product: productOption,
    size: required("integer", about.size, { min: 1 }),
    price: required(
      "number",
      { en: "The price of all of them together", id: "Harga semuanya bersama-sama" },
      { min: 0, max: NUMBER_MAX },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { product, size, price }) {
    const defined = await setPackage(deps, request, { named: product, size, price });
    return card(
      defined.locale,
      productCard(productWords[defined.locale].packageSet, defined, deps.shop.currency),
    );
  },
  suggest: productSuggestions,
});

const remove = action({
  description: { en: "Sell a package no more", id: "Hentikan penjualan sebuah paket" },
  level: "admin",
  options: { product: productOption, size: required("integer", about.size, { min: 1 }) },
  ephemeral: true,
  async run({ deps, request }, { product, size }) {
    const defined = await removePackage(deps, request, { named: product, size });
    const { packageRemoved } = productWords[defined.locale];
    return card(defined.locale, productCard(packageRemoved, defined, deps.shop.currency));
  },
  suggest: productSuggestions,
});

/** `/admin product …` */
export const productGroup: Group = {
  description: { en: "What the shop sells codes of", id: "Produk yang kodenya dijual toko" },
  actions: { create, edit, archive, list },
};

/** `/admin package …` */
export const packageGroup: Group = {
  description: {
    en: "How many codes at once, at which price",
    id: "Berapa kode sekaligus, dengan harga berapa",
  },
  actions: { set, remove },
};

/** The buttons of `/admin product list`. */
export const productPresses: Readonly<Record<"products", Press>> = {
  products: {
    level: "staff",
    async run({ deps, request }, [page]) {
      const wanted = Number(page);
      const asked = Number.isSafeInteger(wanted) && wanted >= 1 ? wanted : 1;
      const found = await listProducts(deps, request.actor.id, asked);
      return card(found.locale, productsCard(found, deps.shop.currency));
    },
  },
};
