import { desc, sql } from "drizzle-orm";
import { behind } from "../../db/page.ts";
import { imports } from "../../db/schema/imports.ts";
import type { PageKey } from "../../lib/pageKey.ts";
import type { Deps } from "../deps.ts";
import type { ImportRow } from "./ask.ts";
import { findingsOf, toBeMailed } from "./findings.ts";

export const IMPORTS_PER_PAGE = 50;

export type FoundImport = {
  readonly row: ImportRow;
  /** Null before the file is read. */
  readonly rows: number | null;
  /** Mails of an import that is under way: how many there will be, and how many are still to be made or sent. */
  readonly underWay: { readonly mails: number; readonly open: number } | null;
};

/** A page of imports, the newest first. Of those that are under way the open mails are counted, of the others nothing. */
export async function searchImports({ db }: Deps, after: PageKey | null, most = IMPORTS_PER_PAGE) {
  const found = await db
    .select({
      row: imports,
      open: sql<number | null>`case when ${imports.state} in ('running', 'mailing') then (
        select count(*) from import_rows where import_id = imports.id) + (
        select count(*) from mails where import_id = imports.id and state in ('queued', 'sending')) end`,
    })
    .from(imports)
    .where(behind(imports.createdAtMs, imports.id, after))
    .orderBy(desc(imports.createdAtMs), desc(imports.id))
    .limit(most + 1);
  const shown = found.slice(0, most).map(({ row, open }): FoundImport => {
    const findings = findingsOf(row);
    const underWay = open === null || !findings ? null : { mails: toBeMailed(findings), open };
    return { row, rows: findings?.rows ?? null, underWay };
  });
  const last = shown.at(-1)?.row;
  const next = found.length > most && last ? { atMs: last.createdAtMs, id: last.id } : null;
  return { rows: shown, next };
}
