import * as z from "zod";
import { askStock, readJobId } from "../../src/domain/stock/ask.ts";
import { addJobId, confirmStock } from "../../src/domain/stock/decide.ts";
import { findingsOf, type StockFindings } from "../../src/domain/stock/findings.ts";
import { admin } from "./products.ts";
import type { TestShop } from "./shop.ts";

let codesMade = 0;

/** Codes that no test of this file had before. */
export function newCodes(count: number): string[] {
  const first = codesMade;
  codesMade += count;
  return Array.from({ length: count }, (_, at) => `KEY-${String(first + at).padStart(8, "0")}-QX`);
}

export const fileOf = (codes: readonly string[]) => `${codes.join("\n")}\n`;

/** Asks for codes to be added; returns the upload's id. */
export async function uploadCodes(
  shop: TestShop,
  named: string,
  content: string | Uint8Array,
  name = "codes.txt",
): Promise<string> {
  const bytes = typeof content === "string" ? Buffer.byteLength(content) : content.length;
  const request = admin(shop);
  const file = { name, url: shop.desk.upload(name, content), bytes };
  await askStock(shop.deps(), request, { named, file, interactionToken: "token" });
  return request.id;
}

/** Uploads a file and has it read: the last that was written to Discord is its preview. */
export async function previewCodes(
  shop: TestShop,
  named: string,
  content: string | Uint8Array,
): Promise<{ uploadId: string; findings: StockFindings | null; card: string }> {
  const uploadId = await uploadCodes(shop, named, content);
  await shop.job(readJobId(uploadId));
  const { findings } = await uploadOf(shop, uploadId);
  return { uploadId, findings: findingsOf({ findings }), card: shop.desk.written.at(-1)?.body ?? "" };
}

export const confirmCodes = (shop: TestShop, uploadId: string, request = admin(shop)) =>
  confirmStock(shop.deps(), request, uploadId, "token");

/** An upload that is read and confirmed, and whose job waits. */
export async function confirmedCodes(
  shop: TestShop,
  named: string,
  codes: readonly string[],
): Promise<string> {
  const { uploadId } = await previewCodes(shop, named, fileOf(codes));
  await confirmCodes(shop, uploadId);
  shop.rings.length = 0;
  return uploadId;
}

/** Codes from the file into stock. */
export async function addCodes(shop: TestShop, named: string, codes: readonly string[]): Promise<string> {
  const uploadId = await confirmedCodes(shop, named, codes);
  await shop.job(addJobId(uploadId));
  await shop.answerBells();
  return uploadId;
}

const uploadSchema = z.object({
  state: z.string(),
  findings: z.string().nullable(),
  total: z.number(),
  added: z.number(),
});

export async function uploadOf(shop: TestShop, uploadId: string) {
  const [row] = await shop.database.rows(uploadSchema, {
    sql: "select state, findings, total, added from stock_uploads where id = ?",
    args: [uploadId],
  });
  if (!row) throw new Error("there is no such upload");
  return row;
}

/** How many rows of stock a condition holds for. */
export const stockCount = (shop: TestShop, where: string, ...args: string[]) =>
  shop.database.number({ sql: `select count(*) from stock where ${where}`, args });
