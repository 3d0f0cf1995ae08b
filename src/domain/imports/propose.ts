import { type LikelyColumns, likelyColumns } from "./columns.ts";
import { decodeText } from "./decode.ts";
import { sniffDelimiter } from "./delimiter.ts";
import { withUnixNewlines } from "./newlines.ts";
import { type CsvRecord, RecordReader } from "./records.ts";
import { ImportRefused } from "./refusal.ts";
import { COLUMNS_MAX } from "./table.ts";

const SAMPLES_MAX = 3;

/** The columns of a file by their headers, each with its first cells, and which would be taken for what. */
export type Proposal = {
  readonly columns: readonly { readonly header: string; readonly samples: readonly string[] }[];
  readonly likely: LikelyColumns;
};

/**
 * Proposes what the columns of a file are, from its beginning alone, as the import itself would take them.
 * @throws ImportRefused when it is no table.
 */
export async function proposeColumns(beginning: Uint8Array): Promise<Proposal> {
  const [first, ...rows] = await firstRecords(beginning);
  if (!first) throw new ImportRefused({ kind: "file_empty" });
  const headers = first.cells.map((cell) => cell.trim());
  if (headers.length > COLUMNS_MAX)
    throw new ImportRefused({ kind: "too_many_columns", columns: headers.length, columnsMax: COLUMNS_MAX });
  const samplesAt = (at: number) => rows.map(({ cells }) => cells[at] ?? "").filter((cell) => cell !== "");
  return {
    columns: headers.map((header, at) => ({ header, samples: samplesAt(at).slice(0, SAMPLES_MAX) })),
    likely: likelyColumns(headers),
  };
}

async function firstRecords(beginning: Uint8Array): Promise<CsvRecord[]> {
  const text = await untilCut(withUnixNewlines(decodeText(once(beginning))));
  const reader = new RecordReader(sniffDelimiter(text));
  const records = await reader.write(new TextEncoder().encode(text));
  // A file that is shorter than its beginning may end without a newline.
  const last = await reader.end().catch(nothingIfRefused);
  return [...records, ...last]
    .filter(({ cells }) => cells.some((cell) => cell !== ""))
    .slice(0, 1 + SAMPLES_MAX);
}

/** The beginning may end within a letter: that is no flaw of the file. */
async function untilCut(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  try {
    for await (const chunk of chunks) text += chunk;
  } catch (error) {
    if (text === "") throw error;
    nothingIfRefused(error);
  }
  return text;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function nothingIfRefused(error: unknown): CsvRecord[] {
  if (error instanceof ImportRefused) return [];
  throw error;
}
