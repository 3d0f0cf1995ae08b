import { MINUTE_MS } from "../../src/lib/time.ts";
import { withClient } from "./client.ts";

const CRON_EVERY_MS = 5 * MINUTE_MS;
/** Moments that the shop compares with its clock. */
const MOMENTS = {
  outbox: ["due_at_ms", "leased_until_ms"],
  duties: ["leased_until_ms"],
  gates: ["closed_until_ms"],
  imports: ["answer_until_ms", "confirm_until_ms", "progress_at_ms", "created_at_ms"],
  claim_failures: ["created_at_ms"],
  topups: ["created_at_ms", "answer_until_ms", "expires_at_ms", "next_check_at_ms", "disputed_at_ms"],
} as const;

export type Calendar = {
  /** When the cron trigger is to fire next: five minutes after the last time, however soon that is. */
  nextCronMs(): number;
  /**
   * Lets time pass without waiting: to the shop it is the same whether its clock moves on or all that it
   * wrote down moves back. A job that is under way loses the lease that it still has.
   */
  pass(databaseUrl: string, ms: number): Promise<void>;
};

export function createCalendar(): Calendar {
  let firedMs = Date.now();
  return {
    nextCronMs: () => {
      firedMs += CRON_EVERY_MS;
      return firedMs;
    },
    pass: async (databaseUrl, ms) => {
      const moves = Object.entries(MOMENTS).map(([table, columns]) => ({
        sql: `update ${table} set ${columns.map((column) => `${column} = ${column} - :ms`).join(", ")}`,
        args: { ms: BigInt(ms) },
      }));
      await withClient(databaseUrl, (client) => client.batch(moves, "write"));
    },
  };
}
