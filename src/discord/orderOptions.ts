import { cut } from "../clients/discord/card.ts";
import { suggestOrders } from "../domain/orders/read.ts";
import { orderCode } from "../lib/orderCode.ts";
import { orderStateWords } from "../lib/words/orders.ts";
import type { Call, Suggestion } from "./command.ts";
import type { GivenOption } from "./interaction.ts";
import { languages } from "./languages.ts";
import { optional, required } from "./options.ts";

const CODE_CHARS_MAX = 20;
const DESCRIPTION_SHOWN_MAX = 60;
const VALUE_CHARS_MAX = 100;
const DUE_CHARS_MAX = 20;

export const orderOption = required(
  "text",
  { en: "The order, such as ED001", id: "Pesanannya, misalnya ED001" },
  { max: CODE_CHARS_MAX, autocomplete: true },
);

export const dueOption = optional(
  "text",
  {
    en: "By when, such as 2027-01-31 or 2027-01-31 18:00",
    id: "Sebelum kapan, misalnya 2027-01-31 atau 2027-01-31 18:00",
  },
  { max: DUE_CHARS_MAX },
);

export const priorityOption = optional(
  "text",
  { en: "How soon it is to be done; normal when left out", id: "Seberapa mendesak; biasa jika dikosongkan" },
  {
    choices: [
      { name: { en: "Urgent", id: "Mendesak" }, value: "0" },
      { name: { en: "High", id: "Tinggi" }, value: "1" },
      { name: { en: "Normal", id: "Biasa" }, value: "2" },
      { name: { en: "Low", id: "Rendah" }, value: "3" },
    ],
  },
);

export const priorityFrom = (given: string | undefined): number | undefined =>
  given === undefined ? undefined : Number(given);

/** Orders that the asker may see, for every option that names one. */
export const orderSuggestions = (onlyOpen: boolean) => (call: Call, focused: GivenOption) =>
  suggested(call, String(focused.value ?? ""), "", onlyOpen);

/** The same for an option that names several: what is typed already stays before the last. */
export function orderListSuggestions(call: Call, focused: GivenOption): Promise<Suggestion[]> {
  const [, before = "", last = ""] = /^(.*[\s,;])?(.*)$/s.exec(String(focused.value ?? "")) ?? [];
  return suggested(call, last, before, true);
}

async function suggested(
  call: Call,
  typed: string,
  before: string,
  onlyOpen: boolean,
): Promise<Suggestion[]> {
  const { deps, request } = call;
  const states = orderStateWords[languages.of(request.actor.id, deps.shop.locale)];
  const rows = await suggestOrders(deps, request, typed, onlyOpen);
  return rows.flatMap(({ number, description, state }) => {
    const value = `${before}${orderCode(number)}`;
    if (value.length > VALUE_CHARS_MAX) return [];
    return [{ name: `${value} · ${states[state]} · ${cut(description, DESCRIPTION_SHOWN_MAX)}`, value }];
  });
}
