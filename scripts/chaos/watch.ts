import type { Message } from "../standins/discord/message.ts";
import { auditPostOf, summaryOf } from "./cards.ts";
import { seenIn } from "./crowd.ts";
import type { History } from "./history.ts";
import { AUDIT_CHANNEL_ID, STAFF_IDS } from "./people.ts";
import type { Discord } from "./scene.ts";

/** Writes down what the shop shows of itself: the ends of imports, and posts in the audit channel. */
export function watchShop(discord: Discord, history: History): void {
  const told = new Set<string>();
  discord.onMessage((event) => {
    if (event.type !== "message") return;
    const { message } = event;
    if (message.channelId === AUDIT_CHANNEL_ID) writePost(history, told, message);
    else writeSummary(discord, history, told, message);
  });
}

function writePost(history: History, told: Set<string>, message: Message): void {
  const seen = seenIn(message);
  if (!seen || told.has(message.id)) return;
  told.add(message.id);
  history.auditPosts.push(auditPostOf(seen.card));
}

function writeSummary(discord: Discord, history: History, told: Set<string>, message: Message): void {
  const seen = seenIn(message);
  const summary = seen && summaryOf(seen.card);
  if (!summary || told.has(message.id)) return;
  told.add(message.id);
  const direct = STAFF_IDS.some((id) => discord.dmChannelId(id) === message.channelId);
  history.summaries.push({ messageId: message.id, direct, ...summary });
}
