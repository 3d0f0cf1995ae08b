import { eq, sql } from "drizzle-orm";
import { claims } from "../../db/schema/claims.ts";
import { mails } from "../../db/schema/mail.ts";
import type { Deps } from "../deps.ts";

export const TROUBLE_PER_PAGE = 50;
/** Above every moment. */
const EVER_MS = 2 ** 53;

/** The states of mails that somebody should look at. */
export const troubleStates = ["bounced", "dropped", "complaint", "failed", "uncertain"] as const;
export type TroubleState = (typeof troubleStates)[number];

/** As the index has it: SQLite proves a partial one only from its own words. */
const IN_TROUBLE = sql`state in ('uncertain', 'failed', 'bounced', 'dropped', 'complaint')`;

/** The last mail of a page. */
export type TroubleKey = { readonly atMs: number; readonly row: number };

/** Mails that did not arrive or are not sure to have, the newest first. The index has these states as they are written here. */
export async function troubledMails(
  { db }: Deps,
  state: TroubleState | undefined,
  after: TroubleKey | null,
  most = TROUBLE_PER_PAGE,
) {
  const behind = sql`(state_at_ms, mails.rowid) < (${BigInt(after?.atMs ?? EVER_MS)}, ${BigInt(after?.row ?? EVER_MS)})`;
  const page = sql`order by state_at_ms desc, mails.rowid desc limit ${sql.raw(String(most + 1))}`;
  const each = (state === undefined ? troubleStates : [state]).map(
    (one) => sql`select * from (select mails.rowid as at, state_at_ms from mails indexed by mail_trouble
      where ${IN_TROUBLE} and state = ${one} and ${behind} ${page})`,
  );
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
      sql`mails.rowid in (select at from (${sql.join(each, sql` union all `)})
        order by state_at_ms desc, at desc limit ${sql.raw(String(most + 1))})`,
    )
    .orderBy(sql`state_at_ms desc, mails.rowid desc`);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  const next = rows.length > most && last ? { atMs: last.atMs, row: last.row } : null;
  return { rows: shown, next };
}
