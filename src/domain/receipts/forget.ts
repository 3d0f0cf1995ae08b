import { sql } from "drizzle-orm";
import { receiptSends } from "../../db/schema/orders.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";

/** SendGrid may report a bounce or a complaint days later; after that nobody needs to know where a receipt went. */
const ADDRESSES_KEPT_MS = 30 * DAY_MS;

/** The statement that forgets where receipts went, once that is over for long and no job is to send them; at most so many at once. */
export function forgetReceiptAddresses({ db, clock }: Deps, most: number) {
  return db.run(sql`
    update ${receiptSends} set email_hash = null, email_sealed = null, key_id = null where rowid in (
      select rowid from ${receiptSends} as send where email_hash is not null and state_at_ms <= ${clock() - ADDRESSES_KEPT_MS}
        and not exists (select 1 from outbox where id = send.id || '.receipt' and state in ('waiting', 'running'))
      limit ${most})`);
}
