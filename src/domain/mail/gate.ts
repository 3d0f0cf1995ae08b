import { eq, sql } from "drizzle-orm";
import type { Gate } from "../../db/gates.ts";
import { gates } from "../../db/schema/mail.ts";
import { HOUR_MS } from "../../lib/time.ts";
import { recordAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";

/** How long mail rests after SendGrid refused our key or sender; then one job tries again. */
export const MAIL_REST_MS = HOUR_MS;

const MAIL_GATE: Gate = "mail";

/** Whether mail may go, as a condition. */
export const mailMayGo = (nowMs: number) =>
  sql`not exists (select 1 from ${gates} where name = ${MAIL_GATE} and closed_until_ms > ${nowMs})`;

/** Lets mail go again. */
export function openMailGate(deps: Deps) {
  return deps.db.delete(gates).where(eq(gates.name, MAIL_GATE));
}

/** The statements that stop mail and tell staff, once an hour however many jobs run into it. */
export function closeMailGate(deps: Deps, reason: string, nowMs: number) {
  const gate = { name: MAIL_GATE, closedUntilMs: nowMs + MAIL_REST_MS, reason, closedAtMs: nowMs };
  return [
    deps.db.insert(gates).values(gate).onConflictDoUpdate({ target: gates.name, set: gate }),
    ...recordAudit(deps, {
      id: stopAuditId(nowMs),
      actor: "system",
      action: "mail.stopped",
      reason,
      cause: stopAuditId(nowMs),
    }),
  ] as const;
}

export const stopAuditId = (nowMs: number): string => `mail.stopped.${Math.floor(nowMs / MAIL_REST_MS)}`;
