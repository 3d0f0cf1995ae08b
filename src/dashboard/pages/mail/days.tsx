import type { MailDay } from "../../../domain/mail/desk.ts";
import { writtenDay } from "../../../lib/moment.ts";
import { mailPageWords } from "../../../lib/words/dashboard/mail.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { Lines } from "../../parts/chart/lines.tsx";
import { percentOf } from "../../parts/chart/percent.ts";
import { Table } from "../../parts/table.tsx";
import { Tiles } from "../../parts/tile.tsx";

type Sums = ReturnType<typeof sumsOf>;

/** What has become of a day's mails; a complaint proves that the mail arrived. */
function sumsOf({ day, mails, claims, claimed }: MailDay) {
  const { queued = 0, sending = 0, uncertain = 0, failed = 0, sent = 0, held = 0 } = mails;
  const { delivered = 0, bounced = 0, dropped = 0, complaint = 0 } = mails;
  return {
    day,
    sent: sent + delivered + bounced + dropped + complaint,
    delivered: delivered + complaint,
    undelivered: bounced + dropped + failed,
    open: queued + sending,
    uncertain,
    held,
    claims,
    claimed,
  };
}

/** The mails of some days: what has become of them, as numbers, as lines, and day by day. */
export const Days = ({ days, locale }: { readonly days: readonly MailDay[]; readonly locale: Locale }) => {
  const words = mailPageWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const rows = days.map(sumsOf);
  if (rows.length === 0) return <p class="none">{words.none}</p>;
  const all = (name: keyof Sums) => rows.reduce((sum, row) => sum + row[name], 0);
  const labels = rows.map(({ day }) => writtenDay(day, locale));
  const line = (name: string, key: keyof Sums) => ({ name, values: rows.map((row) => row[key]) });
  const column = (title: string, key: keyof Sums) => ({
    title,
    isNumber: true,
    cell: (row: Sums) => number(row[key]),
  });
  return (
    <>
      <Tiles
        tiles={[
          { name: words.sent, value: number(all("sent")) },
          {
            name: words.deliveryRate,
            value: percentOf(all("delivered"), all("sent"), locale),
            more: number(all("delivered")),
          },
          {
            name: words.claimRate,
            value: percentOf(all("claimed"), all("claims"), locale),
            more: number(all("claimed")),
          },
          { name: words.undelivered, value: number(all("undelivered")) },
        ]}
      />
      <Lines
        caption={words.mails}
        axis={words.day}
        labels={labels}
        series={[
          line(words.sent, "sent"),
          line(words.delivered, "delivered"),
          line(words.undelivered, "undelivered"),
        ]}
        locale={locale}
      />
      <Table
        caption={words.mails}
        none={words.none}
        rows={rows.toReversed()}
        columns={[
          { title: words.day, cell: ({ day }) => writtenDay(day, locale) },
          column(words.sent, "sent"),
          column(words.delivered, "delivered"),
          column(words.undelivered, "undelivered"),
          column(words.open, "open"),
          column(words.unsure, "uncertain"),
          column(words.held, "held"),
          {
            title: words.claimRate,
            isNumber: true,
            cell: ({ claimed, claims }) => percentOf(claimed, claims, locale),
          },
        ]}
      />
    </>
  );
};
