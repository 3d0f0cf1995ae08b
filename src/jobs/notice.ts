import { type Card, plain } from "../clients/discord/card.ts";
import { DiscordFailure } from "../clients/discord/failure.ts";
import { earnedField, earnedLines } from "../domain/achievements/lines.ts";
import type { Deps, Shop } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { type NoticeFacts, noticeFacts } from "../domain/notices/read.ts";
import type { Notice } from "../domain/outbox/notice.ts";
import { formatMoney } from "../lib/money.ts";
import { nonceOf } from "../lib/nonce.ts";
import { noticeWords } from "../lib/words/notices.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { orderNoticeCard } from "./orderNotice.ts";
import { referralNoticeCard } from "./referralNotice.ts";

/** Tells a member something by direct message, unless they do not want it or take none from us. */
export async function sendNotice(deps: Deps, job: OutboxRow, notice: Notice): Promise<void> {
  const facts = await noticeFacts(deps, notice);
  if (facts.muted) return await finishJob(deps, job, "muted");
  const card = noticeCard(facts, deps.shop);
  if (!card) return await finishJob(deps, job, "gone");
  try {
    await deps.discord.sendDirect(notice.memberId, card, nonceOf(job.id));
  } catch (error) {
    if (!(error instanceof DiscordFailure && error.kind === "closed")) throw error;
    return await finishJob(deps, job, "closed");
  }
  await finishJob(deps, job);
}

/** Null when there is nothing to tell any more. */
export function noticeCard(facts: NoticeFacts, shop: Pick<Shop, "name" | "currency">): Card | null {
  const { locale } = facts;
  const shopName = shop.name;
  const words = noticeWords[locale];
  switch (facts.notice) {
    case "points_changed": {
      const { change, balance, reason, earned } = facts;
      const sign = change > 0 ? "+" : "−";
      return {
        tone: change > 0 ? "done" : "warning",
        title: change > 0 ? words.pointsAdded(shopName) : words.pointsTaken(shopName),
        body: [
          words.change(`${sign}${wholeNumber(locale, Math.abs(change))}`),
          words.balance(wholeNumber(locale, balance)),
          ...(reason ? [words.reason(plain(reason))] : []),
        ].join("\n"),
        fields: earnedField(earned, locale),
        footer: words.choose,
      };
    }
    case "achievement_earned":
      return {
        tone: "done",
        title: words.achievementEarned(shopName),
        body: earnedLines(facts.earned, locale).join("\n"),
        footer: words.choose,
      };
    case "member_referred":
    case "referrals_stopped":
    case "referrals_resumed":
      return referralNoticeCard(facts, shop);
    case "topup_paid":
    case "topup_returned":
    case "purchase_refunded":
    case "money_changed":
    case "cashback_paid":
      return moneyCard(facts, shop);
    case "order_created":
    case "order_completed":
    case "order_cancelled":
    case "order_updated":
      return orderNoticeCard(facts, shop);
    case "gone":
      return null;
  }
}

type MoneyFacts = Extract<
  NoticeFacts,
  { notice: "topup_paid" | "topup_returned" | "purchase_refunded" | "money_changed" | "cashback_paid" }
>;

function moneyCard(facts: MoneyFacts, { name, currency }: Pick<Shop, "name" | "currency">): Card {
  const { locale, debt } = facts;
  const words = noticeWords[locale];
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const [tone, title, first] = moneyHead(facts, name, money);
  return {
    tone,
    title,
    body: [
      first,
      ...("reason" in facts && facts.reason ? [words.reason(plain(facts.reason))] : []),
      words.wallet(money(facts.balance)),
      ...(debt > 0 ? [words.debt(money(debt))] : []),
      ...("batchId" in facts ? [words.cashbackBatch(facts.batchId)] : []),
    ].join("\n"),
    footer: words.choose,
  };
}

function moneyHead(facts: MoneyFacts, shopName: string, money: (amount: number) => string) {
  const words = noticeWords[facts.locale];
  switch (facts.notice) {
    case "topup_paid":
      return ["done", words.topupPaid(shopName), words.arrived(money(facts.amount))] as const;
    case "topup_returned":
      return ["warning", words.topupReturned(shopName), words.returned(money(facts.amount))] as const;
    case "purchase_refunded": {
      const what = words.refunded(
        plain(facts.name),
        wholeNumber(facts.locale, facts.size),
        money(facts.amount),
      );
      return ["info", words.purchaseRefunded(shopName), what] as const;
    }
    case "cashback_paid": {
      const referrals = wholeNumber(facts.locale, facts.referrals);
      return ["done", words.cashbackPaid(shopName), words.cashback(money(facts.amount), referrals)] as const;
    }
    case "money_changed": {
      const added = facts.change > 0;
      const sign = added ? "+" : "−";
      const title = added ? words.moneyAdded(shopName) : words.moneyTaken(shopName);
      return [
        added ? "done" : "warning",
        title,
        words.moneyChange(`${sign}${money(Math.abs(facts.change))}`),
      ] as const;
    }
  }
}
