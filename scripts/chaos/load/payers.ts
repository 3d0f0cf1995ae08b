import { setTimeout as pause } from "node:timers/promises";
import { MINUTE_MS } from "../../../src/lib/time.ts";
import { ActRefusal } from "../../standins/midtrans/acts.ts";
import { holdsMoney } from "../../standins/midtrans/payment.ts";
import type { Dice } from "../dice.ts";
import { FATES, giveBack, type Midtrans, type Step } from "./fates.ts";

const LOOK_EVERY_MS = 100;
/** Some pay at once: while the member still waits for the code, or the shop for its reply. */
const AT_ONCE = 0.3;
const STEP_MEAN_MS = 1_500;
const STRANGER_MEAN_MS = 5_000;
const TRAVEL_MEAN_MS = 1_000;
/** In peace a payment that waits goes on waiting: one that would expire meanwhile expires before. */
const PEACE_MS = 10 * MINUTE_MS;

/** How notifications travel; most often as they should. */
const TRAVELS: Parameters<Midtrans["deliver"]>[0][] = [
  {},
  {},
  {},
  { never: true },
  { delayMs: 500 },
  { delayMs: 3_000 },
  { copies: 3 },
  { reversedBy: 4 },
];

/** Those who pay at their banks, and those who only say so; and the way from Midtrans to the shop. */
export type Payers = {
  /** Somebody pays this one now, if it can still be paid. */
  payNow(id: string): Promise<void>;
  /** At the end of all trouble: some are paid, expire or are given back, and nobody tells the shop. From then on nothing changes. */
  endSilently(): Promise<void>;
  readonly ended: Promise<unknown>;
};

export function sendPayers(midtrans: Midtrans, dice: Dice, closed: AbortSignal): Payers {
  const act = async (step: Step, id: string, own: Dice): Promise<void> => {
    await step(midtrans, id, own).catch((error: unknown) => {
      // The member may have cancelled it, or another has paid.
      if (!(error instanceof ActRefusal)) throw error;
    });
  };
  const live = async (id: string, own: Dice): Promise<void> => {
    for (const step of own.any(WEIGHTED) ?? []) {
      if (!(await ongoing(own.chance(AT_ONCE) ? 0 : own.pauseMs(STEP_MEAN_MS), closed))) return;
      await act(step, id, own);
    }
  };
  return {
    payNow: (id) => act((_, which) => midtrans.pay(which), id, dice),
    endSilently: async () => {
      midtrans.deliver({ never: true });
      for (const { orderId, status, expiresAtMs } of midtrans.payments()) {
        const isDue = status === "pending" && expiresAtMs < Date.now() + PEACE_MS;
        const step = isDue ? lastExpiry : dice.pick(LAST_STEPS);
        if (step) await act(step, orderId, dice);
      }
      midtrans.deliver({});
    },
    ended: Promise.all([
      watchCharges(midtrans, closed, (id) => live(id, dice.for(id))),
      pester(midtrans, dice.for("strangers"), closed),
      divert(midtrans, dice.for("travels"), closed),
    ]),
  };
}

const WEIGHTED = FATES.flatMap(({ steps, weight }) => Array.from({ length: weight }, () => steps));

const lastExpiry: Step = (midtrans, id) => midtrans.expire(id);
const LAST_STEPS: readonly [Step | null, ...(Step | null)[]] = [
  null,
  null,
  null,
  (midtrans, id) => midtrans.pay(id),
  lastExpiry,
  async (midtrans, id, dice) => {
    const payment = midtrans.payment(id);
    if (payment && holdsMoney(payment)) await giveBack(midtrans, id, dice);
  },
];

/** Each new payment begins to live; resolves when the last one has ended. */
async function watchCharges(
  midtrans: Midtrans,
  closed: AbortSignal,
  live: (id: string) => Promise<void>,
): Promise<void> {
  const known = new Set<string>();
  const lives: Promise<void>[] = [];
  while (!closed.aborted) {
    for (const { orderId } of midtrans.payments()) {
      if (known.has(orderId) || !orderId.startsWith("tu-")) continue;
      known.add(orderId);
      lives.push(live(orderId));
    }
    await ongoing(LOOK_EVERY_MS, closed);
  }
  await Promise.all(lives);
}

/** Payments of another till of the same merchant. */
async function pester(midtrans: Midtrans, dice: Dice, closed: AbortSignal): Promise<void> {
  while (await ongoing(dice.pauseMs(STRANGER_MEAN_MS), closed)) await midtrans.unknownOrder();
}

/** Notifications are lost, late, doubled, reversed. */
async function divert(midtrans: Midtrans, dice: Dice, closed: AbortSignal): Promise<void> {
  while (await ongoing(dice.pauseMs(TRAVEL_MEAN_MS), closed)) midtrans.deliver(dice.any(TRAVELS) ?? {});
  midtrans.deliver({});
}

/** Waits; false when it is over. */
async function ongoing(ms: number, over: AbortSignal): Promise<boolean> {
  await pause(ms, undefined, { signal: over }).catch(() => undefined);
  return !over.aborted;
}
