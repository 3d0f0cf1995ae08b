import * as z from "zod/mini";
import { type Card, cut, mention, moment, verbatim } from "../clients/discord/card.ts";
import { type AuditRow, type AuditStory, auditStory } from "../domain/audit/read.ts";
import type { Deps } from "../domain/deps.ts";
import { findingsOf, toBeMailed } from "../domain/imports/findings.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { nonceOf } from "../lib/nonce.ts";
import { auditFacts, auditWords } from "../lib/words/audit.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";

const FILE_NAME_SHOWN_MAX = 60;

/** Posts an audit row to the shop's audit channel. */
export async function postAudit(deps: Deps, job: OutboxRow, { auditId }: { auditId: string }): Promise<void> {
  const story = await auditStory(deps, auditId);
  const channelId = deps.shop.auditChannelId;
  if (story && channelId) {
    await deps.discord.post(channelId, auditCard(story, deps.shop.locale), nonceOf(job.id));
  }
  await finishJob(deps, job);
}

/** One audit row as staff read it in the channel: things by the names that people have for them, ids small below. */
export function auditCard(story: AuditStory, locale: Locale): Card {
  const { row, file, claim } = story;
  const words = auditWords[locale];
  const facts = auditFacts[locale];
  const line = (name: keyof typeof facts, value: string | number | null | undefined) =>
    value === null || value === undefined || value === ""
      ? []
      : [`**${facts[name]}:** ${typeof value === "number" ? wholeNumber(locale, value) : verbatim(value)}`];
  const isNamed = file !== null || claim !== null;
  const [, memberId] = /^member:(\d+)$/.exec(row.target ?? "") ?? [];
  const actor = row.actor === "system" ? facts.system : mention(row.actor);
  return {
    tone: row.actor === "system" ? "warning" : "info",
    title: words[row.action] ?? row.action,
    body: [
      `**${facts.by}:** ${actor} · ${moment(row.createdAtMs)}`,
      ...(memberId === undefined ? [] : [`**${facts.member}:** ${mention(memberId)}`]),
      ...(isNamed || memberId !== undefined ? [] : line("target", row.target)),
      ...line("file", file && cut(file.fileName, FILE_NAME_SHOWN_MAX)),
      ...(claim?.orderId == null ? line("line", claim?.line) : line("order", claim.orderId)),
      ...line("points", claim?.points),
      ...started(story).flatMap(([name, value]) => line(name, value)),
      ...line("reason", row.reason),
      ...shownFacts(row, locale).flatMap(([name, value]) => line(name, value)),
    ].join("\n"),
    footer: isNamed ? (row.target ?? undefined) : undefined,
  };
}

/** What an import that was started comes to. */
function started({ row, file }: AuditStory): ["mails" | "points", number][] {
  const findings = row.action === "import.confirm" && file ? findingsOf(file) : null;
  if (!findings) return [];
  return [
    ["mails", toBeMailed(findings)],
    ["points", findings.points],
  ];
}

const factsSchema = z.object({
  campaign: z.optional(z.string()),
  mails: z.optional(z.number()),
  kind: z.optional(z.string()),
  tries: z.optional(z.number()),
  points: z.optional(z.number()),
  members: z.optional(z.number()),
  added: z.optional(z.number()),
  taken: z.optional(z.number()),
});

/** What the row keeps besides, as far as it tells people something: a new state is in the title already. */
function shownFacts(row: AuditRow, locale: Locale) {
  const [before, after] = [row.before, row.after].map((facts) =>
    factsSchema.parse(JSON.parse(facts ?? "{}")),
  );
  const points = [before?.points, after?.points].flatMap((count) =>
    count === undefined ? [] : [wholeNumber(locale, count)],
  );
  return [
    ["points", points.join(" → ")],
    ["campaign", after?.campaign],
    ["mails", after?.mails],
    ["members", after?.members],
    ["added", after?.added],
    ["taken", after?.taken],
    ["kind", after?.kind],
    ["tries", after?.tries],
  ] as const;
}
