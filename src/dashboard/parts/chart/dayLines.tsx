import type { Day } from "../../../domain/desk/days.ts";
import { writtenDay } from "../../../lib/moment.ts";
import { currencyDigits } from "../../../lib/money.ts";
import { chartWords } from "../../../lib/words/dashboard/charts.ts";
import { shortNumber } from "../../../lib/words/number.ts";
import type { Reader } from "../reader.tsx";
import { Lines } from "./lines.tsx";

type DayLinesProps = {
  readonly reader: Reader;
  readonly caption: string;
  readonly days: readonly Day[];
  /** What is shown of each day, by its name for people. */
  readonly series: readonly (readonly [name: string, of: keyof Day])[];
  readonly isMoney?: boolean;
};

/** What the last days brought, day by day. */
export const DayLines = ({ reader, caption, days, series, isMoney = false }: DayLinesProps) => {
  const { locale, money, deps } = reader;
  const unit = 10 ** currencyDigits(deps.shop.currency);
  return (
    <Lines
      caption={caption}
      axis={chartWords[locale].day}
      labels={days.map(({ day }) => writtenDay(day, locale))}
      series={series.map(([name, of]) => ({ name, values: days.map((day) => day[of]) }))}
      locale={locale}
      {...(isMoney ? { written: money, short: (amount: number) => shortNumber(locale, amount / unit) } : {})}
    />
  );
};
