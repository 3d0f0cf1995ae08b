import type { Locale } from "../../lib/words/locale.ts";
import { type MailWords, mailWords } from "../../lib/words/mail.ts";
import type { MailContent } from "./client.ts";
import { claimHtml } from "./html.ts";
import { htmlValue, manyLines, oneLine, plainValue, type Substitutions, tag } from "./substitution.ts";

/** More of an order id than this is cut off in the mail. */
export const SHOWN_ORDER_ID_MAX = 100;
const SHOWN_SHOP_NAME_MAX = 80;

/** What all mails of an import have in common. */
export type ClaimMailSettings = {
  readonly locale: Locale;
  readonly shopName: string;
  /** IANA zone in which the expiry is told. */
  readonly timeZone: string;
  /** Plain text by the staff; its line breaks are kept. */
  readonly campaignMessage: string | null;
};

/** One claim to be told to its customer; `code` as `ABCD-EFGH-JKMN-PQRS`. */
export type MailedClaim = {
  readonly points: number;
  readonly orderId: string | null;
  readonly code: string;
  readonly expiresAtMs: number;
};

/** A claim mail: what a call's recipients share, and each one's values. A re-send is the same mail with one recipient. */
export type ClaimMail = { readonly content: MailContent; substitutions(claim: MailedClaim): Substitutions };

export function claimMail({ locale, shopName, timeZone, campaignMessage }: ClaimMailSettings): ClaimMail {
  const words = mailWords[locale];
  const shop = oneLine(shopName, SHOWN_SHOP_NAME_MAX);
  const message = manyLines(campaignMessage ?? "");
  const date = new Intl.DateTimeFormat(words.intlLocale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone,
  });
  const number = new Intl.NumberFormat(words.intlLocale);
  const expiry = remembered((atMs) => plainValue(date.format(atMs)));
  return {
    content: {
      // The one name of this mail in every language, so that staff and customers find it by searching.
      subject: `Discord points available${tag("ofOrder")}`,
      text: claimText(words, shop, message),
      html: claimHtml({ locale, words, shop: htmlValue(shop), message: htmlValue(message) }),
    },
    substitutions({ points, orderId, code, expiresAtMs }) {
      const id = oneLine(orderId ?? "", SHOWN_ORDER_ID_MAX);
      const order = id ? words.order(id) : words.someOrder;
      return {
        ofOrder: id ? plainValue(` – order ${id}`) : "",
        order: plainValue(order),
        orderHtml: id ? words.order(`<bdi><strong>${htmlValue(id)}</strong></bdi>`) : words.someOrder,
        points: String(points),
        pointsGrouped: number.format(points),
        code,
        expires: expiry(expiresAtMs),
      };
    },
  };
}

/** Remembers the last answer: the claims of an import expire together. */
function remembered(format: (atMs: number) => string): (atMs: number) => string {
  let last: { atMs: number; text: string } | null = null;
  return (atMs) => {
    if (last?.atMs !== atMs) last = { atMs, text: format(atMs) };
    return last.text;
  };
}

/** Plain digits and the line with the command alone: people copy it whole, and programs look for it. */
function claimText(words: MailWords, shop: string, message: string): string {
  const plainShop = plainValue(shop);
  const steps = words.steps("/claim").map((step, index) => `${index + 1}. ${step}`);
  return [
    `${words.heading(tag("points"))}\n${words.thanks(tag("order"), plainShop)}`,
    `${words.codeBelow}\n${tag("code")}`,
    `${words.howTo}:\n${steps.join("\n")}`,
    `${words.sendLine}\n/claim code:${tag("code")}`,
    words.validUntil(tag("expires")),
    ...(message ? [`${words.messageFrom(plainShop)}:\n${plainValue(message)}`] : []),
    `${words.keepSecret}\n${words.notYou(plainShop)}\n`,
  ].join("\n\n");
}
