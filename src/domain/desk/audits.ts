import { and, eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { behind } from "../../db/page.ts";
import { audits } from "../../db/schema/audit.ts";
import type { PageKey } from "../../lib/pageKey.ts";
import { type AuditStory, selectStories } from "../audit/read.ts";
import type { Deps } from "../deps.ts";

export const AUDITS_PER_PAGE = 50;
export const AUDITS_EXPORTED_MAX = 10_000;
/** Rows that one page looks through for those that fit all that was asked for; the next looks further. */
export const AUDITS_LOOKED_THROUGH_MAX = 5_000;

/** Which rows are looked for; a target by its whole name, such as `member:1180000000000000203`. */
export type AuditFilter = {
  readonly actor: string | undefined;
  readonly action: string | undefined;
  readonly target: string | undefined;
};

export type AuditPage = {
  readonly rows: readonly AuditStory[];
  /** Behind which row the next page begins; null: this is the last. */
  readonly next: PageKey | null;
};

/** A page of the audit log, the newest first. One round trip. */
export const listAudits = (deps: Deps, filter: AuditFilter, key: PageKey | null): Promise<AuditPage> =>
  auditPage(deps, filter, key, { most: AUDITS_PER_PAGE, lookedMax: AUDITS_LOOKED_THROUGH_MAX });

/** The newest rows, as many as a file holds. */
export async function exportAudits(deps: Deps, filter: AuditFilter): Promise<readonly AuditStory[]> {
  const limits = { most: AUDITS_EXPORTED_MAX, lookedMax: AUDITS_EXPORTED_MAX };
  return (await auditPage(deps, filter, null, limits)).rows;
}

type Limits = { readonly most: number; readonly lookedMax: number };

const edgeSchema = z.array(z.object({ atMs: z.number(), id: z.string() }));

/**
 * One part of the filter leads by its index to so many rows, and of those the ones are taken that fit the other parts. So
 * no filter costs more than the longest look.
 */
async function auditPage(
  deps: Deps,
  filter: AuditFilter,
  key: PageKey | null,
  { most, lookedMax }: Limits,
): Promise<AuditPage> {
  const { db } = deps;
  const [found, ...others] = partsOf(filter);
  const order = sql`${audits.createdAtMs} desc, ${audits.id} desc`;
  const where = and(sql`true`, found, behind(audits.createdAtMs, audits.id, key));
  const looks = others.length === 0 ? most + 1 : lookedMax;
  const looked = sql`(select * from ${audits} where ${where} order by ${order} limit ${looks}) as audits`;
  const fitting = sql`select ${audits.id} from ${looked} where ${and(sql`true`, ...others)} order by ${order} limit ${most + 1}`;
  const [rows, edge] = await db.batch([
    selectStories(deps).where(sql`${audits.id} in (${fitting})`).orderBy(order),
    db.all(sql`
      select ${audits.createdAtMs} as "atMs", ${audits.id} from ${looked} order by ${order} limit 1 offset ${lookedMax - 1}`),
  ]);
  const last = rows.length > most ? rows[most - 1]?.row : undefined;
  const [farthest = null] = edgeSchema.parse(edge);
  return { rows: rows.slice(0, most), next: last ? { atMs: last.createdAtMs, id: last.id } : farthest };
}

/** The conditions, the one that leaves the fewest rows first. */
function partsOf({ actor, action, target }: AuditFilter): SQL[] {
  return [
    ...(target === undefined ? [] : [eq(audits.target, target)]),
    ...(actor === undefined ? [] : [eq(audits.actor, actor)]),
    ...(action === undefined ? [] : [eq(audits.action, action)]),
  ];
}
