import { type SQL, sql } from "drizzle-orm";
import { RECIPIENTS_PER_CALL_MAX } from "../../clients/sendgrid/client.ts";

/**
 * Groups rows with `line` and `email_hash` into calls of at most 1,000, each address once in a call: a customer's
 * second order goes into another group. A row's group is its `outbox_id`, which begins with the prefix.
 */
export function inCalls(prefix: string | SQL, rows: SQL): SQL {
  const callMax = sql.raw(String(RECIPIENTS_PER_CALL_MAX));
  return sql`
    select *, ${prefix} || nth || '.' || ((row_number() over (partition by nth order by line) - 1) / ${callMax}) as outbox_id
    from (select *, row_number() over (partition by email_hash order by line) as nth from (${rows}))`;
}
