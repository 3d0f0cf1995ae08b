import { type SQL, sql } from "drizzle-orm";
import { accounts, type assets } from "../../db/schema/ledger.ts";
import type { Deps } from "../deps.ts";
import { type BooksCheck, readChecks, selectChecks } from "./booksCheck.ts";

const isOwn = sql`${accounts.id} > 'system:' and ${accounts.id} < 'system;'`;
const isDebt = sql`(${accounts.id} > 'system:debt:' and ${accounts.id} < 'system:debt;')`;

export type OwnAccount = {
  readonly id: string;
  readonly asset: (typeof assets)[number];
  readonly balance: number;
};

/** How the books stand: the shop's own accounts, what members owe, what they have, and the last proofs. */
export type BooksStanding = {
  readonly own: readonly OwnAccount[];
  /** What members owe the shop, as it stands in the books: not above zero. */
  readonly debt: number;
  /** What members have: the other side of the shop's own accounts. */
  readonly points: number;
  readonly money: number;
  readonly checks: readonly BooksCheck[];
};

/** One round trip, which reads the shop's own accounts and what is owed; members' accounts are not read. */
export async function booksStanding(deps: Deps): Promise<BooksStanding> {
  const { db } = deps;
  const heldIn = (asset: string): SQL<number> =>
    sql<number>`(select -coalesce(sum(balance), 0) from ${accounts} where ${isOwn} and asset = ${asset})`;
  const [own, [sums], checks] = await db.batch([
    db
      .select({ id: accounts.id, asset: accounts.asset, balance: accounts.balance })
      .from(accounts)
      .where(sql`${isOwn} and not ${isDebt}`)
      .orderBy(accounts.id),
    db
      .select({
        debt: sql<number>`(select coalesce(sum(balance), 0) from ${accounts} where ${isDebt})`,
        points: heldIn("points"),
        money: heldIn("money"),
      })
      .from(sql`(select 1)`),
    selectChecks(deps),
  ]);
  return { own, ...(sums ?? { debt: 0, points: 0, money: 0 }), checks: readChecks(checks) };
}
