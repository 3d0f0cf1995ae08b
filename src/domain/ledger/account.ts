import { eq, sql } from "drizzle-orm";
import { accounts, type assets, transfers } from "../../db/schema/ledger.ts";
import type { Deps } from "../deps.ts";

/** An account with more movements is proven by the check of every day alone. */
export const PROVEN_AT_ONCE_MAX = 10_000;

/** An account and its proof: its balance, and the sum of all its movements; null where they are too many to add up at once. */
export type AccountProof = {
  readonly id: string;
  readonly asset: (typeof assets)[number];
  readonly balance: number;
  readonly proof: { readonly transfers: number; readonly total: number } | null;
};

/** Proves one account at this moment; null where there is none of this id. */
export async function proveAccount({ db }: Deps, account: string): Promise<AccountProof | null> {
  const most = sql.raw(String(PROVEN_AT_ONCE_MAX + 1));
  // An index alone counts them; to add them up each one is read.
  const counted = (side: "credit" | "debit") =>
    sql`(select count(*) from (select 1 from ${transfers} where ${sql.raw(side)} = ${account} limit ${most}))`;
  const count = sql`(${counted("credit")} + ${counted("debit")})`;
  const sum = (side: "credit" | "debit") =>
    sql`(select coalesce(sum(amount), 0) from ${transfers} where ${sql.raw(side)} = ${account})`;
  const [row] = await db
    .select({
      id: accounts.id,
      asset: accounts.asset,
      balance: accounts.balance,
      transfers: sql<number>`${count}`,
      total: sql<number>`case when ${count} < ${most} then ${sum("credit")} - ${sum("debit")} else 0 end`,
    })
    .from(accounts)
    .where(eq(accounts.id, account));
  if (!row) return null;
  const { transfers: found, total, ...rest } = row;
  return { ...rest, proof: found > PROVEN_AT_ONCE_MAX ? null : { transfers: found, total } };
}
