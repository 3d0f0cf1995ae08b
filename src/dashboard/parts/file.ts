import { csvRow } from "../../lib/csv.ts";
import type { In } from "../room.ts";

/** Rows of one file; more are got by going on from its last. */
export const EXPORT_ROWS_MAX = 5_000;

/** Answers with a file to keep. Its name is ours, in ASCII. */
export function fileAnswer(context: In, name: string, type: string, text: string) {
  return context.body(text, 200, {
    "content-type": `${type}; charset=utf-8`,
    "content-disposition": `attachment; filename="${name.replace(/[^\w.-]+/g, "-")}"`,
  });
}

/** Answers with a table for spreadsheets; the mark at its beginning tells them that it is UTF-8. */
export const csvAnswer = (context: In, name: string, rows: readonly (readonly string[])[]) =>
  fileAnswer(context, name, "text/csv", `\uFEFF${rows.map((row) => csvRow(row)).join("")}`);

/** Characters of a name that a system takes. */
const NAME_CHARS_MAX = 150;

/** Answers with a file that somebody else made: it is kept, and opened nowhere. Its name is told in UTF-8. */
export function bytesAnswer(context: In, name: string, bytes: Uint8Array<ArrayBuffer>) {
  const told = encodeURIComponent([...name.toWellFormed()].slice(0, NAME_CHARS_MAX).join("")).replace(
    /['()*]/g,
    "_",
  );
  return context.body(bytes, 200, {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename*=UTF-8''${told || "file"}`,
  });
}
