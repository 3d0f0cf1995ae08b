import type { Locale } from "../../lib/words/locale.ts";
import type { MailWords } from "../../lib/words/mail.ts";
import { tag } from "./substitution.ts";

/** What the HTML part is made of; shop and message are escaped already. */
export type ClaimHtmlParts = {
  readonly locale: Locale;
  readonly words: MailWords;
  readonly shop: string;
  readonly message: string;
};

const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const CODE_FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace";
const BREAK = "overflow-wrap:anywhere;word-break:break-word";

/** Outlook on Windows knows no max-width. */
const OUTLOOK_OPEN = `<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`;
const OUTLOOK_CLOSE = "<!--[if mso]></td></tr></table><![endif]-->";

/** Inline styles are the light look, which every client shows; a client that reads `<style>` adds the dark one. */
const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (min-width: 480px) { .code { font-size: 28px !important; } .inner { padding: 32px !important; } }
@media (prefers-color-scheme: dark) {
  .page { background-color: #1a1b1e !important; }
  .card { background-color: #26272b !important; border-color: #3a3c42 !important; }
  .ink, .ink strong { color: #f2f3f5 !important; }
  .soft { color: #b5b9c1 !important; }
  .codebox { background-color: #1d1f2f !important; border-color: #7d86f5 !important; }
  .code { color: #ffffff !important; }
  .key { background-color: #3a3c42 !important; color: #f2f3f5 !important; }
  .dot { background-color: #5865f2 !important; color: #ffffff !important; }
  .note { border-color: #7d86f5 !important; }
}`;

/** The HTML part: tables and inline styles, no image, no link, readable from 320 px on. */
export function claimHtml({ locale, words, shop, message }: ClaimHtmlParts): string {
  const command = `<span class="key" style="background-color:#ebedef;border-radius:4px;padding:1px 5px;font:14px/18px ${CODE_FONT}">/claim</span>`;
  return `<!doctype html>
<html lang="${locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<meta name="x-apple-disable-message-reformatting">
<title>${words.heading(tag("pointsGrouped"))}</title>
<style>${DARK}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f2f3f5">
<div style="display:none;max-height:0;overflow:hidden;opacity:0;mso-hide:all">${words.preview(tag("pointsGrouped"), tag("expires"))}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f2f3f5">
<tr><td align="center" style="padding:24px 12px">
${OUTLOOK_OPEN}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;table-layout:fixed">
<tr><td class="soft" dir="auto" style="padding:0 4px 12px;font:600 14px/20px ${FONT};color:#4e5058;${BREAK}">${shop}</td></tr>
<tr><td class="card inner" style="background-color:#ffffff;border:1px solid #e3e5e8;border-radius:12px;padding:24px 20px">
<h1 class="ink" style="margin:0 0 8px;font:700 24px/30px ${FONT};color:#1e1f22">${words.heading(tag("pointsGrouped"))}</h1>
<p class="ink" style="margin:0 0 20px;font:400 16px/24px ${FONT};color:#1e1f22;${BREAK}">${words.thanks(tag("orderHtml"), `<bdi>${shop}</bdi>`)}</p>
<p class="soft" style="margin:0 0 8px;font:400 14px/20px ${FONT};color:#4e5058">${words.codeBelow}</p>
${codeBox()}
<p class="ink" style="margin:12px 0 24px;font:400 14px/20px ${FONT};color:#1e1f22">${words.validUntil(`<strong>${tag("expires")}</strong>`)}</p>
<h2 class="ink" style="margin:0 0 8px;font:700 16px/24px ${FONT};color:#1e1f22">${words.howTo}</h2>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${words.steps(command).map(stepRow).join("\n")}
</table>
${message ? note(words.messageFrom(`<bdi>${shop}</bdi>`), message) : ""}
</td></tr>
<tr><td class="soft" style="padding:16px 4px 0;font:400 13px/19px ${FONT};color:#5c5e66;${BREAK}">${words.keepSecret}<br>${words.notYou(`<bdi>${shop}</bdi>`)}</td></tr>
</table>
${OUTLOOK_CLOSE}
</td></tr>
</table>
</body>
</html>
`;
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
