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

type Booked = { readonly createdAtMs: number; readonly localDay: number };

/**
 * Pays a member's debt from what the transfer of this cause brought. Belongs behind every credit of money, in the
 * same batch; where nothing is owed, it does nothing.
 */
export const payDebt = (db: Database, member: WhichMember, cause: string, booked: Booked) =>
  payDebts(db, { memberId: asSql(member), cause: sql`${cause}` }, sql`(select 1) where true`, booked);

/**
 * The same for many members.
 * @param credited who got money, and by which cause, as columns of `from`.
 */
export function payDebts(
  db: Database,
  credited: { readonly memberId: SQL; readonly cause: SQL },
  from: SQL,
  booked: Booked,
) {
  const id = sql`credited.member_id`;
  return transferFrom(
    db,
    {
      debit: sql`wallet.id`,
      credit: sql`debt.id`,
      amount: sql`min(wallet.balance, -debt.balance)`,
      asset: "money",
      kind: "debt.pay",
      cause: sql`credited.cause || ':debt'`,
      actor: "system",
      ...booked,
    },
    sql`(select ${credited.memberId} as member_id, ${credited.cause} as cause from ${from}) as credited
      join ${accounts} as debt on debt.id = ${debtOfMember(id)} and debt.balance < 0
      join ${accounts} as wallet on wallet.id = ${accountOfMember(id, "money")} and wallet.balance > 0
      where exists (select 1 from ${transfers} where ${transfers.cause} = credited.cause)`,
  );
}
