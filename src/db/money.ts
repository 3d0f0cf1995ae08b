import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { accountOfMember, debtOfMember, transferFrom } from "./ledger.ts";
import { accounts, transfers } from "./schema/ledger.ts";

/** A member by id, or by the column of a row. */
type WhichMember = string | SQL;
const asSql = (member: WhichMember): SQL => (typeof member === "string" ? sql`${member}` : member);

/** What a member has in the wallet, and owes, as columns. */
export const heldBy = (member: WhichMember) => ({
  balance: sql<number>`coalesce((select balance from ${accounts} where id = ${accountOfMember(asSql(member), "money")}), 0)`,
  debt: sql<number>`-coalesce((select balance from ${accounts} where id = ${debtOfMember(asSql(member))}), 0)`,
});

/** What the shop owes its members in all, as a column: the other side of its own accounts, of which there are few. */
export const floatColumn = sql<number>`(
  select -coalesce(sum(balance), 0) from ${accounts} where id > 'system:' and id < 'system;' and asset = 'money')`;

/**
 * Pays a member's debt from what the transfer of this cause brought. Belongs behind every credit of money, in the
 * same batch; where nothing is owed, it does nothing.
 */
export function payDebt(
  db: Database,
  member: WhichMember,
  cause: string,
  booked: { readonly createdAtMs: number; readonly localDay: number },
) {
  const id = asSql(member);
  return transferFrom(
    db,
    {
      debit: sql`wallet.id`,
      credit: sql`debt.id`,
      amount: sql`min(wallet.balance, -debt.balance)`,
      asset: "money",
      kind: "debt.pay",
      cause: `${cause}:debt`,
      actor: "system",
      ...booked,
    },
    sql`${accounts} as wallet join ${accounts} as debt on debt.id = ${debtOfMember(id)} and debt.balance < 0
      where wallet.id = ${accountOfMember(id, "money")} and wallet.balance > 0
      and exists (select 1 from ${transfers} where cause = ${cause})`,
  );
}
