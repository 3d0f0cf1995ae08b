import { type Card, mention, moment, plain } from "../clients/discord/card.ts";
import type { Deps } from "../domain/deps.ts";
import type { Invited, InvitesPage } from "../domain/referrals/invites.ts";
import type { Standing } from "../domain/referrals/standing.ts";
import { formatMoney } from "../lib/money.ts";
import { nextWeeklyMs } from "../lib/weekly.ts";
import { inviteWords } from "../lib/words/invites.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { pressId } from "./command.ts";
import { earnedMoney } from "./earnedMoney.ts";
import { pageButtons } from "./pageButtons.ts";

type Field = NonNullable<Card["fields"]>[number];

/** A page of those whom the reader brought, and what the reader has of it. */
export function invitesCard(deps: Deps, found: InvitesPage): Card {
  const { standing, rows, page, pages, locale } = found;
  const words = inviteWords[locale];
  const { stopped, payable } = standing;
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: stopped || payable < 0 ? "warning" : "info",
    title: words.title,
    body: [
      ...(stopped
        ? [words.stopped(moment(stopped.createdAtMs, "R")), words.reason(plain(stopped.reason)), ""]
        : []),
      rows.map((row) => invitedLine(row, deps.shop.currency, locale)).join("\n") || words.none,
    ].join("\n"),
    fields: [...earnedFields(deps, standing, locale), ...(stopped ? [] : [nextField(deps, locale)])],
    footer:
      standing.brought > 0 ? words.found(number(standing.brought), number(page), number(pages)) : undefined,
    buttons: pageButtons(found, (target) => pressId("invites", "page", target)),
  };
}

function invitedLine(row: Invited, currency: string, locale: Locale): string {
  const words = inviteWords[locale];
  const parts = [
    mention(row.memberId),
    words.since(moment(row.sinceMs, "D")),
    words.spent(formatMoney(row.spent, currency, locale)),
    words.earned(earnedMoney(row.earned, currency, locale)),
    row.isActive ? words.active : words.quiet,
  ];
  return `• ${parts.join(" · ")}`;
}

/** What is to be paid, is held back and was paid. */
function earnedFields({ shop }: Deps, standing: Standing, locale: Locale): Field[] {
  const words = inviteWords[locale];
  const money = (amount: number) => earnedMoney(amount, shop.currency, locale);
  const { payable, held, heldUntilMs, paid, stopped } = standing;
  const remark = payable < 0 ? words.belowZero : stopped && payable > 0 ? words.frozen : null;
  return [
    { name: words.payable, value: [money(payable), ...(remark ? [remark] : [])].join("\n") },
    ...(heldUntilMs === null
      ? []
      : [{ name: words.held, value: words.heldUntil(money(held), moment(heldUntilMs, "f")) }]),
    { name: words.paid, value: money(paid) },
  ];
}

function nextField({ shop, clock }: Deps, locale: Locale): Field {
  const words = inviteWords[locale];
  const { cashbackIsWeekly, cashbackWeekday: weekday, cashbackHourUtc: hourUtc } = shop;
  if (!cashbackIsWeekly) return { name: words.next, value: words.nextByStaff };
  const atMs = nextWeeklyMs(clock(), { weekday, hourUtc });
  return { name: words.next, value: words.nextAt(moment(atMs, "f"), moment(atMs, "R")) };
}

/** How a member's referrals stand, as staff read it. */
export function standingFields({ shop }: Pick<Deps, "shop">, standing: Standing, locale: Locale): Field[] {
  const words = inviteWords[locale];
  const { referrerId, brought, payable, held, stopped } = standing;
  return [
    { name: words.broughtBy, value: referrerId === null ? "–" : mention(referrerId) },
    { name: words.brought, value: wholeNumber(locale, brought) },
    { name: words.pending, value: earnedMoney(payable + held, shop.currency, locale) },
    {
      name: words.state,
      value: stopped
        ? [
            words.stoppedBy(moment(stopped.createdAtMs, "D"), mention(stopped.blockedBy)),
            words.reason(plain(stopped.reason)),
          ].join("\n")
        : words.earning,
    },
  ];
}
