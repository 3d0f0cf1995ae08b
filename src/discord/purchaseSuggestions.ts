import { cut } from "../clients/discord/card.ts";
import type { ListedPurchase } from "../domain/shop/purchases.ts";
import { waitingForReview } from "../domain/shop/reviews.ts";
import { suggestOrders } from "../domain/shop/suggest.ts";
import { orderCode } from "../lib/orderCode.ts";
import { reviewWords } from "../lib/words/reviews.ts";
import type { Call, Suggestion } from "./command.ts";
import type { GivenOption } from "./interaction.ts";
import { languages } from "./languages.ts";
import { distinct } from "./suggestions.ts";

/** Room is left for what tells it from another of the same name. */
const NAME_CHARS_MAX = 40;

/** Purchases for staff, by number or by the buyer's id. */
export async function purchaseSuggestions(call: Call, focused: GivenOption): Promise<Suggestion[]> {
  return named(call, await suggestOrders(call.deps, String(focused.value ?? "")));
}

/** The asker's own purchases and orders that wait for a review. */
export async function reviewSuggestions(call: Call, focused: GivenOption): Promise<Suggestion[]> {
  const typed = String(focused.value ?? "").toLowerCase();
  const day = dayFormat(call);
  const words = reviewWords[languages.of(call.request.actor.id, call.deps.shop.locale)];
  const rows = await waitingForReview(call.deps, call.request.actor.id);
  const suggestions = rows.map((row) => {
    const what =
      row.subject === "order"
        ? `${words.order(orderCode(row.number))} · ${cut(row.description, NAME_CHARS_MAX)}`
        : `${cut(row.name, NAME_CHARS_MAX)} × ${row.size}`;
    return { name: `${what} · ${day.format(row.atMs)}`, more: row.id, value: row.id };
  });
  return distinct(suggestions.filter(({ name }) => name.toLowerCase().includes(typed)));
}

function named(call: Call, rows: readonly ListedPurchase[]): Suggestion[] {
  const day = dayFormat(call);
  return distinct(
    rows.map(({ purchase, name }) => ({
      name: `${cut(name, NAME_CHARS_MAX)} × ${purchase.size} · ${day.format(purchase.createdAtMs)}`,
      more: purchase.id,
      value: purchase.id,
    })),
  );
}

const dayFormat = ({ deps }: Call) =>
  new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: deps.shop.timeZone,
  });
