import * as z from "zod/mini";
import { stockFaults } from "./file.ts";

/** What the reading of a file of codes found; kept as JSON with the upload. Counts and line numbers, nothing of a code. */
const findingsSchema = z.object({
  /** Codes in the file, refused ones included. */
  codes: z.number(),
  /** Whether they stand in a column of their own. */
  hasHeader: z.boolean(),
  /** Characters of the shortest and the longest that are new. */
  charsLeast: z.number(),
  charsMost: z.number(),
  refused: z.array(z.object({ reason: z.enum(stockFaults), count: z.number(), lines: z.array(z.number()) })),
  /** Each refused line, why, and where its code stands first; kept where no answer of Discord's has them as a file. */
  lines: z.optional(z.array(z.tuple([z.number(), z.enum(stockFaults), z.nullable(z.number())]))),
});

export type StockFindings = z.infer<typeof findingsSchema>;

/** The findings of an upload whose file was read; null before. */
export function findingsOf({ findings }: { findings: string | null }): StockFindings | null {
  return findings === null ? null : findingsSchema.parse(JSON.parse(findings));
}
