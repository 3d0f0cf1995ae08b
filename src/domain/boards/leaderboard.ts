import { type BoardPeriod, boardOf } from "../../db/standings.ts";
import { localDay } from "../../lib/localDay.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { calledIn } from "../members/names.ts";
import { findPresence, rememberPresence, SEEN_FRESH_MS, welcomeMember } from "../members/presence.ts";
import { BOARD_ROWS, type BoardKey, type BoardPage, pageOf, readPage } from "./page.ts";

/** Members whose presence one answer asks Discord about: with the database's calls less than the fifty of a free Worker. */
export const PRESENCE_CHECKS_MAX = 40;

export type Leaderboard = Omit<BoardPage, "locale"> & { readonly board: string; readonly locale: Locale };

/** The board of now for a period; a page keeps its board, also when the week ends meanwhile. */
export function currentBoard(deps: Deps, period: BoardPeriod): string {
  return boardOf(period, localDay(deps.clock(), deps.shop.timeZone));
}

const BOARD_NAME = /^(all|month:\d{4}-\d{2}|week:\d{1,7})$/;

export const isBoard = (name: string) => BOARD_NAME.test(name);

/**
 * A page of a leaderboard, full as long as there are members for it: those of it whose presence is not known
 * freshly are asked for at Discord, and who has left makes room. One round trip when all are known; while
 * Discord does not answer, the page is shown as it stands.
 */
export async function leaderboard(
  deps: Deps,
  request: Request,
  board: string,
  key: BoardKey | null = null,
): Promise<Leaderboard> {
  const { db } = deps;
  const readerId = request.actor.id;
  const [, ...first] = await db.batch([
    welcomeMember(db, readerId, deps.clock(), calledIn(request, readerId)),
    ...readPage(db, board, key, readerId),
  ]);
  let page = pageOf(key, first);
  for (let checksLeft = PRESENCE_CHECKS_MAX; checksLeft > 0; ) {
    const askedAtMs = deps.clock();
    const stale = page.rows
      .filter(({ seenAtMs }) => seenAtMs === null || seenAtMs <= askedAtMs - SEEN_FRESH_MS)
      .slice(0, checksLeft)
      .map(({ memberId }) => memberId);
    if (stale.length === 0) break;
    checksLeft -= stale.length;
    const presence = await findPresence(deps, stale);
    const remembered = rememberPresence(deps, presence, askedAtMs);
    if (presence.left.length === 0) {
      if (presence.here.length > 0) await db.batch(remembered);
      break;
    }
    const [, , , , ...next] = await db.batch([...remembered, ...readPage(db, board, key, readerId)]);
    page = pageOf(key, next);
    if (!presence.complete) break;
  }
  // Those before a page may have left since it was looked at: then the first page is the one that is full.
  if (key && page.rows.length < BOARD_ROWS && (key.towards === "back" || page.rows.length === 0)) {
    return await leaderboard(deps, request, board);
  }
  return { ...page, board, locale: page.locale ?? deps.shop.locale };
}
