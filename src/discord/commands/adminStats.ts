import type { Card } from "../../clients/discord/card.ts";
import { type ShopStats, shopStats } from "../../domain/desk/shopStats.ts";
import { formatMoney } from "../../lib/money.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { shopStatsWords } from "../../lib/words/shopStats.ts";
import { action, type Call, card } from "../command.ts";
import { optional } from "../options.ts";

const DAYS_USUAL = 30;
const DAYS_MAX = 3_660;

export const botstats = action({
  description: {
    en: "See what the shop owes, what came in, what was sold, and what waits",
    id: "Lihat kewajiban toko, yang masuk, yang terjual, dan yang menunggu",
  },
  options: {
    days: optional(
      "integer",
      { en: "Sales of how many days; 30 when left out", id: "Penjualan berapa hari; 30 jika dikosongkan" },
      { min: 1, max: DAYS_MAX },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { days }) {
    const found = await shopStats(deps, request.actor.id, days ?? DAYS_USUAL);
    return card(found.locale, statsCard(found, deps.shop));
  },
});

function statsCard(found: ShopStats, { currency, walletFloatAlarm }: Call["deps"]["shop"]): Card {
  const { locale } = found;
  const words = shopStatsWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const { sales, orders } = found;
  const days = number(found.days);
  const isAlarming =
    found.float >= walletFloatAlarm ||
    found.disputed > 0 ||
    found.unmatched > 0 ||
    sales.deliveriesFailed > 0;
  return {
    tone: isAlarming ? "warning" : "info",
    title: words.title,
    fields: [
      { name: words.members, value: number(found.members) },
      { name: words.points, value: number(found.points) },
      { name: words.float, value: words.floatOf(money(found.float), money(walletFloatAlarm)) },
      { name: words.debt, value: words.debtOf(money(found.debt), number(found.debtors)) },
      { name: words.today, value: words.paidOf(number(found.todayCount), money(found.todaySum)) },
      { name: words.week, value: words.paidOf(number(found.weekCount), money(found.weekSum)) },
      { name: words.open, value: number(found.open) },
      { name: words.unmatched, value: number(found.unmatched) },
      { name: words.disputed, value: number(found.disputed) },
      { name: words.sales(days), value: words.paidOf(number(sales.purchases), money(sales.sales)) },
      { name: words.refunds(days), value: words.paidOf(number(sales.refunds), money(sales.refunded)) },
      { name: words.codesSold(days), value: number(sales.codesSold) },
      { name: words.codesFree, value: number(sales.codesFree) },
      { name: words.deliveriesFailed, value: number(sales.deliveriesFailed) },
      { name: words.ordersOpen, value: words.ordersOf(number(orders.open), number(orders.overdue)) },
      { name: words.ordersDone(days), value: words.paidOf(number(orders.completed), money(orders.value)) },
    ],
  };
}
