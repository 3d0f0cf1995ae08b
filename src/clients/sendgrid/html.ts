import type { Locale } from "../../lib/words/locale.ts";
import type { MailWords } from "../../lib/words/mail.ts";
import { BREAK, CODE_FONT, FONT, heading, mailPage } from "./layout.ts";
import { tag } from "./substitution.ts";

/** What the HTML part is made of; shop and message are escaped already. */
export type ClaimHtmlParts = {
  readonly locale: Locale;
  readonly words: MailWords;
  readonly shop: string;
  readonly message: string;
};

const WIDE = ".code { font-size: 28px !important; } ";
const DARK = `  .codebox { background-color: #1d1f2f !important; border-color: #7d86f5 !important; }
  .code { color: #ffffff !important; }
  .key { background-color: #3a3c42 !important; color: #f2f3f5 !important; }
  .dot { background-color: #5865f2 !important; color: #ffffff !important; }
  .note { border-color: #7d86f5 !important; }
`;

/** The HTML part of a claim mail. */
export function claimHtml({ locale, words, shop, message }: ClaimHtmlParts): string {
  const command = `<span class="key" style="background-color:#ebedef;border-radius:4px;padding:1px 5px;font:14px/18px ${CODE_FONT}">/claim</span>`;
  const title = words.heading(tag("pointsGrouped"));
  return mailPage({
    locale,
    title,
    preview: words.preview(tag("pointsGrouped"), tag("expires")),
    shop,
    wide: WIDE,
    dark: DARK,
    body: `${heading(title)}
<p class="ink" style="margin:0 0 20px;font:400 16px/24px ${FONT};color:#1e1f22;${BREAK}">${words.thanks(tag("orderHtml"), `<bdi>${shop}</bdi>`)}</p>
<p class="soft" style="margin:0 0 8px;font:400 14px/20px ${FONT};color:#4e5058">${words.codeBelow}</p>
${codeBox()}
<p class="ink" style="margin:12px 0 24px;font:400 14px/20px ${FONT};color:#1e1f22">${words.validUntil(`<strong>${tag("expires")}</strong>`)}</p>
<h2 class="ink" style="margin:0 0 8px;font:700 16px/24px ${FONT};color:#1e1f22">${words.howTo}</h2>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${words.steps(command).map(stepRow).join("\n")}
</table>
${message ? note(words.messageFrom(`<bdi>${shop}</bdi>`), message) : ""}`,
    foot: `${words.keepSecret}<br>${words.notYou(`<bdi>${shop}</bdi>`)}`,
  });
}

/** The code is one text node in a box of its own: a long press on a phone selects all of it and nothing else. */
function codeBox(): string {
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="codebox" align="center" style="background-color:#eef0ff;border:2px dashed #5865f2;border-radius:10px;padding:18px 4px">
<div class="code" style="font:700 21px/32px ${CODE_FONT};letter-spacing:.5px;white-space:nowrap;color:#1e1f22;-webkit-user-select:all;user-select:all">${tag("code")}</div>
</td></tr>
</table>`;
}

function stepRow(step: string, index: number): string {
  return `<tr>
<td width="36" valign="top" style="padding:6px 0"><div class="dot" style="width:24px;height:24px;border-radius:12px;background-color:#5865f2;color:#ffffff;font:700 13px/24px ${FONT};text-align:center">${index + 1}</div></td>
<td class="ink" valign="top" style="padding:6px 0;font:400 15px/24px ${FONT};color:#1e1f22">${step}</td>
</tr>`;
}

function note(heading: string, message: string): string {
  return `<div class="note" style="margin:24px 0 0;padding:2px 0 2px 14px;border-left:4px solid #5865f2">
<div class="soft" style="font:600 13px/20px ${FONT};color:#4e5058;${BREAK}">${heading}</div>
<div class="ink" dir="auto" style="font:400 15px/23px ${FONT};color:#1e1f22;${BREAK}">${message.replaceAll("\n", "<br>")}</div>
</div>`;
}
