import { Hono } from "hono";
import { ID } from "../../parts/sent.ts";
import type { Inside } from "../../room.ts";
import { showProduct } from "./product.tsx";
import { productActions } from "./productActions.ts";
import { productList } from "./products.tsx";
import { onePurchase } from "./purchase.tsx";
import { purchaseList } from "./purchases.tsx";
import { stockQuestions } from "./questions.tsx";
import { reviewList } from "./reviews.tsx";
import { uploads } from "./uploads.tsx";

/** What the shop sells codes of, the codes, and who bought them. */
export const shop = new Hono<Inside>()
  .route("/", productList)
  .get(`/products/${ID}`, (context) => showProduct(context, context.req.param("id")))
  .route("/", productActions)
  .route("/", uploads)
  .route("/", stockQuestions)
  .route("/", purchaseList)
  .route("/", onePurchase)
  .route("/", reviewList);
