import { verbatim } from "../../clients/discord/card.ts";
import { referralCode } from "../../domain/referrals/code.ts";
import { percentOf } from "../../lib/words/number.ts";
import { referralWords } from "../../lib/words/referrals.ts";
import { action, type Command, card } from "../command.ts";

const description = {
  en: "Get your code and a text to bring friends with",
  id: "Dapatkan kodemu dan pesan untuk mengajak teman",
};

export const inviteCommand: Command = {
  name: "invite",
  description,
  level: "everyone",
  action: action({
    description,
    options: {},
    ephemeral: true,
    async run({ deps, request }) {
      const { code, isBlacklisted, locale } = await referralCode(deps, request);
      const words = referralWords[locale];
      const { cashbackBasisPoints: basisPoints, name } = deps.shop;
      const percent = percentOf(locale, basisPoints);
      return card(locale, {
        tone: isBlacklisted ? "warning" : "info",
        title: words.invite,
        body: [
          ...(isBlacklisted ? [words.blacklisted, ""] : []),
          words.share,
          // In a block of its own it is copied at one press, and without any markup.
          `\`\`\`\n${words.message(name.replaceAll("`", "ˋ"), code)}\n\`\`\``,
          basisPoints > 0 ? words.earns(percent) : words.earnsNothing,
        ].join("\n"),
        fields: [{ name: words.code, value: verbatim(code) }],
        footer: words.seeInvites,
      });
    },
  }),
};
