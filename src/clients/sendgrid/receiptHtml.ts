import type { Locale } from "../../lib/words/locale.ts";
import type { ReceiptWords } from "../../lib/words/receipts.ts";
import { BREAK, FONT, heading, mailPage } from "./layout.ts";

/** A line of a receipt; `isSum` is what counts in the end. */
export type ReceiptLine = { readonly name: string; readonly value: string; readonly isSum?: boolean };

/** What a receipt's HTML is made of; all values are escaped already. */
export type ReceiptHtmlParts = {
  readonly locale: Locale;
  readonly words: ReceiptWords;
  readonly code: string;
  readonly preview: string;
  readonly shop: string;
  readonly thanks: string;
  readonly description: string;
  readonly head: readonly ReceiptLine[];
  readonly lines: readonly ReceiptLine[];
};

const DARK = "  .line, .sum { border-color: #3a3c42 !important; }\n";

/** The HTML of a receipt, for mail clients and for a browser. */
export function receiptHtml(parts: ReceiptHtmlParts): string {
  const { locale, words, code, preview, shop, thanks, description, head, lines } = parts;
  return mailPage({
    locale,
    title: words.title(code),
    preview,
    shop,
    dark: DARK,
    body: [
      heading(words.title(code)),
      table(head.map(headRow), "0 0 20px"),
      ...(description ? [described(words.description, description)] : []),
      ...(lines.length > 0 ? [table(lines.map(moneyRow), "0 0 20px")] : []),
      `<p class="ink" style="margin:0;font:400 16px/24px ${FONT};color:#1e1f22;${BREAK}">${thanks.replaceAll("\n", "<br>")}</p>`,
    ].join("\n"),
    foot: words.keep,
  });
}

function table(rows: readonly string[], margin: string): string {
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:${margin}">
${rows.join("\n")}
</table>`;
}

function headRow({ name, value }: ReceiptLine): string {
  return `<tr>
<td class="soft" valign="top" style="padding:3px 12px 3px 0;font:400 14px/20px ${FONT};color:#4e5058">${name}</td>
<td class="ink" valign="top" align="right" style="padding:3px 0;font:400 14px/20px ${FONT};color:#1e1f22;${BREAK}">${value}</td>
</tr>`;
}

/** Digits stand below each other; an amount is never broken. */
function moneyRow({ name, value, isSum = false }: ReceiptLine): string {
  const looks = isSum ? "700 18px/26px" : "400 15px/22px";
  const place = isSum ? "sum" : "line";
  const edge = isSum ? "2px solid #1e1f22" : "1px solid #e3e5e8";
  return `<tr>
<td class="ink ${place}" valign="top" style="border-top:${edge};padding:10px 12px 10px 0;font:${looks} ${FONT};color:#1e1f22;${BREAK}">${name}</td>
<td class="ink ${place}" valign="top" align="right" style="border-top:${edge};padding:10px 0;font:${looks} ${FONT};font-variant-numeric:tabular-nums;white-space:nowrap;color:#1e1f22">${value}</td>
</tr>`;
}

function described(name: string, description: string): string {
  return `<div class="soft" style="font:400 14px/20px ${FONT};color:#4e5058">${name}</div>
<div class="ink" dir="auto" style="margin:0 0 16px;font:400 16px/24px ${FONT};color:#1e1f22;${BREAK}">${description.replaceAll("\n", "<br>")}</div>`;
}
