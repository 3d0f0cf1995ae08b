import { type Card, cut, mention, moment, plain } from "../clients/discord/card.ts";
import type { Deps, Shop } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { digestOrders } from "../domain/orders/digest.ts";
import { fetchOrderFile } from "../domain/orders/file.ts";
import type { FullOrder } from "../domain/orders/order.ts";
import type { Digest } from "../domain/outbox/digest.ts";
import { nonceOf } from "../lib/nonce.ts";
import { orderCode } from "../lib/orderCode.ts";
import { digestWords } from "../lib/words/digest.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { orderStateWords, priorityWords } from "../lib/words/orders.ts";

/** Twenty lines of it fit a card. */
const DESCRIPTION_SHOWN_MAX = 50;

/** Fetches the file that staff attached to an order. */
export async function attachFile(
  deps: Deps,
  job: OutboxRow,
  { orderId }: { orderId: string },
): Promise<void> {
  await fetchOrderFile(deps, job, orderId);
  await finishJob(deps, job);
}

/** Posts the daily digest of orders to staff. */
export async function postDigest(deps: Deps, job: OutboxRow, digest: Digest): Promise<void> {
  const channelId = deps.shop.staffChannelId;
  if (channelId) {
    const found = await digestOrders(deps, digest);
    await deps.discord.post(channelId, digestCard(found, digest, deps.shop), nonceOf(job.id));
  }
  await finishJob(deps, job);
}

/** What staff read once a day; orders stand in it as they are when it is posted. */
export function digestCard(
  found: { readonly overdue: readonly FullOrder[]; readonly pending: readonly FullOrder[] },
  { overdueCount, pendingCount }: Digest,
  { locale }: Pick<Shop, "locale">,
): Card {
  const words = digestWords[locale];
  const line = ({ order }: FullOrder) =>
    [
      `**${orderCode(order.number)}** ${plain(cut(order.description, DESCRIPTION_SHOWN_MAX))}`,
      priorityWords[locale][order.priority] ?? "",
      orderStateWords[locale][order.state],
      mention(order.customerId),
      order.dueAtMs === null ? moment(order.createdAtMs, "R") : words.due(moment(order.dueAtMs, "R")),
    ].join(" · ");
  const part = (title: string, rows: readonly FullOrder[], count: number) =>
    count === 0
      ? []
      : [
          `**${title}**`,
          ...rows.map(line),
          ...(count > rows.length ? [words.more(wholeNumber(locale, count - rows.length))] : []),
          "",
        ];
  return {
    tone: overdueCount > 0 ? "warning" : "info",
    title: words.title,
    body: [
      ...part(words.overdue, found.overdue, overdueCount),
      ...part(words.pending, found.pending, pendingCount),
    ]
      .join("\n")
      .trim(),
    footer: words.footer,
  };
}
