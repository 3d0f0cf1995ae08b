import { askTopup } from "../../domain/wallet/ask.ts";
import { notYetCard, topupCard } from "../../domain/wallet/cards.ts";
import { type Checked, cancelTopup, checkTopup } from "../../domain/wallet/check.ts";
import { isOpen } from "../../domain/wallet/states.ts";
import { formatMoney } from "../../lib/money.ts";
import { action, aside, type Call, type Command, card, type Suggestion } from "../command.ts";
import type { GivenOption } from "../interaction.ts";
import { languages } from "../languages.ts";
import { required } from "../options.ts";

const PRESETS = [10_000, 50_000, 100_000, 500_000, 1_000_000] as const;

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
    cancel: {
      level: "everyone",
      run: async ({ deps, request }, [id = ""]) => answer(deps, await cancelTopup(deps, request, id)),
    },
  },
};

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
    ...new Set([Number(typed), ...PRESETS.filter((amount) => String(amount).startsWith(typed))]),
  ];
  return amounts
    .filter((amount) => amount >= topupMin && amount <= topupMax)
    .map((amount) => ({ name: formatMoney(amount, currency, locale), value: amount }));
}
