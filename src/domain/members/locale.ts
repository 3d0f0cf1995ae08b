import { eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { members } from "../../db/schema/members.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";

/** The language a member chose; stands at the end of a batch, so that wording the answer needs no further question. */
export function chosenLocale(db: Database, memberId: string | SQL) {
  return db.select({ locale: members.locale }).from(members).where(eq(members.id, memberId));
}

/** The member's choice, else the shop's. */
export function localeFrom(deps: Deps, rows: readonly { locale: Locale | null }[]): Locale {
  return rows[0]?.locale ?? deps.shop.locale;
}

/** Knows a member from now on. */
export function meetMember(db: Database, memberId: string | SQL, nowMs: number | SQL) {
  return db.insert(members).values({ id: memberId, createdAtMs: nowMs }).onConflictDoNothing();
}

/** Knows a member from now on, if something holds at this point of a batch. */
export function meetMemberWhere(db: Database, memberId: string, nowMs: number, condition: SQL) {
  return db.run(sql`
    insert into ${members} (id, created_at_ms) select ${memberId}, ${nowMs} where ${condition} on conflict do nothing`);
}

/** Sets the language of everything this member reads; null is the shop's own. */
export async function chooseLocale(deps: Deps, memberId: string, locale: Locale | null): Promise<Locale> {
  await deps.db.batch([
    deps.db
      .insert(members)
      .values({ id: memberId, locale, createdAtMs: deps.clock() })
      .onConflictDoUpdate({ target: members.id, set: { locale: sql`excluded.locale` } }),
  ]);
  return locale ?? deps.shop.locale;
}
