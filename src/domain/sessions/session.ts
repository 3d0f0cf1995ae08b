import { and, desc, eq, gt, lte, sql } from "drizzle-orm";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import { sessions } from "../../db/schema/dashboard.ts";
import { members } from "../../db/schema/members.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { askLevel } from "./level.ts";
import { idHashOf } from "./secret.ts";

/** What somebody wants of their session: to look at something, to change something, or to end sessions of their own. */
export type Purpose = "look" | "change" | "leave";

/** For so long an answer of Discord's about roles is believed for looking; for a change it is asked each time. */
const LEVEL_KEPT_MS = 5 * MINUTE_MS;
const SESSIONS_SHOWN_MAX = 20;

export type Session = {
  readonly idHash: string;
  readonly actor: Actor;
  readonly name: string;
  readonly locale: Locale;
};

/**
 * Whose session a secret is, with what they may do; null when it has ended or they are no staff any more. Discord is asked
 * again when its answer is old, and before each change: who has lost a role does nothing more with it.
 * @throws DiscordFailure when it does not answer: nobody comes in on what they were once. Only to leave nobody needs it.
 */
export async function sessionOf(deps: Deps, secret: string, purpose: Purpose): Promise<Session | null> {
  const { db } = deps;
  const nowMs = deps.clock();
  const idHash = idHashOf(secret);
  const [row] = await db
    .select({ session: sessions, locale: members.locale })
    .from(sessions)
    .leftJoin(members, eq(members.id, sessions.memberId))
    .where(and(eq(sessions.idHash, idHash), gt(sessions.expiresAtMs, nowMs)));
  if (!row) return null;
  const { memberId, name, level, checkedAtMs } = row.session;
  const locale = row.locale ?? deps.shop.locale;
  const session = { idHash, actor: { id: memberId, level }, name, locale };
  if (purpose === "look" && checkedAtMs + LEVEL_KEPT_MS > nowMs) return session;
  const now = await askLevel(deps, memberId).catch((error: unknown) => {
    if (purpose === "leave" && error instanceof DiscordFailure) return null;
    throw error;
  });
  if (now === null) return session;
  if (now === "everyone") {
    await db.batch([db.delete(sessions).where(eq(sessions.memberId, memberId))]);
    return null;
  }
  const checked = { level: now, checkedAtMs: nowMs };
  await db.batch([db.update(sessions).set(checked).where(eq(sessions.idHash, idHash))]);
  return { ...session, actor: { id: memberId, level: now } };
}

/** Somebody's own sessions that last, the newest first. */
export const sessionsOf = ({ db, clock }: Deps, memberId: string) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.memberId, memberId), gt(sessions.expiresAtMs, clock())))
    .orderBy(desc(sessions.createdAtMs))
    .limit(SESSIONS_SHOWN_MAX);

/** Ends one of somebody's own sessions; nothing happens to another's. */
export async function endSession({ db }: Deps, memberId: string, idHash: string): Promise<void> {
  await db.batch([
    db.delete(sessions).where(and(eq(sessions.memberId, memberId), eq(sessions.idHash, idHash))),
  ]);
}

/** Ends all of somebody's sessions but one. */
export async function endOtherSessions({ db }: Deps, memberId: string, idHash: string): Promise<void> {
  await db.batch([
    db.delete(sessions).where(and(eq(sessions.memberId, memberId), sql`${sessions.idHash} <> ${idHash}`)),
  ]);
}

/** The statement that deletes sessions that have ended. */
export const pruneSessions = ({ db, clock }: Deps) =>
  db.delete(sessions).where(lte(sessions.expiresAtMs, clock()));
