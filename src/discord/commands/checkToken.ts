import { localeOf } from "../../domain/members/choices.ts";
import { askRemoval, REMOVE_REASON_CHARS_MAX, removeToken } from "../../domain/tokens/remove.ts";
import { checkToken } from "../../domain/tokens/view.ts";
import { action, type Command, card } from "../command.ts";
import { required } from "../options.ts";
import { notRemovedCard, removalQuestionCard, removedCard, tokenCard } from "../tokenCards.ts";
import { tokenCodes } from "../tokenSuggestions.ts";

const CODE_CHARS_MAX = 40;

const tokenOption = required(
  "text",
  { en: "The code on the token", id: "Kode pada token" },
  { max: CODE_CHARS_MAX, autocomplete: true },
);

/** `/checktoken` */
export const checkTokenCommand: Command = {
  name: "checktoken",
  description: { en: "See how a promo token stands", id: "Lihat keadaan sebuah token promo" },
  level: "staff",
  action: action({
    description: { en: "See how a promo token stands", id: "Lihat keadaan sebuah token promo" },
    options: { token_code: tokenOption },
    ephemeral: true,
    async run({ deps, request }, { token_code: code }) {
      const view = await checkToken(deps, request.actor.id, code);
      return card(view.locale, tokenCard(view, deps.shop));
    },
    suggest: tokenCodes,
  }),
};

/** `/removetoken` */
export const removeTokenCommand: Command = {
  name: "removetoken",
  description: { en: "Withdraw a promo token for ever", id: "Tarik sebuah token promo selamanya" },
  level: "admin",
  action: action({
    description: { en: "Withdraw a promo token for ever", id: "Tarik sebuah token promo selamanya" },
    options: {
      token_code: tokenOption,
      reason: required(
        "text",
        { en: "Why; kept with the token", id: "Alasannya; disimpan bersama tokennya" },
        { max: REMOVE_REASON_CHARS_MAX },
      ),
    },
    ephemeral: true,
    async run({ deps, request }, { token_code: code, reason }) {
      const asked = await askRemoval(deps, request, code, reason);
      return card(asked.locale, removalQuestionCard(asked, deps.shop));
    },
    suggest: tokenCodes,
  }),
  presses: {
    go: {
      level: "admin",
      async run({ deps, request }, [questionId = ""]) {
        const removed = await removeToken(deps, request, questionId);
        return card(removed.locale, removedCard(removed));
      },
    },
    keep: {
      level: "admin",
      async run({ deps, request }) {
        const locale = await localeOf(deps, request.actor.id);
        return card(locale, notRemovedCard(locale));
      },
    },
  },
};
