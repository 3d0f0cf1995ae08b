import { askStock } from "../../domain/stock/ask.ts";
import { stockAddingCard, stockCancelledCard } from "../../domain/stock/cards.ts";
import { cancelStock, confirmStock } from "../../domain/stock/decide.ts";
import { action, card, type Press } from "../command.ts";
import { required } from "../options.ts";
import { productOption, productSuggestions } from "./adminProducts.ts";

export const addstock = action({
  description: {
    en: "Upload codes of a product, after a preview",
    id: "Unggah kode produk, setelah pratinjau",
  },
  level: "admin",
  options: {
    product: productOption,
    file: required("file", {
      en: "The codes as .txt or .csv, one a line, at most 10 MiB",
      id: "Kodenya sebagai .txt atau .csv, satu per baris, paling besar 10 MiB",
    }),
  },
  ephemeral: true,
  async run({ deps, request, interactionToken }, { product, file }) {
    await askStock(deps, request, {
      named: product,
      file: { name: file.filename, url: file.url, bytes: file.size },
      interactionToken,
    });
    return { kind: "later" };
  },
  suggest: productSuggestions,
});

/** The buttons of the cards about stock. */
export const stockPresses: Readonly<Record<"addcodes" | "dropcodes", Press>> = {
  addcodes: {
    level: "admin",
    async run({ deps, request, interactionToken }, [uploadId = ""]) {
      const decided = await confirmStock(deps, request, uploadId, interactionToken);
      return card(decided.locale, stockAddingCard(decided));
    },
  },
  dropcodes: {
    level: "admin",
    async run({ deps, request }, [uploadId = ""]) {
      const decided = await cancelStock(deps, request, uploadId);
      return card(decided.locale, stockCancelledCard(decided));
    },
  },
};
