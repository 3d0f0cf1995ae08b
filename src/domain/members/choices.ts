import { and, eq, sql } from "drizzle-orm";
import { members, mutedNotices, notices } from "../../db/schema/members.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom, meetMember } from "./locale.ts";

/** The kinds of direct messages that a member can refuse. */
export const noticeKinds = notices;
export type NoticeKind = (typeof notices)[number];

export type NoticeChoices = { readonly muted: ReadonlySet<NoticeKind>; readonly locale: Locale };

/** Which direct messages a member does not want. */
export async function noticeChoices(deps: Deps, memberId: string): Promise<NoticeChoices> {
  const [muted, readers] = await deps.db.batch([mutedOf(deps, memberId), chosenLocale(deps.db, memberId)]);
  return { muted: new Set(muted.map(({ notice }) => notice)), locale: localeFrom(deps, readers) };
}

/** Has a member told something by direct message, or not; the same choice again changes nothing. */
export async function chooseNotice(
  deps: Deps,
  request: Request,
  notice: NoticeKind,
  wanted: boolean,
): Promise<NoticeChoices> {
  const { db } = deps;
  const memberId = request.actor.id;
  const choice = wanted
    ? db.delete(mutedNotices).where(and(eq(mutedNotices.memberId, memberId), eq(mutedNotices.notice, notice)))
    : db.insert(mutedNotices).values({ memberId, notice }).onConflictDoNothing();
  const [, muted, readers] = await db.batch([choice, mutedOf(deps, memberId), chosenLocale(db, memberId)]);
  return { muted: new Set(muted.map((row) => row.notice)), locale: localeFrom(deps, readers) };
}

function mutedOf({ db }: Deps, memberId: string) {
  return db
    .select({ notice: mutedNotices.notice })
    .from(mutedNotices)
    .where(eq(mutedNotices.memberId, memberId));
}

/** Shows a member on leaderboards, or not. A trigger keeps the boards to it. */
export async function chooseHidden(deps: Deps, request: Request, hidden: boolean): Promise<Locale> {
  const { db } = deps;
  const memberId = request.actor.id;
  const nowMs = deps.clock();
  const [, , readers] = await db.batch([
    meetMember(db, memberId, nowMs, request),
    db
      .update(members)
      .set({ hiddenAtMs: hidden ? sql`coalesce(${members.hiddenAtMs}, ${nowMs})` : null })
      .where(eq(members.id, memberId)),
    chosenLocale(db, memberId),
  ]);
  return localeFrom(deps, readers);
}

/** The language of an answer that needs nothing else of the database. */
export async function localeOf(deps: Deps, memberId: string): Promise<Locale> {
  return localeFrom(deps, await chosenLocale(deps.db, memberId));
}
