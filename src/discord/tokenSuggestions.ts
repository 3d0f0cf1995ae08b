import { CAMPAIGN_NAME_CHARS_MAX, suggestCampaignsNamed } from "../domain/tokens/campaigns.ts";
import { suggestTokens } from "../domain/tokens/view.ts";
import { tokenListWords, tokenMarks } from "../lib/words/tokenLists.ts";
import type { Call, Suggestion } from "./command.ts";
import type { GivenOption } from "./interaction.ts";
import { languages } from "./languages.ts";

/** The option by which staff name a campaign: one of the list, or its name. */
export const campaignChoice = { max: CAMPAIGN_NAME_CHARS_MAX, autocomplete: true } as const;

/** Campaigns by name; closed ones have a mark. */
export async function campaignNames({ deps }: Call, focused: GivenOption): Promise<Suggestion[]> {
  const found = await suggestCampaignsNamed(deps, String(focused.value ?? ""));
  return found.map(({ id, name, closedAtMs }) => ({
    name: closedAtMs === null ? name : `${tokenMarks.removed} ${name}`,
    value: id,
  }));
}

/** Tokens by the beginning of their code, each with its state. */
export async function tokenCodes({ deps, request }: Call, focused: GivenOption): Promise<Suggestion[]> {
  const { states } = tokenListWords[languages.of(request.actor.id, deps.shop.locale)];
  const found = await suggestTokens(deps, String(focused.value ?? ""));
  return found.map(({ code, state }) => ({
    name: `${tokenMarks[state]} ${code} · ${states[state]}`,
    value: code,
  }));
}
