import { formatMoney } from "../../../lib/money.ts";
import { overviewWords } from "../../../lib/words/dashboard/overview.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { Bars } from "../../parts/chart/bars.tsx";
import { DayLines } from "../../parts/chart/dayLines.tsx";
import { percentOf } from "../../parts/chart/percent.ts";
import type { Reader } from "../../parts/reader.tsx";
import type { Told } from "./numbers.tsx";

/** What moved day by day, and how far claims, tokens and cashback have come. */
export const Pictures = ({ reader, ...told }: Told & { readonly reader: Reader }) => {
  const words = overviewWords[told.locale];
  const { days } = told.found;
  return (
    <div class="charts">
      <DayLines
        reader={reader}
        caption={words.pointsByDay}
        days={days}
        series={[
          [words.issued, "issued"],
          [words.spent, "spent"],
        ]}
      />
      <DayLines
        reader={reader}
        caption={words.salesByDay}
        days={days}
        series={[
          [words.codes, "purchased"],
          [words.orders, "ordered"],
          [words.toppedUp, "toppedUp"],
        ]}
        isMoney
      />
      <FromFileToClaim {...told} />
      <Redemption {...told} />
      <Cashback {...told} />
    </div>
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
      none={words.noClaims}
      full={funnel.created}
      bars={(funnel.created === 0 ? [] : steps).map((step) => ({
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
      bars={campaigns.map(({ id, name, used, issued }) => ({
        name: (
          <a href={`/dashboard/tokens/campaigns/${id}`}>
            <bdi>{name}</bdi>
          </a>
        ),
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
