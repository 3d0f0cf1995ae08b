import { type SQL, sql } from "drizzle-orm";
import { type AuditEntry, type AuditEntryOfRow, writeAudit, writeAuditFrom } from "../../db/audit.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { audits } from "../../db/schema/audit.ts";
import type { Deps } from "../deps.ts";
import { putJob, ring } from "../outbox/kinds.ts";

const postJobId = (auditId: string) => `${auditId}.post`;

/** The statements of one audit row and, where the shop has an audit channel, of its post there. */
export function recordAudit(deps: Deps, entry: Omit<AuditEntry, "createdAtMs">) {
  const row = writeAudit(deps.db, { ...entry, createdAtMs: deps.clock() });
  if (!deps.shop.auditChannelId) return [row] as const;
  return [row, putJob(deps, postJobId(entry.id), "audit.post", { auditId: entry.id })] as const;
}

/**
 * The statements of one audit row and its post, for what the batch itself finds out: where `from` has a row. What is
 * written down already, by its cause, is not posted again.
 */
export function recordAuditFrom(deps: Deps, entry: Omit<AuditEntry, "createdAtMs">, from: SQL) {
  const createdAtMs = deps.clock();
  const row = writeAuditFrom(deps.db, { ...entry, createdAtMs }, from);
  if (!deps.shop.auditChannelId) return [row] as const;
  const payload = sql`json_object('auditId', ${entry.id})`;
  const post = { id: postJobId(entry.id), kind: "audit.post", payload, atMs: createdAtMs };
  return [row, putInOutboxFrom(deps.db, post, sql`${audits} where id = ${entry.id}`)] as const;
}

/**
 * The statements of an audit row and its post for each row of `from`, by the id that the row gives it.
 * @param from has no row in a batch that is repeated after its posts may have been pruned.
 */
export function recordAuditsFrom(
  deps: Deps,
  entry: Omit<AuditEntryOfRow, "createdAtMs"> & { id: SQL },
  from: SQL,
) {
  const atMs = deps.clock();
  const rows = writeAuditFrom(deps.db, { ...entry, createdAtMs: atMs }, from);
  if (!deps.shop.auditChannelId) return [rows] as const;
  const payload = sql`json_object('auditId', ${entry.id})`;
  const post = { id: sql`${entry.id} || ${postJobId("")}`, kind: "audit.post", payload, atMs };
  return [rows, putInOutboxFrom(deps.db, post, from)] as const;
}

/** Rings for the post of an audit row that is committed. */
export function ringAudit(deps: Deps, auditId: string): void {
  if (deps.shop.auditChannelId) ring(deps, [{ id: postJobId(auditId), kind: "audit.post" }]);
}
