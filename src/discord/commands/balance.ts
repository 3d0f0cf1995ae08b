import { type Card, mention, moment } from "../../clients/discord/card.ts";
import { type Balance, balanceOf } from "../../domain/points/balance.ts";
import { formatMoney } from "../../lib/money.ts";
import type { Words } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { action, type Command, card } from "../command.ts";
import { optional } from "../options.ts";

const words: Words<{
  own: string;
  others: string;
  points: (points: string) => string;
  money: (money: string) => string;
  debt: (money: string) => string;
  waiting: (money: string) => string;
  earned: string;
  spent: string;
  highest: string;
  transfers: string;
  first: string;
  last: string;
  hint: string;
}> = {
  en: {
    own: "Your balance",
    others: "Balance",
    points: (points) => `**${points}** points`,
    money: (money) => `**${money}** in the wallet`,
    debt: (money) => `**${money}** owed to the shop; the next money that arrives pays it first`,
    waiting: (money) => `**${money}** waits to be paid`,
    earned: "Earned in all",
    spent: "Spent in all",
    highest: "Highest balance",
    transfers: "Entries",
    first: "First activity",
    last: "Last activity",
    hint: "A code from an order e-mail becomes points with /claim.",
  },
  id: {
    own: "Saldomu",
    others: "Saldo",
    points: (points) => `**${points}** poin`,
    money: (money) => `**${money}** di dompet`,
    debt: (money) => `**${money}** utang kepada toko; uang yang masuk berikutnya membayarnya lebih dulu`,
    waiting: (money) => `**${money}** menunggu dibayar`,
    earned: "Seluruh perolehan",
    spent: "Seluruh pemakaian",
    highest: "Saldo tertinggi",
    transfers: "Jumlah entri",
    first: "Kegiatan pertama",
    last: "Kegiatan terakhir",
    hint: "Kode dari e-mail pesanan menjadi poin dengan /claim.",
  },
};

const description = { en: "See what you have", id: "Lihat apa yang kamu punya" };

export const balanceCommand: Command = {
  name: "balance",
  description,
  level: "everyone",
  action: action({
    description,
    options: {
      member: optional("user", {
        en: "Whose balance, for staff; your own when left out",
        id: "Saldo siapa, untuk staf; milikmu jika dikosongkan",
      }),
    },
    ephemeral: true,
    async run({ deps, request }, { member }) {
      const found = await balanceOf(deps, request, member);
      const others = member === undefined || member === request.actor.id ? undefined : member;
      return card(found.locale, balanceCard(found, deps.shop.currency, others));
    },
  }),
};

export function balanceCard(found: Balance, currency: string, others?: string): Card {
  const { points, money, debt, waiting, stats, locale } = found;
  const text = words[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const inMoney = (amount: number) => formatMoney(amount, currency, locale);
  const held = text.points(number(points));
  return {
    tone: "info",
    title: others === undefined ? text.own : text.others,
    body: [
      others === undefined ? held : `${mention(others)}: ${held}`,
      ...(money === null ? [] : [text.money(inMoney(money))]),
      ...(debt > 0 ? [text.debt(inMoney(debt))] : []),
      ...(waiting > 0 ? [text.waiting(inMoney(waiting))] : []),
    ].join("\n"),
    fields: stats
      ? [
          { name: text.earned, value: number(stats.earned) },
          { name: text.spent, value: number(stats.spent) },
          { name: text.highest, value: number(stats.highest) },
          { name: text.transfers, value: number(stats.transfers) },
          { name: text.first, value: moment(stats.firstAtMs, "D") },
          { name: text.last, value: moment(stats.lastAtMs, "R") },
        ]
      : [],
    footer: points === 0 && others === undefined ? text.hint : undefined,
  };
}
