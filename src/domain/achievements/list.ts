import { asc, sql } from "drizzle-orm";
import { achievements } from "../../db/schema/achievements.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { ACHIEVEMENTS_MAX } from "./form.ts";

export const DEFINITIONS_PER_PAGE = 10;
const SUGGESTIONS_MAX = 25;

const definitions = ({ db }: Deps) =>
  db.select().from(achievements).orderBy(asc(sql`rowid`)).limit(ACHIEVEMENTS_MAX);

/** A page of all achievements there are, retired ones included. One round trip. */
export async function listAchievements(deps: Deps, readerId: string, wanted: number) {
  const [all, readers] = await deps.db.batch([definitions(deps), chosenLocale(deps.db, readerId)]);
  const pages = Math.max(1, Math.ceil(all.length / DEFINITIONS_PER_PAGE));
  const page = Math.min(wanted, pages);
  const rows = all.slice((page - 1) * DEFINITIONS_PER_PAGE, page * DEFINITIONS_PER_PAGE);
  return { rows, count: all.length, page, pages, locale: localeFrom(deps, readers) };
}

/** Achievements whose name has what was typed in it, those that staff award first. */
export async function suggestAchievements(deps: Deps, typed: string) {
  const sought = typed.trim().toLowerCase();
  const all = await definitions(deps);
  return all
    .filter(({ name, nameId }) => `${name}\n${nameId ?? ""}`.toLowerCase().includes(sought))
    .sort((one, other) => Number(other.rule === "manual") - Number(one.rule === "manual"))
    .slice(0, SUGGESTIONS_MAX);
}
