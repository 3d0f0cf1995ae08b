import { mention, plain } from "../../clients/discord/card.ts";
import {
  type BlacklistAction,
  blacklistActions,
  changeBlacklist,
  REASON_CHARS_MAX,
  referralStatus,
} from "../../domain/referrals/blacklist.ts";
import { inviteWords } from "../../lib/words/invites.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { action, type Call, type Command, card } from "../command.ts";
import { earnedMoney } from "../earnedMoney.ts";
import { standingFields } from "../inviteCards.ts";
import { optional, required } from "../options.ts";

const description = {
  en: "Stop a member's referrals from earning, or let them",
  id: "Hentikan hasil referal anggota, atau izinkan lagi",
};

const actionChoices = [
  { value: "add", name: { en: "Stop their referrals", id: "Hentikan referalnya" } },
  { value: "remove", name: { en: "Let them earn again", id: "Izinkan lagi" } },
  { value: "status", name: { en: "See how they stand", id: "Lihat keadaannya" } },
] as const;

export const referralBlacklistCommand: Command = {
  name: "referral-blacklist",
  description,
  level: "admin",
  action: action({
    description,
    options: {
      member: required("user", { en: "The member", id: "Anggotanya" }, { human: true }),
      action: required("text", { en: "What to do", id: "Yang dilakukan" }, { choices: actionChoices }),
      reason: optional(
        "text",
        { en: "Why, to stop or resume; the member reads it", id: "Alasannya; anggota membacanya" },
        { max: REASON_CHARS_MAX },
      ),
    },
    ephemeral: true,
    async run(call, { member, action: asked, reason = "" }) {
      const change = blacklistActions.find((each) => each === asked);
      return change ? await answerChange(call, change, member, reason) : await answerStatus(call, member);
    },
  }),
};

async function answerChange(
  { deps, request }: Call,
  change: BlacklistAction,
  memberId: string,
  reason: string,
) {
  const { brought, pending, locale } = await changeBlacklist(deps, request, change, memberId, reason);
  const words = inviteWords[locale];
  const isStop = change === "add";
  return card(locale, {
    tone: isStop ? "warning" : "done",
    title: isStop ? words.stoppedTitle : words.resumedTitle,
    body: [
      isStop ? words.stoppedBody(mention(memberId)) : words.resumedBody(mention(memberId)),
      words.reason(plain(reason)),
    ].join("\n"),
    fields: [
      { name: words.brought, value: wholeNumber(locale, brought) },
      { name: words.pending, value: earnedMoney(pending, deps.shop.currency, locale) },
    ],
    footer: words.told,
  });
}

async function answerStatus({ deps, request }: Call, memberId: string) {
  const { standing, locale } = await referralStatus(deps, request, memberId);
  return card(locale, {
    tone: standing.stopped ? "warning" : "info",
    title: inviteWords[locale].staffTitle,
    body: mention(memberId),
    fields: standingFields(deps, standing, locale),
  });
}
