import type { CompletionTold, OrdersCompleted } from "../../../domain/orders/complete.ts";
import { orderCode } from "../../../lib/orderCode.ts";
import { orderPageWords } from "../../../lib/words/dashboard/orders.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { orderDeskWords } from "../../../lib/words/orderDesk.ts";
import type { Flash } from "../../show.tsx";

/** What became of the orders that were named: how many are completed, and why others are not. */
export function completionFlash({ told, locale }: OrdersCompleted): Flash {
  const words = orderPageWords[locale];
  const done = told.flatMap((one) => (one.kind === "completed" ? [orderCode(one.order.number)] : []));
  const others = told.filter(({ kind }) => kind !== "completed");
  return {
    tone: others.length === 0 ? "done" : done.length > 0 ? "warning" : "refused",
    title: words.completed(wholeNumber(locale, done.length)),
    body: [done.join(", "), ...others.map((one) => whyNot(one, locale))].filter(Boolean).join(" "),
  };
}

/** Without the symbol that stands before it in Discord: a cookie carries it. */
function whyNot(told: CompletionTold, locale: Locale): string {
  const words = orderDeskWords[locale];
  const bare = (text: string) => text.replace(/^[^\p{L}*]+/u, "");
  switch (told.kind) {
    case "unknown":
      return bare(words.unknown(told.code));
    case "malformed":
      return bare(words.malformed(told.code));
    case "completed":
      return "";
    default: {
      const { number, changedBy, completedAtMs, cancelledAtMs, changedAtMs } = told.order;
      const seconds = Math.floor((completedAtMs ?? cancelledAtMs ?? changedAtMs) / 1_000);
      const line = told.kind === "cancelled" ? words.cancelledBefore : words.completedBefore;
      return bare(line(orderCode(number), `<@${changedBy}>`, `<t:${seconds}:f>`));
    }
  }
}
