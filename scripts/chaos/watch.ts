import type { Message } from "../standins/discord/message.ts";
import { auditPostOf, summaryOf } from "./cards.ts";
import { seenIn } from "./crowd.ts";
import type { History } from "./history.ts";
import { AUDIT_CHANNEL_ID, CUSTOMER_IDS, STAFF_IDS } from "./people.ts";
import type { Discord } from "./scene.ts";
import { moneyNoticeOf, topupToldBy } from "./topupCards.ts";

/** Writes down what the shop shows of itself: the ends of imports, posts in the audit channel, and how payments stand. */
export function watchShop(discord: Discord, history: History): void {
  const told = new Set<string>();
  const readers = new Map(CUSTOMER_IDS.map((id) => [discord.dmChannelId(id), id]));
  discord.onMessage((event) => {
    if (event.type !== "message") return;
    const { message } = event;
    if (message.channelId === AUDIT_CHANNEL_ID) writePost(history, told, message);
    else {
      writeSummary(discord, history, told, message);
      writeTopup(history, message);
      writeNotice(history, told, message, readers.get(message.channelId));
    }
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

/** Each time that a card changes it tells anew. */
function writeTopup(history: History, message: Message): void {
  const seen = seenIn(message);
  const told = seen && topupToldBy(seen.card);
  if (told) history.topupsTold.push({ ...told, atMs: seen.atMs });
}

function writeNotice(
  history: History,
  told: Set<string>,
  message: Message,
  memberId: string | undefined,
): void {
  const seen = seenIn(message);
  const notice = seen && moneyNoticeOf(seen.card);
  if (!notice || memberId === undefined || told.has(message.id)) return;
  told.add(message.id);
  history.moneyNotices.push({ messageId: message.id, memberId, ...notice });
}
