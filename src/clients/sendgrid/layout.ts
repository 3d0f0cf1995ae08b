import type { Locale } from "../../lib/words/locale.ts";

export const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
export const CODE_FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace";
export const BREAK = "overflow-wrap:anywhere;word-break:break-word";

/** Outlook on Windows knows no max-width. */
const OUTLOOK_OPEN = `<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`;
const OUTLOOK_CLOSE = "<!--[if mso]></td></tr></table><![endif]-->";

/** What a mail's HTML part is made of; all of it is escaped already. */
export type PageParts = {
  readonly locale: Locale;
  readonly title: string;
  /** What lists of mails show beside the subject. */
  readonly preview: string;
  readonly shop: string;
  readonly body: string;
  readonly foot: string;
  /** The looks of what only this mail has: where there is room, and in the dark. */
  readonly wide?: string;
  readonly dark?: string;
};

/**
 * The page around a mail: tables and inline styles, no image, no link, readable from 320 px on. Inline styles are the
 * light look, which every client shows; a client that reads `<style>` adds the dark one.
 */
export function mailPage({
  locale,
  title,
  preview,
  shop,
  body,
  foot,
  wide = "",
  dark = "",
}: PageParts): string {
  return `<!doctype html>
<html lang="${locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<meta name="x-apple-disable-message-reformatting">
<title>${title}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (min-width: 480px) { .inner { padding: 32px !important; } ${wide}}
@media (prefers-color-scheme: dark) {
  .page { background-color: #1a1b1e !important; }
  .card { background-color: #26272b !important; border-color: #3a3c42 !important; }
  .ink, .ink strong { color: #f2f3f5 !important; }
  .soft { color: #b5b9c1 !important; }
${dark}}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f2f3f5">
<div style="display:none;max-height:0;overflow:hidden;opacity:0;mso-hide:all">${preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f2f3f5">
<tr><td align="center" style="padding:24px 12px">
${OUTLOOK_OPEN}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;table-layout:fixed">
<tr><td class="soft" dir="auto" style="padding:0 4px 12px;font:600 14px/20px ${FONT};color:#4e5058;${BREAK}">${shop}</td></tr>
<tr><td class="card inner" style="background-color:#ffffff;border:1px solid #e3e5e8;border-radius:12px;padding:24px 20px">
${body}
</td></tr>
<tr><td class="soft" style="padding:16px 4px 0;font:400 13px/19px ${FONT};color:#5c5e66;${BREAK}">${foot}</td></tr>
</table>
${OUTLOOK_CLOSE}
</td></tr>
</table>
</body>
</html>
`;
}

/** The heading of a mail. */
export const heading = (text: string): string =>
  `<h1 class="ink" style="margin:0 0 8px;font:700 24px/30px ${FONT};color:#1e1f22">${text}</h1>`;
