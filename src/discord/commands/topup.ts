import type { Card } from "../../clients/discord/card.ts";
import { localeOf } from "../../domain/members/choices.ts";
import { Problem } from "../../domain/problem.ts";
import { topUpMissing } from "../../domain/shop/missing.ts";
import { askTopup } from "../../domain/wallet/ask.ts";
import { notYetCard, topupCard } from "../../domain/wallet/cards.ts";
import { type Checked, cancelTopup, checkTopup } from "../../domain/wallet/check.ts";
import { isOpen } from "../../domain/wallet/states.ts";
import { formatMoney } from "../../lib/money.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { topupWords } from "../../lib/words/topups.ts";
import { action, aside, type Call, type Command, card, pressId, type Suggestion } from "../command.ts";
import type { GivenOption } from "../interaction.ts";
import { languages } from "../languages.ts";
import { required } from "../options.ts";
import { sizeFrom } from "../shopCards.ts";

/** A button carries the place of its amount here. */
const USUAL = [10_000, 50_000, 100_000, 500_000, 1_000_000] as const;

const description = {
  en: "Put money into your wallet by QRIS",
  id: "Isi dompetmu dengan QRIS",
};

export const topupCommand: Command = {
  name: "topup",
  description,
  level: "everyone",
  action: action({
    description,
    options: {
      amount: required(
        "integer",
        { en: "How much; choose, or type another amount", id: "Berapa; pilih, atau ketik jumlah lain" },
        { min: 1, autocomplete: true },
      ),
    },
    ephemeral: true,
    async run({ deps, request, interactionToken }, { amount }) {
      const view = await askTopup(deps, request, amount, interactionToken);
      return card(view.locale, topupCard(deps, view));
    },
    suggest: async (call, focused) => suggestAmounts(call, focused),
  }),
  presses: {
    check: {
      level: "everyone",
      run: async ({ deps, request }, [id = ""]) => answer(deps, await checkTopup(deps, request, id)),
    },
    choose: {
      level: "everyone",
      async run({ deps, request }) {
        const locale = await localeOf(deps, request.actor.id);
        return aside(locale, amountsCard(deps, locale));
      },
    },
    usual: {
      level: "everyone",
      async run({ deps, request, interactionToken }, [at]) {
        const amount = USUAL[Number(at)];
        if (amount === undefined) throw new Problem({ kind: "button_stale" });
        const view = await askTopup(deps, request, amount, interactionToken);
        return card(view.locale, topupCard(deps, view));
      },
    },
    missing: {
      level: "everyone",
      async run({ deps, request, interactionToken }, [productId = "", size]) {
        const view = await topUpMissing(deps, request, productId, sizeFrom(size), interactionToken);
        return card(view.locale, topupCard(deps, view));
      },
    },
    cancel: {
      level: "everyone",
      run: async ({ deps, request }, [id = ""]) => answer(deps, await cancelTopup(deps, request, id)),
    },
  },
};

/** The usual amounts that a top-up may be. */
function amountsCard({ shop }: Call["deps"], locale: Locale): Card {
  const words = topupWords[locale];
  return {
    tone: "info",
    title: words.choose,
    body: words.chooseBody,
    buttons: USUAL.flatMap((amount, at) =>
      amount < shop.topupMin || amount > shop.topupMax
        ? []
        : [
            {
              id: pressId("topup", "usual", at),
              label: formatMoney(amount, shop.currency, locale),
              style: "plain",
            },
          ],
    ),
  };
}

/** What is still to be paid keeps its code in sight. */
function answer(deps: Call["deps"], { view, confirmed }: Checked) {
  return isOpen(view.topup.state)
    ? aside(view.locale, notYetCard(view, confirmed))
    : card(view.locale, topupCard(deps, view));
}

/** What is typed comes first, then the usual amounts that begin like it. */
function suggestAmounts({ deps, request }: Call, focused: GivenOption): Suggestion[] {
  const { topupMin, topupMax, currency } = deps.shop;
  const locale = languages.of(request.actor.id, deps.shop.locale);
  const typed = String(focused.value ?? "").replace(/\D/g, "");
  const amounts = [
    ...new Set([Number(typed), ...USUAL.filter((amount) => String(amount).startsWith(typed))]),
  ];
  return amounts
    .filter((amount) => amount >= topupMin && amount <= topupMax)
    .map((amount) => ({ name: formatMoney(amount, currency, locale), value: amount }));
}
