import * as z from "zod";
import type { TestShop } from "./shop.ts";

/** All that stands in the database, as one text a table. */
export type Contents = ReadonlyMap<string, string>;

const columnSchema = z.object({ owner: z.string(), name: z.string() });
const contentSchema = z.object({ name: z.string(), content: z.string() });

const questions = new WeakMap<TestShop, string>();

/** Reads every table of the shop's, in one question. */
export async function contentsOf(shop: TestShop): Promise<Contents> {
  const question = questions.get(shop) ?? (await questionFor(shop));
  questions.set(shop, question);
  const rows = await shop.database.rows(contentSchema, question);
  return new Map(rows.map(({ name, content }) => [name, content]));
}

/** The question for all of its tables, which stay what they are. */
async function questionFor({ database }: TestShop): Promise<string> {
  const columns = await database.rows(
    columnSchema,
    `select tables.name as owner, columns.name from sqlite_master as tables, pragma_table_info(tables.name) as columns
      where tables.type = 'table' and tables.name not like 'sqlite_%' and tables.name not like 'libsql_%'`,
  );
  const selects = Map.groupBy(columns, ({ owner }) => owner)
    .entries()
    .map(([table, found]) => {
      const row = found.map(({ name }) => `quote("${name}")`).join(" || ',' || ");
      return `select '${table}' as name, coalesce((select group_concat(${row}, char(10)) from "${table}"), '') as content`;
    });
  return [...selects].join(" union all ");
}

/** The tables in which something has changed. */
export const tablesChanged = (before: Contents, after: Contents): string[] =>
  [...after.keys()].filter((name) => before.get(name) !== after.get(name));
