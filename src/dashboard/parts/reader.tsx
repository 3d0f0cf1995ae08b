import { mayActAs } from "../../domain/actor.ts";
import { formatMoney } from "../../lib/money.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { depsOf, type In } from "../room.ts";
import { Moment } from "./moment.tsx";

/** Who reads a page, and how numbers, money and moments are written for them. */
export function readerOf(context: In) {
  const deps = depsOf(context);
  const { locale, actor } = context.var.session;
  const { currency, timeZone } = deps.shop;
  return {
    deps,
    locale,
    actor,
    isAdmin: mayActAs(actor, "admin"),
    number: (value: number) => wholeNumber(locale, value),
    /** Something that was counted no further than `most`. */
    upTo: (value: number, most: number) => `${wholeNumber(locale, value)}${value >= most ? "+" : ""}`,
    money: (amount: number) => formatMoney(amount, currency, locale),
    moment: (atMs: number) => <Moment atMs={atMs} locale={locale} timeZone={timeZone} />,
  };
}

export type Reader = ReturnType<typeof readerOf>;
