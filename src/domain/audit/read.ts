import { eq } from "drizzle-orm";
import { audits } from "../../db/schema/audit.ts";
import type { Deps } from "../deps.ts";

export type AuditRow = typeof audits.$inferSelect;

export async function auditById(deps: Deps, id: string): Promise<AuditRow | undefined> {
  const [row] = await deps.db.select().from(audits).where(eq(audits.id, id));
  return row;
}
