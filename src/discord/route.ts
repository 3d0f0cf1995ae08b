import { type Card, filesOf } from "../clients/discord/card.ts";
import { DiscordFailure } from "../clients/discord/failure.ts";
import type { Request as Asking } from "../domain/actor.ts";
import { mayActAs, type Roles } from "../domain/actor.ts";
import type { Deps } from "../domain/deps.ts";
import { Problem } from "../domain/problem.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import { backoffMs, type Clock, sleep } from "../lib/time.ts";
import type { Words } from "../lib/words/locale.ts";
import { levelOf } from "./access.ts";
import type { AsideAnswer, Call, CardAnswer, Command, PressAnswer } from "./command.ts";
import { failureCard } from "./failure.ts";
import {
  type CommandInteraction,
  interactionSchema,
  type PressInteraction,
  type UserInteraction,
  userOf,
} from "./interaction.ts";
import { languages } from "./languages.ts";
import { inTime } from "./late.ts";
import { namesFrom } from "./names.ts";
import { reply } from "./reply.ts";
import { findAction, findPress, levelFor, runCommand, runPress } from "./router.ts";

export type DoorSettings = Roles & { readonly guildIds: readonly string[] };

/** What our reply to Discord mostly needs to arrive. */
const REPLY_ARRIVES_MS = 150;
/** Five more tries within some ten seconds: a request may go on for thirty after its response. */
const EDIT_AGAIN_MAX = 5;
const EDIT_PAUSE_MS = 300;
const EDIT_PAUSE_MS_MAX = 4_000;
const PASSING: ReadonlySet<string> = new Set(["gone", "away", "wait"]);

/** What is there once somebody has come in. */
export type Room = {
  readonly table: readonly Command[];
  readonly settings: DoorSettings;
  readonly clock: Clock;
  /** By the Worker's own settings: what words a refusal needs. */
  readonly deps: Deps;
  /** By what owners have changed too, which may have to be read first. */
  readonly open: () => Promise<Deps>;
  readonly after: (work: Promise<void>) => void;
};

const words: Words<{ title: string; elsewhere: string; direct: string; unknown: string }> = {
  en: {
    title: "Not here",
    elsewhere: "This shop does not serve this server. Use its commands on the shop's own server.",
    direct: "The shop's commands work on its server only. Open the server and use the command there.",
    unknown: "The shop does not know this command any more. Discord will forget it soon.",
  },
  id: {
    title: "Tidak di sini",
    elsewhere: "Toko ini tidak melayani server ini. Pakai perintahnya di server toko.",
    direct: "Perintah toko hanya bekerja di servernya. Buka server toko dan pakai perintahnya di sana.",
    unknown: "Toko tidak mengenal perintah ini lagi. Discord akan segera melupakannya.",
  },
};

/** Answers an interaction that Discord has signed: what was asked, by whom and where. */
export async function handleInteraction(room: Room, json: unknown): Promise<Response> {
  const parsed = interactionSchema.safeParse(json);
  if (!parsed.success) return new Response("not an interaction we know", { status: 400 });
  const startedAtMs = room.clock();
  const response = await enter(room, parsed.data);
  const { id, type } = parsed.data;
  logEvent("info", "interaction", {
    id,
    type,
    name: commandName(room, parsed.data),
    tookMs: room.clock() - startedAtMs,
  });
  return response;
}

async function enter(room: Room, interaction: UserInteraction): Promise<Response> {
  const away = misplaced(room, interaction);
  if (interaction.type === 4) return await suggest(room, interaction, away !== null);
  if (away) return reply.message(away, true);
  const call = callOf(room, interaction);
  return interaction.type === 2
    ? await command(room, call, interaction)
    : await press(room, call, interaction);
}

async function command(room: Room, call: Call, interaction: CommandInteraction): Promise<Response> {
  const found = findAction(room.table, interaction);
  if (!found) return reply.message(notHere(room, interaction, "unknown"), true);
  const { ephemeral } = found.action;
  const work = settle(
    call,
    opened(room, call, (ready) => runCommand(ready, found, interaction)),
  );
  return await inTime(
    work,
    ({ answer }) => {
      if (answer.kind === "later") return reply.later(ephemeral);
      if (filesOf(answer.card).length > 0) return sendFile(room, call, answer, ephemeral ? "alone" : "all");
      return answer.discreet ? reply.message(answer.discreet, true) : reply.message(answer.card, ephemeral);
    },
    {
      placeholder: () => reply.later(ephemeral),
      finish: ({ answer }) => edit(call, answer),
      after: room.after,
    },
  );
}

/**
 * A file cannot stand in the reply to Discord's request: it is put into the answer afterwards. The answer is a
 * new message to all or to the asker alone, or the pressed one.
 */
function sendFile(
  room: Room,
  call: Call,
  answer: CardAnswer | AsideAnswer,
  to: "all" | "alone" | "pressed",
): Response {
  room.after(edit(call, answer, REPLY_ARRIVES_MS));
  return to === "pressed" ? reply.laterUpdate() : reply.later(to === "alone");
}

async function press(room: Room, call: Call, interaction: PressInteraction): Promise<Response> {
  const work = settle(
    call,
    opened(room, call, (ready) => runPress(room.table, ready, interaction)),
  );
  const answerPress = ({ answer, refused }: Settled<PressAnswer>) => {
    if (answer.kind === "later") return reply.laterUpdate();
    const apart = isApart(answer, refused);
    if (filesOf(answer.card).length > 0) return sendFile(room, call, answer, apart ? "alone" : "pressed");
    return apart ? reply.message(answer.card, true) : reply.update(answer.card);
  };
  return await inTime(work, answerPress, {
    placeholder: reply.laterUpdate,
    finish: ({ answer, refused }) =>
      answer.kind !== "later" && isApart(answer, refused) ? whisper(call, answer.card) : edit(call, answer),
    after: room.after,
  });
}

/** A refusal, too, leaves the pressed message to everybody who sees it. */
const isApart = ({ kind }: PressAnswer, refused: boolean) => refused || kind === "aside";

/** Suggestions are a convenience: whoever may not have them, or when they fail, gets none. */
async function suggest(room: Room, interaction: CommandInteraction, misplaced: boolean): Promise<Response> {
  const found = findAction(room.table, interaction);
  const focused = found?.given.find((option) => option.focused);
  const call = callOf(room, interaction);
  if (misplaced || !focused || !found?.action.suggest || !mayActAs(call.request.actor, levelFor(found))) {
    return reply.suggestions([]);
  }
  const { suggest: suggestions } = found.action;
  const work = opened(room, call, (ready) => suggestions(ready, focused)).catch((error: unknown) => {
    logEvent("warn", "suggestions_failed", errorFields(error));
    return [];
  });
  return await inTime(work, reply.suggestions, {
    placeholder: () => reply.suggestions([]),
    finish: async () => {},
    after: room.after,
  });
}

const opened = async <R>(room: Room, call: Call, run: (call: Call) => Promise<R>): Promise<R> =>
  await run({ ...call, deps: await room.open() });

type Settled<A> = { answer: A | CardAnswer; refused: boolean };

/** Any failure becomes a card too, in the language that is known of the reader. */
async function settle<A extends PressAnswer>(call: Call, work: Promise<A>): Promise<Settled<A>> {
  const { actor, id } = call.request;
  try {
    const answer = await work;
    if (answer.kind !== "later") languages.remember(actor.id, answer.locale);
    return { answer, refused: answer.kind !== "later" && answer.card.tone === "refused" };
  } catch (error) {
    const known = error instanceof Problem ? error.locale : null;
    if (known) languages.remember(actor.id, known);
    const locale = known ?? languages.of(actor.id, call.deps.shop.locale);
    return { answer: { kind: "card", card: failureCard(error, locale, id), locale }, refused: true };
  }
}

/**
 * Puts the answer where Discord said that it comes later. Until our reply has arrived there, Discord knows of no answer
 * that could be edited; so that, and its being away, is waited out.
 */
async function edit(call: Call, answer: PressAnswer, firstPauseMs = 0): Promise<void> {
  if (answer.kind === "later") return;
  await sleep(firstPauseMs);
  for (let attempt = 0; ; attempt++) {
    try {
      return await call.deps.discord.editAnswer(call.interactionToken, answer.card);
    } catch (error) {
      const passes = error instanceof DiscordFailure && PASSING.has(error.kind);
      if (!passes && filesOf(answer.card).length > 0)
        return await edit(call, { ...answer, card: lostFile(call, answer, error) });
      if (!passes || attempt >= EDIT_AGAIN_MAX) return logLost(error);
      await sleep(backoffMs(attempt, EDIT_PAUSE_MS, EDIT_PAUSE_MS_MAX));
    }
  }
}

/** Discord does not take the file: nobody is left to wait for it. */
const lostFile = ({ request }: Call, { locale }: CardAnswer | AsideAnswer, error: unknown): Card =>
  failureCard(error, locale, request.id);

async function whisper(call: Call, card: Card): Promise<void> {
  await call.deps.discord.whisper(call.interactionToken, card).catch(logLost);
}

function logLost(error: unknown): void {
  logEvent("warn", "late_answer_lost", errorFields(error));
}

/** Of the table, so that the log has no word that somebody made up. */
function commandName({ table }: Room, interaction: UserInteraction): string | undefined {
  const [name] = interaction.type === 3 ? interaction.data.custom_id.split(":") : [interaction.data.name];
  return table.find((command) => command.name === name)?.name;
}

function callOf(room: Room, interaction: UserInteraction): Call {
  const actor = { id: userOf(interaction) ?? "", level: levelOf(interaction, room.settings) };
  const request: Asking = { id: interaction.id, actor, names: namesFrom(interaction) };
  return { deps: room.deps, request, interactionToken: interaction.token };
}

function misplaced(room: Room, interaction: UserInteraction): Card | null {
  const { guild_id: guildId, member } = interaction;
  if (!guildId && !member && interaction.type === 3 && findPress(room.table, interaction)?.inDirect)
    return null;
  if (!guildId || !member) return notHere(room, interaction, "direct");
  return room.settings.guildIds.includes(guildId) ? null : notHere(room, interaction, "elsewhere");
}

function notHere(room: Room, interaction: UserInteraction, why: "elsewhere" | "direct" | "unknown"): Card {
  const text = words[languages.of(userOf(interaction), room.deps.shop.locale)];
  return { tone: "refused", title: text.title, body: text[why] };
}
