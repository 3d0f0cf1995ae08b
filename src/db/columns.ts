import { integer, text } from "drizzle-orm/sqlite-core";

/** Milliseconds since the epoch. */
export const timeMs = (name: string) => integer(name, { mode: "number" });

/** Whole points, or money in the smallest unit of the shop's currency. */
export const amount = (name: string) => integer(name, { mode: "number" });

/** A Discord id: text, because it does not fit a JavaScript number. */
export const snowflake = (name: string) => text(name);
