import { MINUTE_MS } from "../lib/time.ts";

/** Discord takes edits of an answer for 15 minutes; a minute of it is kept for the last one. */
export const ANSWER_LIFE_MS = 14 * MINUTE_MS;
