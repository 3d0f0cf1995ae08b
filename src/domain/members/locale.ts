import { eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { members } from "../../db/schema/members.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { calledIn, hasNewName, newerName } from "./names.ts";

/** The language a member chose; stands at the end of a batch, so that wording the answer needs no further question. */
export function chosenLocale(db: Database, memberId: string | SQL) {
  return db.select({ locale: members.locale }).from(members).where(eq(members.id, memberId));
}

/** The member's choice, else the shop's. */
export function localeFrom(deps: Deps, rows: readonly { locale: Locale | null }[]): Locale {
  return rows[0]?.locale ?? deps.shop.locale;
}

/**
 * Knows a member from now on, by the name that the request says; whoever asks for it is known as well if it says theirs, so
 * that staff are called by their names too.
 */
export function meetMember(db: Database, memberId: string, nowMs: number, request: Request | null = null) {
  const met = (id: string) => ({ id, createdAtMs: nowMs, name: request && calledIn(request, id) });
  const asker = request && request.actor.id !== memberId ? met(request.actor.id) : null;
  return db
    .insert(members)
    .values([met(memberId), ...(asker?.name ? [asker] : [])])
    .onConflictDoUpdate({ target: members.id, set: { name: newerName }, setWhere: hasNewName });
}

/** Knows a member from now on, if something holds at this point of a batch. */
export function meetMemberWhere(db: Database, memberId: string, nowMs: number, condition: SQL) {
  return db.run(sql`
    insert into ${members} (id, created_at_ms) select ${memberId}, ${nowMs} where ${condition} on conflict do nothing`);
}

/** Sets the language of everything this member reads; null is the shop's own. */
export async function chooseLocale(deps: Deps, request: Request, locale: Locale | null): Promise<Locale> {
  const { id } = request.actor;
  await deps.db.batch([
    deps.db
      .insert(members)
      .values({ id, locale, createdAtMs: deps.clock(), name: calledIn(request, id) })
      .onConflictDoUpdate({ target: members.id, set: { locale: sql`excluded.locale`, name: newerName } }),
  ]);
  return locale ?? deps.shop.locale;
}
