import { type Button, type Card, plain, verbatim } from "../../clients/discord/card.ts";
import { shopWords } from "../../lib/words/shop.ts";
import type { Opened } from "./deliver.ts";

/** Codes that a message itself shows; more come as a file. */
export const CODES_SHOWN_MAX = 10;
/** What fits into a card besides the rest of it. */
const CODES_CHARS_MAX = 3_500;

/** The codes of a purchase: in the message while they are few, else in a file. */
export function codesCard({ purchase, name, codes, locale }: Opened, buttons: readonly Button[] = []): Card {
  const words = shopWords[locale];
  const shown = codes.map(verbatim).join("\n");
  const fits = codes.length <= CODES_SHOWN_MAX && shown.length <= CODES_CHARS_MAX;
  return {
    tone: "done",
    title: words.codes(plain(name), String(codes.length)),
    body: [fits ? shown : words.inFile, words.codesKept].join("\n\n"),
    footer: `${words.purchase} ${purchase.id}`,
    buttons,
    ...(fits ? {} : { file: { name: "codes.txt", type: "text/plain", text: `${codes.join("\n")}\n` } }),
  };
}
