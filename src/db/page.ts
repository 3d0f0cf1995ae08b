import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { PageKey } from "../lib/pageKey.ts";

/** The rows behind the last of a page that lists the newest first; the moment's index leads to them. */
export const behind = (atMs: SQLiteColumn, id: SQLiteColumn, key: PageKey | null): SQL | undefined =>
  key === null ? undefined : sql`(${atMs}, ${id}) < (${key.atMs}, ${key.id})`;
