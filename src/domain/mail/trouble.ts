import { eq, type SQL, sql } from "drizzle-orm";
import { claims } from "../../db/schema/claims.ts";
import { mails } from "../../db/schema/mail.ts";
import type { Deps } from "../deps.ts";

export const TROUBLE_PER_PAGE = 50;
/** Mails of all these states that are looked through for those of one. */
const LOOKED_THROUGH = 5_000;
/** Above every moment. */
const EVER_MS = 2 ** 53;

/** The states of mails that somebody should look at. */
export const troubleStates = ["bounced", "dropped", "complaint", "failed", "uncertain"] as const;
export type TroubleState = (typeof troubleStates)[number];

/** The last mail of a page. */
export type TroubleKey = { readonly atMs: number; readonly row: number };

/** Mails that did not arrive or are not sure to have, the newest first. The index has these states as they are written here. */
export async function troubledMails(
  { db }: Deps,
  state: TroubleState | undefined,
  after: TroubleKey | null,
  most = TROUBLE_PER_PAGE,
) {
  const inTrouble = sql`state in ('uncertain', 'failed', 'bounced', 'dropped', 'complaint')`;
  const behind = sql`(state_at_ms, mails.rowid) < (${BigInt(after?.atMs ?? EVER_MS)}, ${BigInt(after?.row ?? EVER_MS)})`;
  const page = (count: number): SQL =>
    sql`order by state_at_ms desc, mails.rowid desc limit ${sql.raw(String(count))}`;
  const looked = sql`select mails.rowid as at, state_at_ms, state from mails indexed by mail_trouble
    where ${inTrouble} and ${behind} ${page(state === undefined ? most + 1 : LOOKED_THROUGH)}`;
  const rows = await db
    .select({
      row: sql<number>`mails.rowid`,
      claimId: mails.claimId,
      orderId: claims.orderId,
      importId: mails.importId,
      state: mails.state,
      reason: mails.reason,
      atMs: mails.stateAtMs,
    })
    .from(mails)
    .innerJoin(claims, eq(claims.id, mails.claimId))
    .where(
      sql`mails.rowid in (select at from (${looked}) where ${state === undefined ? sql`true` : sql`state = ${state}`}
        order by state_at_ms desc, at desc limit ${sql.raw(String(most + 1))})`,
    )
    .orderBy(sql`state_at_ms desc, mails.rowid desc`);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  const next = rows.length > most && last ? { atMs: last.atMs, row: last.row } : null;
  return { rows: shown, next };
}
