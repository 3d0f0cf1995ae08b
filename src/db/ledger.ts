import { inArray, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { accounts, assets, renames, transfers } from "./schema/ledger.ts";

export type Asset = (typeof assets)[number];

/** The shop's own accounts: points that claims give out come from `system:claims`, those of staff from `system:grants`. */
export type SystemAccount =
  | "claims"
  | "grants"
  | "achievements"
  | "tokens"
  | "midtrans"
  | "api"
  | "sales"
  | "cashback";

export const memberOwner = (memberId: string) => `member:${memberId}`;
export const systemOwner = (name: SystemAccount) => `system:${name}`;
/** Whose negative balance is what a member owes the shop. */
export const debtOwner = (memberId: string) => `system:debt:${memberId}`;
/** The member that an account belongs to: what `memberOwner` and `accountId` made of the id, taken off again. */
export const memberOf = (account: string) => account.slice("member:".length, account.lastIndexOf("/"));
export const accountId = (owner: string, asset: Asset) => `${owner}/${asset}`;

/** Opens the accounts that are not there yet. Belongs before the transfer in the same batch. */
export function openAccounts(db: Database, asset: Asset, owners: readonly (string | SQL)[]) {
  return db
    .insert(accounts)
    .values(owners.map((owner) => ({ id: sql`${owner} || '/' || ${asset}`, owner, asset })))
    .onConflictDoNothing();
}

/** What a transfer consists of; each part is a value or an expression over the rows of `from`. */
export type TransferParts = {
  debit: string | SQL;
  credit: string | SQL;
  amount: bigint | SQL;
  asset: Asset;
  kind: string | SQL;
  cause: string | SQL;
  actor: string | SQL;
  memo?: string | SQL | null;
  /** JSON with what programs want to know of it. */
  metadata?: SQL | null;
  /** Through what it came; `shop` where nothing is said. See the table. */
  source?: string | SQL;
  createdAtMs: number | SQL;
  /** The shop's day of it; see lib/localDay. */
  localDay: number | SQL;
};

/** What to book for each row of a source, e.g. sql`claims where …`; a source must have a WHERE. */
export type Booking = readonly [TransferParts, SQL];

/**
 * Books the transfers of several sources in one statement, in this order; a cause that is booked already is passed
 * over. The only place that writes transfers: to prepare it takes the server as long as to book four, so that one
 * statement is better than two.
 */
export function transfersFrom(db: Database, bookings: readonly Booking[]) {
  const rows = bookings.map(([parts, from]) => {
    const { debit, credit, amount, asset, kind, cause, actor, createdAtMs, localDay } = parts;
    const { memo = null, metadata = null, source = "shop" } = parts;
    return sql`select ${debit}, ${credit}, ${amount}, ${asset}, ${kind}, ${cause}, ${actor}, ${memo}, ${metadata}, ${source}, ${createdAtMs}, ${localDay}
      from ${from}`;
  });
  return db.run(sql`
    insert into ${transfers} (debit, credit, amount, asset, kind, cause, actor, memo, metadata, source, created_at_ms, local_day)
    ${sql.join(rows, sql` union all `)}
    on conflict (cause) do nothing`);
}

/** Books a transfer for each row of one source. */
export const transferFrom = (db: Database, parts: TransferParts, from: SQL) =>
  transfersFrom(db, [[parts, from]]);

/** A transfer as one of its two accounts sees it: what it changed there, and what was there after it. */
export function seenFrom(account: string | SQL) {
  return {
    change: sql<number>`iif(${transfers.credit} = ${account}, ${transfers.amount}, -${transfers.amount})`,
    balance: sql<number>`iif(${transfers.credit} = ${account}, ${transfers.creditBalance}, ${transfers.debitBalance})`,
  };
}

/** The account of a member whose id comes from a row. */
export const accountOfMember = (memberId: SQL, asset: Asset): SQL =>
  sql`('member:' || ${memberId} || ${`/${asset}`})`;

/** All members' accounts of an asset, to select from; a condition may follow. Their ids stand side by side in the key. */
export const memberAccounts = (asset: Asset): SQL =>
  sql`${accounts} where id > 'member:' and id < 'member;' and asset = ${asset}`;

/** Opens the members' accounts that are not there yet, for the member ids that `ids` selects. */
export function openMemberAccounts(db: Database, asset: Asset, ids: SQL) {
  return db.run(sql`
    insert into ${accounts} (id, owner, asset)
    select ${accountOfMember(sql`member_id`, asset)}, 'member:' || member_id, ${asset} from (${ids})
    where true on conflict do nothing`);
}

export const debtOfMember = (memberId: SQL): SQL => sql`('system:debt:' || ${memberId} || '/money')`;

/** Opens the debts that are not there yet, for the member ids that `ids` selects. */
export function openDebts(db: Database, ids: SQL) {
  return db.run(sql`
    insert into ${accounts} (id, owner, asset)
    select ${debtOfMember(sql`member_id`)}, 'system:debt:' || member_id, 'money' from (${ids})
    where true on conflict do nothing`);
}

/**
 * The statements that give a member's accounts another name in all the books, and take the member's id and the
 * words of people out of their transfers. No amount, balance or order changes.
 */
export function renameMember(db: Database, memberId: string, newId: string) {
  const [oldOwner, newOwner] = [memberOwner(memberId), memberOwner(newId)];
  const [oldDebt, newDebt] = [debtOwner(memberId), debtOwner(newId)];
  const before = assets.map((asset) => accountId(oldOwner, asset));
  const after = assets.map((asset) => accountId(newOwner, asset));
  const rename = (ids: readonly string[], owner: string) =>
    db
      .update(accounts)
      .set({ id: sql`${owner} || '/' || ${accounts.asset}`, owner })
      .where(inArray(accounts.id, [...ids]));
  return [
    db.insert(renames).values([
      { oldOwner, newOwner },
      { oldOwner: oldDebt, newOwner: newDebt },
    ]),
    rename(before, newOwner),
    rename([accountId(oldDebt, "money")], newDebt),
    db
      .update(transfers)
      .set({
        actor: sql`iif(${transfers.actor} = ${memberId}, ${newId}, ${transfers.actor})`,
        cause: sql`replace(${transfers.cause}, ${memberId}, ${newId})`,
        memo: null,
        metadata: null,
      })
      .where(or(inArray(transfers.debit, after), inArray(transfers.credit, after))),
    db.delete(renames).where(inArray(renames.oldOwner, [oldOwner, oldDebt])),
  ] as const;
}
