import type { Button } from "../../clients/discord/card.ts";
import { balanceOf } from "../../domain/points/balance.ts";
import { Problem } from "../../domain/problem.ts";
import { missingFor } from "../../domain/sentences/parts.ts";
import { boughtCard } from "../../domain/shop/cards.ts";
import { cancelQuote, confirmQuote } from "../../domain/shop/confirm.ts";
import { quotePurchase } from "../../domain/shop/quote.ts";
import { productWindow, type ShopWindow, shopWindow } from "../../domain/shop/window.ts";
import { formatMoney } from "../../lib/money.ts";
import { shopWords } from "../../lib/words/shop.ts";
import { action, aside, type Call, type Command, card, type PressAnswer, pressId } from "../command.ts";
import { failureCard } from "../failure.ts";
import { pageNumber } from "../pageNumber.ts";
import { confirmCard, productCard, shopCard, sizeFrom } from "../shopCards.ts";
import { balanceCard } from "./balance.ts";

const description = { en: "See what the shop sells, and buy it", id: "Lihat yang dijual toko, dan beli" };

const browse = action({
  description,
  options: {},
  ephemeral: true,
  async run({ deps, request }) {
    const found = await shopWindow(deps, request.actor.id, 1);
    return card(found.locale, shopCard(deps, found));
  },
});

/** The same under another name; its buttons are those of `/shop`. */
export const menuCommand: Command = { name: "menu", description, level: "everyone", action: browse };

export const shopCommand: Command = {
  name: "shop",
  description,
  level: "everyone",
  action: browse,
  presses: {
    page: {
      level: "everyone",
      async run({ deps, request }, [page]) {
        const found = await shopWindow(deps, request.actor.id, pageNumber(page));
        return card(found.locale, shopCard(deps, found));
      },
    },
    product: {
      level: "everyone",
      run: async ({ deps, request }, [productId = ""]) =>
        productAnswer(deps, await productWindow(deps, request.actor.id, productId)),
    },
    balance: {
      level: "everyone",
      async run({ deps, request }) {
        const found = await balanceOf(deps, request);
        return aside(found.locale, balanceCard(found, deps.shop.currency));
      },
    },
    buy: {
      level: "everyone",
      run: (call, [productId = "", size]) =>
        orWayOut(call, async ({ deps, request }) => {
          const quote = await quotePurchase(deps, request, productId, sizeFrom(size));
          return card(quote.locale, confirmCard(deps, quote, false));
        }),
    },
    confirm: {
      level: "everyone",
      run: (call, [quoteId = ""]) =>
        orWayOut(call, async ({ deps, request, interactionToken }) => {
          const confirmed = await confirmQuote(deps, request, quoteId, interactionToken);
          if (confirmed.kind === "asked_again")
            return card(confirmed.quote.locale, confirmCard(deps, confirmed.quote, true));
          const { bought } = confirmed;
          return card(bought.locale, boughtCard(bought, deps.shop.currency, "coming"));
        }),
    },
    cancel: {
      level: "everyone",
      run: async ({ deps, request }, [productId = "", quoteId = ""]) =>
        productAnswer(deps, await cancelQuote(deps, request, quoteId, productId)),
    },
  },
};

function productAnswer(deps: Call["deps"], found: ShopWindow): PressAnswer {
  const [product] = found.products;
  if (!product) throw new Problem({ kind: "product_unknown" }, found.locale);
  return card(found.locale, productCard(deps, found, product));
}

/** Too little money or stock is no dead end: the refusal has a button that leads on. */
async function orWayOut(call: Call, work: (call: Call) => Promise<PressAnswer>): Promise<PressAnswer> {
  try {
    return await work(call);
  } catch (error) {
    const button = error instanceof Problem ? wayOut(call, error) : null;
    if (!(error instanceof Problem) || !button) throw error;
    const locale = error.locale ?? call.deps.shop.locale;
    return aside(locale, { ...failureCard(error, locale, call.request.id), buttons: [button] });
  }
}

function wayOut({ deps }: Call, { facts, locale: known }: Problem): Button | null {
  const locale = known ?? deps.shop.locale;
  const words = shopWords[locale];
  if (facts.kind === "stock_too_little")
    return { id: pressId("shop", "product", facts.productId), label: words.back, style: "plain" };
  if (facts.kind !== "wallet_too_little" || !deps.midtrans) return null;
  const amount = Math.max(deps.shop.topupMin, missingFor(facts));
  const label = words.topUpMissing(formatMoney(amount, deps.shop.currency, locale));
  return { id: pressId("topup", "missing", facts.productId, facts.size), label, style: "go" };
}
