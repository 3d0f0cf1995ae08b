import { balancesProgressCard } from "../domain/balances/cards.ts";
import { cancelBalances, confirmBalances } from "../domain/balances/decide.ts";
import { balanceWords } from "../lib/words/balances.ts";
import { card, type Press } from "./command.ts";

/** Starts a change of many balances that was previewed. */
export const bookPress: Press = {
  level: "admin",
  async run({ deps, request, interactionToken }, [changeId = ""]) {
    const { change, locale } = await confirmBalances(deps, request, changeId, interactionToken);
    return card(locale, balancesProgressCard(change, locale));
  },
};

/** Drops a change of many balances that was previewed. */
export const dropPress: Press = {
  level: "admin",
  async run({ deps, request }, [changeId = ""]) {
    const { locale } = await cancelBalances(deps, request, changeId);
    const words = balanceWords[locale];
    return card(locale, { tone: "warning", title: words.cancelled, body: words.cancelledBody });
  },
};
