import { eq, sql } from "drizzle-orm";
import type { Charge } from "../../clients/midtrans/answers.ts";
import { topups } from "../../db/schema/wallet.ts";
import { SECOND_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";
import { pauseMs, ranks } from "./states.ts";
import { rankOf, type Topup } from "./topups.ts";

const STATUS_WITHIN_MS = 5 * SECOND_MS;

/**
 * Has Midtrans make the payment of a row that is there already, and writes down what it answered. May be done again for
 * the same row: the order id is what keeps Midtrans from making a second payment. Returns the row as it is then.
 */
export async function charge(deps: Deps, topup: Topup): Promise<Topup> {
  const { id, amount } = topup;
  const outcome = await deps.midtrans?.charge(id, amount);
  switch (outcome?.kind) {
    case "created":
      return (await keepCharge(deps, id, outcome.charge)) ?? topup;
    case "refused":
      return (await closeUnmade(deps, id, "failed", `midtrans_${outcome.code}`)) ?? topup;
    case "busy":
      // Whoever makes it at this moment writes down what it came to.
      return (await findCharge(deps, id)) ?? topup;
    default:
      // If somebody pays it all the same, the money counts.
      return (await findCharge(deps, id)) ?? (await closeUnmade(deps, id, "failed", "unanswered")) ?? topup;
  }
}

async function keepCharge(deps: Deps, id: string, made: Charge): Promise<Topup | undefined> {
  const { db } = deps;
  const nowMs = deps.clock();
  const { transactionId, qrString, qrUrl, expiresAtMs } = made;
  const isFirst = sql`${rankOf(topups.state)} < ${ranks.pending}`;
  const [, [topup]] = await db.batch([
    db
      .update(topups)
      .set({
        // What another wrote down who heard more of it stays.
        transactionId: sql`coalesce(${transactionId}, ${topups.transactionId})`,
        qrString: sql`coalesce(${qrString}, ${topups.qrString})`,
        qrUrl: sql`coalesce(${qrUrl}, ${topups.qrUrl})`,
        expiresAtMs: sql`coalesce(${expiresAtMs}, ${topups.expiresAtMs})`,
        // A notification may have been faster than the answer.
        state: sql`iif(${isFirst}, 'pending', ${topups.state})`,
        stateAtMs: sql`iif(${isFirst}, ${nowMs}, ${topups.stateAtMs})`,
        nextCheckAtMs: sql`iif(${isFirst}, ${nowMs + (pauseMs("pending", 0) ?? 0)}, ${topups.nextCheckAtMs})`,
      })
      .where(eq(topups.id, id)),
    db.select().from(topups).where(eq(topups.id, id)),
  ]);
  return topup;
}

/** The answer to a charge was lost: where the payment is there, its QR code is Midtrans' own picture. */
async function findCharge(deps: Deps, id: string): Promise<Topup | undefined> {
  const found = await deps.midtrans?.status(id, STATUS_WITHIN_MS);
  if (found?.kind !== "found") return undefined;
  const { transactionId, expiresAtMs } = found.status;
  const qrUrl = transactionId === null ? null : (deps.midtrans?.pictureUrl(transactionId) ?? null);
  return await keepCharge(deps, id, { transactionId, qrString: null, qrUrl, expiresAtMs });
}

/** Closes a payment that was not made as far as anybody knows; one that has gone on stays as it is. */
export async function closeUnmade(
  deps: Deps,
  id: string,
  state: "failed" | "cancelled",
  reason: string | null,
): Promise<Topup | undefined> {
  const nowMs = deps.clock();
  const pause = pauseMs(state, 0);
  const [, [topup]] = await deps.db.batch([
    deps.db
      .update(topups)
      .set({
        state,
        reason,
        checks: 0,
        stateAtMs: nowMs,
        nextCheckAtMs: pause === null ? null : nowMs + pause,
      })
      .where(sql`${topups.id} = ${id} and ${rankOf(topups.state)} < ${ranks[state]}`),
    deps.db.select().from(topups).where(eq(topups.id, id)),
  ]);
  return topup;
}
