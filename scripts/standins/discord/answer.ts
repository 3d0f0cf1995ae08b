import { compose, NO_UPLOADS, type Uploads } from "./compose.ts";
import type { Core } from "./core.ts";
import { refusal } from "./failure.ts";
import { formError, parseForm } from "./form.ts";
import type { Interaction, InteractionKind, Outcome } from "./interaction.ts";
import type { Message } from "./message.ts";
import { type Callback, callbackSchema } from "./schema/callback.ts";
import { FLAG_EPHEMERAL, type MessageForm } from "./schema/message.ts";

const NOTHING: Outcome = { message: null, modal: null, choices: null };

/** Answer types that each kind of interaction may be given. */
const ALLOWED: Readonly<Record<InteractionKind, readonly number[]>> = {
  ping: [1],
  command: [4, 5, 9],
  component: [4, 5, 6, 7, 9],
  autocomplete: [8],
  modal: [4, 5, 6, 7],
};

/** Applies the first answer to an interaction as Discord does. @throws DiscordError for what Discord refuses. */
export function applyAnswer(
  core: Core,
  interaction: Interaction,
  json: unknown,
  uploads: Uploads = NO_UPLOADS,
): Outcome {
  if (interaction.state !== "open") throw refusal("alreadyAcknowledged");
  const answer = parseForm(callbackSchema, json);
  const updates = answer.type === 6 || answer.type === 7;
  if (!ALLOWED[interaction.kind].includes(answer.type) || (updates && !interaction.sourceMessageId)) {
    throw formError(
      ["type"],
      "INTERACTION_CALLBACK_TYPE_INVALID",
      `A ${interaction.kind} interaction cannot be answered with type ${answer.type}`,
    );
  }
  const outcome = carryOut(core, interaction, answer, uploads);
  interaction.state = "answered";
  return outcome;
}

function carryOut(core: Core, interaction: Interaction, answer: Callback, uploads: Uploads): Outcome {
  switch (answer.type) {
    case 1:
      return NOTHING;
    case 4:
      interaction.ephemeral = isEphemeral(answer.data.flags);
      return { ...NOTHING, message: postAnswer(core, interaction, answer.data, uploads) };
    case 5:
      interaction.ephemeral = isEphemeral(answer.data?.flags);
      return { ...NOTHING, message: think(core, interaction) };
    case 6:
      interaction.originalId = interaction.sourceMessageId;
      return { ...NOTHING, message: sourceMessage(core, interaction) };
    case 7:
      return { ...NOTHING, message: update(core, interaction, answer.data ?? {}, uploads) };
    case 8:
      return { ...NOTHING, choices: answer.data.choices };
    case 9:
      return { ...NOTHING, modal: core.interactions.openModal(interaction, answer.data) };
  }
}

/** Posts a message that belongs to an interaction: its answer, or a follow-up. */
export function postAnswer(
  core: Core,
  interaction: Interaction,
  form: MessageForm,
  uploads: Uploads,
): Message {
  const { channelId, ephemeral, userId } = interaction;
  const message = core.store.add({
    channelId,
    ephemeralTo: ephemeral ? userId : null,
    answerTo: { interactionId: interaction.id, userId, command: interaction.command },
    allowedMentions: form.allowed_mentions,
    shown: compose(form, uploads, { files: core.files, channelId, ephemeral }),
  });
  interaction.originalId ??= message.id;
  return message;
}

/** Changes a message that belongs to an interaction; who sees it was settled when it was made. */
export function editAnswer(core: Core, message: Message, form: MessageForm, uploads: Uploads): Message {
  const place = { files: core.files, channelId: message.channelId, ephemeral: message.ephemeralTo !== null };
  return core.store.show(message, compose(form, uploads, place, message), form.allowed_mentions);
}

function think(core: Core, interaction: Interaction): Message {
  const { channelId, userId, ephemeral, id, command } = interaction;
  const message = core.store.add({
    channelId,
    ephemeralTo: ephemeral ? userId : null,
    answerTo: { interactionId: id, userId, command },
  });
  interaction.originalId = message.id;
  return message;
}

function update(core: Core, interaction: Interaction, form: MessageForm, uploads: Uploads): Message {
  const message = sourceMessage(core, interaction);
  interaction.originalId = message.id;
  return editAnswer(core, message, form, uploads);
}

function sourceMessage(core: Core, interaction: Interaction): Message {
  const message = core.store.find(interaction.sourceMessageId);
  if (!message) throw refusal("unknownMessage");
  return message;
}

function isEphemeral(flags: number | null | undefined): boolean {
  return ((flags ?? 0) & FLAG_EPHEMERAL) !== 0;
}
