import * as z from "zod/mini";
import {
  DESCRIPTION_CHARS_MAX,
  NOTES_CHARS_MAX,
  PER_CUSTOMER_LIMIT_MAX,
  TOKENS_PER_REQUEST_MAX,
} from "../../../domain/tokens/form.ts";
import { generateTokens } from "../../../domain/tokens/generate.ts";
import { campaignsOffered } from "../../../domain/tokens/search.ts";
import { MOMENT_CHARS_MAX } from "../../../lib/localMoment.ts";
import { TOKEN_LENGTH_MAX, TOKEN_LENGTH_MIN } from "../../../lib/tokenCode.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import { tokenWords } from "../../../lib/words/tokens.ts";
import { AmountField, MaybeNumber, NumberField, TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { maybe, maybeAmount, maybeText, maybeWhole, sent, wholePart } from "../../parts/sent.ts";
import { depsOf, type In } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { BATCHES, CampaignField, TOKENS } from "./places.tsx";

const REWARDS = ["points", "percent", "money"] as const;
const CAMPAIGN_CHARS_MAX = 80;

/** An empty field is one that is left out. */
const makeSchema = (currency: string) =>
  z.object({
    description: z.string().check(z.maxLength(DESCRIPTION_CHARS_MAX)),
    notes: maybeText(NOTES_CHARS_MAX),
    quantity: wholePart(1, TOKENS_PER_REQUEST_MAX),
    campaign: maybeText(CAMPAIGN_CHARS_MAX),
    starts: maybeText(MOMENT_CHARS_MAX),
    expires: maybeText(MOMENT_CHARS_MAX),
    perCustomerLimit: maybeWhole(1, PER_CUSTOMER_LIMIT_MAX),
    codeLength: maybeWhole(TOKEN_LENGTH_MIN, TOKEN_LENGTH_MAX),
    reward: maybe(z.enum(REWARDS)),
    rewardValue: maybeAmount(currency),
  });

/** Makes tokens, and leads to them. */
export async function makeTokens(context: In) {
  const { request, form } = await sent(context, makeSchema(depsOf(context).shop.currency));
  const { batch, codes, locale } = await generateTokens(depsOf(context), request, form, null);
  const isMade = batch.finishedAtMs !== null;
  const title = isMade ? tokenWords[locale].made(readerOf(context).number(codes.length)) : null;
  return goOn(context, `${BATCHES}/${batch.id}`, title === null ? undefined : { tone: "done", title });
}

/** The form for it. */
export async function newTokens(context: In) {
  const reader = readerOf(context);
  const { deps, locale } = reader;
  const offered = await campaignsOffered(deps);
  const words = tokenPageWords[locale];
  return show(
    context,
    { title: words.makeTitle, place: "tokens" },
    <Form context={context} action={`${TOKENS}/new`}>
      <TextField
        label={words.description}
        name="description"
        hint={words.descriptionHint}
        max={DESCRIPTION_CHARS_MAX}
      />
      <NumberField
        label={words.quantity}
        name="quantity"
        hint={words.quantityHint(reader.number(TOKENS_PER_REQUEST_MAX))}
        value={1}
        min={1}
        max={TOKENS_PER_REQUEST_MAX}
      />
      <CampaignField locale={locale} offered={offered} />
      <Dates locale={locale} />
      <RewardFields reader={reader} />
      <LimitFields reader={reader} />
      <p class="ways">
        <button type="submit">{words.make}</button>
        <a href={TOKENS}>{listWords[locale].cancel}</a>
      </p>
    </Form>,
  );
}

/** From when until when; `end` is what the form calls the last. */
export const Dates = ({
  locale,
  end = "expires",
}: Pick<Reader, "locale"> & { readonly end?: "expires" | "ends" }) => {
  const words = tokenPageWords[locale];
  const common = { max: MOMENT_CHARS_MAX, required: false, hint: words.momentHint };
  return (
    <>
      <TextField {...common} label={words.starts} name="starts" />
      <TextField {...common} label={words.expires} name={end} />
    </>
  );
};

const RewardFields = ({ reader: { locale } }: { readonly reader: Reader }) => {
  const words = tokenPageWords[locale];
  return (
    <>
      <label>
        {words.reward}
        <select name="reward">
          <option value="">{words.noReward}</option>
          {REWARDS.map((reward) => (
            <option value={reward}>{words.rewards[reward]}</option>
          ))}
        </select>
      </label>
      <AmountField
        label={words.rewardValue}
        name="rewardValue"
        hint={words.rewardValueHint}
        required={false}
      />
    </>
  );
};

const LimitFields = ({ reader: { deps, locale, number } }: { readonly reader: Reader }) => {
  const words = tokenPageWords[locale];
  return (
    <>
      <MaybeNumber
        label={words.perCustomer}
        name="perCustomerLimit"
        hint={words.perCustomerHint}
        min={1}
        max={PER_CUSTOMER_LIMIT_MAX}
      />
      <MaybeNumber
        label={words.codeLength}
        name="codeLength"
        hint={words.codeLengthHint(number(deps.shop.tokenCodeLength))}
        min={TOKEN_LENGTH_MIN}
        max={TOKEN_LENGTH_MAX}
      />
      <TextField
        label={words.notes}
        name="notes"
        hint={words.notesHint}
        max={NOTES_CHARS_MAX}
        required={false}
      />
    </>
  );
};
