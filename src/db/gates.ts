import { eq } from "drizzle-orm";
import type { Database } from "./client.ts";
import { gates } from "./schema/mail.ts";

/** Work that rests until staff have mended something. */
export type Gate = "mail";

/** Until when a kind of work rests, and why; no row, or one of the past, where it does not. */
export function gateOf(db: Database, gate: Gate) {
  return db.select().from(gates).where(eq(gates.name, gate));
}
