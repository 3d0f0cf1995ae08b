import type { Child } from "hono/jsx";
import { mayActAs } from "../../../domain/actor.ts";
import { BROUGHT_COUNTED_MAX, type MemberBook } from "../../../domain/desk/memberBook.ts";
import { formatMoney } from "../../../lib/money.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { memberPageWords } from "../../../lib/words/dashboard/member.ts";
import { orderPageWords } from "../../../lib/words/dashboard/orders.ts";
import { localeNames } from "../../../lib/words/locale.ts";
import { notificationWords } from "../../../lib/words/notifications.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { At } from "../../parts/at.tsx";
import { Facts } from "../../parts/facts.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { Notice } from "../../parts/notice.tsx";
import { addressWith } from "../../parts/pager.tsx";
import { Person } from "../../parts/people.tsx";
import { Tiles } from "../../parts/tile.tsx";
import { depsOf, type In } from "../../room.ts";
import { show } from "../../show.tsx";
import { Achieved } from "./achieved.tsx";
import { MoneyForm, PointsForm } from "./forms.tsx";
import { Entries } from "./history.tsx";
import { Newest } from "./newest.tsx";

type Props = { readonly context: In; readonly memberId: string; readonly book: MemberBook };

/** All that staff see of one member, and what they can do. */
export function memberPage(context: In, memberId: string, book: MemberBook) {
  const { locale, actor } = context.var.session;
  const words = memberPageWords[locale];
  const props = { context, memberId, book };
  const address = `/dashboard/members/${memberId}`;
  return show(
    context,
    {
      title: book.known?.name ?? `${words.title} ${memberId}`,
      heading: <Person id={memberId} />,
      place: "members",
    },
    <>
      <p class="hint" data-again={`${address}/name`} data-every-ms="0" aria-live="polite">
        {words.nameAsked}
      </p>
      {book.known ? null : <Notice tone="info" title={words.neverBody} />}
      <Held {...props} />
      <p class="ways">
        <a href={addressWith("/dashboard/orders/new", { member: memberId })}>
          {orderPageWords[locale].makeTitle}
        </a>
      </p>
      {mayActAs(actor, "admin") ? (
        <>
          <h2>{words.change}</h2>
          <div class="panels">
            <PointsForm context={context} memberId={memberId} />
            <MoneyForm context={context} memberId={memberId} />
          </div>
        </>
      ) : null}
      <h2>{words.about}</h2>
      <About {...props} />
      <Statistics {...props} />
      <Achieved {...props} />
      {(["points", "money"] as const).map((asset) => (
        <>
          <h2>{asset === "points" ? words.historyPoints : words.historyMoney}</h2>
          <Entries context={context} asset={asset} entries={book.entries[asset]} />
          <p>
            <a href={addressWith(`${address}/history`, { asset })}>{words.all}</a>
          </p>
        </>
      ))}
      <Newest {...props} />
      <p>
        <a href={addressWith("/dashboard/audit", { target: memberId })}>{words.audits}</a>
      </p>
    </>,
  );
}

const Held = ({ context, book: { held } }: Props) => {
  const { locale } = context.var.session;
  const { currency } = depsOf(context).shop;
  const words = memberPageWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const rank = held.above === null ? words.notRanked : `${words.rank} ${number(held.above + 1)}`;
  return (
    <Tiles
      tiles={[
        { name: words.points, value: number(held.points), more: rank },
        { name: words.wallet, value: money(held.balance) },
        { name: words.debt, value: money(held.debt) },
        {
          name: words.waiting,
          value: money(held.openSum),
          more: held.openCount > 0 ? words.waitingOf(number(held.openCount)) : undefined,
        },
      ]}
    />
  );
};

const About = ({ context, book: { known, held, muted } }: Props) => {
  const { locale } = context.var.session;
  const words = memberPageWords[locale];
  const { kinds } = notificationWords[locale];
  const since = (word: string, atMs: number | null) => (
    <>
      {word} <At context={context} atMs={atMs} />
    </>
  );
  const member = (id: string | null) => id && <MemberLink id={id} locale={locale} />;
  const brought =
    held.brought > BROUGHT_COUNTED_MAX
      ? listWords[locale].more(wholeNumber(locale, BROUGHT_COUNTED_MAX))
      : wholeNumber(locale, held.brought);
  const ofKnown = (facts: (row: NonNullable<typeof known>) => Child): Child => known && facts(known);
  return (
    <Facts
      facts={[
        [words.since, known ? <At context={context} atMs={known.createdAtMs} /> : words.never],
        [words.language, ofKnown((row) => (row.locale ? localeNames[row.locale] : words.shopLanguage))],
        [
          words.board,
          ofKnown((row) => (row.hiddenAtMs ? since(words.hiddenSince, row.hiddenAtMs) : words.shown)),
        ],
        [
          words.server,
          ofKnown((row) => {
            if (row.leftAtMs) return since(words.left, row.leftAtMs);
            return row.seenAtMs ? since(words.seen, row.seenAtMs) : words.unseen;
          }),
        ],
        [words.muted, muted.length > 0 ? muted.map((kind) => kinds[kind] ?? kind).join(", ") : null],
        [words.code, held.referralCode && <code>{held.referralCode}</code>],
        [words.broughtBy, member(held.referrerId)],
        [words.brought, held.brought > 0 ? brought : null],
        [words.referrals, held.blacklisted ? words.blacklisted : null],
      ]}
    />
  );
};

const Statistics = ({ context, book: { stats } }: Props) => {
  const { locale } = context.var.session;
  const { currency } = depsOf(context).shop;
  const words = memberPageWords[locale];
  return (["points", "money"] as const).map((asset) => {
    const row = stats[asset];
    if (!row) return null;
    const amount = (value: number) =>
      asset === "points" ? wholeNumber(locale, value) : formatMoney(value, currency, locale);
    return (
      <>
        <h2>{words.of(asset === "points" ? words.points : words.wallet)}</h2>
        <Facts
          facts={[
            [words.earned, amount(row.earned)],
            [words.spent, amount(row.spent)],
            [words.highest, amount(row.highest)],
            [words.transfers, wholeNumber(locale, row.transfers)],
            [words.firstAt, <At context={context} atMs={row.firstAtMs} />],
            [words.lastAt, <At context={context} atMs={row.lastAtMs} />],
          ]}
        />
      </>
    );
  });
};
