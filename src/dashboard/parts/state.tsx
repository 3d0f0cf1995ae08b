import { stateWords } from "../../lib/words/claims.ts";
import type { Locale } from "../../lib/words/locale.ts";

const TONES: Readonly<Record<string, "done" | "warning" | "refused">> = {
  claimed: "done",
  delivered: "done",
  done: "done",
  held: "warning",
  uncertain: "warning",
  previewed: "warning",
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

/** What a state is called, without the symbol that stands for it in Discord: here it has a frame and a colour. */
export const stateName = (state: string, locale: Locale): string =>
  (stateWords[locale][state] ?? state).replace(/^[^\p{L}]+/u, "");
