import { cut } from "../clients/discord/card.ts";
import type { ListedPurchase } from "../domain/shop/purchases.ts";
import { purchasesToReview } from "../domain/shop/reviews.ts";
import { suggestOrders } from "../domain/shop/suggest.ts";
import type { Call, Suggestion } from "./command.ts";
import type { GivenOption } from "./interaction.ts";
import { distinct } from "./suggestions.ts";

/** Room is left for what tells it from another of the same name. */
const NAME_CHARS_MAX = 40;

/** Purchases for staff, by number or by the buyer's id. */
export async function purchaseSuggestions(call: Call, focused: GivenOption): Promise<Suggestion[]> {
  return named(call, await suggestOrders(call.deps, String(focused.value ?? "")));
}

/** The asker's own purchases that wait for a review. */
export async function reviewSuggestions(call: Call, focused: GivenOption): Promise<Suggestion[]> {
  const typed = String(focused.value ?? "").toLowerCase();
  const rows = await purchasesToReview(call.deps, call.request.actor.id);
  return named(
    call,
    rows.filter(({ name }) => name.toLowerCase().includes(typed)),
  );
}

function named({ deps }: Call, rows: readonly ListedPurchase[]): Suggestion[] {
  const day = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: deps.shop.timeZone,
  });
  return distinct(
    rows.map(({ purchase, name }) => ({
      name: `${cut(name, NAME_CHARS_MAX)} × ${purchase.size} · ${day.format(purchase.createdAtMs)}`,
      more: purchase.id,
      value: purchase.id,
    })),
  );
}
