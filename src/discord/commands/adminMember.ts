import { type Card, FIELD_VALUE_CHARS_MAX, mention, moment } from "../../clients/discord/card.ts";
import { checkMember, type MemberCheck } from "../../domain/desk/checkMember.ts";
import { formatMoney } from "../../lib/money.ts";
import { pagesOf } from "../../lib/pages.ts";
import { localeNames } from "../../lib/words/locale.ts";
import { memberCheckWords } from "../../lib/words/memberCheck.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { action, type Call, card } from "../command.ts";
import { anySource, entryLine } from "../historyCard.ts";
import { standingFields } from "../inviteCards.ts";
import { required } from "../options.ts";
import { ownTopupLine } from "../topupLine.ts";

/** Five entries with their memos fit a field. */
const MEMO_SHOWN_MAX = 40;

export const checkuser = action({
  description: {
    en: "See a member's wallet, top-ups and what moved it",
    id: "Lihat dompet anggota, isi saldonya, dan yang mengubahnya",
  },
  options: { member: required("user", { en: "The member", id: "Anggotanya" }) },
  ephemeral: true,
  async run({ deps, request }, { member }) {
    const found = await checkMember(deps, request.actor.id, member);
    return card(found.locale, memberCard(deps, found, member));
  },
});

function memberCard(deps: Call["deps"], found: MemberCheck, memberId: string): Card {
  const { balance, debt, open, locale } = found;
  const { currency } = deps.shop;
  const words = memberCheckWords[locale];
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const topups = found.topups.map((topup) => ownTopupLine(topup, currency, locale));
  const detail = { memoMax: MEMO_SHOWN_MAX, source: anySource };
  const entries = found.entries.map((entry) =>
    entryLine(entry, { asset: "money", currency }, locale, detail),
  );
  return {
    tone: debt > 0 ? "warning" : "info",
    title: words.title,
    body: mention(memberId),
    fields: [
      { name: words.points, value: wholeNumber(locale, found.points) },
      { name: words.wallet, value: money(balance) },
      { name: words.debt, value: debt > 0 ? money(debt) : words.none },
      {
        name: words.open,
        value: open.count > 0 ? words.openOf(wholeNumber(locale, open.count), money(open.sum)) : words.none,
      },
      {
        name: words.orders,
        value: words.ordersOf(wholeNumber(locale, found.orders.completed), money(found.orders.spent)),
      },
      ...knownFields(found),
      ...standingFields(deps, found.referrals, locale),
      { name: words.topups, value: asManyAsFit(topups, words.none), wide: true },
      { name: words.entries, value: asManyAsFit(entries, words.none), wide: true },
    ],
  };
}

function knownFields({ known, locale }: MemberCheck) {
  const words = memberCheckWords[locale];
  if (!known) return [{ name: words.since, value: words.never }];
  return [
    { name: words.since, value: moment(known.createdAtMs, "D") },
    { name: words.language, value: known.locale ? localeNames[known.locale] : words.shopLanguage },
    {
      name: words.board,
      value: known.hiddenAtMs ? words.hidden(moment(known.hiddenAtMs, "D")) : words.shown,
    },
    { name: words.server, value: whereabouts(known, words) },
  ];
}

function whereabouts(
  { leftAtMs, seenAtMs }: NonNullable<MemberCheck["known"]>,
  words: (typeof memberCheckWords)["en"],
): string {
  if (leftAtMs) return words.left(moment(leftAtMs, "R"));
  return seenAtMs ? words.seen(moment(seenAtMs, "R")) : words.unseen;
}

/** Whole lines, so that no markup is cut in two. */
const asManyAsFit = (lines: readonly string[], none: string): string =>
  pagesOf(lines, FIELD_VALUE_CHARS_MAX)[0] ?? none;
