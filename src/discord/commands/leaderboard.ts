import type { Button, Card } from "../../clients/discord/card.ts";
import { mention } from "../../clients/discord/card.ts";
import { currentBoard, isBoard, type Leaderboard, leaderboard } from "../../domain/boards/leaderboard.ts";
import type { BoardKey, BoardRow } from "../../domain/boards/page.ts";
import { DAY_MS } from "../../lib/time.ts";
import { leaderboardWords } from "../../lib/words/leaderboard.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { type Answer, action, type Command, type Press, pressId } from "../command.ts";
import { optional } from "../options.ts";

const MEDALS = ["🥇", "🥈", "🥉"];

const description = {
  en: "See who has most points, and where you stand",
  id: "Lihat siapa yang poinnya terbanyak, dan peringkatmu",
};

export const leaderboardCommand: Command = {
  name: "leaderboard",
  description,
  level: "everyone",
  action: action({
    description,
    options: {
      period: optional(
        "text",
        { en: "Of which time; all time if left out", id: "Masa yang mana; sepanjang waktu bila kosong" },
        {
          choices: [
            {
              name: { en: "All time: points held", id: "Sepanjang waktu: poin yang dimiliki" },
              value: "all",
            },
            { name: { en: "This month: points earned", id: "Bulan ini: poin yang didapat" }, value: "month" },
            { name: { en: "This week: points earned", id: "Minggu ini: poin yang didapat" }, value: "week" },
          ],
        },
      ),
    },
    ephemeral: false,
    async run({ deps, request }, { period }) {
      const board = currentBoard(deps, period === "month" || period === "week" ? period : "all");
      return answerOf(await leaderboard(deps, request, board), request.actor.id);
    },
  }),
  presses: { back: turn("back"), next: turn("next") },
};

/** A button carries its board and the row that the other page lies beyond. */
function turn(towards: BoardKey["towards"]): Press {
  return {
    level: "everyone",
    async run({ deps, request }, [score, seq, ...name]) {
      const board = name.join(":");
      const key = { towards, score: Number(score), seq: Number(seq) };
      const known = isBoard(board) && Number.isSafeInteger(key.score) && Number.isSafeInteger(key.seq);
      const found = known
        ? await leaderboard(deps, request, board, key)
        : await leaderboard(deps, request, currentBoard(deps, "all"));
      return answerOf(found, request.actor.id);
    },
  };
}

/** Where somebody hidden stands is told to them alone. */
function answerOf(found: Leaderboard, askerId: string): Answer {
  const { locale, own } = found;
  const text = leaderboardWords[locale];
  if (!own.hidden) {
    const place =
      own.rank === null
        ? text.ownNone(mention(askerId))
        : text.own(mention(askerId), wholeNumber(locale, own.rank), wholeNumber(locale, own.score));
    return { kind: "card", card: boardCard(found, place), locale };
  }
  const card = boardCard(found, text.hidden(mention(askerId)));
  const place =
    own.rank === null
      ? text.ownNone(mention(askerId))
      : text.ownHidden(wholeNumber(locale, own.rank), wholeNumber(locale, own.score));
  return { kind: "card", card, discreet: boardCard(found, place), locale };
}

function boardCard(found: Leaderboard, place: string): Card {
  const { rows, locale, board } = found;
  const text = leaderboardWords[locale];
  const nobody = board === "all" ? text.empty : text.emptyPeriod;
  const lines = rows.map((row) => rowLine(row, locale));
  return {
    tone: "info",
    title: text.title,
    body: [`*${boardName(board, locale)}*`, ...(lines.length > 0 ? lines : [nobody]), "", place].join("\n"),
    footer: text.hint,
    buttons: turns(found),
  };
}

function rowLine({ rank, memberId, score }: BoardRow, locale: Locale): string {
  const points = leaderboardWords[locale].points(wholeNumber(locale, score));
  return `${MEDALS[rank - 1] ?? `\`${wholeNumber(locale, rank).padStart(2)}.\``} ${mention(memberId)} · ${points}`;
}

function turns({ rows, board, hasBack, hasNext }: Leaderboard): Button[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || !(hasBack || hasNext)) return [];
  return [
    {
      id: pressId("leaderboard", "back", first.score, first.seq, board),
      label: "◀",
      style: "plain",
      disabled: !hasBack,
    },
    {
      id: pressId("leaderboard", "next", last.score, last.seq, board),
      label: "▶",
      style: "plain",
      disabled: !hasNext,
    },
  ];
}

/** `month:2026-11` and `week:20412` as people call them. */
function boardName(board: string, locale: Locale): string {
  const text = leaderboardWords[locale];
  const [period, when = ""] = board.split(":");
  const format = (options: Intl.DateTimeFormatOptions, atMs: number) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(atMs);
  if (period === "month")
    return text.month(format({ month: "long", year: "numeric" }, Date.parse(`${when}-01`)));
  if (period === "week") return text.week(format({ dateStyle: "long" }, Number(when) * DAY_MS));
  return text.all;
}
