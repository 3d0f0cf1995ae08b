import { sql } from "drizzle-orm";
import { DAY_MS, HOUR_MS } from "../../lib/time.ts";
import { REQUESTS_KEPT_MS } from "../api/move.ts";
import { WRONG_CODES_WINDOW_MS } from "../claims/guessing.ts";
import type { Deps } from "../deps.ts";
import { pruneRefused } from "../imports/refused.ts";
import { forgetReceiptAddresses } from "../receipts/forget.ts";
import { pruneSessions } from "../sessions/session.ts";

const OUTBOX_KEPT_MS = 14 * DAY_MS;
/** A preview lives 15 minutes; a file that is still unread after this has no reader. */
const PREVIEW_KEPT_MS = HOUR_MS;
/** The summary of a change of balances may be told late, and tells its rows. */
const BALANCE_ROWS_KEPT_MS = DAY_MS;
/** Midtrans may say something of its payer in a notification; what it came to stays in the top-up. */
const PAYMENT_EVENTS_KEPT_MS = 90 * DAY_MS;
/** A press of a button is late by minutes at most. */
const QUOTES_KEPT_MS = HOUR_MS;
/** A cron trigger that was away for so long is told of otherwise. */
const TOKENS_LOOKED_FOR_MS = 7 * DAY_MS;
const ROWS_PER_RUN_MAX = 20_000;

/**
 * Deletes what nobody needs any more: old outbox rows, old notifications of payments, wrong codes, addresses of receipts,
 * rows of files that were not imported, and what cashback batches that were not confirmed would have paid.
 */
export async function prune(deps: Deps): Promise<void> {
  const nowMs = deps.clock();
  await deps.db.batch([
    deps.db.run(sql`
      delete from outbox where id in (
        select id from outbox where state = 'done' and finished_at_ms <= ${nowMs - OUTBOX_KEPT_MS} limit ${ROWS_PER_RUN_MAX})`),
    deps.db.run(sql`
      delete from api_requests where rowid in (
        select rowid from api_requests where created_at_ms <= ${nowMs - REQUESTS_KEPT_MS} limit ${ROWS_PER_RUN_MAX})`),
    deps.db.run(sql`delete from claim_failures where created_at_ms <= ${nowMs - WRONG_CODES_WINDOW_MS}`),
    deps.db.run(sql`
      update imports set state = 'lapsed', finished_at_ms = ${nowMs}, interaction_token = null, file_url = null
      where state in ('reading', 'previewed') and coalesce(confirm_until_ms, created_at_ms + ${PREVIEW_KEPT_MS}) <= ${nowMs}`),
    deps.db.run(sql`
      update balance_changes set state = 'lapsed', finished_at_ms = ${nowMs}, interaction_token = null, file_url = null
      where state in ('reading', 'previewed') and coalesce(confirm_until_ms, created_at_ms + ${PREVIEW_KEPT_MS}) <= ${nowMs}`),
    deps.db.run(sql`
      delete from balance_change_rows where change_id in (
        select id from balance_changes where finished_at_ms <= ${nowMs - BALANCE_ROWS_KEPT_MS})`),
    deps.db.run(sql`
      update balance_changes set findings = null
      where findings is not null and finished_at_ms <= ${nowMs - BALANCE_ROWS_KEPT_MS}`),
    deps.db.run(sql`
      delete from import_rows where import_id in (
        select id from imports where state not in ('reading', 'previewed', 'running'))`),
    deps.db.run(sql`
      update stock_uploads set state = 'lapsed', finished_at_ms = ${nowMs}, interaction_token = null, file_url = null
      where state in ('reading', 'previewed') and coalesce(confirm_until_ms, created_at_ms + ${PREVIEW_KEPT_MS}) <= ${nowMs}`),
    deps.db.run(sql`
      delete from stock_rows where upload_id in (
        select id from stock_uploads where state not in ('reading', 'previewed', 'adding'))`),
    deps.db.run(sql`
      update stock_uploads set interaction_token = null, file_url = null
      where interaction_token is not null and answer_until_ms <= ${nowMs - PREVIEW_KEPT_MS}`),
    deps.db.run(sql`
      update imports set interaction_token = null, file_url = null
      where interaction_token is not null and answer_until_ms <= ${nowMs - PREVIEW_KEPT_MS}`),
    deps.db.run(sql`
      update cashback_batches set state = 'lapsed', finished_at_ms = ${nowMs}, interaction_token = null
      where state in ('freezing', 'previewed') and mode <> 'weekly' and coalesce(confirm_until_ms, created_at_ms + ${PREVIEW_KEPT_MS}) <= ${nowMs}`),
    deps.db.run(sql`
      delete from cashback_payouts where rowid in (
        select cashback_payouts.rowid from cashback_batches join cashback_payouts on batch_id = cashback_batches.id
        where cashback_batches.state in ('cancelled', 'lapsed') limit ${ROWS_PER_RUN_MAX})`),
    deps.db.run(sql`
      update cashback_batches set interaction_token = null
      where interaction_token is not null and answer_until_ms <= ${nowMs - PREVIEW_KEPT_MS}`),
    deps.db.run(sql`
      update topups set interaction_token = null
      where created_at_ms > ${nowMs - TOKENS_LOOKED_FOR_MS} and interaction_token is not null and answer_until_ms <= ${nowMs - PREVIEW_KEPT_MS}`),
    pruneSessions(deps),
    pruneRefused(deps),
    forgetReceiptAddresses(deps, ROWS_PER_RUN_MAX),
    deps.db.run(sql`delete from quotes where expires_at_ms <= ${nowMs - QUOTES_KEPT_MS}`),
    deps.db.run(sql`
      delete from payment_events where id in (
        select id from payment_events where last_at_ms <= ${nowMs - PAYMENT_EVENTS_KEPT_MS} limit ${ROWS_PER_RUN_MAX})`),
  ]);
}
