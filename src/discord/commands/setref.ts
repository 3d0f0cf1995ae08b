import { mention, plain } from "../../clients/discord/card.ts";
import { nameReferrer } from "../../domain/referrals/name.ts";
import { percentOf } from "../../lib/words/number.ts";
import { referralWords } from "../../lib/words/referrals.ts";
import { action, type Command, card } from "../command.ts";
import { required } from "../options.ts";

const CODE_CHARS_MAX = 64;

const description = {
  en: "Say who brought you here, before your first purchase",
  id: "Sebutkan siapa yang mengajakmu, sebelum pembelian pertama",
};

export const setrefCommand: Command = {
  name: "setref",
  description,
  level: "everyone",
  action: action({
    description,
    options: {
      code: required(
        "text",
        { en: "The code that they gave you", id: "Kode yang mereka berikan" },
        { max: CODE_CHARS_MAX },
      ),
    },
    ephemeral: true,
    async run({ deps, request }, { code }) {
      const { referrerId, locale } = await nameReferrer(deps, request, code);
      const words = referralWords[locale];
      const { cashbackBasisPoints: basisPoints, name } = deps.shop;
      return card(locale, {
        tone: "done",
        title: words.named,
        body: [
          words.namedBody(mention(referrerId), plain(name)),
          ...(basisPoints > 0 ? [words.namedEarns(percentOf(locale, basisPoints))] : []),
        ].join("\n"),
      });
    },
  }),
};
