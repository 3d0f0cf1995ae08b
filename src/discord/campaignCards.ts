import { type Card, cut, mention, moment, plain } from "../clients/discord/card.ts";
import type { Shop } from "../domain/deps.ts";
import type { CampaignPage, ListedCampaign } from "../domain/tokens/campaigns.ts";
import { type CloseAsked, type Closed, summaryOf } from "../domain/tokens/close.ts";
import type { Campaign } from "../domain/tokens/named.ts";
import { validText } from "../domain/tokens/parts.ts";
import { formatMoney } from "../lib/money.ts";
import { campaignWords } from "../lib/words/campaigns.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { pressId } from "./command.ts";
import { pageButtons } from "./pageButtons.ts";

const NOTES_SHOWN_MAX = 200;

const dates = ({ startsAtMs, endsAtMs }: Campaign) => ({ startsAtMs, expiresAtMs: endsAtMs });

/** A campaign that was just made. */
export function campaignMadeCard(campaign: Campaign, locale: Locale): Card {
  const words = campaignWords[locale];
  return {
    tone: "done",
    title: words.created,
    body: words.createdBody(plain(campaign.name)),
    fields: [
      { name: words.valid, value: validText(dates(campaign), locale) },
      ...(campaign.notes === null ? [] : [{ name: words.notes, value: plain(campaign.notes), wide: true }]),
    ],
  };
}

/** A page of campaigns, closed ones with what they came to. */
export function campaignsCard(found: CampaignPage, shop: Shop): Card {
  const { rows, count, page, pages, locale } = found;
  const words = campaignWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: "info",
    title: words.list,
    body: rows.length === 0 ? words.none : undefined,
    fields: rows.map((row) => ({
      name: row.campaign.name,
      value: campaignText(row, shop, locale),
      wide: true,
    })),
    footer: words.page(number(count), number(page), number(pages)),
    buttons: pageButtons(found, (target) => pressId("campaign", "list", target)),
  };
}

function campaignText({ campaign, ...counts }: ListedCampaign, shop: Shop, locale: Locale): string {
  const words = campaignWords[locale];
  const { closedAtMs, closedBy, notes } = campaign;
  const number = (value: number) => wholeNumber(locale, value);
  return [
    validText(dates(campaign), locale, (atMs) => moment(atMs, "D")),
    words.counts(
      number(counts.issued),
      number(counts.available),
      number(counts.reserved),
      number(counts.used),
      number(counts.expired),
      number(counts.removed),
    ),
    ...(closedAtMs === null ? [] : [words.closed(moment(closedAtMs, "D"), mention(closedBy ?? "?"))]),
    ...summaryLines(campaign, shop, locale),
    ...(notes === null ? [] : [plain(cut(notes, NOTES_SHOWN_MAX))]),
  ].join("\n");
}

function summaryLines(campaign: Campaign, { currency }: Shop, locale: Locale): string[] {
  const summary = summaryOf(campaign);
  if (!summary) return [];
  const words = campaignWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const money = (value: number) => formatMoney(value, currency, locale);
  return [
    words.summary(
      number(summary.issued),
      number(summary.used),
      number(summary.reserved),
      number(summary.unused),
      number(summary.expired),
      number(summary.removed),
    ),
    words.orders(number(summary.customers), money(summary.amount), money(summary.discount)),
  ];
}

/** The question whether to close a campaign. */
export function closeQuestionCard({ campaign, available, reserved, questionId, locale }: CloseAsked): Card {
  const words = campaignWords[locale];
  return {
    tone: "warning",
    title: words.closeAsk(campaign.name),
    body: `${words.closeBody(wholeNumber(locale, available), wholeNumber(locale, reserved))}\n${words.closeFinal}`,
    buttons: [
      { id: pressId("campaign", "close", questionId), label: words.closeGo, style: "danger" },
      { id: pressId("campaign", "keep", questionId), label: words.cancel, style: "plain" },
    ],
  };
}

export function closedCard({ campaign, locale }: Closed, shop: Shop): Card {
  return {
    tone: "done",
    title: campaignWords[locale].closedNow(campaign.name),
    body: summaryLines(campaign, shop, locale).join("\n"),
  };
}

export function notClosedCard(locale: Locale): Card {
  const words = campaignWords[locale];
  return { tone: "info", title: words.cancelled, body: words.cancelledBody };
}
