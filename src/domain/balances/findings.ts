import * as z from "zod/mini";
import { pointsVerdicts } from "../points/limits.ts";
import { balanceFaults } from "./row.ts";

/** Refused rows that are kept with what was found; all of them are counted. */
export const REFUSED_KEPT_MAX = 1_000;
const REFUSED_CHARS_KEPT_MAX = 100_000;

const findingsSchema = z.object({
  rows: z.number(),
  /** What the rows' members had at that moment would have made of them. */
  verdicts: z.array(z.object({ verdict: z.enum(pointsVerdicts), count: z.number(), points: z.number() })),
  reasons: z.array(
    z.object({ reason: z.enum(balanceFaults), count: z.number(), lines: z.array(z.number()) }),
  ),
  header: z.array(z.string()),
  refused: z.array(z.object({ line: z.number(), reason: z.enum(balanceFaults), cells: z.array(z.string()) })),
});

/** What reading a file of balances found, as a browser can be shown it again. */
export type BalanceFindings = z.infer<typeof findingsSchema>;

/** Null where nothing was read, or where it is not kept any more. */
export function balanceFindings({ findings }: { readonly findings: string | null }): BalanceFindings | null {
  return findings === null ? null : findingsSchema.parse(JSON.parse(findings));
}

type Found = { readonly [K in keyof BalanceFindings]: Readonly<BalanceFindings[K]> };

/** As it is kept: of the refused rows no more than a page and its file need. */
export function writtenFindings(found: Omit<Found, "reasons" | "refused"> & RefusedFound): string {
  let chars = 0;
  const refused = found.refused.slice(0, REFUSED_KEPT_MAX).filter(({ cells }) => {
    chars += cells.reduce((sum, cell) => sum + cell.length, 0);
    return chars <= REFUSED_CHARS_KEPT_MAX;
  });
  const { rows, verdicts, reasons, header } = found;
  return JSON.stringify({ rows, verdicts, reasons, header, refused });
}

type RefusedFound = {
  readonly reasons: readonly {
    readonly reason: string;
    readonly count: number;
    readonly lines: readonly number[];
  }[];
  readonly refused: readonly {
    readonly line: number;
    readonly reason: string;
    readonly cells: readonly string[];
  }[];
};
