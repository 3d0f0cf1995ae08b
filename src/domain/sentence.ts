import type { Locale } from "../lib/words/locale.ts";
import type { ProblemFacts } from "./problem.ts";
import { english } from "./sentences/english.ts";
import { indonesian } from "./sentences/indonesian.ts";

/** What a person reads about a refusal: what is the matter, and what to do. */
export function problemSentence(facts: ProblemFacts, locale: Locale): string {
  return locale === "id" ? indonesian(facts) : english(facts);
}
