import { createHash } from "node:crypto";
import { openTokenBatch } from "../../../domain/tokens/batchDesk.ts";
import { codesFile, sheetFile } from "../../../domain/tokens/files.ts";
import { SHEET_STYLE } from "../../../domain/tokens/sheet.ts";
import { fileAnswer } from "../../parts/file.ts";
import { readerOf } from "../../parts/reader.tsx";
import type { In } from "../../room.ts";

/** The codes of a batch for a spreadsheet. */
export async function codesAnswer(context: In, batchId: string) {
  const { deps, actor } = readerOf(context);
  const file = codesFile(await openTokenBatch(deps, actor.id, batchId), deps.shop);
  return fileAnswer(context, file.name, "text/csv", file.text);
}

const styleHash = createHash("sha256").update(SHEET_STYLE).digest("base64");

/** The sheet has its style with it, so that it can be kept as one file: that one is let in, and nothing else. */
const SHEET_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The codes of a batch on a page by itself, to print and cut. */
export async function sheetAnswer(context: In, batchId: string) {
  const { deps, actor } = readerOf(context);
  const file = sheetFile(await openTokenBatch(deps, actor.id, batchId), deps.shop);
  context.set("policy", SHEET_POLICY);
  return context.html(file.text);
}
