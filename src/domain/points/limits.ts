import { type SQL, sql } from "drizzle-orm";
import type { Shop } from "../deps.ts";
import { Problem } from "../problem.ts";

/** What staff do to a balance: give, take, or make it a number. */
export const pointsActions = ["add", "remove", "set"] as const;
export type PointsAction = (typeof pointsActions)[number];

export type PointsLimits = { readonly perChangeMax: number; readonly perMemberMax: number };

export const limitsOf = (shop: Shop): PointsLimits => ({
  perChangeMax: shop.pointsPerChangeMax,
  perMemberMax: shop.pointsPerMemberMax,
});

/** What the database says of a change to a balance: `booked` where nothing speaks against it. */
export const pointsVerdicts = ["booked", "same", "too_few", "over_member_max", "over_change_max"] as const;
export type PointsVerdict = (typeof pointsVerdicts)[number];

/**
 * Refuses what no balance could make right.
 * @throws Problem
 */
export function refuseAmount(action: PointsAction, amount: number, limits: PointsLimits): void {
  if (action !== "set" && amount > limits.perChangeMax)
    throw new Problem({ kind: "points_over_change_max", max: limits.perChangeMax });
  if (action === "set" && amount > limits.perMemberMax)
    throw new Problem({ kind: "points_set_over_max", max: limits.perMemberMax });
}

/** The verdict on a change, as an expression over the balance at the moment it is booked. */
export function pointsVerdict(
  action: PointsAction,
  balance: SQL,
  amount: SQL,
  limits: PointsLimits,
): SQL<PointsVerdict> {
  const perMemberMax = sql`${BigInt(limits.perMemberMax)}`;
  switch (action) {
    case "add":
      return sql`iif(${balance} + ${amount} > ${perMemberMax}, 'over_member_max', 'booked')`;
    case "remove":
      return sql`iif(${balance} < ${amount}, 'too_few', 'booked')`;
    case "set":
      return sql`case when ${balance} = ${amount} then 'same'
        when abs(${amount} - ${balance}) > ${BigInt(limits.perChangeMax)} then 'over_change_max' else 'booked' end`;
  }
}

type Sides = { readonly account: string | SQL; readonly grants: string };

/** Between which accounts a change moves how much, as expressions over the balance at the moment it is booked. */
export function pointsBooking(action: PointsAction, { account, grants }: Sides, balance: SQL, amount: SQL) {
  switch (action) {
    case "add":
      return { debit: grants, credit: account, amount };
    case "remove":
      return { debit: account, credit: grants, amount };
    case "set":
      return {
        debit: sql`iif(${balance} < ${amount}, ${grants}, ${account})`,
        credit: sql`iif(${balance} < ${amount}, ${account}, ${grants})`,
        amount: sql`abs(${amount} - ${balance})`,
      };
  }
}
