import { seeOrderById } from "../../domain/orders/read.ts";
import { type OwnList, ownList } from "../../domain/own/lists.ts";
import { codesCard } from "../../domain/shop/cards.ts";
import { reveal } from "../../domain/shop/deliver.ts";
import { closePurchase, ownPurchase, PURCHASES_PAGE_MAX } from "../../domain/shop/purchases.ts";
import { orderDeskWords } from "../../lib/words/orderDesk.ts";
import { shopWords } from "../../lib/words/shop.ts";
import { action, aside, type Call, type Command, card, pressId } from "../command.ts";
import { optional } from "../options.ts";
import { orderCard, ownOrdersCard } from "../orderCards.ts";
import { pageNumber } from "../pageNumber.ts";
import { purchaseCard, purchasesCard } from "../purchaseCards.ts";

const description = {
  en: "See what you bought, its codes, and your orders",
  id: "Lihat yang kamu beli, kodenya, dan pesananmu",
};

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
    run: (call, { page }) => answerPage(call, null, page ?? 1),
  }),
  presses: {
    page: { level: "everyone", run: (call, [page]) => answerPage(call, "purchases", pageNumber(page)) },
    made: { level: "everyone", run: (call, [page]) => answerPage(call, "orders", pageNumber(page)) },
    order: {
      level: "everyone",
      async run({ deps, request }, [orderId = "", page]) {
        const seen = await seeOrderById(deps, request, orderId);
        const id = pressId("orders", "made", pageNumber(page));
        const label = orderDeskWords[seen.locale].back;
        return card(seen.locale, orderCard(deps, seen, [{ id, label, style: "plain" }]));
      },
    },
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

async function answerPage({ deps, request }: Call, list: OwnList["list"] | null, page: number) {
  const own = await ownList(deps, request, list, Math.min(page, PURCHASES_PAGE_MAX));
  const { locale } = own.found;
  return own.list === "orders"
    ? card(locale, ownOrdersCard(deps, own.found, own.purchases))
    : card(locale, purchasesCard(deps, own.found, own.orders));
}
