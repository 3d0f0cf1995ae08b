import { setTimeout as pause } from "node:timers/promises";
import { ClientRefusal } from "../../standins/discord/exchange.ts";
import type { Message } from "../../standins/discord/message.ts";
import type { CommandCall } from "../../standins/discord/person-command.ts";
import type { Card } from "../cards.ts";
import { type Asked, type Crowd, patiently } from "../crowd.ts";
import type { Dice } from "../dice.ts";
import type { History } from "../history.ts";
import { ADMIN_ID, CUSTOMER_CHANNEL_ID, PATRON_IDS, STAFF_CHANNEL_ID, STAFF_IDS } from "../people.ts";
import type { Discord } from "../scene.ts";

const REPEATS_MAX = 2;
const TOKENS_AT_ONCE = 5;
const AMOUNT_MAX = 400_000;
const LATEST = 12;
const COMPLETED_AT_ONCE_MAX = 4;
const PRESSES_AT_ONCE_MAX = 3;
const THINKING_MEAN_MS = 400;
const CONFIRM = /^sendref-cashb:confirm:/;
const MADE = /^Order ED0*(\d+) is made$/;
const COMPLETED = /^✅ \*\*ED0*(\d+)\*\* is completed for/gm;
const CANCELLED = /^Order ED0*(\d+) is cancelled$/;

type Preview = { readonly message: Message; readonly confirm: string };

export type OrderDesk = {
  readonly discord: Discord;
  readonly crowd: Crowd;
  readonly history: History;
  /** Promo tokens that staff have seen, used or not. */
  readonly tokens: string[];
  /** Previews of cashback with their button. */
  readonly previews: Preview[];
  /** The highest number of an order that staff have seen. */
  newest: number;
};

export function openOrderDesk(parts: Pick<OrderDesk, "discord" | "crowd" | "history">): OrderDesk {
  const desk: OrderDesk = { ...parts, tokens: [], previews: [], newest: 0 };
  parts.discord.onMessage((event) => {
    if (event.type !== "message") return;
    const { message } = event;
    const ids = message.components.flatMap((row) => row.components.map((each) => each.custom_id ?? ""));
    const confirm = ids.find((id) => CONFIRM.test(id));
    if (confirm) desk.previews.push({ message, confirm });
  });
  return desk;
}

/** Members bring each other: each names whoever came just before. */
export async function bringPatrons(desk: OrderDesk): Promise<void> {
  for (const [at, memberId] of PATRON_IDS.entries()) {
    const referrerId = PATRON_IDS[at - 1];
    if (referrerId === undefined) continue;
    const invited = await desk.crowd.command(referrerId, { name: "invite" }, CUSTOMER_CHANNEL_ID);
    const shown = (await patiently(invited.seen))?.card.fields[0]?.value ?? "";
    const code = shown.replaceAll("`", "");
    if (code) await desk.crowd.command(memberId, { name: "setref", options: { code } }, CUSTOMER_CHANNEL_ID);
  }
}

/** Staff who make tokens and orders, complete and cancel them, and pay cashback, over and over. */
export async function serveOrders(desk: OrderDesk, dice: Dice, closed: AbortSignal): Promise<void> {
  while (!closed.aborted) {
    const what = dice.pick([
      "tokens",
      "create",
      "create",
      "create",
      "complete",
      "complete",
      "cancel",
      "pay",
      "pay",
    ]);
    if (what === "tokens") await makeTokens(desk, dice);
    else if (what === "create") await create(desk, dice);
    else if (what === "complete") await complete(desk, dice);
    else if (what === "cancel") await ask(desk, dice, cancelling(desk, dice));
    else await payCashback(desk, dice);
    await pause(dice.pauseMs(THINKING_MEAN_MS));
  }
}

/** What is seen late is written down too. Gives what came of it first. */
async function ask(desk: OrderDesk, dice: Dice, call: CommandCall, as = dice.any(STAFF_IDS)): Promise<Asked> {
  const look = ({ seen }: Asked) => patiently(seen.then((shown) => shown && writeDown(desk, shown.card)));
  const first = await desk.crowd.command(as ?? ADMIN_ID, call, STAFF_CHANNEL_ID);
  await look(first);
  let asked = first;
  for (let repeats = 0; repeats < REPEATS_MAX && dice.chance(asked.answered ? 0.1 : 0.6); repeats++) {
    await pause(dice.pauseMs(THINKING_MEAN_MS));
    asked = await desk.crowd.again(asked);
    await look(asked);
  }
  return first;
}

function writeDown(desk: OrderDesk, { title, description }: Card): void {
  const { history, tokens } = desk;
  desk.newest = Math.max(desk.newest, Number(MADE.exec(title)?.[1] ?? 0));
  const codes = /^```\n([\s\S]+)\n```$/m.exec(description)?.[1];
  if (codes && title.startsWith("Promo tokens made")) tokens.push(...codes.split(/\s+/));
  for (const [, number] of description.matchAll(COMPLETED))
    history.orderEnds.push({ number: Number(number), word: "completed" });
  const cancelled = CANCELLED.exec(title)?.[1];
  if (cancelled) history.orderEnds.push({ number: Number(cancelled), word: "cancelled" });
}

async function makeTokens(desk: OrderDesk, dice: Dice): Promise<void> {
  const options = {
    description: "Flyer",
    quantity: TOKENS_AT_ONCE,
    reward: dice.pick(["percent", "money"]),
    reward_value: dice.int(1, 90),
  };
  await ask(desk, dice, { name: "generatetoken", options }, ADMIN_ID);
}

/** Mostly with a token that may be on an order already, at times by two of the staff at once. */
async function create(desk: OrderDesk, dice: Dice): Promise<void> {
  const token = dice.chance(0.85) ? dice.any(desk.tokens.slice(-LATEST)) : undefined;
  const order = () => ({
    description: "A cake",
    customer: dice.any(PATRON_IDS) ?? "",
    amount: dice.int(1, AMOUNT_MAX),
    ...(token === undefined ? {} : { token_code: token }),
  });
  const count = dice.chance(0.3) ? 2 : 1;
  const calls = Array.from({ length: count }, () => ({ name: "createorder", options: order() }));
  await Promise.all(calls.map((call) => ask(desk, dice, call)));
}

/** Or one that nobody has seen yet. */
const someOrder = ({ newest }: OrderDesk, dice: Dice) =>
  `ED${dice.int(Math.max(1, newest - LATEST), newest + 1)}`;

async function complete(desk: OrderDesk, dice: Dice): Promise<void> {
  const codes = Array.from({ length: dice.int(1, COMPLETED_AT_ONCE_MAX) }, () => someOrder(desk, dice));
  const call = { name: "completeorder", options: { order_codes: codes.join(" ") } };
  const other = dice.chance(0.2) ? [ask(desk, dice, cancelling(desk, dice))] : [];
  await Promise.all([ask(desk, dice, call), ...other]);
}

const cancelling = (desk: OrderDesk, dice: Dice): CommandCall => ({
  name: "cancelorder",
  options: { order_code: someOrder(desk, dice), reason: "sold out" },
});

/** A preview, or presses on one that stands there, several at once. */
async function payCashback(desk: OrderDesk, dice: Dice): Promise<void> {
  const preview = dice.chance(0.7) ? dice.any(desk.previews.slice(-2)) : undefined;
  if (!preview) {
    const { exchange, answered } = await ask(desk, dice, { name: "sendref-cashb" }, ADMIN_ID);
    if (!answered) desk.history.cashbackUnanswered.push(exchange.interaction.id);
    return;
  }
  const presses = dice.int(1, PRESSES_AT_ONCE_MAX);
  await Promise.all(Array.from({ length: presses }, () => confirm(desk, preview)));
}

async function confirm({ crowd }: OrderDesk, preview: Preview): Promise<void> {
  try {
    await crowd.press(ADMIN_ID, preview.message, preview.confirm);
  } catch (error) {
    // The button has gone from the message.
    if (!(error instanceof ClientRefusal)) throw error;
  }
}

/** All cashback that was previewed and not confirmed here yet, each twice and all at once. False when there was none. */
export async function confirmAll(desk: OrderDesk): Promise<boolean> {
  const previews = desk.previews.splice(0);
  await Promise.all([...previews, ...previews].map((preview) => confirm(desk, preview)));
  return previews.length > 0;
}
