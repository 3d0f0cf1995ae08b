import { localeOf } from "../../domain/members/choices.ts";
import { askStock } from "../../domain/stock/ask.ts";
import { stockAddingCard, stockCancelledCard } from "../../domain/stock/cards.ts";
import { cancelStock, confirmStock } from "../../domain/stock/decide.ts";
import { askExport, exportStock } from "../../domain/stock/export.ts";
import { stockLevels } from "../../domain/stock/view.ts";
import { askVoid, VOID_REASON_CHARS_MAX, voidStock } from "../../domain/stock/void.ts";
import { action, card, type Press } from "../command.ts";
import { required } from "../options.ts";
import {
  exportedCard,
  exportQuestionCard,
  keptCard,
  levelsCard,
  voidedCard,
  voidQuestionCard,
} from "../stockCards.ts";
import { productOption, productSuggestions } from "./adminProducts.ts";

const COUNT_CHARS_MAX = 10;

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

export const viewstock = action({
  description: { en: "See how many codes there are", id: "Lihat ada berapa kode" },
  options: { product: { ...productOption, required: false } },
  ephemeral: true,
  async run({ deps, request }, { product }) {
    const found = await stockLevels(deps, request.actor.id, product);
    return card(found.locale, levelsCard(found));
  },
  suggest: productSuggestions,
});

export const voidstock = action({
  description: { en: "Take free codes out of stock for ever", id: "Tarik kode bebas dari stok selamanya" },
  level: "admin",
  options: {
    product: productOption,
    count: required("text", { en: "How many, or all", id: "Berapa, atau all" }, { max: COUNT_CHARS_MAX }),
    reason: required(
      "text",
      { en: "Why; kept in the audit log", id: "Alasannya; disimpan di catatan audit" },
      { max: VOID_REASON_CHARS_MAX },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { product, count, reason }) {
    const question = await askVoid(deps, request, { named: product, count, reason });
    return card(question.locale, voidQuestionCard(question));
  },
  suggest: productSuggestions,
});

export const exportstock = action({
  description: {
    en: "Get the free codes of a product as a file",
    id: "Dapatkan kode bebas sebuah produk sebagai berkas",
  },
  level: "admin",
  options: { product: productOption },
  ephemeral: true,
  async run({ deps, request }, { product }) {
    const question = await askExport(deps, request, product);
    return card(question.locale, exportQuestionCard(question));
  },
  suggest: productSuggestions,
});

/** The buttons of the cards about stock. */
export const stockPresses: Readonly<Record<string, Press>> = {
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
  voidcodes: {
    level: "admin",
    async run({ deps, request }, [questionId = ""]) {
      const voided = await voidStock(deps, request, questionId);
      return card(voided.locale, voidedCard(voided));
    },
  },
  exportcodes: {
    level: "admin",
    async run({ deps, request }, [questionId = ""]) {
      const exported = await exportStock(deps, request, questionId);
      return card(exported.locale, exportedCard(exported));
    },
  },
  keepcodes: {
    level: "admin",
    async run({ deps, request }) {
      const locale = await localeOf(deps, request.actor.id);
      return card(locale, keptCard(locale));
    },
  },
};
