import { type Card, moment, plain, type Tone } from "../clients/discord/card.ts";
import { earnedField } from "../domain/achievements/lines.ts";
import type { Shop } from "../domain/deps.ts";
import type { OrderNoticeFacts } from "../domain/notices/orderFacts.ts";
import { formatMoney } from "../lib/money.ts";
import type { Locale } from "../lib/words/locale.ts";
import { noticeWords } from "../lib/words/notices.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { orderNoticeWords, orderStateWords } from "../lib/words/orders.ts";

type Facts = OrderNoticeFacts & { readonly locale: Locale };

/** A message to a customer about an order of theirs. */
export function orderNoticeCard(facts: Facts, { name, currency }: Pick<Shop, "name" | "currency">): Card {
  const { locale, code, description, earned } = facts;
  const [tone, title] = headOf(facts, name);
  return {
    tone,
    title,
    body: [`**${code}** · ${plain(description)}`, ...linesOf(facts, currency)].join("\n"),
    fields: earnedField(earned, locale),
    footer: noticeWords[locale].choose,
  };
}

function headOf({ notice, locale }: Facts, shopName: string): readonly [Tone, string] {
  const words = orderNoticeWords[locale];
  switch (notice) {
    case "order_created":
      return ["info", words.created(shopName)];
    case "order_completed":
      return ["done", words.completed(shopName)];
    case "order_cancelled":
      return ["warning", words.cancelled(shopName)];
    case "order_updated":
      return ["info", words.updated(shopName)];
  }
}

function linesOf(facts: Facts, currency: string): string[] {
  const { notice, locale, amount, discount, points, dueAtMs, text, state, code } = facts;
  const words = orderNoticeWords[locale];
  const money = (value: number) => formatMoney(value, currency, locale);
  switch (notice) {
    case "order_created": {
      const price =
        discount > 0
          ? words.discounted(money((amount ?? 0) - discount), money(amount ?? 0), money(discount))
          : words.price(money(amount ?? 0));
      return [
        ...(amount === null ? [] : [price]),
        ...(points > 0 ? [words.pointsToCome(wholeNumber(locale, points))] : []),
        ...(dueAtMs === null ? [] : [words.due(moment(dueAtMs))]),
        words.look(code),
      ];
    }
    case "order_completed":
      return [
        ...(amount === null ? [] : [words.paid(money(amount - discount))]),
        ...(discount > 0 ? [words.saved(money(discount))] : []),
        ...(points > 0 ? [words.points(wholeNumber(locale, points))] : []),
        words.review,
      ];
    case "order_cancelled":
      return text === null ? [] : [words.reason(plain(text))];
    case "order_updated":
      return [
        `**${orderStateWords[locale][state]}**`,
        ...(text === null ? [] : [plain(text)]),
        words.look(code),
      ];
  }
}
