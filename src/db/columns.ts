import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { integer, text } from "drizzle-orm/sqlite-core";

/** Milliseconds since the epoch. */
export const timeMs = (name: string) => integer(name, { mode: "number" });

/** Whole points, or money in the smallest unit of the shop's currency. */
export const amount = (name: string) => integer(name, { mode: "number" });

/** A Discord id: text, because it does not fit a JavaScript number. */
export const snowflake = (name: string) => text(name);

/** Whether an id is Discord's: whoever was forgotten has another, that nobody keeps the meaning of. */
export const isDiscordId = (id: SQLWrapper): SQL => sql`(${id} not glob '*[^0-9]*')`;
