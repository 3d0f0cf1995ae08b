import { type SQL, sql } from "drizzle-orm";
import { suppressions } from "../../db/schema/mail.ts";

/** Why an address is not mailed, by the hashes under which it may stand: an expression that is null where nothing speaks against it. */
export const suppressionOf = (hashes: readonly string[]): SQL =>
  sql`(select max(kind) from ${suppressions} where email_hash in (select value from json_each(${JSON.stringify(hashes)})))`;
