import { type Card, mention } from "../clients/discord/card.ts";
import { type Announced, announcedOf } from "../domain/achievements/announce.ts";
import { earnedLines } from "../domain/achievements/lines.ts";
import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { nonceOf } from "../lib/nonce.ts";
import { achievementWords } from "../lib/words/achievements.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";

/** Tells all what the members of a batch have achieved, unless they hide by now. */
export async function postAnnouncement(
  deps: Deps,
  job: OutboxRow,
  { cause }: { cause: string },
): Promise<void> {
  const channelId = deps.shop.announcementChannelId;
  const announced = channelId ? await announcedOf(deps, cause) : [];
  if (!channelId || announced.length === 0) return await finishJob(deps, job, "gone");
  await deps.discord.post(channelId, announcementCard(announced, deps.shop.locale), nonceOf(job.id));
  await finishJob(deps, job);
}

export function announcementCard(announced: readonly Announced[], locale: Locale): Card {
  const words = achievementWords[locale];
  const lines = announced.map((one) => `${mention(one.memberId)} · ${earnedLines([one], locale)[0]}`);
  const others = (announced[0]?.count ?? 0) - announced.length;
  return {
    tone: "done",
    title: words.announced,
    body: [...lines, ...(others > 0 ? [words.more(wholeNumber(locale, others))] : [])].join("\n"),
  };
}
