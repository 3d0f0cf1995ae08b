import { balanceOf } from "../../domain/points/balance.ts";
import type { Words } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { action, type Command, card } from "../command.ts";

const words: Words<{ title: string; body: (points: string) => string; hint: string }> = {
  en: {
    title: "Your balance",
    body: (points) => `**${points}** points`,
    hint: "A code from an order e-mail becomes points with /claim.",
  },
  id: {
    title: "Saldomu",
    body: (points) => `**${points}** poin`,
    hint: "Kode dari e-mail pesanan menjadi poin dengan /claim.",
  },
};

const description = { en: "See what you have", id: "Lihat apa yang kamu punya" };

export const balanceCommand: Command = {
  name: "balance",
  description,
  level: "everyone",
  action: action({
    description,
    options: {},
    ephemeral: true,
    async run({ deps, request }) {
      const { points, locale } = await balanceOf(deps, request.actor.id, request.actor.id);
      const text = words[locale];
      return card(locale, {
        tone: "info",
        title: text.title,
        body: text.body(wholeNumber(locale, points)),
        footer: points === 0 ? text.hint : undefined,
      });
    },
  }),
};
