import { type Button, type Card, cut, mention, moment, plain, verbatim } from "../clients/discord/card.ts";
import type { Shop } from "../domain/deps.ts";
import { aboutFields } from "../domain/tokens/cards.ts";
import { CLOSED_REASON } from "../domain/tokens/close.ts";
import type { TokensExported } from "../domain/tokens/export.ts";
import type { ListedToken, TokenPage } from "../domain/tokens/list.ts";
import { validText } from "../domain/tokens/parts.ts";
import type { RemovalAsked } from "../domain/tokens/remove.ts";
import type { TokenEvent, TokenView } from "../domain/tokens/view.ts";
import { orderCode } from "../lib/orderCode.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { tokenCheckWords } from "../lib/words/tokenChecks.ts";
import { tokenListWords, tokenMarks } from "../lib/words/tokenLists.ts";
import { pressId } from "./command.ts";
import { pageButtons } from "./pageButtons.ts";

const DESCRIPTION_SHOWN_MAX = 60;
const REASON_SHOWN_MAX = 60;
const ANY = "any";

/** One token: how it stands, why it cannot be used and what to say then, and all that happened to it. */
export function tokenCard(view: TokenView, shop: Shop): Card {
  const { token, state, locale } = view;
  const words = tokenCheckWords[locale];
  const standing = `${tokenMarks[state]} **${tokenListWords[locale].states[state]}**`;
  const why =
    state === "available"
      ? []
      : [
          { name: words.forCustomer, value: words.customer[state](...told(view)), wide: true },
          { name: words.forStaff, value: words.staff[state](...told(view)), wide: true },
        ];
  return {
    tone: state === "available" ? "done" : "warning",
    title: words.title(token.code),
    body: state === "available" ? `${standing}\n${words.usable}` : standing,
    fields: [...why, ...aboutFields(view, shop), { name: words.timeline, value: timeline(view), wide: true }],
  };
}

/** What the sentences about a token name. */
function told({ token, state, orderNumber, locale }: TokenView) {
  const { changedAtMs, customerId, startsAtMs, expiresAtMs, changeReason } = token;
  const atMs = {
    not_yet: startsAtMs,
    expired: expiresAtMs,
    available: null,
    reserved: null,
    used: null,
    removed: null,
  };
  return [
    moment(atMs[state] ?? changedAtMs),
    orderNumber === null ? "?" : orderCode(orderNumber),
    mention(customerId ?? "?"),
    changeReason === null ? "–" : reasonText(changeReason, locale),
  ] as const;
}

/** What somebody wrote, or the shop's own word for it. */
const reasonText = (reason: string, locale: Locale): string =>
  reason === CLOSED_REASON ? tokenCheckWords[locale].campaignClosed : plain(reason);

function timeline(view: TokenView): string {
  const { batch, events, earlier, locale } = view;
  const words = tokenCheckWords[locale];
  return [
    words.made(mention(batch.createdBy), moment(batch.createdAtMs)),
    ...(earlier > 0 ? [words.earlier(wholeNumber(locale, earlier))] : []),
    ...events.map((event) => eventLine(event, locale)),
  ].join("\n");
}

function eventLine({ event, orderNumber }: TokenEvent, locale: Locale): string {
  const words = tokenCheckWords[locale];
  const { states } = tokenListWords[locale];
  const order = orderNumber === null ? "?" : orderCode(orderNumber);
  const what =
    event.toState === "reserved"
      ? words.reservedFor(order)
      : event.toState === "used"
        ? words.usedFor(order)
        : [states[event.toState], ...(event.orderId === null ? [] : [words.freed(order)])].join(", ");
  const who = event.actor === "system" ? words.shop : mention(event.actor);
  const why = event.reason === null ? "" : `: ${reasonText(cut(event.reason, REASON_SHOWN_MAX), locale)}`;
  return `${moment(event.atMs)} ${tokenMarks[event.toState]} ${what} (${who})${why}`;
}

/** The question whether to remove a token. */
export function removalQuestionCard(asked: RemovalAsked, shop: Shop): Card {
  const { token, state, questionId, reason, locale } = asked;
  const words = tokenCheckWords[locale];
  return {
    tone: "warning",
    title: words.removeAsk(token.code),
    body: `${tokenMarks[state]} **${tokenListWords[locale].states[state]}**\n${words.removeFinal}`,
    fields: [{ name: words.reason, value: plain(reason), wide: true }, ...aboutFields(asked, shop)],
    buttons: [
      { id: pressId("removetoken", "go", questionId), label: words.removeGo, style: "danger" },
      { id: pressId("removetoken", "keep", questionId), label: words.cancel, style: "plain" },
    ],
  };
}

export function removedCard({ token, locale }: TokenView): Card {
  const words = tokenCheckWords[locale];
  return {
    tone: "done",
    title: words.removed,
    body: words.removedBody(verbatim(token.code)),
    fields: [{ name: words.reason, value: plain(token.changeReason ?? ""), wide: true }],
  };
}

export function notRemovedCard(locale: Locale): Card {
  const words = tokenCheckWords[locale];
  return { tone: "info", title: words.cancelled, body: words.cancelledBody };
}

/** A page of tokens. */
export function tokensCard(found: TokenPage): Card {
  const { rows, counts, state, campaign, page, pages, locale } = found;
  const words = tokenListWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const totals = (["available", "reserved", "used", "expired", "removed"] as const).map(
    (each) => `${tokenMarks[each]} ${number(counts[each])} ${words.states[each]}`,
  );
  const pageId = (target: number): Button["id"] =>
    pressId("listtokens", "page", state ?? ANY, campaign?.id ?? ANY, target);
  return {
    tone: "info",
    title: campaign ? words.listOf(plain(campaign.name)) : words.list,
    body: [
      totals.join(" · "),
      "",
      ...(rows.length > 0 ? rows.map((row) => tokenLine(row, locale)) : [words.none]),
    ].join("\n"),
    footer: words.page(number(page), number(pages)),
    buttons: pageButtons({ page, pages }, pageId),
  };
}

/** The word for no filter in a button's id. */
export const filterFrom = (part: string | undefined): string | undefined =>
  part === undefined || part === ANY ? undefined : part;

function tokenLine({ token, state, description, orderNumber }: ListedToken, locale: Locale): string {
  const words = tokenListWords[locale];
  const order = orderNumber === null ? "?" : orderCode(orderNumber);
  const customer = mention(token.customerId ?? "?");
  const hasDates = token.startsAtMs !== null || token.expiresAtMs !== null;
  const which =
    state === "reserved"
      ? [words.reservedFor(order, customer)]
      : state === "used"
        ? [words.usedFor(order, customer, moment(token.changedAtMs, "D"))]
        : hasDates
          ? [validText(token, locale, (atMs) => moment(atMs, "D"))]
          : [];
  const parts = [plain(cut(description, DESCRIPTION_SHOWN_MAX)), ...which];
  return `${tokenMarks[state]} \`${token.code}\` ${parts.join(" · ")}`;
}

/** Tokens as a file. */
export function exportedTokensCard({ text, tokens, cut: isCut, campaign, locale }: TokensExported): Card {
  const words = tokenListWords[locale];
  const count = wholeNumber(locale, tokens);
  const body = campaign ? words.exportedOf(count, plain(campaign.name)) : words.exportedBody(count);
  return {
    tone: isCut ? "warning" : "done",
    title: words.exported,
    body: isCut ? `${body}\n${words.cut}` : body,
    file: { name: words.file, type: "text/csv; charset=utf-8", text },
  };
}
