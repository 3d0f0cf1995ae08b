import { eq, sql } from "drizzle-orm";
import { isAttachmentUrl } from "../../clients/discord/api.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { products } from "../../db/schema/products.ts";
import { stockUploads } from "../../db/schema/stock.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import type { Deps } from "../deps.ts";
import { FILE_BYTES_MAX } from "../imports/decode.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { productNamed } from "../shop/define.ts";

const FILE_NAME = /\.(txt|csv)$/i;

export type StockUpload = typeof stockUploads.$inferSelect;

/** Whether it was asked for in Discord, where its answer is edited; one of the dashboard has none. */
export const isAsked = ({ answerUntilMs, createdAtMs }: StockUpload): boolean => answerUntilMs > createdAtMs;

export const readJobId = (uploadId: string) => `${uploadId}.stock.read`;

export type StockAsked = {
  /** The product, by its id or its sku. */
  readonly named: string;
  readonly file: { readonly name: string; readonly url: string; readonly bytes: number };
  readonly interactionToken: string;
};

/**
 * Remembers an uploaded file of codes and has it read as a job. Asked twice with the same request, it is one.
 * @throws Problem when the file cannot be taken or there is no such product.
 */
export async function askStock(deps: Deps, request: Request, asked: StockAsked): Promise<void> {
  const { db } = deps;
  const { file, named, interactionToken } = asked;
  if (file.bytes > FILE_BYTES_MAX)
    throw new Problem({ kind: "file_too_large", bytes: file.bytes, bytesMax: FILE_BYTES_MAX });
  if (!FILE_NAME.test(file.name)) throw new Problem({ kind: "file_not_codes" });
  if (!isAttachmentUrl(file.url, deps.shop.cdnUrl)) throw new Problem({ kind: "file_not_from_discord" });
  const nowMs = deps.clock();
  const read = { id: readJobId(request.id), kind: "stock.read" };
  const [, , uploads, readers] = await db.batch([
    db.run(sql`
      insert into ${stockUploads} (id, product_id, asked_by, interaction_token, answer_until_ms, file_name, file_url,
        file_bytes, created_at_ms)
      select ${request.id}, id, ${request.actor.id}, ${interactionToken}, ${nowMs + ANSWER_LIFE_MS}, ${file.name},
        ${file.url}, ${BigInt(file.bytes)}, ${nowMs}
      from ${products} where id = ${productNamed(named)}
      on conflict do nothing`),
    putInOutboxFrom(
      db,
      { ...read, payload: sql`json_object('uploadId', id)`, atMs: nowMs },
      sql`${stockUploads} where id = ${request.id}`,
    ),
    db.select({ id: stockUploads.id }).from(stockUploads).where(eq(stockUploads.id, request.id)),
    chosenLocale(db, request.actor.id),
  ]);
  if (uploads.length === 0) throw new Problem({ kind: "product_not_found" }, localeFrom(deps, readers));
  ring(deps, [read]);
}

/** The upload of this id with its product, for a batch. */
export function uploadById({ db }: Deps, uploadId: string) {
  return db
    .select({ upload: stockUploads, product: products })
    .from(stockUploads)
    .innerJoin(products, eq(products.id, stockUploads.productId))
    .where(eq(stockUploads.id, uploadId));
}
