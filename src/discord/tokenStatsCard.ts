import { type Card, plain } from "../clients/discord/card.ts";
import type { Shop } from "../domain/deps.ts";
import type { OrderValue, TokenStats } from "../domain/tokens/stats.ts";
import { bar } from "../lib/bar.ts";
import { localMinute } from "../lib/localMoment.ts";
import { formatMoney } from "../lib/money.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { tokenListWords, tokenMarks } from "../lib/words/tokenLists.ts";

/** What shops usually see of printed tokens. */
const USUAL_PERCENT = { least: 20, most: 40 } as const;
const BAR_CELLS = 16;

/** How tokens do. */
export function tokenStatsCard(stats: TokenStats, { currency, timeZone }: Shop): Card {
  const { campaign, counts, newCustomers, returningCustomers, withToken, withoutToken, locale } = stats;
  const words = tokenListWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const average = (value: OrderValue) =>
    value.average === null ? words.noAmount : formatMoney(value.average, currency, locale);
  const states = (["available", "reserved", "used", "expired", "removed"] as const).map(
    (state) => `${tokenMarks[state]} ${number(counts[state])} ${words.states[state]}`,
  );
  return {
    tone: "info",
    title: campaign ? words.statsOf(plain(campaign.name)) : words.stats,
    body: states.join(" · "),
    fields: [
      { name: words.issued, value: number(counts.issued) },
      { name: words.used, value: number(counts.used) },
      { name: words.rate, value: rateText(stats) },
      { name: words.customers, value: words.customersBody(number(newCustomers), number(returningCustomers)) },
      {
        name: words.value,
        value: [
          words.valueWith(average(withToken), number(withToken.orders)),
          words.valueWithout(average(withoutToken), number(withoutToken.orders)),
          words.saved(formatMoney(withToken.saved, currency, locale)),
        ].join("\n"),
        wide: true,
      },
      { name: words.weeks, value: chart(stats, timeZone), wide: true },
    ],
  };
}

function rateText({ counts, locale }: TokenStats): string {
  const words = tokenListWords[locale];
  if (counts.issued === 0) return words.noRate;
  const percent = (counts.used / counts.issued) * 100;
  const shown = wholeNumber(locale, Math.round(percent * 10) / 10);
  if (percent < USUAL_PERCENT.least) return words.below(shown);
  return percent > USUAL_PERCENT.most ? words.above(shown) : words.usual(shown);
}

function chart({ weeks, locale }: TokenStats, timeZone: string): string {
  const most = Math.max(1, ...weeks.map(({ used }) => used));
  const lines = weeks.map(({ startsAtMs, used }) => {
    const day = localMinute(startsAtMs, timeZone).slice(0, "YYYY-MM-DD".length);
    return `${day} ${bar(used / most, BAR_CELLS)} ${wholeNumber(locale, used)}`;
  });
  return `\`\`\`\n${lines.join("\n")}\n\`\`\``;
}
