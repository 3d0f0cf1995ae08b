import * as z from "zod/mini";
import { type Card, cut, mention, moment, verbatim } from "../clients/discord/card.ts";
import { type AuditRow, type AuditStory, auditStory } from "../domain/audit/read.ts";
import type { Deps } from "../domain/deps.ts";
import { findingsOf, toBeMailed } from "../domain/imports/findings.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { formatMoney } from "../lib/money.ts";
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
    await deps.discord.post(channelId, auditCard(story, deps.shop), nonceOf(job.id));
  }
  await finishJob(deps, job);
}

/** One audit row as staff read it in the channel: things by the names that people have for them, ids small below. */
export function auditCard(story: AuditStory, shop: { locale: Locale; currency: string }): Card {
  const { row, file, claim, product } = story;
  const { locale } = shop;
  const words = auditWords[locale];
  const facts = auditFacts[locale];
  const line = (name: keyof typeof facts, value: string | number | null | undefined) =>
    value === null || value === undefined || value === ""
      ? []
      : [`**${facts[name]}:** ${typeof value === "number" ? wholeNumber(locale, value) : verbatim(value)}`];
  const isNamed = file !== null || claim !== null || product !== null;
  const [, memberId] = /^member:(\d+)$/.exec(row.target ?? "") ?? [];
  const actor = row.actor === "system" ? facts.system : mention(row.actor);
  return {
    tone: row.actor === "system" ? "warning" : "info",
    title: words[row.action] ?? row.action,
    body: [
      `**${facts.by}:** ${actor} · ${moment(row.createdAtMs)}`,
      ...(memberId === undefined ? [] : [`**${facts.member}:** ${mention(memberId)}`]),
      ...(isNamed || memberId !== undefined ? [] : line("target", row.target)),
      ...line("product", product && `${product.name} (${product.sku})`),
      ...line("file", file && cut(file.fileName, FILE_NAME_SHOWN_MAX)),
      ...(claim?.orderId == null ? line("line", claim?.line) : line("order", claim.orderId)),
      ...line("points", claim?.points),
      ...started(story).flatMap(([name, value]) => line(name, value)),
      ...line("reason", row.reason),
      ...shownFacts(row, shop).flatMap(([name, value]) => line(name, value)),
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
  codes: z.optional(z.number()),
  lowStock: z.optional(z.nullable(z.number())),
  size: z.optional(z.number()),
  price: z.optional(z.number()),
});

/** What the row keeps besides, as far as it tells people something: a new state is in the title already. */
function shownFacts(row: AuditRow, { locale, currency }: { locale: Locale; currency: string }) {
  const [before, after] = [row.before, row.after].map((facts) =>
    factsSchema.parse(JSON.parse(facts ?? "{}")),
  );
  const changed = (was: number | undefined, is: number | undefined, word: (value: number) => string) =>
    [was, is].flatMap((value) => (value === undefined ? [] : [word(value)])).join(" → ");
  return [
    ["points", changed(before?.points, after?.points, (count) => wholeNumber(locale, count))],
    ["size", after?.size],
    ["price", changed(before?.price, after?.price, (price) => formatMoney(price, currency, locale))],
    ["codes", after?.codes],
    ["lowStock", after?.lowStock],
    ["campaign", after?.campaign],
    ["mails", after?.mails],
    ["members", after?.members],
    ["added", after?.added],
    ["taken", after?.taken],
    ["kind", after?.kind],
    ["tries", after?.tries],
  ] as const;
}
