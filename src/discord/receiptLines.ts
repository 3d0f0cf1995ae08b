import { mention, moment, plain, verbatim } from "../clients/discord/card.ts";
import type { ListedSend } from "../domain/receipts/sends.ts";
import { receiptCode } from "../lib/receiptCode.ts";
import { stateWords } from "../lib/words/claims.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { receiptDeskWords } from "../lib/words/receipts.ts";

/** How the receipt of an order was sent, a line each, as staff see it; none where it never was. */
export function receiptLines(
  { sends, count }: { readonly sends: readonly ListedSend[]; readonly count: number },
  locale: Locale,
): string[] {
  const words = receiptDeskWords[locale];
  const more = count - sends.length;
  return [
    ...sends.map((send) => sendLine(send, locale)),
    ...(more > 0 ? [words.more(wholeNumber(locale, more))] : []),
  ];
}

function sendLine({ receiptNumber, way, address, state, reason, sentBy, atMs }: ListedSend, locale: Locale) {
  const words = receiptDeskWords[locale];
  const code = receiptCode(receiptNumber);
  const shown = address === null ? words.noAddress : verbatim(address);
  const why = reason === null ? "" : ` (${words.reasons[reason] ?? plain(reason)})`;
  return [
    way === "mail" ? words.lineMail(code, shown) : words.lineDirect(code),
    `${stateWords[locale][state] ?? state}${why}`,
    words.by(mention(sentBy)),
    moment(atMs, "R"),
  ].join(" · ");
}
