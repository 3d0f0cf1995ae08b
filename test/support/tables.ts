import * as z from "zod";
import type { TestShop } from "./shop.ts";

const nameRow = z.object({ name: z.string() });
const anyRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** The tables in which a text stands anywhere. */
export async function tablesOf({ database }: TestShop, text: string): Promise<string[]> {
  const tables = await database.rows(
    nameRow,
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    if (JSON.stringify(await database.rows(anyRow, `select * from "${name}"`)).includes(text))
      found.push(name);
  }
  return found;
}
