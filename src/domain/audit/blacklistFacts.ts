import * as z from "zod/mini";

const factsSchema = z.object({ referrals: z.number(), pending: z.number() });

/** What the audit row of a change tells of the member's referrals at that moment. */
export function readBlacklistFacts(after: string | null): { brought: number; pending: number } {
  const { referrals: brought, pending } = factsSchema.parse(JSON.parse(after ?? "{}"));
  return { brought, pending };
}
