import { sql } from "drizzle-orm";
import * as z from "zod";
import { accountId, memberOwner, openAccounts, systemOwner, transferFrom } from "../../src/db/ledger.ts";
import { claimCode } from "../../src/domain/claims/code.ts";
import { Problem, type ProblemFacts } from "../../src/domain/problem.ts";
import { codeFromBytes, formatCode } from "../../src/lib/code.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { csvOf, imported, newOrders } from "./orders.ts";
import type { TestShop } from "./shop.ts";

const claimSchema = z.object({ id: z.string(), key_id: z.string(), points: z.number() });

/** An open claim as its customer has it. */
export type OpenClaim = { readonly id: string; readonly code: string; readonly points: number };

/** The claims of an import with their codes, derived as the mail's were. */
export async function claimsOf(shop: TestShop, importId: string): Promise<OpenClaim[]> {
  const found = await shop.database.rows(claimSchema, {
    sql: "select id, key_id, points from claims where import_id = ? order by line",
    args: [importId],
  });
  const keyring = await shop.deps().keyring();
  return await Promise.all(
    found.map(async ({ id, key_id, points }) => {
      const code = formatCode(await claimCode(keyring.of(key_id), id));
      return { id, code, points };
    }),
  );
}

/** Imports as many new orders and returns their claims, mailed and open. */
export async function openClaims(shop: TestShop, count: number): Promise<OpenClaim[]> {
  return await claimsOf(shop, await imported(shop, csvOf(newOrders(count))));
}

/** An open claim made at this moment. */
export async function freshClaim(shop: TestShop): Promise<OpenClaim> {
  const [claim] = await openClaims(shop, 1);
  if (!claim) throw new Error("no claim was made");
  return claim;
}

const CLAIMS_AT_ONCE = 40;
const pools = new WeakMap<TestShop, { madeAtMs: number; claims: OpenClaim[] }>();

/** An open claim, made together with others less than a day ago. */
export async function openClaim(shop: TestShop): Promise<OpenClaim> {
  const nowMs = shop.clock.now();
  const pool = pools.get(shop);
  const claim = pool && nowMs - pool.madeAtMs < DAY_MS ? pool.claims.pop() : undefined;
  if (claim) return claim;
  pools.set(shop, { madeAtMs: nowMs, claims: await openClaims(shop, CLAIMS_AT_ONCE) });
  return await openClaim(shop);
}

/** A code that has the right form and that nobody was ever given. */
export function unknownCode(shop: TestShop): string {
  return formatCode(codeFromBytes(shop.deps().random(10)));
}

/** Gives a member points as a correction would, and returns the member. */
export async function memberWith(shop: TestShop, points: number): Promise<string> {
  const memberId = shop.newId();
  const { db, clock } = shop.deps();
  await db.batch([
    openAccounts(db, "points", [systemOwner("claims"), memberOwner(memberId)]),
    transferFrom(
      db,
      {
        debit: accountId(systemOwner("claims"), "points"),
        credit: accountId(memberOwner(memberId), "points"),
        amount: BigInt(points),
        asset: "points",
        kind: "correction",
        cause: `interaction:${shop.newId()}`,
        actor: "system",
        createdAtMs: clock(),
        localDay: 0,
      },
      sql`(select 1) where true`,
    ),
  ]);
  return memberId;
}

/** The refusal that a verb throws; fails when it does not. */
export async function refusalOf(work: Promise<unknown>): Promise<ProblemFacts> {
  const outcome = await work.then(
    () => new Error("the verb did not refuse"),
    (error: unknown) => error,
  );
  if (outcome instanceof Problem) return outcome.facts;
  throw outcome;
}
