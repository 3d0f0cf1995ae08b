import type { Request } from "../../src/domain/actor.ts";
import type { Defined } from "../../src/domain/shop/define.ts";
import type { ProductGiven } from "../../src/domain/shop/productForm.ts";
import { createProduct } from "../../src/domain/shop/products.ts";
import type { TestShop } from "./shop.ts";

/** An admin's asking. */
export const admin = (shop: TestShop): Request => shop.request("1180000000000000902", "admin");

/** A product that staff have just made. */
export async function newProduct(shop: TestShop, given: Partial<ProductGiven> = {}): Promise<Defined> {
  const sku = `p-${shop.newId()}`;
  return await createProduct(shop.deps(), admin(shop), {
    sku,
    name: "Gift card",
    description: "",
    lowStock: 0,
    ...given,
  });
}
