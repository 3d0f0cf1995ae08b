import { eq, sql } from "drizzle-orm";
import { products } from "../../db/schema/products.ts";
import { stockUploads } from "../../db/schema/stock.ts";
import { base32 } from "../../lib/id.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import type { StockUpload } from "./ask.ts";
import type { StockFindings } from "./findings.ts";
import { endReading, faultOfFile, refuseFile } from "./previewed.ts";
import { requestReader } from "./reader.ts";
import { StockReading } from "./reading.ts";
import type { StockRefusal } from "./refusal.ts";

const NAME_CHARS_MAX = 200;
const MARK_BYTES = 10;

/** A file of codes, or codes that were typed in, as they came with the request. */
export type StockSent = {
  readonly productId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly content: AsyncIterable<Uint8Array>;
};

/** `refusal`: why the file cannot be read at all. */
export type StockTaken = { readonly uploadId: string; readonly refusal: StockRefusal | null };

/**
 * Reads codes that come with the request itself, as the job reads a file of Discord's: there is nowhere to keep the file
 * meanwhile. The repeat of a request reads nothing: what the first one reads is what counts, and one that dies leaves an
 * upload that lapses.
 * @throws Problem when there is no such product.
 */
export async function sendStock(deps: Deps, request: Request, given: StockSent): Promise<StockTaken> {
  const uploadId = request.id;
  const mark = `sent:${base32(deps.random(MARK_BYTES))}`;
  const upload = await begin(deps, request, given, mark);
  if (!upload) return { uploadId, refusal: null };
  const reader = requestReader(uploadId, mark);
  const reading = new StockReading(deps, reader, upload);
  try {
    await reading.read(given.content);
  } catch (error) {
    const refusal = faultOfFile(error);
    await refuseFile(deps, reader, uploadId);
    if (!refusal) throw error;
    return { uploadId, refusal };
  }
  const refused = reading.refusedRows().map(({ line, reason, cells: [first] }): RefusedLine => {
    return [line, reason, first === undefined ? null : Number(first)];
  });
  await endReading(deps, reader, upload, { ...reading.findings(), lines: refused });
  return { uploadId, refusal: null };
}

type RefusedLine = NonNullable<StockFindings["lines"]>[number];

/** The upload, where this request is the first that brings it. */
async function begin(
  { db, clock }: Deps,
  request: Request,
  { productId, fileName, bytes }: StockSent,
  mark: string,
): Promise<StockUpload | null> {
  const nowMs = clock();
  const [, [upload]] = await db.batch([
    db.run(sql`
      insert into ${stockUploads} (id, product_id, asked_by, answer_until_ms, file_name, file_url, file_bytes,
        created_at_ms)
      select ${request.id}, id, ${request.actor.id}, ${nowMs}, ${fileName.slice(0, NAME_CHARS_MAX)}, ${mark},
        ${BigInt(bytes)}, ${nowMs}
      from ${products} where id = ${productId}
      on conflict do nothing`),
    db.select().from(stockUploads).where(eq(stockUploads.id, request.id)),
  ]);
  if (!upload) throw new Problem({ kind: "product_not_found" });
  // Not by what was written now: the first try may have lost its reply.
  return upload.fileUrl === mark ? upload : null;
}
