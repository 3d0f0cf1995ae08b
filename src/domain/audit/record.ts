import { type AuditEntry, writeAudit } from "../../db/audit.ts";
import type { Deps } from "../deps.ts";
import { putJob, ring } from "../outbox/kinds.ts";

const postJobId = (auditId: string) => `${auditId}.post`;

/** The statements of one audit row and, where the shop has an audit channel, of its post there. */
export function recordAudit(deps: Deps, entry: Omit<AuditEntry, "createdAtMs">) {
  const row = writeAudit(deps.db, { ...entry, createdAtMs: deps.clock() });
  if (!deps.shop.auditChannelId) return [row] as const;
  return [row, putJob(deps, postJobId(entry.id), "audit.post", { auditId: entry.id })] as const;
}

/** Rings for the post of an audit row that is committed. */
export function ringAudit(deps: Deps, auditId: string): void {
  if (deps.shop.auditChannelId) ring(deps, [{ id: postJobId(auditId), kind: "audit.post" }]);
}
