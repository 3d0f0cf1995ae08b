import { eq, gt, sql } from "drizzle-orm";
import type { claimStates } from "../../db/schema/claims.ts";
import { importCounts } from "../../db/schema/counts.ts";
import { imports } from "../../db/schema/imports.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";

type ClaimState = (typeof claimStates)[number];

/** How far the claims of some imports have come. */
export type Funnel = {
  readonly created: number;
  readonly mailed: number;
  readonly delivered: number;
  readonly claimed: number;
};

/** The statement that reads how many claims there are of each state, from what is kept of each import. */
export const selectClaimStates = ({ db }: Deps) =>
  db
    .select({ state: importCounts.state, count: sql<number>`sum(${importCounts.count})` })
    .from(importCounts)
    .where(sql`${importCounts.what} = 'claim'`)
    .groupBy(importCounts.state);

/** The statement that reads what has become of the imports of the last days. */
export const selectFunnel = ({ db, clock }: Deps, days: number) =>
  db
    .select({
      what: importCounts.what,
      state: importCounts.state,
      count: sql<number>`sum(${importCounts.count})`,
    })
    .from(imports)
    .innerJoin(importCounts, eq(importCounts.importId, imports.id))
    .where(gt(imports.createdAtMs, clock() - days * DAY_MS))
    .groupBy(importCounts.what, importCounts.state);

export function claimsByState(rows: readonly { state: string; count: number }[]): Record<ClaimState, number> {
  const of = (state: ClaimState) => rows.find((row) => row.state === state)?.count ?? 0;
  return { pending: of("pending"), claimed: of("claimed"), expired: of("expired"), revoked: of("revoked") };
}

/** A complaint proves that the mail arrived; a bounce, that it was sent. */
export function funnelOf(rows: readonly { what: string; state: string; count: number }[]): Funnel {
  const sum = (what: string, ...states: readonly string[]) =>
    rows
      .filter((row) => row.what === what && (states.length === 0 || states.includes(row.state)))
      .reduce((total, { count }) => total + count, 0);
  return {
    created: sum("claim"),
    mailed: sum("mail", "sent", "delivered", "bounced", "dropped", "complaint"),
    delivered: sum("mail", "delivered", "complaint"),
    claimed: sum("claim", "claimed"),
  };
}
