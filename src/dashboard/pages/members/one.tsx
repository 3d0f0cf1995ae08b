import { Hono } from "hono";
import * as z from "zod/mini";
import { mention } from "../../../clients/discord/card.ts";
import { awardAchievement, REASON_CHARS_MAX, revokeAchievement } from "../../../domain/achievements/hand.ts";
import { achievementTitle, earnedLines } from "../../../domain/achievements/lines.ts";
import { memberBook } from "../../../domain/desk/memberBook.ts";
import { exportHistory, memberHistory } from "../../../domain/desk/memberHistory.ts";
import { nameOf } from "../../../domain/desk/people.ts";
import { changePoints } from "../../../domain/points/change.ts";
import { pointsActions } from "../../../domain/points/limits.ts";
import { changeMoney, moneyActions } from "../../../domain/wallet/change.ts";
import { formatMoney } from "../../../lib/money.ts";
import { achievementStaffWords } from "../../../lib/words/achievements.ts";
import { memberPageWords } from "../../../lib/words/dashboard/member.ts";
import { moneyChangeWords } from "../../../lib/words/moneyChange.ts";
import { signedNumber, wholeNumber } from "../../../lib/words/number.ts";
import { pointsWords } from "../../../lib/words/points.ts";
import { adminsOnly } from "../../guard.ts";
import { notThere } from "../../parts/notThere.tsx";
import { amountPart, asked, maybe, memberIdSchema, sent, wholePart } from "../../parts/sent.ts";
import { depsOf, type In, type Inside } from "../../room.ts";
import { type Flash, goOn } from "../../show.tsx";
import { historyCsv, historyPage } from "./history.tsx";
import { memberPage } from "./page.tsx";

const historySchema = z.object({
  asset: maybe(z.enum(["points", "money"])),
  after: maybe(z.string().check(z.regex(/^\d{1,15}$/))),
});
const reason = z.string().check(z.maxLength(REASON_CHARS_MAX));
const silent = z.optional(z.literal("1"));
const POINTS_TYPED_MAX = 999_999_999_999;
const pointsSchema = z.object({
  action: z.enum(pointsActions),
  amount: wholePart(0, POINTS_TYPED_MAX),
  reason,
  silent,
});
const moneySchema = (currency: string) =>
  z.object({ action: z.enum(moneyActions), amount: amountPart(currency), reason, silent });
const key = z.string().check(z.maxLength(60));
const awardSchema = z.object({ key, reason });
const revokeSchema = z.object({ key, reason: reason.check(z.trim(), z.minLength(1)) });

/** One member: all that is known, and what staff do to their books. */
export const member = new Hono<Inside>()
  .use("/:id/*", async (context, next) =>
    memberIdSchema.safeParse(context.req.param("id")).success ? await next() : notThere(context, "members"),
  )
  .get("/:id", async (context) => {
    const id = context.req.param("id");
    if (!memberIdSchema.safeParse(id).success) return notThere(context, "members");
    return memberPage(context, id, await memberBook(depsOf(context), id));
  })
  .get("/:id/name", async (context) => {
    const words = memberPageWords[context.var.session.locale];
    const person = await nameOf(depsOf(context), context.req.param("id"));
    return context.html(
      person ? (
        <p aria-live="polite">
          <bdi>{person.name}</bdi> <span class="hint">@{person.username}</span>
        </p>
      ) : (
        <p class="hint" aria-live="polite">
          {words.nameUnknown}
        </p>
      ),
    );
  })
  .get("/:id/history", async (context) => {
    const place = placeOf(context, context.req.param("id"));
    const { memberId, asset, before } = place;
    return historyPage(context, place, await memberHistory(depsOf(context), memberId, asset, before));
  })
  .get("/:id/history.csv", async (context) => {
    const place = placeOf(context, context.req.param("id"));
    return historyCsv(context, place, await exportHistory(depsOf(context), place.memberId, place.asset));
  })
  .post("/:id/points", adminsOnly, async (context) => {
    const memberId = context.req.param("id");
    const { locale } = context.var.session;
    const { request, form } = await sent(context, pointsSchema);
    const { action, amount, silent: isSilent } = form;
    const change = {
      action,
      memberId,
      amount,
      reason: form.reason,
      silent: isSilent === "1",
    };
    const done = await changePoints(depsOf(context), request, change);
    const words = pointsWords[locale];
    const [who, balance] = [mention(memberId), wholeNumber(locale, done.balance)];
    return backTo(context, memberId, {
      tone: done.change === 0 ? "info" : "done",
      title: words.title[action],
      body: [
        ...(done.change === 0
          ? [words.same(who, balance)]
          : [words.changed(who, signedNumber(locale, done.change), balance)]),
        ...earnedLines(done.earned, locale),
      ].join(" "),
    });
  })
  .post("/:id/money", adminsOnly, async (context) => {
    const memberId = context.req.param("id");
    const { locale } = context.var.session;
    const deps = depsOf(context);
    const { request, form } = await sent(context, moneySchema(deps.shop.currency));
    const { action, amount, silent: isSilent } = form;
    const change = { action, memberId, typed: amount, reason: form.reason, silent: isSilent === "1" };
    const done = await changeMoney(deps, request, change);
    const words = moneyChangeWords[locale];
    const money = (value: number) => formatMoney(value, deps.shop.currency, locale);
    return backTo(context, memberId, {
      tone: "done",
      title: words.title[action],
      body: [
        words.changed(mention(memberId), `${done.change < 0 ? "−" : "+"}${money(Math.abs(done.change))}.`),
        ...(done.debtPaid > 0 ? [words.paid(money(done.debtPaid))] : []),
        words.wallet(money(done.balance)),
        ...(done.debt > 0 ? [words.debt(money(done.debt))] : []),
      ].join(" "),
    });
  })
  .post("/:id/award", async (context) => {
    const memberId = context.req.param("id");
    const { locale } = context.var.session;
    const { request, form } = await sent(context, awardSchema);
    const asking = { key: form.key, memberId, reason: form.reason.trim() || undefined };
    const { achievement, earned } = await awardAchievement(depsOf(context), request, asking);
    const words = achievementStaffWords[locale];
    const lines = earned.length > 0 ? earnedLines(earned, locale) : [achievementTitle(achievement, locale)];
    const more = earned.length > 0 ? words.awardedHint : words.givenBack;
    return backTo(context, memberId, {
      tone: "done",
      title: words.awarded,
      body: [...lines, more].join(" · "),
    });
  })
  .post("/:id/revoke", async (context) => {
    const memberId = context.req.param("id");
    const { locale } = context.var.session;
    const { request, form } = await sent(context, revokeSchema);
    const { achievement } = await revokeAchievement(depsOf(context), request, { ...form, memberId });
    const words = achievementStaffWords[locale];
    const body = `${achievementTitle(achievement, locale)} · ${words.revokedHint}`;
    return backTo(context, memberId, { tone: "done", title: words.revoked, body });
  });

function placeOf(context: In, memberId: string) {
  const { asset = "points", after } = asked(context, historySchema);
  return { memberId, asset, before: after === undefined ? null : Number(after) };
}

const backTo = (context: In, memberId: string, flash: Flash) =>
  goOn(context, `/dashboard/members/${memberId}`, flash);
