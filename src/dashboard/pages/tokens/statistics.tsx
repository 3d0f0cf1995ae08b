import { EXPORT_TOKENS_MAX } from "../../../domain/tokens/export.ts";
import type { OrderValue, TokenStats } from "../../../domain/tokens/stats.ts";
import { localDay } from "../../../lib/localDay.ts";
import { writtenDay } from "../../../lib/moment.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import { tokenListWords } from "../../../lib/words/tokenLists.ts";
import { Lines } from "../../parts/chart/lines.tsx";
import { percentOf } from "../../parts/chart/percent.ts";
import { Facts } from "../../parts/facts.tsx";
import { Form } from "../../parts/form.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { Tiles } from "../../parts/tile.tsx";
import type { In } from "../../room.ts";
import { TOKENS } from "./places.tsx";

/** How tokens do: how many are used, week by week, by whom, and what it is worth. */
export const Statistics = ({ context, stats }: { readonly context: In; readonly stats: TokenStats }) => {
  const reader = readerOf(context);
  const { deps, locale, number, money } = reader;
  const { counts, weeks, withToken, withoutToken, newCustomers, returningCustomers } = stats;
  const words = tokenPageWords[locale];
  const list = tokenListWords[locale];
  const average = (value: OrderValue) => (value.average === null ? list.noAmount : money(value.average));
  return (
    <>
      <Tiles tiles={tilesOf(stats, reader)} />
      <Lines
        caption={list.weeks}
        axis={words.week}
        labels={weeks.map(({ startsAtMs }) => writtenDay(localDay(startsAtMs, deps.shop.timeZone), locale))}
        series={[{ name: words.used, values: weeks.map(({ used }) => used) }]}
        locale={locale}
      />
      <Facts
        facts={[
          [list.rate, percentOf(counts.used, counts.issued, locale)],
          [list.customers, list.customersBody(number(newCustomers), number(returningCustomers))],
          [
            list.value,
            <>
              {list.valueWith(average(withToken), number(withToken.orders))}
              <br />
              {list.valueWithout(average(withoutToken), number(withoutToken.orders))}
            </>,
          ],
          [words.saved, money(withToken.saved)],
        ]}
      />
    </>
  );
};

function tilesOf({ counts }: TokenStats, { locale, number }: Reader) {
  const { states, issued } = tokenListWords[locale];
  return [
    { name: issued, value: number(counts.issued) },
    ...(["available", "reserved", "used", "expired", "removed"] as const).map((state) => ({
      name: states[state],
      value: number(counts[state]),
    })),
  ];
}

/** Has tokens come as a file; it is asked for with a form, since the audit log tells of it. */
export const ExportForm = ({
  context,
  campaignId,
}: {
  readonly context: In;
  readonly campaignId?: string | undefined;
}) => {
  const { locale, number } = readerOf(context);
  const words = tokenPageWords[locale];
  return (
    <Form context={context} action={`${TOKENS}/export`} class="inline">
      {campaignId === undefined ? null : <input type="hidden" name="campaign" value={campaignId} />}
      <button class="quiet" type="submit">
        {words.exportAll}
      </button>{" "}
      <span class="hint">{words.exportHint(number(EXPORT_TOKENS_MAX))}</span>
    </Form>
  );
};
