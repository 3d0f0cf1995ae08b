import { type Card, mention, plain } from "../../clients/discord/card.ts";
import { earnedField } from "../../domain/achievements/lines.ts";
import { askReset } from "../../domain/balances/ask.ts";
import { resetPreviewCard } from "../../domain/balances/cards.ts";
import { changePoints, type PointsChanged, REASON_CHARS_MAX } from "../../domain/points/change.ts";
import { HISTORY_PAGE_MAX, type HistoryPage, historyOf } from "../../domain/points/history.ts";
import type { PointsAction } from "../../domain/points/limits.ts";
import type { Words } from "../../lib/words/locale.ts";
import { signedNumber, wholeNumber } from "../../lib/words/number.ts";
import { pointsWords } from "../../lib/words/points.ts";
import { bookPress, dropPress } from "../balancePresses.ts";
import { action, type Command, card, pressId } from "../command.ts";
import { historyCard, historyPlace } from "../historyCard.ts";
import { optional, required } from "../options.ts";

const CONFIRM_CHARS_MAX = 50;

const memberOption = required("user", { en: "Whose points", id: "Poin milik siapa" }, { human: true });

function changeAction(change: PointsAction, description: Words<string>, amount: Words<string>) {
  return action({
    description,
    options: {
      member: memberOption,
      amount: required("integer", amount, { min: change === "set" ? 0 : 1 }),
      reason: required(
        "text",
        {
          en: "Why; the member and the audit log read it",
          id: "Alasannya; dibaca anggota dan catatan audit",
        },
        { max: REASON_CHARS_MAX },
      ),
      silent: optional("boolean", { en: "Do not tell the member", id: "Jangan beri tahu anggota" }),
    },
    ephemeral: true,
    async run({ deps, request }, { member, amount, reason, silent = false }) {
      const asked = { action: change, memberId: member, amount, reason, silent };
      const done = await changePoints(deps, request, asked);
      return card(done.locale, changedCard(asked, done));
    },
  });
}

function changedCard(
  asked: { action: PointsAction; memberId: string; reason: string; silent: boolean },
  { change, balance, earned, locale }: PointsChanged,
): Card {
  const words = pointsWords[locale];
  const [member, held] = [mention(asked.memberId), wholeNumber(locale, balance)];
  const title = words.title[asked.action];
  if (change === 0) return { tone: "info", title, body: words.same(member, held) };
  return {
    tone: "done",
    title,
    body: words.changed(member, signedNumber(locale, change), held),
    fields: [{ name: words.reason, value: plain(asked.reason), wide: true }, ...earnedField(earned, locale)],
    footer: asked.silent ? words.silent : words.told,
  };
}

const history = action({
  description: { en: "See what moved a member's points", id: "Lihat apa yang mengubah poin anggota" },
  options: {
    member: memberOption,
    page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: HISTORY_PAGE_MAX }),
  },
  ephemeral: true,
  async run({ deps, request }, { member, page = 1 }) {
    const found = await historyOf(deps, request.actor.id, member, "points", { kind: "page", page });
    return card(found.locale, memberHistoryCard(found, member, deps.shop.currency));
  },
});

function memberHistoryCard(found: HistoryPage, memberId: string, currency: string): Card {
  const to = (direction: string, seq: number, page: number) =>
    pressId("points", "history", memberId, direction, seq, page);
  return historyCard(found, { asset: "points", currency, memberId, pressId: to });
}

const reset = action({
  description: { en: "Take all points of all members back", id: "Tarik kembali semua poin semua anggota" },
  options: {
    confirm: required(
      "text",
      { en: "Type RESET to show that you mean it", id: "Ketik RESET sebagai tanda bahwa kamu yakin" },
      { max: CONFIRM_CHARS_MAX },
    ),
    reason: required(
      "text",
      { en: "Why; members read it in their history", id: "Alasannya; dibaca anggota di riwayatnya" },
      { max: REASON_CHARS_MAX },
    ),
  },
  ephemeral: true,
  async run({ deps, request, interactionToken }, { confirm, reason }) {
    const preview = await askReset(deps, request, { word: confirm, reason, interactionToken });
    return card(preview.locale, resetPreviewCard(preview));
  },
});

export const pointsCommand: Command = {
  name: "points",
  description: { en: "Change what members have", id: "Ubah poin anggota" },
  level: "admin",
  subcommands: {
    add: changeAction(
      "add",
      { en: "Give a member points", id: "Beri poin kepada anggota" },
      { en: "How many points to give", id: "Berapa poin yang diberikan" },
    ),
    remove: changeAction(
      "remove",
      {
        en: "Take points from a member, at most what is there",
        id: "Kurangi poin anggota, paling banyak yang ada",
      },
      { en: "How many points to take", id: "Berapa poin yang dikurangi" },
    ),
    set: changeAction(
      "set",
      { en: "Make a member's points a number", id: "Tetapkan jumlah poin anggota" },
      { en: "How many points the member has then", id: "Berapa poin anggota setelahnya" },
    ),
    history,
    reset,
  },
  presses: {
    book: bookPress,
    drop: dropPress,
    history: {
      level: "admin",
      async run({ deps, request }, [memberId = "", ...place]) {
        const found = await historyOf(deps, request.actor.id, memberId, "points", historyPlace(place));
        return card(found.locale, memberHistoryCard(found, memberId, deps.shop.currency));
      },
    },
  },
};
