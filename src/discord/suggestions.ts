import { cut } from "../clients/discord/card.ts";
import { suggestCashback } from "../domain/cashback/history.ts";
import { suggestClaims } from "../domain/claims/find.ts";
import { suggestCampaigns, suggestImports } from "../domain/imports/status.ts";
import { suggestTopups } from "../domain/wallet/list.ts";
import { formatMoney } from "../lib/money.ts";
import { cashbackStateNames } from "../lib/words/cashbackStates.ts";
import { claimListWords, stateWords } from "../lib/words/claims.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { nameIn, topupStateNames } from "../lib/words/walletStates.ts";
import type { Call, Suggestion } from "./command.ts";
import type { GivenOption } from "./interaction.ts";
import { languages } from "./languages.ts";

/** Room is left for what tells it from another of the same name. */
const NAME_CHARS_MAX = 40;

const localeOf = ({ deps, request }: Call) => languages.of(request.actor.id, deps.shop.locale);

/** Swedish writes a moment as ISO 8601 does. */
const minuteFormat = (timeZone: string) =>
  new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone });

/** Campaigns that were used before; another one may be typed. */
export async function campaignSuggestions({ deps }: Call, focused: GivenOption): Promise<Suggestion[]> {
  const campaigns = await suggestCampaigns(deps, String(focused.value ?? ""));
  return campaigns.map((campaign) => ({ name: campaign, value: campaign }));
}

/** Imports by file name and day, for every option that names one. */
export async function importSuggestions(call: Call, focused: GivenOption): Promise<Suggestion[]> {
  const { deps } = call;
  const minute = minuteFormat(deps.shop.timeZone);
  const states = stateWords[localeOf(call)];
  const rows = await suggestImports(deps, String(focused.value ?? ""));
  return distinct(
    rows.map(({ id, fileName, createdAtMs, state }) => ({
      name: `${minute.format(createdAtMs)} · ${cut(fileName, NAME_CHARS_MAX)}`,
      more: states[state] ?? state,
      value: id,
    })),
  );
}

/** Top-ups by amount, moment and state; the newest open ones until something is typed. */
export async function topupSuggestions(call: Call, focused: GivenOption): Promise<Suggestion[]> {
  const { deps } = call;
  const locale = localeOf(call);
  const minute = minuteFormat(deps.shop.timeZone);
  const rows = await suggestTopups(deps, String(focused.value ?? "").trim());
  return distinct(
    rows.map(({ id, amount, state, createdAtMs }) => ({
      name: `${minute.format(createdAtMs)} · ${formatMoney(amount, deps.shop.currency, locale)} · ${nameIn(topupStateNames, state, locale)}`,
      more: id,
      value: id,
    })),
  );
}

/** Cashback batches by id, which tells when they were made. */
export async function cashbackSuggestions(call: Call, focused: GivenOption): Promise<Suggestion[]> {
  const locale = localeOf(call);
  const rows = await suggestCashback(call.deps, String(focused.value ?? ""));
  return rows.map(({ id, state }) => ({
    name: `${id} · ${nameIn(cashbackStateNames, state, locale)}`,
    value: id,
  }));
}

/** Open claims by their order, else by their masked address. */
export async function claimSuggestions(call: Call, focused: GivenOption): Promise<Suggestion[]> {
  const locale = localeOf(call);
  const rows = await suggestClaims(call.deps, String(focused.value ?? ""));
  return distinct(
    rows.map(({ id, orderId, address, points }) => ({
      name: `${cut(orderId ?? address, NAME_CHARS_MAX)} · ${claimListWords[locale].points(wholeNumber(locale, points))}`,
      more: orderId === null ? id : cut(address, NAME_CHARS_MAX),
      value: id,
    })),
  );
}

/** Suggestions that would read alike tell more, and their value where that reads alike too. */
export function distinct(suggestions: readonly (Suggestion & { readonly more: string })[]): Suggestion[] {
  const longer = appended(suggestions, ({ more }) => more);
  return appended(longer, ({ value }) => String(value)).map(({ name, value }) => ({ name, value }));
}

function appended<T extends Suggestion>(suggestions: readonly T[], more: (suggestion: T) => string): T[] {
  const counts = new Map<string, number>();
  for (const { name } of suggestions) counts.set(name, (counts.get(name) ?? 0) + 1);
  return suggestions.map((suggestion) =>
    (counts.get(suggestion.name) ?? 0) > 1
      ? { ...suggestion, name: `${suggestion.name} · ${more(suggestion)}` }
      : suggestion,
  );
}
