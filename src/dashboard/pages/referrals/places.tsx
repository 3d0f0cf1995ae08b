import { formatMoney } from "../../../lib/money.ts";
import { referralPageWords } from "../../../lib/words/dashboard/referrals.ts";
import { inviteWords } from "../../../lib/words/invites.ts";
import { Person } from "../../parts/people.tsx";
import type { Reader } from "../../parts/reader.tsx";
import { Tabs } from "../../parts/tabs.tsx";

export const REFERRALS = "/dashboard/referrals";
export const MEMBERS = `${REFERRALS}/members`;
export const CASHBACK = `${REFERRALS}/batches`;
export const BLACKLIST = `${REFERRALS}/blacklist`;

/** What admins have besides is not shown to others. */
export const ReferralTabs = ({
  reader: { locale, isAdmin },
  current,
}: {
  readonly reader: Reader;
  readonly current: string;
}) => {
  const words = referralPageWords[locale];
  if (!isAdmin) return null;
  return (
    <Tabs
      current={current}
      tabs={[
        [REFERRALS, words.network],
        [CASHBACK, words.batches],
        [BLACKLIST, words.blacklist],
      ]}
    />
  );
};

/** What was earned, in whole parts of the currency; what is less than one is told so. */
export function earnedMoney(amount: number, { deps, locale }: Pick<Reader, "deps" | "locale">): string {
  const { currency } = deps.shop;
  const whole = Math.trunc(amount);
  if (whole === 0 && amount > 0) return inviteWords[locale].lessThan(formatMoney(1, currency, locale));
  return formatMoney(whole, currency, locale);
}

/** A member's network; who was forgotten has none. */
export const NetworkLink = ({ id }: { readonly id: string }) =>
  /^\d{1,20}$/.test(id) ? (
    <a href={`${MEMBERS}/${id}`}>
      <Person id={id} />
    </a>
  ) : (
    <bdi>{id}</bdi>
  );
