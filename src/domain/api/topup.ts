import { sql } from "drizzle-orm";
import { topups } from "../../db/schema/wallet.ts";
import type { Deps } from "../deps.ts";
import type { Topup } from "../wallet/topups.ts";
import { accessColumns, type Credentials } from "./key.ts";
import { type AccessRefusal, refusalOf } from "./refusal.ts";
import { markUsed } from "./use.ts";

/** A top-up as our row has it: Midtrans is not asked. One round trip, the key's check included. */
export async function readTopup(
  { db, clock }: Deps,
  credentials: Credentials,
  topupId: string,
): Promise<
  { readonly kind: "topup"; readonly topup: Topup } | { readonly kind: "topup_unknown" } | AccessRefusal
> {
  const [, [access], [topup]] = await db.batch([
    markUsed(db, credentials, clock()),
    db.select(accessColumns(credentials, "topups:read")).from(sql`(select 1)`),
    db.select().from(topups).where(sql`${topups.id} = ${topupId}`),
  ]);
  return refusalOf(access) ?? (topup ? { kind: "topup", topup } : { kind: "topup_unknown" });
}
