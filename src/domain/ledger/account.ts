import { eq, sql } from "drizzle-orm";
import { accounts, type assets, transfers } from "../../db/schema/ledger.ts";
import type { Deps } from "../deps.ts";

/** An account with more movements is proven by the check of every day alone. */
export const PROVEN_AT_ONCE_MAX = 20_000;

/** An account and its proof: its balance, and the sum of all its movements; null where they are too many to add up at once. */
export type AccountProof = {
  readonly id: string;
  readonly asset: (typeof assets)[number];
  readonly balance: number;
  readonly proof: { readonly transfers: number; readonly total: number } | null;
};

/** Proves one account at this moment; null where there is none of this id. */
export async function proveAccount({ db }: Deps, account: string): Promise<AccountProof | null> {
  const side = (column: "credit" | "debit", what: string) =>
    sql`(select ${sql.raw(what)} from (select amount from ${transfers} where ${sql.raw(column)} = ${account}
      limit ${sql.raw(String(PROVEN_AT_ONCE_MAX + 1))}))`;
  const [row] = await db
    .select({
      id: accounts.id,
      asset: accounts.asset,
      balance: accounts.balance,
      transfers: sql<number>`${side("credit", "count(*)")} + ${side("debit", "count(*)")}`,
      total: sql<number>`${side("credit", "coalesce(sum(amount), 0)")} - ${side("debit", "coalesce(sum(amount), 0)")}`,
    })
    .from(accounts)
    .where(eq(accounts.id, account));
  if (!row) return null;
  const { transfers: count, total, ...rest } = row;
  return { ...rest, proof: count > PROVEN_AT_ONCE_MAX ? null : { transfers: count, total } };
}
