import * as z from "zod/mini";
import { rowFaults } from "./row.ts";

/** Line numbers that are told for each reason; the attached file has them all. */
export const LINES_TOLD_MAX = 5;

/** What the reading of a file found; kept as JSON with the import, so that its status can be told again. */
export const findingsSchema = z.object({
  columns: z.object({
    email: z.string(),
    amount: z.nullable(z.string()),
    order: z.nullable(z.string()),
    /** Only where a filter used them. */
    date: z._default(z.nullable(z.string()), null),
    products: z._default(z.array(z.string()), []),
  }),
  rows: z.number(),
  accepted: z.number(),
  repeatedInFile: z.number(),
  repeatedLines: z._default(z.array(z.number()), []),
  alreadyImported: z.number(),
  /** New orders of addresses that bounced or complained: claims without a mail. */
  held: z._default(z.number(), 0),
  filtered: z.number(),
  refused: z.array(z.object({ reason: z.enum(rowFaults), count: z.number(), lines: z.array(z.number()) })),
  points: z.number(),
  amountSamples: z.array(z.object({ text: z.string(), read: z.string() })),
});

export type Findings = z.infer<typeof findingsSchema>;

/** A mail that would go out, for the preview alone: the address is kept nowhere in the clear. */
export type MailSample = { readonly email: string; readonly points: number; readonly orderId: string | null };

/** Rows that become a claim when the import is confirmed. */
export const toBeClaimed = (findings: Findings): number => findings.accepted - findings.alreadyImported;

/** Those of them that are mailed. */
export const toBeMailed = (findings: Findings): number => toBeClaimed(findings) - findings.held;

/** The findings of an import whose file was read; null before. */
export function findingsOf(row: { findings: string | null }): Findings | null {
  return row.findings === null ? null : findingsSchema.parse(JSON.parse(row.findings));
}
