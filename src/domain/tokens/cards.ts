import { type Card, mention, moment, plain } from "../../clients/discord/card.ts";
import { tokenCodesOf } from "../../lib/tokenCode.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { tokenWords } from "../../lib/words/tokens.ts";
import type { Shop } from "../deps.ts";
import { progressBar } from "../imports/cards.ts";
import type { Generated } from "./batch.ts";
import { codesFile, sheetFile } from "./files.ts";
import type { TokensProgress } from "./make.ts";
import { rewardOf, rewardText, validText } from "./parts.ts";

/** Codes that an answer shows itself; more come as a file. */
const CODES_SHOWN_MAX = 40;
const CODES_PER_LINE = 4;

/** Tokens that are made: their codes, or files with them, a sheet to print, and what to do with them. */
export function generatedCard(generated: Generated, shop: Shop): Card {
  const { batch, codes, codesOfLength, locale } = generated;
  const words = tokenWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const isFew = codes.length <= CODES_SHOWN_MAX;
  const missing = codes.length < batch.quantity;
  const odds = Math.floor(tokenCodesOf(batch.codeLength) / Math.max(1, codesOfLength));
  return {
    tone: missing ? "warning" : "done",
    title: words.made(number(codes.length)),
    body: [
      ...(missing ? [words.few(number(codes.length), number(batch.quantity))] : []),
      isFew ? codeBlock(codes) : words.inFile,
    ].join("\n"),
    fields: [
      ...aboutFields(generated, shop),
      { name: words.guess, value: words.guessBody(number(odds)), wide: true },
      { name: words.distribute, value: words.distributeBody, wide: true },
    ],
    files:
      codes.length === 0 ? [] : [...(isFew ? [] : [codesFile(generated, shop)]), sheetFile(generated, shop)],
  };
}

/** What tokens of a batch have in common. */
export function aboutFields(
  { batch, campaign, locale }: Pick<Generated, "batch" | "campaign" | "locale">,
  shop: Shop,
): NonNullable<Card["fields"]>[number][] {
  const words = tokenWords[locale];
  const reward = rewardOf(batch);
  const { notes, perCustomerMax } = batch;
  return [
    { name: words.description, value: plain(batch.description), wide: true },
    ...(notes === null ? [] : [{ name: words.notes, value: plain(notes), wide: true }]),
    ...(campaign === null ? [] : [{ name: words.campaign, value: plain(campaign.name) }]),
    { name: words.valid, value: validText(batch, locale) },
    ...(reward ? [{ name: words.reward, value: rewardText(reward, shop.currency, locale) }] : []),
    ...(perCustomerMax === null
      ? []
      : [{ name: words.limit, value: words.limitBody(wholeNumber(locale, perCustomerMax)) }]),
    { name: words.madeBy, value: words.madeByBody(mention(batch.createdBy), moment(batch.createdAtMs)) },
  ];
}

function codeBlock(codes: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < codes.length; at += CODES_PER_LINE)
    lines.push(codes.slice(at, at + CODES_PER_LINE).join("  "));
  return `\`\`\`\n${lines.join("\n")}\n\`\`\``;
}

/** How far the making of tokens is. */
export function makingCard({ batch, made, locale }: TokensProgress): Card {
  const words = tokenWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: "info",
    title: words.making,
    body: `${progressBar(made, batch.quantity)}\n${words.makingBody(number(made), number(batch.quantity))}\n${words.later}`,
  };
}
