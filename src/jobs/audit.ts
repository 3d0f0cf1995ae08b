import { type Card, mention, moment, verbatim } from "../clients/discord/card.ts";
import { type AuditStory, auditStory } from "../domain/audit/read.ts";
import type { Deps, Shop } from "../domain/deps.ts";
import { auditTold } from "../domain/desk/auditTold.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { nonceOf } from "../lib/nonce.ts";
import { auditFacts } from "../lib/words/auditFacts.ts";
import { wholeNumber } from "../lib/words/number.ts";

/** Posts an audit row to the shop's audit channel. */
export async function postAudit(deps: Deps, job: OutboxRow, { auditId }: { auditId: string }): Promise<void> {
  const story = await auditStory(deps, auditId);
  const channelId = deps.shop.auditChannelId;
  if (story && channelId) {
    await deps.discord.post(channelId, auditCard(story, deps.shop), nonceOf(job.id));
  }
  await finishJob(deps, job);
}

/** One audit row as staff read it in the channel, with its ids small below. */
export function auditCard(story: AuditStory, shop: Pick<Shop, "locale" | "currency">): Card {
  const { locale } = shop;
  const { row } = story;
  const { title, actorId, memberId, facts, id } = auditTold(story, shop);
  const words = auditFacts[locale];
  const actor = actorId === null ? words.system : mention(actorId);
  return {
    tone: actorId === null ? "warning" : "info",
    title,
    body: [
      `**${words.by}:** ${actor} · ${moment(row.createdAtMs)}`,
      ...(memberId === null ? [] : [`**${words.member}:** ${mention(memberId)}`]),
      ...facts.map(({ name, value }) =>
        typeof value === "number"
          ? `**${name}:** ${wholeNumber(locale, value)}`
          : `**${name}:** ${verbatim(value)}`,
      ),
    ].join("\n"),
    footer: id ?? undefined,
  };
}
