import type { ShownState } from "../../../domain/tokens/state.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { tokenListWords } from "../../../lib/words/tokenLists.ts";
import { Tabs } from "../../parts/tabs.tsx";

export const TOKENS = "/dashboard/tokens";
export const BATCHES = `${TOKENS}/batches`;
export const CAMPAIGNS = `${TOKENS}/campaigns`;
export const STATS = `${TOKENS}/stats`;

export const TokenTabs = ({ locale, current }: { readonly locale: Locale; readonly current: string }) => {
  const words = tokenPageWords[locale];
  return (
    <Tabs
      current={current}
      tabs={[
        [TOKENS, words.tokens],
        [BATCHES, words.batches],
        [CAMPAIGNS, words.campaigns],
        [STATS, words.stats],
      ]}
    />
  );
};

const TONES: Readonly<Record<ShownState, string>> = {
  available: "badge done",
  not_yet: "badge warning",
  reserved: "badge warning",
  used: "badge",
  expired: "badge refused",
  removed: "badge refused",
};

/** How a token stands. */
export const TokenState = ({ state, locale }: { readonly state: ShownState; readonly locale: Locale }) => (
  <span class={TONES[state]}>{tokenListWords[locale].states[state]}</span>
);

/** A campaign that is named, with those that are offered. */
export const CampaignField = ({
  locale,
  value,
  offered,
}: {
  readonly locale: Locale;
  readonly value?: string | undefined;
  readonly offered: readonly { readonly name: string }[];
}) => {
  const words = tokenPageWords[locale];
  return (
    <label>
      {words.campaign}
      <input
        name="campaign"
        value={value}
        maxlength={60}
        list="campaigns"
        placeholder={words.campaignHint}
        autocomplete="off"
      />
      <datalist id="campaigns">
        {offered.map(({ name }) => (
          <option value={name} />
        ))}
      </datalist>
    </label>
  );
};
