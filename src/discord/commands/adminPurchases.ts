import { mention, plain } from "../../clients/discord/card.ts";
import { REASON_CHARS_MAX } from "../../domain/points/change.ts";
import { deliverAgain } from "../../domain/shop/again.ts";
import { purchaseStages } from "../../domain/shop/progress.ts";
import { allPurchases, PURCHASES_PAGE_MAX, type PurchaseFilter } from "../../domain/shop/purchases.ts";
import { refundPurchase } from "../../domain/shop/refund.ts";
import { formatMoney } from "../../lib/money.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { purchaseWords } from "../../lib/words/purchases.ts";
import { action, type Call, card, type Press, pressId } from "../command.ts";
import { optional, required } from "../options.ts";
import { pageNumber } from "../pageNumber.ts";
import { allPurchasesCard } from "../purchaseCards.ts";
import { purchaseSuggestions } from "../purchaseSuggestions.ts";

const ID_CHARS_MAX = 60;
const ANY = "any";

const purchaseOption = required(
  "text",
  { en: "The purchase, by its number", id: "Pembeliannya, menurut nomornya" },
  { max: ID_CHARS_MAX, autocomplete: true },
);

export const vieworders = action({
  description: { en: "List purchases, the newest first", id: "Daftar pembelian, yang terbaru dulu" },
  options: {
    state: optional(
      "text",
      { en: "Only in this state", id: "Hanya dalam keadaan ini" },
      {
        choices: [
          { name: { en: "On its way", id: "Sedang dikirim" }, value: "waiting" },
          { name: { en: "Not sent", id: "Belum terkirim" }, value: "failed" },
          { name: { en: "Delivered", id: "Terkirim" }, value: "delivered" },
          { name: { en: "Codes seen", id: "Kode dilihat" }, value: "revealed" },
          { name: { en: "Closed", id: "Ditutup" }, value: "closed" },
          { name: { en: "Refunded", id: "Dikembalikan" }, value: "refunded" },
        ],
      },
    ),
    member: optional("user", { en: "Only of this member", id: "Hanya milik anggota ini" }),
    page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PURCHASES_PAGE_MAX }),
  },
  ephemeral: true,
  run: (call, { state, member, page }) =>
    answerPage(call, { stage: stageFrom(state), memberId: member }, page ?? 1),
});

/** Turns the pages of the list. */
export const viewordersPress: Press = {
  level: "staff",
  run: (call, [stage, member, page]) =>
    answerPage(
      call,
      { stage: stageFrom(stage), memberId: member === ANY ? undefined : member },
      pageNumber(page),
    ),
};

export const processorder = action({
  description: {
    en: "Send a purchase's codes again: the same ones",
    id: "Kirim lagi kode sebuah pembelian: yang sama",
  },
  options: { purchase: purchaseOption },
  ephemeral: true,
  async run({ deps, request }, { purchase: id }) {
    const { purchase, name, locale } = await deliverAgain(deps, request, id.trim());
    const words = purchaseWords[locale];
    const what = `${name} × ${wholeNumber(locale, purchase.size)}`;
    return card(locale, {
      tone: "done",
      title: words.again,
      body: words.againBody(plain(what), mention(purchase.memberId)),
    });
  },
  suggest: purchaseSuggestions,
});

export const refundorder = action({
  description: { en: "Give a purchase's money back", id: "Kembalikan uang sebuah pembelian" },
  level: "admin",
  options: {
    purchase: purchaseOption,
    reason: required(
      "text",
      {
        en: "Why; the member reads it, and the audit log keeps it",
        id: "Alasannya; dibaca anggota dan disimpan di catatan audit",
      },
      { max: REASON_CHARS_MAX },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { purchase: id, reason }) {
    const { purchase, name, returned, lost, locale } = await refundPurchase(deps, request, id.trim(), reason);
    const words = purchaseWords[locale];
    const number = (value: number) => wholeNumber(locale, value);
    const money = formatMoney(purchase.price, deps.shop.currency, locale);
    return card(locale, {
      tone: "done",
      title: words.refunded,
      body: [
        `**${plain(name)} × ${number(purchase.size)}**`,
        words.refundedBody(money, mention(purchase.memberId)),
        ...(returned > 0 ? [words.returned(number(returned))] : []),
        ...(lost > 0 ? [words.lost(number(lost))] : []),
      ].join("\n"),
    });
  },
  suggest: purchaseSuggestions,
});

const stageFrom = (given: string | undefined) => purchaseStages.find((stage) => stage === given);

async function answerPage({ deps, request }: Call, filter: PurchaseFilter, page: number) {
  const found = await allPurchases(deps, request.actor.id, filter, Math.min(page, PURCHASES_PAGE_MAX));
  const pageId = (target: number) =>
    pressId("admin", "vieworders", filter.stage ?? ANY, filter.memberId ?? ANY, target);
  return card(found.locale, allPurchasesCard(deps, found, pageId));
}
