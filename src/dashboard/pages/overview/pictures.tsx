import { writtenDay } from "../../../lib/moment.ts";
import { currencyDigits, formatMoney } from "../../../lib/money.ts";
import { overviewWords } from "../../../lib/words/dashboard/overview.ts";
import { shortNumber, wholeNumber } from "../../../lib/words/number.ts";
import { Bars } from "../../parts/chart/bars.tsx";
import { Lines } from "../../parts/chart/lines.tsx";
import { percentOf } from "../../parts/chart/percent.ts";
import type { Told } from "./numbers.tsx";

/** What moved in 30 days, and how far claims, tokens and cashback have come. */
export const Pictures = (told: Told) => (
  <div class="charts">
    <Points {...told} />
    <Sales {...told} />
    <FromFileToClaim {...told} />
    <Redemption {...told} />
    <Cashback {...told} />
  </div>
);

const Points = ({ found: { days }, locale }: Told) => {
  const words = overviewWords[locale];
  return (
    <Lines
      caption={words.pointsByDay}
      axis={words.day}
      labels={days.map(({ day }) => writtenDay(day, locale))}
      series={[
        { name: words.issued, values: days.map(({ issued }) => issued) },
        { name: words.spent, values: days.map(({ spent }) => spent) },
      ]}
      locale={locale}
    />
  );
};

const Sales = ({ found: { days }, shop, locale }: Told) => {
  const words = overviewWords[locale];
  return (
    <Lines
      caption={words.salesByDay}
      axis={words.day}
      labels={days.map(({ day }) => writtenDay(day, locale))}
      series={[
        { name: words.codes, values: days.map(({ purchased }) => purchased) },
        { name: words.orders, values: days.map(({ ordered }) => ordered) },
        { name: words.toppedUp, values: days.map(({ toppedUp }) => toppedUp) },
      ]}
      locale={locale}
      written={(amount) => formatMoney(amount, shop.currency, locale)}
      short={(amount) => shortNumber(locale, amount / 10 ** currencyDigits(shop.currency))}
    />
  );
};

const FromFileToClaim = ({ found: { funnel }, locale }: Told) => {
  const words = overviewWords[locale];
  const steps = ["created", "mailed", "delivered", "claimed"] as const;
  return (
    <Bars
      caption={words.funnel}
      names={words.step}
      values={words.count}
      none=""
      full={funnel.created}
      bars={steps.map((step) => ({
        name: words[step],
        value: funnel[step],
        written: words.share(
          wholeNumber(locale, funnel[step]),
          percentOf(funnel[step], funnel.created, locale),
        ),
      }))}
    />
  );
};

const Redemption = ({ found: { campaigns }, locale }: Told) => {
  const words = overviewWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return (
    <Bars
      caption={words.redemption}
      names={words.campaign}
      values={words.redeemed}
      none={words.noCampaigns}
      full={100}
      bars={campaigns.map(({ name, used, issued }) => ({
        name: <bdi>{name}</bdi>,
        value: issued === 0 ? 0 : (100 * used) / issued,
        written: words.redeemedOf(number(used), number(issued), percentOf(used, issued, locale)),
      }))}
    />
  );
};

const Cashback = ({ found: { cashback }, shop, locale }: Told) => {
  const words = overviewWords[locale];
  return (
    <Bars
      caption={words.cashback}
      names={words.batch}
      values={words.paid}
      none={words.noBatches}
      bars={cashback.map(({ id, amount, members }) => ({
        name: id,
        value: amount,
        written: words.paidTo(formatMoney(amount, shop.currency, locale), wholeNumber(locale, members)),
      }))}
    />
  );
};
