import * as z from "zod";

/** What staff chose when they uploaded a file; kept as JSON with the import. */
export const importOptionsSchema = z.object({
  points: z.number().int().optional(),
  multiplier: z.string().optional(),
  product: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  emailColumn: z.string().optional(),
  amountColumn: z.string().optional(),
  orderColumn: z.string().optional(),
});

export type ImportOptions = z.infer<typeof importOptionsSchema>;

export const CAMPAIGN_CHARS_MAX = 60;
export const MESSAGE_CHARS_MAX = 500;
export const FILTER_CHARS_MAX = 100;
export const EXPIRY_DAYS_MAX = 3_650;
