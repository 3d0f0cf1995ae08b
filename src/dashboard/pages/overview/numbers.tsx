import type { Child } from "hono/jsx";
import { claimStates } from "../../../domain/claims/states.ts";
import type { Shop } from "../../../domain/deps.ts";
import { type Day, sumOfDays } from "../../../domain/desk/days.ts";
import type { Overview } from "../../../domain/desk/overview.ts";
import { formatMoney } from "../../../lib/money.ts";
import { overviewWords } from "../../../lib/words/dashboard/overview.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { Moment } from "../../parts/moment.tsx";
import { stateName } from "../../parts/state.tsx";
import { type TileFacts, Tiles } from "../../parts/tile.tsx";

/** What the parts of the overview are given. */
export type Told = { readonly found: Overview; readonly shop: Shop; readonly locale: Locale };

export const Now = ({ found: { points, money, debt, holders, check }, shop, locale }: Told) => {
  const words = overviewWords[locale];
  const written = (amount: number) => formatMoney(amount, shop.currency, locale);
  return (
    <>
      <h2>{words.now}</h2>
      <Tiles
        tiles={[
          {
            name: words.points,
            value: wholeNumber(locale, points),
            more: words.holders(wholeNumber(locale, holders)),
            to: "/dashboard/members",
          },
          {
            name: words.money,
            value: written(money),
            more: debt > 0 ? words.debt(written(debt)) : null,
            to: "/dashboard/ledger",
          },
          {
            name: words.books,
            value: check ? words[check.broken.length > 0 ? "booksWrong" : "booksRight"] : words.booksNever,
            more: check && <Moment atMs={check.atMs} locale={locale} timeZone={shop.timeZone} />,
            to: "/dashboard/ledger/proof",
          },
        ]}
      />
    </>
  );
};

export const Today = ({ found: { days }, shop, locale, spans }: Told & { readonly spans: Child }) => {
  const words = overviewWords[locale];
  const tiles = (of: readonly Day[]) => brought(of, shop.currency, locale);
  return (
    <>
      <h2>{words.today}</h2>
      <Tiles tiles={tiles(days.slice(-1))} />
      <h2>{words.days(wholeNumber(locale, days.length))}</h2>
      {spans}
      <Tiles tiles={tiles(days)} />
    </>
  );
};

function brought(days: readonly Day[], currency: string, locale: Locale): readonly TileFacts[] {
  const words = overviewWords[locale];
  const sum = sumOfDays(days);
  const number = (value: number) => wholeNumber(locale, value);
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const givenBack = {
    name: words.refunded,
    value: money(sum.refunded),
    more: words.refunds(number(sum.refunds)),
    to: "/dashboard/shop/purchases?stage=refunded",
  };
  return [
    {
      name: words.toppedUp,
      value: money(sum.toppedUp),
      more: words.payments(number(sum.topups)),
      to: "/dashboard/topups",
    },
    {
      name: words.sales,
      value: money(sum.purchased + sum.ordered),
      more: words.salesOf(number(sum.purchases), number(sum.orders)),
      to: "/dashboard/shop/purchases",
    },
    ...(sum.refunds > 0 ? [givenBack] : []),
    { name: words.issued, value: number(sum.issued) },
    { name: words.spent, value: number(sum.spent) },
  ];
}

export const Claims = ({ found: { claims }, locale }: Told) => (
  <>
    <h2>{overviewWords[locale].claims}</h2>
    <Tiles
      tiles={claimStates.map((state) => ({
        name: stateName(state, locale),
        value: wholeNumber(locale, claims[state]),
        to: `/dashboard/claims?state=${state}`,
      }))}
    />
  </>
);
