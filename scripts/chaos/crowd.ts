import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import type { Exchange } from "../standins/discord/exchange.ts";
import type { Message } from "../standins/discord/message.ts";
import type { CommandCall } from "../standins/discord/person-command.ts";
import { type Card, cardSchema } from "./cards.ts";
import type { Discord } from "./scene.ts";

/** How long after the first sign of an answer its rest may come; the Worker itself gives up before. */
const LATE_ANSWER_MS = 25_000;
/** After this long people do something else; what the answer was is still written down. */
const PATIENCE_MS = 3_000;

/** One delivery of an interaction, and what came back in the end: null when nothing did. */
export type Asked = {
  readonly exchange: Exchange;
  readonly startedMs: number;
  /** Whether any answer came in time, if only that one is to follow. */
  readonly answered: boolean;
  /** Why nothing is seen, in a few words. */
  readonly problem: string;
  readonly seen: Promise<Seen | null>;
};
/** `late`: not in the answer to the interaction itself, so that another change of the message may have come first. */
export type Seen = { readonly card: Card; readonly atMs: number; readonly late: boolean };

export type Crowd = {
  command(userId: string, call: CommandCall, channel: string): Promise<Asked>;
  press(userId: string, message: Message, customId: string): Promise<Asked>;
  /** The same interaction once more, as Discord may send it. */
  again(asked: Asked): Promise<Asked>;
  /** From now on nobody waits for an answer. */
  goHome(): void;
};

const embedsSchema = z.object({ embeds: z.array(cardSchema).min(1) });
const answerSchema = z.object({ type: z.number(), data: embedsSchema.optional().catch(undefined) });

const SHOWS_NOW = [4, 7];
const SHOWS_LATER = [5, 6];

export function createCrowd(discord: Discord): Crowd {
  const home = new AbortController();

  /** The next thing that is shown in answer to an interaction. */
  function later(exchange: Exchange): Promise<Seen | null> {
    const { promise, resolve } = Promise.withResolvers<Seen | null>();
    const end = discord.onMessage((event) => {
      const seen =
        event.type === "message" && belongsTo(exchange, event.message) ? seenIn(event.message) : null;
      if (seen) resolve(seen);
    });
    const timer = setTimeout(() => resolve(null), LATE_ANSWER_MS);
    const leave = () => resolve(null);
    home.signal.addEventListener("abort", leave);
    return promise.finally(() => {
      end();
      clearTimeout(timer);
      home.signal.removeEventListener("abort", leave);
    });
  }

  function asked(exchange: Exchange, startedMs: number, body: unknown): Asked {
    const answer = answerSchema.safeParse(body);
    const type = answer.success && exchange.status === 200 ? answer.data.type : 0;
    const [card] = answer.data?.data?.embeds ?? [];
    const answered = SHOWS_NOW.includes(type) || SHOWS_LATER.includes(type) || isElsewhere(exchange);
    const [problem = ""] = (exchange.problem ?? "no answer").split(/[:\n]/);
    const given = { exchange, startedMs, answered, problem };
    if (card && SHOWS_NOW.includes(type))
      return { ...given, seen: Promise.resolve({ card, atMs: Date.now(), late: false }) };
    const isLater = SHOWS_LATER.includes(type) || isElsewhere(exchange);
    const comesLater = isLater && exchange.failure === null && !home.signal.aborted;
    return { ...given, seen: comesLater ? later(exchange) : Promise.resolve(null) };
  }

  return {
    async command(userId, call, channel) {
      const startedMs = Date.now();
      const exchange = await discord.command(userId, call, { channel });
      return asked(exchange, startedMs, exchange.body);
    },
    async press(userId, message, customId) {
      const startedMs = Date.now();
      const exchange = await discord.press(userId, message, customId);
      return asked(exchange, startedMs, exchange.body);
    },
    async again({ exchange }) {
      const startedMs = Date.now();
      const answer = await discord.redeliver(exchange).catch(() => ({ status: null, body: null }));
      return asked(
        { ...exchange, failure: "an answer to a repeat shows nothing", status: answer.status },
        startedMs,
        answer.body,
      );
    },
    goHome: () => home.abort(),
  };
}

/** An answer with a file is given by a call of the shop's own. */
const isElsewhere = ({ status, failure }: Exchange) => status === 202 && failure === null;

/** Whether a message is the interaction's answer: one made for it, or the one whose button was pressed. */
function belongsTo({ interaction }: Exchange, message: Message): boolean {
  return message.answerTo?.interactionId === interaction.id || message.id === interaction.sourceMessageId;
}

/** What a message shows, when it is more than "thinking". */
export function seenIn(message: Message): Seen | null {
  const card = cardSchema.safeParse(message.embeds[0]);
  return card.success && !message.thinking ? { card: card.data, atMs: Date.now(), late: true } : null;
}

/** The answer, or undefined when it takes too long. */
export async function patiently<T>(answer: Promise<T>): Promise<T | undefined> {
  return await Promise.race([answer, pause(PATIENCE_MS, undefined)]);
}
