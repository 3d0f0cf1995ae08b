import { desc, eq, sql } from "drizzle-orm";
import { apiKeys } from "../../db/schema/api.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";

/** Keys that can be in use at once: more than a shop has bots. Revoked ones stay in the list, which has pages. */
export const LIVE_KEYS_MAX = 20;
export const KEYS_PER_PAGE = 10;
export const KEY_PAGE_MAX = 1_000;
const SUGGESTIONS_MAX = 25;

export type ApiKey = typeof apiKeys.$inferSelect;

export type KeyPage = {
  readonly rows: readonly ApiKey[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly locale: Locale;
};

/** A page of all keys there ever were, those in use first, then the newest. One round trip. */
export async function listKeys(deps: Deps, readerId: string, wanted: number): Promise<KeyPage> {
  const { db } = deps;
  const before = (Math.min(Math.max(1, wanted), KEY_PAGE_MAX) - 1) * KEYS_PER_PAGE;
  const [rows, [all], readers] = await db.batch([
    db
      .select()
      .from(apiKeys)
      .orderBy(sql`${apiKeys.revokedAtMs} is not null`, desc(apiKeys.createdAtMs), apiKeys.name)
      .limit(KEYS_PER_PAGE)
      .offset(before),
    db.select({ count: sql<number>`count(*)` }).from(apiKeys),
    chosenLocale(db, readerId),
  ]);
  const count = all?.count ?? 0;
  const page = before / KEYS_PER_PAGE + 1;
  const pages = Math.max(1, Math.ceil(count / KEYS_PER_PAGE));
  return { rows, count, page, pages, locale: localeFrom(deps, readers) };
}

/** Keys in use whose name has what was typed in it. */
export async function suggestKeys({ db }: Deps, typed: string): Promise<string[]> {
  const rows = await db
    .select({ name: apiKeys.name })
    .from(apiKeys)
    .where(sql`${apiKeys.revokedAtMs} is null and instr(${apiKeys.name}, ${typed.trim().toLowerCase()}) > 0`)
    .orderBy(apiKeys.name)
    .limit(SUGGESTIONS_MAX);
  return rows.map(({ name }) => name);
}

export const keyNamed = ({ db }: Deps, name: string) =>
  db.select().from(apiKeys).where(eq(apiKeys.name, name));
