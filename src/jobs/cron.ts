import { cashbackDueMs, payWeekly } from "../domain/cashback/weekly.ts";
import { expireClaims } from "../domain/claims/claim.ts";
import type { Deps } from "../domain/deps.ts";
import { sweepOutbox } from "../domain/jobs/take.ts";
import { checkBooksDuly } from "../domain/ledger/booksCheck.ts";
import { digestDay, tellDigest } from "../domain/orders/digest.ts";
import { rotateOrderFiles } from "../domain/orders/rotate.ts";
import { rotateStockDuly } from "../domain/stock/rotate.ts";
import { expireTokens } from "../domain/tokens/expire.ts";
import { endSlot, slotOf, takeSlot } from "../domain/upkeep/duty.ts";
import { prune } from "../domain/upkeep/prune.ts";
import { pruneBoards } from "../domain/upkeep/pruneBoards.ts";
import { alarmDisputes, alarmFloat } from "../domain/wallet/alarms.ts";
import { reconcileDue } from "../domain/wallet/reconcile.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../lib/time.ts";

/** Claims that one run ends; more wait for the next. */
const EXPIRED_PER_RUN_MAX = 20_000;

/** The slot that a duty is done for, the one that it was done for before, and when the cron trigger was due. */
type Slot = { readonly slotMs: number; readonly lastMs: number | null; readonly scheduledMs: number };

/** Done once a slot: every so often, or at moments of its own. */
type Duty = { readonly name: string; run(deps: Deps, slot: Slot): Promise<unknown> } & (
  | { readonly everyMs: number }
  | { dueMs(deps: Deps, scheduledMs: number): number }
);

/** All recurring work. The one cron trigger fires every five minutes, so nothing comes more often, and the minute only joins what fires twice. */
export const duties: readonly Duty[] = [
  { name: "outbox.sweep", everyMs: MINUTE_MS, run: sweepOutbox },
  { name: "claims.expire", everyMs: MINUTE_MS, run: (deps) => expireClaims(deps, EXPIRED_PER_RUN_MAX) },
  { name: "tokens.expire", everyMs: MINUTE_MS, run: (deps) => expireTokens(deps) },
  { name: "topups.reconcile", everyMs: MINUTE_MS, run: (deps) => reconcileDue(deps) },
  { name: "topups.disputed", everyMs: MINUTE_MS, run: alarmDisputes },
  { name: "stock.rotate", everyMs: MINUTE_MS, run: rotateStockDuly },
  { name: "orders.rotate", everyMs: MINUTE_MS, run: rotateOrderFiles },
  {
    name: "orders.digest",
    dueMs: ({ shop }, scheduledMs) => digestDay(scheduledMs, shop.timeZone, shop.digestHour) * DAY_MS,
    run: (deps, { slotMs }) => tellDigest(deps, slotMs / DAY_MS),
  },
  { name: "cashback.weekly", dueMs: cashbackDueMs, run: payWeekly },
  { name: "wallet.float", everyMs: HOUR_MS, run: alarmFloat },
  { name: "upkeep.prune", everyMs: HOUR_MS, run: prune },
  { name: "boards.prune", everyMs: HOUR_MS, run: (deps) => pruneBoards(deps) },
  { name: "ledger.check", everyMs: DAY_MS, run: checkBooksDuly },
];

/** Does what is due. A duty that fails is taken up again later and does not keep the others from theirs. */
export async function handleCron(deps: Deps, scheduledMs: number): Promise<void> {
  for (const duty of duties) {
    try {
      const slotMs = "everyMs" in duty ? slotOf(duty.everyMs, scheduledMs) : duty.dueMs(deps, scheduledMs);
      const taken = await takeSlot(deps, duty.name, slotMs);
      if (!taken) continue;
      await duty.run(deps, { slotMs, lastMs: taken.lastMs, scheduledMs });
      await endSlot(deps, duty.name, slotMs);
      logEvent("info", "duty_done", { name: duty.name });
    } catch (error) {
      logEvent("error", "duty_failed", { name: duty.name, ...errorFields(error) });
    }
  }
}
