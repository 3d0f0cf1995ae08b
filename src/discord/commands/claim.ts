import { earnedField } from "../../domain/achievements/lines.ts";
import { claim } from "../../domain/claims/claim.ts";
import { CODE_TEXT_MAX } from "../../lib/code.ts";
import type { Words } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { action, type Command, card } from "../command.ts";
import { required } from "../options.ts";

const words: Words<{
  title: (points: string) => string;
  body: (balance: string) => string;
  order: (id: string) => string;
}> = {
  en: {
    title: (points) => `+${points} points`,
    body: (balance) => `You have **${balance}** points now.`,
    order: (id) => `Order ${id}`,
  },
  id: {
    title: (points) => `+${points} poin`,
    body: (balance) => `Sekarang kamu punya **${balance}** poin.`,
    order: (id) => `Pesanan ${id}`,
  },
};

export const claimCommand: Command = {
  name: "claim",
  description: {
    en: "Turn the code from your order e-mail into points",
    id: "Tukar kode dari e-mail pesananmu dengan poin",
  },
  level: "everyone",
  action: action({
    description: {
      en: "Turn the code from your order e-mail into points",
      id: "Tukar kode dari e-mail pesananmu dengan poin",
    },
    options: {
      code: required(
        "text",
        { en: "The code, as it stands in the e-mail", id: "Kodenya, seperti tertulis di e-mail" },
        { max: CODE_TEXT_MAX },
      ),
    },
    ephemeral: true,
    async run({ deps, request }, { code }) {
      const { points, balance, orderId, earned, locale } = await claim(deps, request, code);
      const text = words[locale];
      return card(locale, {
        tone: "done",
        title: text.title(wholeNumber(locale, points)),
        body: text.body(wholeNumber(locale, balance)),
        fields: earnedField(earned, locale),
        footer: orderId ? text.order(orderId) : undefined,
      });
    },
  }),
};
