import { localeOf } from "../../domain/members/choices.ts";
import { CAMPAIGN_NAME_CHARS_MAX, createCampaign, listCampaigns } from "../../domain/tokens/campaigns.ts";
import { askClose, closeCampaign } from "../../domain/tokens/close.ts";
import { NOTES_CHARS_MAX } from "../../domain/tokens/form.ts";
import { MOMENT_CHARS_MAX } from "../../lib/localMoment.ts";
import {
  campaignMadeCard,
  campaignsCard,
  closedCard,
  closeQuestionCard,
  notClosedCard,
} from "../campaignCards.ts";
import { action, type Call, type Command, card } from "../command.ts";
import { optional, required } from "../options.ts";
import { PAGE_MAX, pageNumber } from "../pageNumber.ts";
import { campaignChoice, campaignNames } from "../tokenSuggestions.ts";

const create = action({
  description: { en: "Make a campaign to hand out tokens for", id: "Buat kampanye untuk membagikan token" },
  level: "admin",
  options: {
    name: required("text", { en: "What it is called", id: "Namanya" }, { max: CAMPAIGN_NAME_CHARS_MAX }),
    starts: optional(
      "text",
      {
        en: "Its tokens are good from: 2027-01-31, or 2027-01-31 18:00",
        id: "Tokennya mulai: 2027-01-31, atau 2027-01-31 18:00",
      },
      { max: MOMENT_CHARS_MAX },
    ),
    ends: optional(
      "text",
      {
        en: "Good until the end of: 2027-01-31, or 2027-01-31 18:00",
        id: "Sampai akhir: 2027-01-31, atau 2027-01-31 18:00",
      },
      { max: MOMENT_CHARS_MAX },
    ),
    notes: optional("text", { en: "For staff alone", id: "Hanya untuk staf" }, { max: NOTES_CHARS_MAX }),
  },
  ephemeral: true,
  async run({ deps, request }, given) {
    const { campaign, locale } = await createCampaign(deps, request, given);
    return card(locale, campaignMadeCard(campaign, locale));
  },
});

const list = action({
  description: { en: "List campaigns and what they came to", id: "Daftar kampanye dan hasilnya" },
  options: { page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PAGE_MAX }) },
  ephemeral: true,
  run: (call, { page = 1 }) => answerPage(call, page),
});

const close = action({
  description: {
    en: "End a campaign: unused tokens are removed",
    id: "Akhiri kampanye: token yang tidak terpakai ditarik",
  },
  level: "admin",
  options: { campaign: required("text", { en: "Which campaign", id: "Kampanye yang mana" }, campaignChoice) },
  ephemeral: true,
  async run({ deps, request }, { campaign }) {
    const asked = await askClose(deps, request, campaign);
    return card(asked.locale, closeQuestionCard(asked));
  },
  suggest: campaignNames,
});

async function answerPage({ deps, request }: Call, page: number) {
  const found = await listCampaigns(deps, request.actor.id, page);
  return card(found.locale, campaignsCard(found, deps.shop));
}

/** `/campaign …` */
export const campaignCommand: Command = {
  name: "campaign",
  description: { en: "What promo tokens are handed out for", id: "Untuk apa token promo dibagikan" },
  level: "staff",
  subcommands: { create, list, close },
  presses: {
    list: { level: "staff", run: (call, [page]) => answerPage(call, pageNumber(page)) },
    close: {
      level: "admin",
      async run({ deps, request }, [questionId = ""]) {
        const closed = await closeCampaign(deps, request, questionId);
        return card(closed.locale, closedCard(closed, deps.shop));
      },
    },
    keep: {
      level: "admin",
      async run({ deps, request }) {
        const locale = await localeOf(deps, request.actor.id);
        return card(locale, notClosedCard(locale));
      },
    },
  },
};
