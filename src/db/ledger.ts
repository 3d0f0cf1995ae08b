import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { accounts, type assets, transfers } from "./schema/ledger.ts";

export type Asset = (typeof assets)[number];

/** The shop's own accounts. Points that claims give out come from `system:claims`. */
export type SystemAccount = "claims" | "midtrans" | "sales" | "cashback";

export const memberOwner = (memberId: string) => `member:${memberId}`;
export const systemOwner = (name: SystemAccount) => `system:${name}`;
export const accountId = (owner: string, asset: Asset) => `${owner}/${asset}`;

/** Opens the accounts that are not there yet. Belongs before the transfer in the same batch. */
export function openAccounts(db: Database, asset: Asset, owners: readonly string[]) {
  return db
    .insert(accounts)
    .values(owners.map((owner) => ({ id: accountId(owner, asset), owner, asset })))
    .onConflictDoNothing();
}

/** What a transfer consists of; each part is a value or an expression over the rows of `from`. */
export type TransferParts = {
  debit: string | SQL;
  credit: string | SQL;
  amount: bigint | SQL;
  asset: Asset;
  kind: string;
  cause: string | SQL;
  actor: string;
  memo?: string | SQL;
  createdAtMs: number;
};

/**
 * Books a transfer for each row of `from` (e.g. sql`claims where …`); a cause that is booked already is
 * passed over. The only place that writes transfers.
 */
export function transferFrom(db: Database, parts: TransferParts, from: SQL) {
  const { debit, credit, amount, asset, kind, cause, actor, memo = null, createdAtMs } = parts;
  return db.run(sql`
    insert into ${transfers} (debit, credit, amount, asset, kind, cause, actor, memo, created_at_ms)
    select ${debit}, ${credit}, ${amount}, ${asset}, ${kind}, ${cause}, ${actor}, ${memo}, ${createdAtMs}
    from ${from}
    on conflict (cause) do nothing`);
}
