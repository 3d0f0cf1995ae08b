import * as z from "zod";
import { type Card, mention, moment, verbatim } from "../clients/discord/card.ts";
import { type AuditRow, auditById } from "../domain/audit/read.ts";
import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { nonceOf } from "../lib/nonce.ts";
import { auditWords } from "../lib/words/audit.ts";
import type { Locale } from "../lib/words/locale.ts";

/** Posts an audit row to the shop's audit channel. */
export async function postAudit(deps: Deps, job: OutboxRow, { auditId }: { auditId: string }): Promise<void> {
  const row = await auditById(deps, auditId);
  const channelId = deps.shop.auditChannelId;
  if (row && channelId) await deps.discord.post(channelId, auditCard(row, deps.shop.locale), nonceOf(job.id));
  await finishJob(deps, job);
}

/** One audit row as staff read it in the channel. */
export function auditCard(row: AuditRow, locale: Locale): Card {
  const words = auditWords[locale];
  const line = (name: string, value: string | null) =>
    value ? [`**${words[name]}:** ${verbatim(value)}`] : [];
  const actor = row.actor === "system" ? words.system : mention(row.actor);
  return {
    tone: row.actor === "system" ? "warning" : "info",
    title: words[row.action] ?? row.action,
    body: [
      `**${words.by}:** ${actor} · ${moment(row.createdAtMs)}`,
      ...line("target", row.target),
      ...line("reason", row.reason),
      ...changes(row),
    ].join("\n"),
  };
}

const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** What an action changed, a fact a line: `state: previewed → running`. */
function changes(row: AuditRow): string[] {
  const [before, after] = [row.before, row.after].map((facts) =>
    factsSchema.parse(JSON.parse(facts ?? "{}")),
  );
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.map((name) => {
    const values = [before?.[name], after?.[name]].filter((value) => value !== undefined && value !== "");
    return `**${name}:** ${values.map((value) => verbatim(String(value))).join(" → ") || "–"}`;
  });
}
