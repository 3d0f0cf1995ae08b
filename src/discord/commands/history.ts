import { HISTORY_PAGE_MAX, type HistoryPage, historyOf } from "../../domain/points/history.ts";
import type { Words } from "../../lib/words/locale.ts";
import { action, type Call, type Command, card, pressId } from "../command.ts";
import { type HistoryAsset, historyAssets, historyCard, historyPlace } from "../historyCard.ts";
import { optional } from "../options.ts";

const description = {
  en: "See what moved your points, and why",
  id: "Lihat apa yang mengubah poinmu, dan mengapa",
};

const assetNames: Readonly<Record<HistoryAsset, Words<string>>> = {
  points: { en: "Points", id: "Poin" },
  money: { en: "Money", id: "Uang" },
};

export const historyCommand: Command = {
  name: "history",
  description,
  level: "everyone",
  action: action({
    description,
    options: {
      asset: optional(
        "text",
        { en: "Points or money", id: "Poin atau uang" },
        { choices: historyAssets.map((value) => ({ name: assetNames[value], value })) },
      ),
      page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: HISTORY_PAGE_MAX }),
    },
    ephemeral: true,
    async run({ deps, request }, given) {
      const asset = assetOf(given.asset);
      const { id } = request.actor;
      const found = await historyOf(deps, id, id, asset, { kind: "page", page: given.page ?? 1 });
      return answer(deps, found, asset);
    },
  }),
  presses: {
    page: {
      level: "everyone",
      async run({ deps, request }, [chosen, ...place]) {
        const asset = assetOf(chosen);
        const { id } = request.actor;
        return answer(deps, await historyOf(deps, id, id, asset, historyPlace(place)), asset);
      },
    },
  },
};

const assetOf = (chosen: string | undefined): HistoryAsset => (chosen === "money" ? "money" : "points");

function answer(deps: Call["deps"], found: HistoryPage, asset: HistoryAsset) {
  const to = (direction: string, seq: number, page: number) =>
    pressId("history", "page", asset, direction, seq, page);
  return card(found.locale, historyCard(found, { asset, currency: deps.shop.currency, pressId: to }));
}
