import { type SQL, sql } from "drizzle-orm";
import { campaigns } from "../../db/schema/tokens.ts";

export type Campaign = typeof campaigns.$inferSelect;

/** A campaign's name as no two may share it. */
export const campaignKey = (name: string): string => name.trim().replace(/\s+/g, " ").toLowerCase();

/** The id of the campaign that staff named, by its id or its name. */
export const campaignNamed = (name: string): SQL<string> =>
  sql<string>`(select id from ${campaigns} where id = ${name.trim()} or name_key = ${campaignKey(name)} order by id = ${name.trim()} desc limit 1)`;
