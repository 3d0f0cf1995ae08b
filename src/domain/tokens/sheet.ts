import { cut } from "../../clients/discord/card.ts";
import { escapeHtml } from "../../lib/html.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { tokenWords } from "../../lib/words/tokens.ts";

/** Three across and eight down fill an A4 page with margins that every printer has. */
const TOKENS_PER_PAGE = 24;
/** What is printed of texts on each token: ten thousand of them must fit into a file that Discord takes. */
const SHOP_CHARS_MAX = 40;
const DESCRIPTION_CHARS_MAX = 60;

/** All that styles the sheet. */
export const SHEET_STYLE = `
@page { size: A4; margin: 10mm; }
* { box-sizing: border-box; margin: 0; }
body { font-family: system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; color: #111; background: #fff; }
section { width: 190mm; margin: 0 auto; display: grid; grid-template-columns: repeat(3, 1fr); grid-auto-rows: 34.5mm;
  border: 0 dashed #888; border-width: .3mm 0 0 .3mm; }
section + section { break-before: page; }
div { border: 0 dashed #888; border-width: 0 .3mm .3mm 0; padding: 2.5mm 3mm; overflow: hidden; break-inside: avoid;
  display: flex; flex-direction: column; align-items: center; justify-content: space-between; text-align: center; }
b { font-size: 9pt; line-height: 1.2; }
p { font-size: 8pt; line-height: 1.25; overflow-wrap: anywhere; }
i { font-style: normal; font-size: 7pt; line-height: 1.25; color: #333; }
code { font: 700 19pt/1.15 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; letter-spacing: .12em; }
code.long { font-size: 14pt; letter-spacing: .06em; }
@media screen { body { padding: 10mm; } section { margin-bottom: 10mm; } }
`;
const CODE_CHARS_LARGE_MAX = 8;

export type Sheet = {
  readonly shop: string;
  readonly locale: Locale;
  readonly description: string;
  readonly valid: string | null;
  readonly reward: string | null;
  readonly codes: readonly string[];
};

/** A page to print on A4 and cut along its lines, with nothing in it that runs or is loaded. */
export function printableSheet({ shop, locale, description, valid, reward, codes }: Sheet): string {
  const title = escapeHtml(`${cut(shop, SHOP_CHARS_MAX)} · ${tokenWords[locale].made(String(codes.length))}`);
  const small = [reward, valid].filter((text) => text !== null).map(escapeHtml);
  const head = `<b>${escapeHtml(cut(shop, SHOP_CHARS_MAX))}</b><p>${escapeHtml(cut(description, DESCRIPTION_CHARS_MAX))}</p>`;
  const foot = `<i>${small.join("<br>")}</i>`;
  const token = (code: string) => {
    const size = code.length > CODE_CHARS_LARGE_MAX ? ` class="long"` : "";
    return `<div>${head}<code${size}>${escapeHtml(code)}</code>${foot}</div>`;
  };
  const pages: string[] = [];
  for (let at = 0; at < codes.length; at += TOKENS_PER_PAGE) {
    pages.push(
      `<section>\n${codes
        .slice(at, at + TOKENS_PER_PAGE)
        .map(token)
        .join("\n")}\n</section>`,
    );
  }
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${SHEET_STYLE}</style>
</head>
<body>
${pages.join("\n")}
</body>
</html>
`;
}
