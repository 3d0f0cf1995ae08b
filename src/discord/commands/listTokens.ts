import { exportTokens } from "../../domain/tokens/export.ts";
import { listTokens, TOKENS_PAGE_MAX, type TokenFilter } from "../../domain/tokens/list.ts";
import type { TokenState } from "../../domain/tokens/state.ts";
import { tokenStats } from "../../domain/tokens/stats.ts";
import { action, type Call, type Command, card } from "../command.ts";
import { optional } from "../options.ts";
import { pageNumber } from "../pageNumber.ts";
import { exportedTokensCard, filterFrom, tokensCard } from "../tokenCards.ts";
import { tokenStatsCard } from "../tokenStatsCard.ts";
import { campaignChoice, campaignNames } from "../tokenSuggestions.ts";

const states = [
  { value: "available", name: { en: "Available", id: "Tersedia" } },
  { value: "reserved", name: { en: "Reserved for an order", id: "Dipesan untuk pesanan" } },
  { value: "used", name: { en: "Used", id: "Terpakai" } },
  { value: "expired", name: { en: "Expired", id: "Kedaluwarsa" } },
  { value: "removed", name: { en: "Removed", id: "Ditarik" } },
] as const satisfies readonly { value: TokenState; name: object }[];

const stateFrom = (given: string | undefined) => states.find(({ value }) => value === given)?.value;

const campaignOption = optional(
  "text",
  { en: "Only of this campaign", id: "Hanya kampanye ini" },
  campaignChoice,
);

/** `/listtokens` */
export const listTokensCommand: Command = {
  name: "listtokens",
  description: { en: "List promo tokens, the newest first", id: "Daftar token promo, yang terbaru dulu" },
  level: "staff",
  action: action({
    description: { en: "List promo tokens, the newest first", id: "Daftar token promo, yang terbaru dulu" },
    options: {
      status: optional(
        "text",
        { en: "Only in this state", id: "Hanya dalam keadaan ini" },
        { choices: states },
      ),
      campaign: campaignOption,
      page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: TOKENS_PAGE_MAX }),
    },
    ephemeral: true,
    run: (call, { status, campaign, page = 1 }) =>
      answerPage(call, { state: stateFrom(status), campaign }, page),
    suggest: campaignNames,
  }),
  presses: {
    page: {
      level: "staff",
      run: (call, [state, campaign, page]) =>
        answerPage(
          call,
          { state: stateFrom(state), campaign: filterFrom(campaign) },
          Math.min(pageNumber(page), TOKENS_PAGE_MAX),
        ),
    },
  },
};

async function answerPage({ deps, request }: Call, filter: TokenFilter, page: number) {
  const found = await listTokens(deps, request.actor.id, filter, page);
  return card(found.locale, tokensCard(found));
}

/** `/tokenstats` */
export const tokenStatsCommand: Command = {
  name: "tokenstats",
  description: { en: "See how promo tokens do", id: "Lihat hasil token promo" },
  level: "staff",
  action: action({
    description: { en: "See how promo tokens do", id: "Lihat hasil token promo" },
    options: { campaign: campaignOption },
    ephemeral: true,
    async run({ deps, request }, { campaign }) {
      const stats = await tokenStats(deps, request.actor.id, campaign);
      return card(stats.locale, tokenStatsCard(stats, deps.shop));
    },
    suggest: campaignNames,
  }),
};

/** `/exporttokens` */
export const exportTokensCommand: Command = {
  name: "exporttokens",
  description: { en: "Get promo tokens as a file", id: "Dapatkan token promo sebagai berkas" },
  level: "staff",
  action: action({
    description: { en: "Get promo tokens as a file", id: "Dapatkan token promo sebagai berkas" },
    options: { campaign: campaignOption },
    ephemeral: true,
    async run({ deps, request }, { campaign }) {
      const exported = await exportTokens(deps, request, campaign);
      return card(exported.locale, exportedTokensCard(exported));
    },
    suggest: campaignNames,
  }),
};
