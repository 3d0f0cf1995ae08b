import { setTimeout as pause } from "node:timers/promises";
import { ClientRefusal } from "../../standins/discord/exchange.ts";
import type { Message } from "../../standins/discord/message.ts";
import { refusalOf, troubleOf, unknown } from "../cards.ts";
import { type Asked, type Crowd, patiently } from "../crowd.ts";
import type { Dice } from "../dice.ts";
import type { History, TopupAsked, TopupPress } from "../history.ts";
import { CUSTOMER_CHANNEL_ID, CUSTOMER_IDS } from "../people.ts";
import type { Discord } from "../scene.ts";
import { pressAnswer, topupToldBy } from "../topupCards.ts";
import { TOPUPS_MAX, topupAmount } from "./amounts.ts";
import type { Payers } from "./payers.ts";

const REPEATS_MAX = 2;
const PRESSES_AT_ONCE_MAX = 4;
/** Few enough that whoever owes tops up again. */
const SAVERS = 16;
const SAVER_IDS = CUSTOMER_IDS.slice(0, SAVERS);
const LATEST = 50;
const THINKING_MEAN_MS = 250;
/** As Discord's log names them. 200 is a connection that was dropped, where an answer has 204; 404 a repeat of what was not answered in time. */
const FAILED = [200, 404, 429, 500, 502];
const CHECK = /^topup:check:(.+)$/;

/** Cards whose buttons can be pressed, by top-up. */
export type OpenCards = ReadonlyMap<string, Message>;

export type Counter = {
  readonly discord: Discord;
  readonly crowd: Crowd;
  readonly history: History;
  readonly payers: Payers;
  readonly cards: OpenCards;
};

/** A card with buttons that somebody sees; whoever waited too long presses those of one that has ended. */
export function watchTopupCards(discord: Discord): OpenCards {
  const open = new Map<string, Message>();
  discord.onMessage((event) => {
    if (event.type !== "message") return;
    const ids = event.message.components.flatMap(({ components }) =>
      components.map(({ custom_id }) => custom_id ?? ""),
    );
    const topupId = ids.map((id) => CHECK.exec(id)?.[1]).find(Boolean);
    if (topupId) open.set(topupId, event.message);
  });
  return open;
}

/** Members who put money into their wallets, and press the buttons, over and over. */
export async function serveWallets(counter: Counter, dice: Dice, closed: AbortSignal): Promise<void> {
  while (!closed.aborted) {
    const what = dice.pick(["topup", "topup", "press", "press", "rush"]);
    const asked = dice.any(counter.history.topups.slice(-LATEST));
    if (what === "topup" || !asked) await topUp(counter, dice, dice.any(SAVER_IDS) ?? "");
    else if (what === "press") await press(counter, asked, dice.chance(0.75) ? "check" : "cancel");
    else await rush(counter, dice, asked);
    await pause(dice.pauseMs(THINKING_MEAN_MS));
  }
}

/** The payer pays while the member presses, several times at once and both buttons. */
async function rush(counter: Counter, dice: Dice, asked: TopupAsked): Promise<void> {
  const wishes = Array.from({ length: dice.int(1, PRESSES_AT_ONCE_MAX) }, () =>
    dice.chance(0.7) ? ("check" as const) : ("cancel" as const),
  );
  await Promise.all([
    counter.payers.payNow(topupIdOf(asked)),
    ...wishes.map((wish) => press(counter, asked, wish)),
  ]);
}

const topupIdOf = ({ id }: TopupAsked) => `tu-${id}`;

async function topUp(counter: Counter, dice: Dice, memberId: string): Promise<void> {
  const { crowd, history } = counter;
  if (history.topups.length >= TOPUPS_MAX) return;
  const amount = topupAmount(dice, history.topups.length + 1);
  const entry: TopupAsked = { id: "", memberId, amount, refused: false };
  history.topups.push(entry);
  let asked = await crowd.command(memberId, { name: "topup", options: { amount } }, CUSTOMER_CHANNEL_ID);
  entry.id = asked.exchange.interaction.id;
  await patiently(writeDown(counter, entry, asked));
  for (let repeats = 0; repeats < REPEATS_MAX && dice.chance(asked.answered ? 0.1 : 0.6); repeats++) {
    await pause(dice.pauseMs(THINKING_MEAN_MS));
    asked = await crowd.again(asked);
    await patiently(writeDown(counter, entry, asked));
  }
}

/** What it says of the payment is seen by whoever watches the shop; here it is whether it was refused. */
async function writeDown({ discord, history }: Counter, entry: TopupAsked, { seen }: Asked): Promise<void> {
  const card = (await seen)?.card;
  if (!card || topupToldBy(card) || troubleOf(card)) return;
  if (refusalOf(card)) entry.refused = true;
  else if (!isKeptFromAnswering(discord, entry.id))
    history.strange.push(`to /topup: ${JSON.stringify(card)}`);
}

/** The code is a file, for which the shop calls Discord; when that call fails, it can only say that something went wrong. */
function isKeptFromAnswering({ requests }: Discord, id: string): boolean {
  return requests
    .list()
    .some(({ path, status }) => path.includes(`/interactions/${id}/`) && FAILED.includes(status));
}

async function press(
  { crowd, history, cards }: Counter,
  asked: TopupAsked,
  wish: TopupPress["wish"],
): Promise<void> {
  const topupId = topupIdOf(asked);
  const message = cards.get(topupId);
  if (!message) return;
  const entry: TopupPress = { topupId, wish, startedMs: Date.now(), answer: unknown("no answer yet") };
  const pressed = await crowd
    .press(asked.memberId, message, `topup:${wish}:${topupId}`)
    .catch((error: unknown) => {
      if (error instanceof ClientRefusal) return null;
      throw error;
    });
  if (!pressed) return;
  history.topupPresses.push(entry);
  await patiently(writeAnswer(history, entry, pressed));
}

async function writeAnswer(history: History, entry: TopupPress, { problem, seen }: Asked): Promise<void> {
  const shown = await seen;
  const understood = shown ? pressAnswer(shown.card) : unknown(problem);
  if (!understood) history.strange.push(`to ${entry.wish}: ${JSON.stringify(shown?.card)}`);
  // A card that changed at the same time for another reason may show how it was before.
  entry.answer = shown?.late ? unknown("seen late") : (understood ?? unknown("not understood"));
}
