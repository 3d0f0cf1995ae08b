import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { accounts, transfers } from "../../db/schema/ledger.ts";
import { payouts } from "../../db/schema/referrals.ts";
import type { Deps } from "../deps.ts";

/** Of what disagrees, so many are named. */
const DISAGREEMENTS_MAX = 20;
/** Rows of one question: a server that is busy answers it within a second, and nobody waits for it. */
const ACCOUNTS_PER_SLICE = 1_000;
const TRANSFERS_PER_SLICE = 200_000;

/** What a check of the books has read, and what disagrees: accounts, assets as `asset:<name>`, and `cashback`. */
export type BooksChecked = {
  readonly accounts: number;
  readonly transfers: number;
  readonly broken: readonly string[];
};

/**
 * Proves the books: each balance is the sum of its transfers, the balances of an asset sum to zero, and what cashback
 * batches paid is what the transfers say. It asks slice by slice, because at ten million transfers one question would take longer than the database answers any; each slice is
 * one moment of the books, so that what is booked meanwhile does not disturb it.
 * @param stay is called between the slices.
 */
export async function checkBooks(
  deps: Deps,
  stay: () => Promise<void> = async () => {},
): Promise<BooksChecked> {
  const own = await ownAccounts(deps);
  const [transfersRead, ofShop] = await brokenOfShop(deps, own, stay);
  const [accountsRead, ofMembers] = await brokenOfMembers(deps, own, stay);
  const ofAssets = await brokenAssets(deps);
  const broken = [...ofShop, ...ofMembers, ...ofAssets].slice(0, DISAGREEMENTS_MAX);
  return { accounts: accountsRead + own.length, transfers: transfersRead, broken };
}

const idsSchema = z.array(z.object({ id: z.string() }));

/** The shop's own accounts: few, and with the most transfers. A member's debt has few, as a member has. */
async function ownAccounts({ db }: Deps): Promise<string[]> {
  const rows = await db.all(sql`
    select id from ${accounts} where id > 'system:' and id < 'system;' and not (id > 'system:debt:' and id < 'system:debt;')`);
  return idsSchema.parse(rows).map(({ id }) => id);
}

const topSchema = z.array(z.object({ top: z.number() }));
const sumsSchema = z.array(z.object({ id: z.string(), total: z.number() }));

/** Not an account: what cashback batches have paid, which must be what the transfers of that kind say. */
const CASHBACK = "cashback";

/** All transfers are read once, in their order, and what they moved of the shop's own accounts is added up. */
async function brokenOfShop(deps: Deps, own: readonly string[], stay: () => Promise<void>) {
  const { db } = deps;
  const [{ top } = { top: 0 }] = topSchema.parse(
    await db.all(sql`select coalesce(max(seq), 0) as top from ${transfers}`),
  );
  const sums = new Map([...own, CASHBACK].map((id) => [id, 0]));
  for (let from = 0; from < top; from += TRANSFERS_PER_SLICE) {
    await stay();
    const until = Math.min(top, from + TRANSFERS_PER_SLICE);
    const rows = await db.all(movedOf(own, sql`seq > ${BigInt(from)} and seq <= ${BigInt(until)}`));
    for (const { id, total } of sumsSchema.parse(rows)) sums.set(id, (sums.get(id) ?? 0) + total);
  }
  // What is booked since `top` is taken off again, in the same moment as the balances are read.
  const rows = await db.all(sql`
    with later as materialized (${movedOf(own, sql`seq > ${BigInt(top)}`)}),
    stated as (
      select id, balance from ${accounts} where id in ${own}
      union all select ${CASHBACK}, (select coalesce(sum(amount), 0) from ${payouts} where state = 'paid'))
    select id, balance - coalesce((select total from later where later.id = stated.id), 0) as total from stated`);
  const broken = sumsSchema.parse(rows).filter(({ id, total }) => sums.get(id) !== total);
  return [top, broken.map(({ id }) => id)] as const;
}

/**
 * What a range of transfers moved of the shop's own accounts, and paid as cashback. The plus signs keep SQLite at the
 * order of the transfers: by account it would read an index and then each row.
 */
const movedOf = (own: readonly string[], range: SQL): SQL => sql`
  select id, sum(change) as total from (
    select credit as id, amount as change from ${transfers} where ${range} and +credit in ${own}
    union all select debit, -amount from ${transfers} where ${range} and +debit in ${own}
    union all select ${CASHBACK}, amount from ${transfers} where ${range} and kind = 'referral_cashback')
  group by id`;

const sliceSchema = z.array(
  z.object({
    read: z.number(),
    last: z.nullable(z.string()),
    broken: z.pipe(
      z.string(),
      z.transform((text) => z.array(z.string()).parse(JSON.parse(text))),
    ),
  }),
);

/** Members' accounts and their debts, by id. */
async function brokenOfMembers(deps: Deps, own: readonly string[], stay: () => Promise<void>) {
  const broken: string[] = [];
  let read = 0;
  for (let after: string | null = ""; after !== null && broken.length < DISAGREEMENTS_MAX; ) {
    await stay();
    const rows: unknown = await deps.db.all(sql`
      with slice as materialized (
        select id, balance from ${accounts} where id > ${after} and id not in ${own} order by id
        limit ${sql.raw(String(ACCOUNTS_PER_SLICE))}),
      off as (
        select id from slice where balance <>
          coalesce((select sum(amount) from ${transfers} where credit = slice.id), 0)
          - coalesce((select sum(amount) from ${transfers} where debit = slice.id), 0)
        limit ${sql.raw(String(DISAGREEMENTS_MAX))})
      select (select count(*) from slice) as read, (select max(id) from slice) as last,
        (select json_group_array(id) from off) as broken`);
    const [slice] = sliceSchema.parse(rows);
    read += slice?.read ?? 0;
    broken.push(...(slice?.broken ?? []));
    after = slice?.last ?? null;
  }
  return [read, broken] as const;
}

async function brokenAssets({ db }: Deps): Promise<string[]> {
  const rows = await db.all(
    sql`select 'asset:' || asset as id from ${accounts} group by asset having sum(balance) <> 0`,
  );
  return idsSchema.parse(rows).map(({ id }) => id);
}
