import * as z from "zod/mini";

/** What a daily digest of orders tells: the orders' ids, as many as it has lines for, and how many there are in all. */
export const digestSchema = z.object({
  overdue: z.array(z.string()),
  overdueCount: z.number(),
  pending: z.array(z.string()),
  pendingCount: z.number(),
});
export type Digest = z.infer<typeof digestSchema>;
