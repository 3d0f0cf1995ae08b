import { eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { accountId, memberOwner, seenFrom } from "../../db/ledger.ts";
import { transfers } from "../../db/schema/ledger.ts";

/** What a transfer did to a member's wallet; `balance` and `debt` are of then, after what it paid of a debt. */
export type MoneyMoved = {
  readonly change: number;
  readonly debtPaid: number;
  readonly balance: number;
  readonly debt: number;
};

/** What the transfer of a cause paid of the member's debt, and what was left of both: a column of that booking. */
export const debtPayment = (cause: string, column: "amount" | "debit_balance" | "credit_balance"): SQL =>
  sql`(select ${sql.identifier(column)} from ${transfers} where cause = ${`${cause}:debt`})`;

/** The statement that reads what the transfer of this cause did; a later one changes nothing of it. */
export function selectMoved(db: Database, cause: string, memberId: string) {
  const { change, balance } = seenFrom(accountId(memberOwner(memberId), "money"));
  return db
    .select({
      change,
      debtPaid: sql<number>`coalesce(${debtPayment(cause, "amount")}, 0)`,
      balance: sql<number>`coalesce(${debtPayment(cause, "debit_balance")}, ${balance})`,
      debt: sql<number>`-coalesce(${debtPayment(cause, "credit_balance")}, 0)`,
    })
    .from(transfers)
    .where(eq(transfers.cause, cause));
}
