import { shopSettings } from "../../db/schema/dashboard.ts";
import { type Changeable, fits, formOf, isChangeable } from "../../lib/changeable.ts";
import type { Deps } from "../deps.ts";

const SETTINGS_MAX = 200;

/** What owners have changed, each by name; what this version does not know or take is left out. */
export async function storedSettings({ db }: Pick<Deps, "db">): Promise<[Changeable, string][]> {
  const rows = await db
    .select({ name: shopSettings.name, value: shopSettings.value })
    .from(shopSettings)
    .limit(SETTINGS_MAX);
  return rows.flatMap(({ name, value }): [Changeable, string][] =>
    isChangeable(name) && value !== "" && fits(formOf(name), value) ? [[name, value]] : [],
  );
}
