import type { Card } from "../../clients/discord/card.ts";
import { chooseHidden, localeOf } from "../../domain/members/choices.ts";
import { eraseMember, erasureStakes } from "../../domain/privacy/erase.ts";
import { exportMember, type MemberExport } from "../../domain/privacy/export.ts";
import { SECTION_ROWS_MAX } from "../../domain/privacy/sections.ts";
import { Problem } from "../../domain/problem.ts";
import { formatMoney } from "../../lib/money.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { privacyWords } from "../../lib/words/privacy.ts";
import { action, type Command, card, pressId } from "../command.ts";

const hide = action({
  description: { en: "Take yourself off the leaderboards", id: "Sembunyikan dirimu dari papan peringkat" },
  options: {},
  ephemeral: true,
  async run({ deps, request }) {
    const locale = await chooseHidden(deps, request, true);
    const { hidden, hiddenBody } = privacyWords[locale];
    return card(locale, { tone: "done", title: hidden, body: hiddenBody });
  },
});

const show = action({
  description: {
    en: "Show yourself on the leaderboards again",
    id: "Tampilkan lagi dirimu di papan peringkat",
  },
  options: {},
  ephemeral: true,
  async run({ deps, request }) {
    const locale = await chooseHidden(deps, request, false);
    const { shown, shownBody } = privacyWords[locale];
    return card(locale, { tone: "done", title: shown, body: shownBody });
  },
});

const exportAll = action({
  description: {
    en: "Get everything kept of you, as a file",
    id: "Dapatkan semua yang disimpan tentangmu sebagai berkas",
  },
  options: {},
  ephemeral: true,
  async run({ deps, request }) {
    const found = await exportMember(deps, request.actor.id);
    return card(found.locale, exportCard(found));
  },
});

const erase = action({
  description: { en: "Have everything kept of you erased", id: "Hapus semua yang disimpan tentangmu" },
  options: {},
  ephemeral: true,
  async run({ deps, request }) {
    const { money, unseen, cashback, locale } = await erasureStakes(deps, request);
    const text = privacyWords[locale];
    const lost = money > 0 ? [text.moneyLost(formatMoney(money, deps.shop.currency, locale))] : [];
    return card(locale, {
      tone: "warning",
      title: text.question,
      body: [
        ...lost,
        ...(unseen > 0 ? [text.codesLost(wholeNumber(locale, unseen))] : []),
        ...(cashback > 0 ? [text.cashbackLost(formatMoney(cashback, deps.shop.currency, locale))] : []),
        text.questionBody,
      ].join("\n"),
      buttons: [
        { id: pressId("privacy", "erase", request.id, deps.clock()), label: text.erase, style: "danger" },
        { id: pressId("privacy", "keep"), label: text.keep, style: "plain" },
      ],
    });
  },
});

export const privacyCommand: Command = {
  name: "privacy",
  description: {
    en: "What is kept of you, and who sees it",
    id: "Yang disimpan tentangmu, dan siapa yang melihatnya",
  },
  level: "everyone",
  subcommands: { hide, show, export: exportAll, delete: erase },
  presses: {
    erase: {
      level: "everyone",
      async run({ deps, request }, [id, askedAt]) {
        const askedAtMs = Number(askedAt);
        if (!id || !Number.isSafeInteger(askedAtMs)) throw new Problem({ kind: "button_stale" });
        const locale = await eraseMember(deps, request, { id, askedAtMs });
        const { erased, erasedBody } = privacyWords[locale];
        return card(locale, { tone: "done", title: erased, body: erasedBody });
      },
    },
    keep: {
      level: "everyone",
      async run({ deps, request }) {
        const locale = await localeOf(deps, request.actor.id);
        const { kept, keptBody } = privacyWords[locale];
        return card(locale, { tone: "info", title: kept, body: keptBody });
      },
    },
  },
};

function exportCard({ text: json, transfers, transfersKept, shortened, locale }: MemberExport): Card {
  const text = privacyWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const all = transfers === transfersKept;
  return {
    tone: all && shortened.length === 0 ? "done" : "warning",
    title: text.exported,
    body: [
      all
        ? text.exportedBody(number(transfers))
        : text.exportedNewest(number(transfers), number(transfersKept)),
      ...(shortened.length > 0 ? [text.exportedShort(shortened.join(", "), number(SECTION_ROWS_MAX))] : []),
    ].join("\n"),
    file: { name: "my-data.json", type: "application/json", text: json },
  };
}
