import type { TokenBatch } from "../../../domain/tokens/batch.ts";
import type { Campaign } from "../../../domain/tokens/named.ts";
import { rewardOf, rewardText, validText } from "../../../domain/tokens/parts.ts";
import { writtenMoment } from "../../../lib/moment.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import { tokenWords } from "../../../lib/words/tokens.ts";
import { Facts } from "../../parts/facts.tsx";
import { MemberLink } from "../../parts/links.tsx";
import type { Reader } from "../../parts/reader.tsx";
import { BATCHES, CAMPAIGNS } from "./places.tsx";

/** From when until when something is good, in words. */
export const validOf = (
  dates: { readonly startsAtMs: number | null; readonly expiresAtMs: number | null },
  { deps, locale }: Reader,
) => validText(dates, locale, (atMs) => writtenMoment(atMs, locale, deps.shop.timeZone));

type Props = {
  readonly reader: Reader;
  readonly batch: TokenBatch;
  readonly campaign: Campaign | null;
};

/** What tokens that were made together have in common. */
export const BatchFacts = ({ reader, batch, campaign }: Props) => {
  const { deps, locale, number, moment } = reader;
  const words = tokenPageWords[locale];
  const reward = rewardOf(batch);
  return (
    <Facts
      facts={[
        [
          words.description,
          <a href={`${BATCHES}/${batch.id}`}>
            <bdi>{batch.description}</bdi>
          </a>,
        ],
        [words.notes, batch.notes === null ? null : <bdi>{batch.notes}</bdi>],
        [
          words.campaign,
          campaign === null ? null : (
            <a href={`${CAMPAIGNS}/${campaign.id}`}>
              <bdi>{campaign.name}</bdi>
            </a>
          ),
        ],
        [words.campaignDates, validOf(batch, reader)],
        [words.reward, reward === null ? null : rewardText(reward, deps.shop.currency, locale)],
        [
          tokenWords[locale].limit,
          batch.perCustomerMax === null ? null : tokenWords[locale].limitBody(number(batch.perCustomerMax)),
        ],
        [words.madeBy, <MemberLink id={batch.createdBy} locale={locale} />],
        [words.made, moment(batch.createdAtMs)],
      ]}
    />
  );
};
