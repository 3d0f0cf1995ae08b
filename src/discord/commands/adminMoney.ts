import { type Card, mention, plain } from "../../clients/discord/card.ts";
import {
  changeMoney,
  type MoneyAction,
  type MoneyChanged,
  REASON_CHARS_MAX,
} from "../../domain/wallet/change.ts";
import type { MoneyMoved } from "../../domain/wallet/moved.ts";
import { formatMoney } from "../../lib/money.ts";
import type { Locale, Words } from "../../lib/words/locale.ts";
import { moneyChangeWords } from "../../lib/words/moneyChange.ts";
import { action, card } from "../command.ts";
import { optional, required } from "../options.ts";

function changeAction(change: MoneyAction, description: Words<string>, amount: Words<string>) {
  return action({
    description,
    level: "admin",
    options: {
      member: required("user", { en: "Whose wallet", id: "Dompet milik siapa" }, { human: true }),
      amount: required("number", amount, { min: 0 }),
      reason: required(
        "text",
        {
          en: "Why; the member and the audit log read it",
          id: "Alasannya; dibaca anggota dan catatan audit",
        },
        { max: REASON_CHARS_MAX },
      ),
      silent: optional("boolean", { en: "Do not tell the member", id: "Jangan beri tahu anggota" }),
    },
    ephemeral: true,
    async run({ deps, request }, { member, amount, reason, silent = false }) {
      const asked = { action: change, memberId: member, reason, silent };
      const done = await changeMoney(deps, request, { ...asked, typed: amount });
      return card(done.locale, changedCard(asked, done, deps.shop.currency));
    },
  });
}

export const addbalance = changeAction(
  "add",
  { en: "Give a member money", id: "Beri uang kepada anggota" },
  { en: "How much to give, such as 15000", id: "Berapa yang diberikan, misalnya 15000" },
);

export const deductbalance = changeAction(
  "deduct",
  {
    en: "Take money from a member, at most what is there",
    id: "Kurangi uang anggota, paling banyak yang ada",
  },
  { en: "How much to take, such as 15000", id: "Berapa yang dikurangi, misalnya 15000" },
);

function changedCard(
  asked: { action: MoneyAction; memberId: string; reason: string; silent: boolean },
  done: MoneyChanged,
  currency: string,
): Card {
  const { change, locale } = done;
  const words = moneyChangeWords[locale];
  const sign = change < 0 ? "−" : "+";
  const changed = `${sign}${formatMoney(Math.abs(change), currency, locale)}`;
  return {
    tone: "done",
    title: words.title[asked.action],
    body: [words.changed(mention(asked.memberId), changed), ...walletLines(done, currency, locale)].join(
      "\n",
    ),
    fields: [{ name: words.reason, value: plain(asked.reason), wide: true }],
    footer: asked.silent ? words.silent : words.told,
  };
}

/** What a member has after money moved, and what became of a debt. */
export function walletLines(
  { balance, debtPaid, debt }: MoneyMoved,
  currency: string,
  locale: Locale,
): string[] {
  const words = moneyChangeWords[locale];
  const money = (amount: number) => formatMoney(amount, currency, locale);
  return [
    ...(debtPaid > 0 ? [words.paid(money(debtPaid))] : []),
    words.wallet(money(balance)),
    ...(debt > 0 ? [words.debt(money(debt))] : []),
  ];
}
