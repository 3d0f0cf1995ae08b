import { type Card, cut, renderCard } from "../clients/discord/card.ts";
import type { Suggestion } from "./command.ts";

const EPHEMERAL = 1 << 6;
const SUGGESTIONS_MAX = 25;
const SUGGESTION_CHARS_MAX = 100;

/** Discord's interaction responses, as much of them as we use. */
export const reply = {
  message: (card: Card, ephemeral: boolean) =>
    Response.json({ type: 4, data: { ...renderCard(card), ...(ephemeral ? { flags: EPHEMERAL } : {}) } }),

  /** "… is thinking"; only the ephemeral flag may stand here, and it cannot change later. */
  later: (ephemeral: boolean) => Response.json({ type: 5, data: ephemeral ? { flags: EPHEMERAL } : {} }),

  /** The pressed message stays as it is until it is edited. */
  laterUpdate: () => Response.json({ type: 6 }),

  update: (card: Card) => Response.json({ type: 7, data: renderCard(card) }),

  suggestions: (suggestions: readonly Suggestion[]) =>
    Response.json({
      type: 8,
      data: {
        choices: suggestions
          .filter(({ value }) => typeof value === "number" || value.length <= SUGGESTION_CHARS_MAX)
          .slice(0, SUGGESTIONS_MAX)
          .map(({ name, value }) => ({ name: cut(name, SUGGESTION_CHARS_MAX), value })),
      },
    }),
};
