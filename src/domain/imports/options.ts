import * as z from "zod/mini";

/** What staff chose when they uploaded a file; kept as JSON with the import. */
export const importOptionsSchema = z.object({
  points: z.optional(z.int()),
  multiplier: z.optional(z.string()),
  product: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  emailColumn: z.optional(z.string()),
  amountColumn: z.optional(z.string()),
  orderColumn: z.optional(z.string()),
});

export type ImportOptions = z.infer<typeof importOptionsSchema>;

export const CAMPAIGN_CHARS_MAX = 60;
export const MESSAGE_CHARS_MAX = 500;
export const FILTER_CHARS_MAX = 100;
export const EXPIRY_DAYS_MAX = 3_650;
