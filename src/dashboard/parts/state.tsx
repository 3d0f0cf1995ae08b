import { stateWords } from "../../lib/words/claims.ts";
import type { Locale } from "../../lib/words/locale.ts";

const TONES: Readonly<Record<string, "done" | "warning" | "refused">> = {
  claimed: "done",
  delivered: "done",
  done: "done",
  paid: "done",
  held: "warning",
  uncertain: "warning",
  previewed: "warning",
  partly_refunded: "warning",
  refunded: "warning",
  charged_back: "refused",
  denied: "refused",
  failed: "refused",
  bounced: "refused",
  dropped: "refused",
  complaint: "refused",
  refused: "refused",
  revoked: "refused",
};

/** The state of a claim, a mail or an import, as Discord's cards call it. */
export const StateBadge = ({ state, locale }: { readonly state: string; readonly locale: Locale }) => (
  <span class={`badge ${TONES[state] ?? ""}`}>{stateName(state, locale)}</span>
);

/** A state that has its name from elsewhere, such as a top-up's. */
export const NamedState = ({ state, name }: { readonly state: string; readonly name: string }) => (
  <span class={`badge ${TONES[state] ?? ""}`}>{withoutSymbol(name)}</span>
);

/** A name for people, without the symbol that stands before it in Discord. */
export const withoutSymbol = (name: string): string => name.replace(/^[^\p{L}]+/u, "");

/** What a state is called, without the symbol that stands for it in Discord: here it has a frame and a colour. */
export const stateName = (state: string, locale: Locale): string =>
  withoutSymbol(stateWords[locale][state] ?? state);
