import type { File } from "../../clients/discord/card.ts";
import { csvRow } from "../../lib/csv.ts";
import { localMinute } from "../../lib/localMoment.ts";
import { tokenWords } from "../../lib/words/tokens.ts";
import type { Shop } from "../deps.ts";
import type { Generated } from "./batch.ts";
import { rewardOf, rewardText, validText } from "./parts.ts";
import { printableSheet } from "./sheet.ts";

type TextFile = Extract<File, { readonly text: string }>;

/** The codes for a spreadsheet. */
export function codesFile({ batch, campaign, codes, locale }: Generated, shop: Shop): TextFile {
  const words = tokenWords[locale];
  const shown = (atMs: number | null) => (atMs === null ? "" : localMinute(atMs, shop.timeZone));
  const reward = rewardOf(batch);
  const rest = [
    batch.description,
    campaign?.name ?? "",
    shown(batch.startsAtMs),
    shown(batch.expiresAtMs),
    reward ? rewardText(reward, shop.currency, locale) : "",
  ];
  const header = [
    words.number,
    words.code,
    words.description,
    words.campaign,
    words.starts,
    words.expires,
    words.reward,
  ];
  const rows = codes.map((code, at) => csvRow([String(at + 1), code, ...rest]));
  return {
    name: words.csv,
    type: "text/csv; charset=utf-8",
    text: `\uFEFF${csvRow(header)}${rows.join("")}`,
  };
}

/** The tokens to print and cut, in the language of the shop, whose customers read them. */
export function sheetFile({ batch, codes, locale }: Generated, shop: Shop): TextFile {
  const reward = rewardOf(batch);
  const hasDates = batch.startsAtMs !== null || batch.expiresAtMs !== null;
  const text = printableSheet({
    shop: shop.name,
    locale: shop.locale,
    description: batch.description,
    valid: hasDates ? validText(batch, shop.locale, (atMs) => shortMoment(atMs, shop.timeZone)) : null,
    reward: reward ? rewardText(reward, shop.currency, shop.locale) : null,
    codes,
  });
  return { name: tokenWords[locale].sheet, type: "text/html; charset=utf-8", text };
}

/** The day alone where it is meant as a whole. */
const shortMoment = (atMs: number, timeZone: string) =>
  localMinute(atMs, timeZone).replace(/ (?:00:00|23:59)$/, "");
