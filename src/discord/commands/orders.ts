import { codesCard } from "../../domain/shop/cards.ts";
import { reveal } from "../../domain/shop/deliver.ts";
import { closePurchase, ownPurchase, ownPurchases, PURCHASES_PAGE_MAX } from "../../domain/shop/purchases.ts";
import { shopWords } from "../../lib/words/shop.ts";
import { action, aside, type Call, type Command, card } from "../command.ts";
import { optional } from "../options.ts";
import { pageNumber } from "../pageNumber.ts";
import { purchaseCard, purchasesCard } from "../purchaseCards.ts";

const description = { en: "See what you bought, and its codes", id: "Lihat yang kamu beli, dan kodenya" };

export const ordersCommand: Command = {
  name: "orders",
  description,
  level: "everyone",
  action: action({
    description,
    options: {
      page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PURCHASES_PAGE_MAX }),
    },
    ephemeral: true,
    run: (call, { page }) => answerPage(call, page ?? 1),
  }),
  presses: {
    page: { level: "everyone", run: (call, [page]) => answerPage(call, pageNumber(page)) },
    show: {
      level: "everyone",
      async run({ deps, request }, [purchaseId = "", page]) {
        const found = await ownPurchase(deps, request, purchaseId);
        return card(found.locale, purchaseCard(deps, found, pageNumber(page)));
      },
    },
    reveal: {
      level: "everyone",
      async run({ deps, request }, [purchaseId = ""]) {
        const opened = await reveal(deps, request, purchaseId);
        return aside(opened.locale, codesCard(opened, deps.shop));
      },
    },
    close: {
      level: "everyone",
      async run({ deps, request }, [purchaseId = "", page]) {
        const found = await closePurchase(deps, request, purchaseId);
        return card(found.locale, purchaseCard(deps, found, pageNumber(page)));
      },
    },
    /** Under the codes themselves, which stay where they are. */
    well: {
      level: "everyone",
      inDirect: true,
      async run({ deps, request }, [purchaseId = ""]) {
        const { locale } = await closePurchase(deps, request, purchaseId);
        const { thanks, thanksBody } = shopWords[locale];
        return aside(locale, { tone: "done", title: thanks, body: thanksBody });
      },
    },
  },
};

async function answerPage({ deps, request }: Call, page: number) {
  const found = await ownPurchases(deps, request.actor.id, Math.min(page, PURCHASES_PAGE_MAX));
  return card(found.locale, purchasesCard(deps, found));
}
