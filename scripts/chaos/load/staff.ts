import { setTimeout as pause } from "node:timers/promises";
import type { Crowd } from "../crowd.ts";
import type { Dice } from "../dice.ts";
import type { History } from "../history.ts";
import { STAFF_CHANNEL_ID } from "../people.ts";
import type { Discord } from "../scene.ts";
import { decide } from "./decide.ts";
import { csvOf, type OrderBook } from "./orders.ts";
import type { Previews } from "./previews.ts";
import { resend } from "./resend.ts";

const ORDERS_MAX = 40;
const REPEATS_MAX = 2;
/** With more uploads without a preview staff wait. */
const PREVIEWS_AWAITED_MAX = 8;
const THINKING_MEAN_MS = 500;

export type Office = {
  readonly crowd: Crowd;
  readonly discord: Discord;
  readonly history: History;
  readonly previews: Previews;
  readonly orderBook: OrderBook;
  /** Orders whose mail has come. */
  readonly mailed: ReadonlySet<string>;
};

/** One of the staff at work: uploads files, decides about previews, has mail sent again that did not come. */
export async function runOffice(
  office: Office,
  dice: Dice,
  staffId: string,
  closed: AbortSignal,
): Promise<void> {
  while (!closed.aborted) {
    const isResending = dice.chance(0.2);
    const preview = isResending ? undefined : office.previews.take(dice);
    if (isResending) await resend(office, dice, staffId);
    else if (preview) await decide(office, dice, preview);
    else if (office.previews.awaited(office.history.imports) < PREVIEWS_AWAITED_MAX)
      await upload(office, dice, staffId);
    await pause(dice.pauseMs(THINKING_MEAN_MS));
  }
}

/** A new file, or one that was uploaded before: as it was, or with an order more. */
async function upload({ crowd, history, orderBook }: Office, dice: Dice, staffId: string): Promise<void> {
  const before = dice.chance(0.25) ? dice.any(history.imports) : undefined;
  const orders = before
    ? [...before.orders, ...orderBook.orders(dice, dice.int(0, 1))]
    : orderBook.orders(dice, dice.int(1, ORDERS_MAX));
  const fileName = orderBook.fileName();
  const file = { name: fileName, bytes: csvOf(dice, orders), contentType: "text/csv" };
  const call = { name: "import", subcommand: "orders", options: { file } };
  let asked = await crowd.command(staffId, call, STAFF_CHANNEL_ID);
  const { id } = asked.exchange.interaction;
  history.imports.push({
    id,
    askedMs: asked.startedMs,
    fileName,
    staffId,
    orders,
    shown: asked.answered,
    previewed: false,
    decisions: [],
  });
  const isRepeated = () => dice.chance(asked.answered ? 0.1 : 0.5);
  for (let repeats = 0; repeats < REPEATS_MAX && isRepeated(); repeats++) {
    await pause(dice.pauseMs(THINKING_MEAN_MS));
    asked = await crowd.again(asked);
  }
}
