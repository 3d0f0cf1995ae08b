import { randomBytes } from "node:crypto";
import { refusal } from "./failure.ts";
import { INTERACTIONS_MAX, TOKEN_LIFE_MS } from "./limits.ts";
import type { Message } from "./message.ts";
import type { Choice } from "./schema/callback.ts";
import type { Modal } from "./schema/modal.ts";

export type InteractionKind = "ping" | "command" | "component" | "autocomplete" | "modal";

/** One interaction as Discord keeps it: who asked, by which token it is answered, and what became of it. */
export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly userId: string;
  readonly channelId: string;
  /** The command line as typed, for a command or the modal it opened. */
  readonly command: string | null;
  /** The message whose button, menu or modal this is. */
  readonly sourceMessageId: string | null;
  readonly startedAtMs: number;
  /** Nothing yet; acknowledged; or too late, after which the token is worth nothing. */
  state: "open" | "answered" | "missed";
  /** The message that `@original` means. */
  originalId: string | null;
  /** Settles when an answer comes by the callback route instead of inline. */
  readonly callback: PromiseWithResolvers<CallbackAnswer>;
  /** Settled when the deferral says so; a follow-up that fills a deferred answer keeps it. */
  ephemeral: boolean;
};

export type OpenModal = {
  readonly id: string;
  readonly userId: string;
  readonly from: Interaction;
  readonly modal: Modal;
};

/** What an answer led to. */
export type Outcome = {
  readonly message: Message | null;
  readonly modal: OpenModal | null;
  readonly choices: readonly Choice[] | null;
};

export type CallbackAnswer = { readonly body: unknown; readonly outcome: Outcome };

export type Interactions = ReturnType<typeof createInteractions>;

export function createInteractions(
  clock: () => number,
  nextId: () => string,
  saved: readonly Interaction[] = [],
) {
  const byToken = new Map(saved.map((interaction) => [interaction.token, interaction]));
  const isPast = ({ startedAtMs }: Interaction) => clock() - startedAtMs > TOKEN_LIFE_MS;
  const modals = new Map<string, OpenModal>();

  return {
    open(
      about: Pick<Interaction, "kind" | "userId" | "channelId" | "command" | "sourceMessageId">,
    ): Interaction {
      const interaction: Interaction = {
        ...about,
        id: nextId(),
        token: randomBytes(48).toString("base64url"),
        startedAtMs: clock(),
        state: "open",
        originalId: null,
        callback: Promise.withResolvers(),
        ephemeral: false,
      };
      byToken.set(interaction.token, interaction);
      dropOldest(byToken);
      return interaction;
    },
    /** The interaction of a webhook route. @throws DiscordError 10015 for no such token, 50027 for one past 15 minutes. */
    byWebhookToken(token: string): Interaction {
      const interaction = byToken.get(token);
      if (!interaction || interaction.state === "missed") throw refusal("unknownWebhook");
      if (isPast(interaction)) throw refusal("invalidWebhookToken");
      return interaction;
    },
    /** The interaction of a callback route. @throws DiscordError 10062 when there is none or its 3 seconds have passed. */
    forCallback(id: string, token: string): Interaction {
      const interaction = byToken.get(token);
      if (!interaction || interaction.id !== id || interaction.state === "missed")
        throw refusal("unknownInteraction");
      return interaction;
    },
    /** The answered ones whose token still opens something. */
    alive: (): Interaction[] =>
      [...byToken.values()].filter((each) => each.state === "answered" && !isPast(each)),
    openModal(from: Interaction, modal: Modal): OpenModal {
      const opened = { id: nextId(), userId: from.userId, from, modal };
      modals.set(opened.id, opened);
      dropOldest(modals);
      return opened;
    },
    modal: (id: string): OpenModal | undefined => modals.get(id),
    closeModal: (id: string): void => void modals.delete(id),
  };
}

function dropOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > INTERACTIONS_MAX && oldest) map.delete(oldest);
}
