import { generatedCard, makingCard } from "../../domain/tokens/cards.ts";
import {
  DESCRIPTION_CHARS_MAX,
  NOTES_CHARS_MAX,
  PER_CUSTOMER_LIMIT_MAX,
  type RewardKind,
  TOKENS_PER_REQUEST_MAX,
} from "../../domain/tokens/form.ts";
import { generateTokens } from "../../domain/tokens/generate.ts";
import { MOMENT_CHARS_MAX } from "../../lib/localMoment.ts";
import { TOKEN_LENGTH_MAX, TOKEN_LENGTH_MIN } from "../../lib/tokenCode.ts";
import { action, type Command, card } from "../command.ts";
import { optional, required } from "../options.ts";
import { campaignChoice, campaignNames } from "../tokenSuggestions.ts";

const VALUE_MAX = 1_000_000_000_000;

const rewards = [
  { value: "points", name: { en: "Points", id: "Poin" } },
  { value: "percent", name: { en: "Percent off the order", id: "Potongan persen" } },
  { value: "money", name: { en: "Money off the order", id: "Potongan uang" } },
] as const satisfies readonly { value: RewardKind; name: object }[];

/** `/generatetoken` */
export const generateTokenCommand: Command = {
  name: "generatetoken",
  description: { en: "Make promo tokens to hand out", id: "Buat token promo untuk dibagikan" },
  level: "admin",
  action: action({
    description: { en: "Make promo tokens to hand out", id: "Buat token promo untuk dibagikan" },
    options: {
      description: required(
        "text",
        { en: "What they are for; stands on each", id: "Untuk apa; tercetak pada tiap token" },
        { max: DESCRIPTION_CHARS_MAX },
      ),
      notes: optional("text", { en: "For staff alone", id: "Hanya untuk staf" }, { max: NOTES_CHARS_MAX }),
      quantity: optional(
        "integer",
        { en: "How many; 1 if you leave it out", id: "Berapa; 1 jika dikosongkan" },
        { min: 1, max: TOKENS_PER_REQUEST_MAX },
      ),
      campaign: optional("text", { en: "Which campaign", id: "Kampanye yang mana" }, campaignChoice),
      starts: optional(
        "text",
        { en: "Good from: 2027-01-31, or 2027-01-31 18:00", id: "Mulai: 2027-01-31, atau 2027-01-31 18:00" },
        { max: MOMENT_CHARS_MAX },
      ),
      expires: optional(
        "text",
        {
          en: "Good until the end of: 2027-01-31, or 2027-01-31 18:00",
          id: "Sampai akhir: 2027-01-31, atau 2027-01-31 18:00",
        },
        { max: MOMENT_CHARS_MAX },
      ),
      per_customer_limit: optional(
        "integer",
        {
          en: "How many a customer may use of the campaign, or of these",
          id: "Berapa yang boleh dipakai satu pelanggan dari kampanye ini",
        },
        { min: 1, max: PER_CUSTOMER_LIMIT_MAX },
      ),
      code_length: optional(
        "integer",
        { en: "Symbols of a code", id: "Banyaknya simbol kode" },
        { min: TOKEN_LENGTH_MIN, max: TOKEN_LENGTH_MAX },
      ),
      reward: optional(
        "text",
        { en: "What the customer gets for it", id: "Yang didapat pelanggan" },
        { choices: rewards },
      ),
      reward_value: optional(
        "number",
        { en: "How much of that", id: "Sebanyak apa" },
        { min: 0, max: VALUE_MAX },
      ),
    },
    ephemeral: true,
    async run({ deps, request, interactionToken }, given) {
      const asked = {
        description: given.description,
        notes: given.notes,
        quantity: given.quantity,
        campaign: given.campaign,
        starts: given.starts,
        expires: given.expires,
        perCustomerLimit: given.per_customer_limit,
        codeLength: given.code_length,
        reward: rewards.find(({ value }) => value === given.reward)?.value,
        rewardValue: given.reward_value,
      };
      const made = await generateTokens(deps, request, asked, interactionToken);
      if (made.batch.finishedAtMs !== null) return card(made.locale, generatedCard(made, deps.shop));
      return card(made.locale, makingCard({ ...made, made: made.codes.length }));
    },
    suggest: campaignNames,
  }),
};
