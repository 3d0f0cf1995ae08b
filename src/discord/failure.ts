import type { Card } from "../clients/discord/card.ts";
import { Problem, type ProblemFacts } from "../domain/problem.ts";
import { problemSentence } from "../domain/sentence.ts";
import { isDatabaseAway } from "../lib/away.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import type { Locale, Words } from "../lib/words/locale.ts";
import { OptionMalformed } from "./options.ts";

const words: Words<{
  refused: string;
  settled: string;
  away: string;
  broken: string;
  option(name: string): string;
}> = {
  en: {
    refused: "That did not work",
    settled: "Already settled",
    away: "The shop's database does not answer just now. Nothing is lost: try again in a minute.",
    broken: "Something went wrong on our side. Try again; if it stays, tell the staff the reference below.",
    option: (name) => `The option \`${name}\` is missing or has a form that it cannot have. Choose it again.`,
  },
  id: {
    refused: "Itu tidak berhasil",
    settled: "Sudah beres",
    away: "Basis data toko sedang tidak menjawab. Tidak ada yang hilang: coba lagi sebentar lagi.",
    broken:
      "Ada yang salah di pihak kami. Coba lagi; jika tetap begitu, beri tahu staf rujukan di bawah ini.",
    option: (name) => `Opsi \`${name}\` tidak ada atau bentuknya salah. Pilih lagi.`,
  },
};

/** What a second press meets: nothing is wrong, and nothing is left to do. */
const SETTLED: readonly ProblemFacts["kind"][] = [
  "import_decided",
  "nothing_to_mail_again",
  "payment_decided",
];

/** What a person sees of anything that went wrong. Unknown errors show a reference and nothing else. */
export function failureCard(error: unknown, locale: Locale, reference: string): Card {
  const text = words[locale];
  if (error instanceof Problem) {
    const body = problemSentence(error.facts, locale);
    return SETTLED.includes(error.facts.kind)
      ? { tone: "info", title: text.settled, body }
      : { tone: "refused", title: text.refused, body };
  }
  if (error instanceof OptionMalformed)
    return { tone: "refused", title: text.refused, body: text.option(error.option) };
  const away = isDatabaseAway(error);
  logEvent("error", away ? "database_away" : "command_failed", { reference, ...errorFields(error) });
  return {
    tone: "warning",
    title: text.refused,
    body: away ? text.away : text.broken,
    footer: `Ref ${reference}`,
  };
}
