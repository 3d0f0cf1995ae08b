import { type Card, mention, plain } from "../clients/discord/card.ts";
import type { Shop } from "../domain/deps.ts";
import type { NoticeFacts } from "../domain/notices/read.ts";
import { formatMoney } from "../lib/money.ts";
import { noticeWords } from "../lib/words/notices.ts";
import { percentOf } from "../lib/words/number.ts";

type ReferralFacts = Extract<
  NoticeFacts,
  { notice: "member_referred" | "referrals_stopped" | "referrals_resumed" }
>;

/** What a member is told of their referrals. */
export function referralNoticeCard(facts: ReferralFacts, shop: Pick<Shop, "name" | "currency">): Card {
  const { locale } = facts;
  const words = noticeWords[locale];
  const footer = words.choose;
  if (facts.notice === "member_referred") {
    const { referredId, basisPoints } = facts;
    const earns = basisPoints > 0 ? [words.referredEarns(percentOf(locale, basisPoints))] : [];
    return {
      tone: "done",
      title: words.memberReferred(shop.name),
      body: [words.referred(mention(referredId)), ...earns].join("\n"),
      footer,
    };
  }
  const isStop = facts.notice === "referrals_stopped";
  const pending = formatMoney(facts.pending, shop.currency, locale);
  return {
    tone: isStop ? "warning" : "done",
    title: isStop ? words.referralsStopped(shop.name) : words.referralsResumed(shop.name),
    body: [
      isStop ? words.stopped : words.resumed,
      ...(facts.pending > 0 ? [isStop ? words.kept(pending) : words.freed(pending)] : []),
      ...(facts.reason ? [words.reason(plain(facts.reason))] : []),
    ].join("\n"),
    footer,
  };
}
