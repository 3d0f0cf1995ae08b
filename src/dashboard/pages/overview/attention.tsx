import { type Attention, COUNTED_MAX } from "../../../domain/desk/attention.ts";
import { overviewWords } from "../../../lib/words/dashboard/overview.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { Notice } from "../../parts/notice.tsx";

/** Where each is looked after, in the order in which they are shown: what stops the shop first. */
const PLACES: readonly (readonly [keyof Attention, string])[] = [
  ["booksBroken", "/ledger/proof"],
  ["booksUnchecked", "/ledger/proof"],
  ["mailStopped", "/mail"],
  ["jobsFailed", "/jobs"],
  ["messagesGivenUp", "/jobs"],
  ["paymentsUnmatched", "/topups/unmatched"],
  ["topupsDisputed", "/topups/disputed"],
  ["deliveriesFailed", "/shop/purchases?stage=failed"],
  ["cashbackFailed", "/referrals/batches"],
  ["cashbackToReview", "/referrals/batches"],
  ["ordersOverdue", "/orders?overdue=1"],
  ["stockLow", "/shop"],
  ["mailsUndelivered", "/mail"],
  ["moneyOverAlarm", "/ledger"],
];
/** They are so or not: how often is no question. */
const FLAGS: ReadonlySet<keyof Attention> = new Set(["booksUnchecked", "mailStopped", "moneyOverAlarm"]);

/** Only admins have their page. */
const FOR_ADMINS: ReadonlySet<keyof Attention> = new Set(["cashbackFailed", "cashbackToReview"]);

type NeedsYouProps = {
  readonly attention: Attention;
  readonly isAdmin: boolean;
  readonly locale: Locale;
};

/** What somebody should look at, each with its page. */
export const NeedsYou = ({ attention, isAdmin, locale }: NeedsYouProps) => {
  const words = overviewWords[locale];
  const open = PLACES.filter(([name]) => attention[name] > 0 && (isAdmin || !FOR_ADMINS.has(name)));
  if (open.length === 0) return <Notice tone="done" title={words.nothing} />;
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">{words.attention}</h2>
      <ul>
        {open.map(([name, address]) => (
          <li>
            <a href={`/dashboard${address}`}>{words.attentionNames[name]}</a>
            {FLAGS.has(name) ? null : <strong>{written(attention[name], locale)}</strong>}
          </li>
        ))}
      </ul>
    </section>
  );
};

const written = (count: number, locale: Locale): string =>
  count > COUNTED_MAX ? `${wholeNumber(locale, COUNTED_MAX)}+` : wholeNumber(locale, count);
