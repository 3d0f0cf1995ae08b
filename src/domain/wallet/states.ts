import type { PaymentStatus } from "../../clients/midtrans/answers.ts";
import type { topupStates } from "../../db/schema/wallet.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../lib/time.ts";

export type TopupState = (typeof topupStates)[number];

/** How far each state is; a payment goes to a higher one only. The trigger `topup_goes_on` has the same numbers. */
export const ranks: Readonly<Record<TopupState, number>> = {
  creating: 0,
  pending: 1,
  denied: 2,
  cancelled: 2,
  expired: 2,
  failed: 2,
  paid: 3,
  partly_refunded: 4,
  refunded: 5,
  charged_back: 5,
};

/** What Midtrans' status means for a payment: its state, and what was given back of it in all. */
export type Step = { readonly state: TopupState; readonly refunded: number };

const closing: Readonly<Record<string, TopupState>> = {
  deny: "denied",
  cancel: "cancelled",
  expire: "expired",
  failure: "failed",
};

/**
 * The step to a status of Midtrans (docs.midtrans.com, "Transaction Status Cycle"); null for one that moves nothing.
 * Money that arrived counts only with the code 200 and without doubt about fraud. A part that was given back, and
 * is not named, counts as nothing until it is.
 */
export function stepTo({ status, statusCode, fraud, amount, refunded }: PaymentStatus): Step | null {
  const all = amount ?? 0;
  switch (status) {
    case "authorize":
    case "pending":
      return { state: "pending", refunded: 0 };
    case "capture":
    case "settlement":
      if (fraud === "deny") return { state: "denied", refunded: 0 };
      if (fraud !== null && fraud !== "accept") return { state: "pending", refunded: 0 };
      return statusCode === "200" ? { state: "paid", refunded: 0 } : null;
    case "refund":
      return { state: "refunded", refunded: all };
    case "chargeback":
      return { state: "charged_back", refunded: all };
    case "partial_refund":
    case "partial_chargeback":
      return { state: "partly_refunded", refunded: Math.min(refunded ?? 0, all) };
    default: {
      const state = Object.hasOwn(closing, status) ? closing[status] : undefined;
      return state ? { state, refunded: 0 } : null;
    }
  }
}

/** Whether a notification of this status says that money has arrived. */
export const saysPaid = (status: string): boolean => status === "settlement" || status === "capture";

/** Whether it waits to be paid. */
export const isOpen = (state: TopupState): boolean => ranks[state] < ranks.expired;

/** Ends of a payment: nobody has paid, and the QR code opens nothing any more. */
export const isClosed = (state: TopupState): boolean => ranks[state] === ranks.expired;

/** Whether the member's money arrived, whatever was given back since. */
export const isPaid = (state: TopupState): boolean => ranks[state] >= ranks.paid;

const OPEN_PAUSES_MS = [1, 1, 2, 4, 8, 15, 30].map((minutes) => minutes * MINUTE_MS);
/** Money may arrive after the end as well, so it is looked at for a day. */
const CLOSED_PAUSES_MS = [5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 16 * HOUR_MS];
/** By QRIS money can be given back for 45 days (docs.midtrans.com, "Refund Transactions"). */
const PAID_PAUSES_MS = [DAY_MS, 6 * DAY_MS, 23 * DAY_MS, 16 * DAY_MS];

/**
 * The pause before Midtrans is asked again, in growing steps; null when no more is expected.
 * @param checks how often it was asked since the payment came to this state.
 */
export function pauseMs(state: TopupState, checks: number): number | null {
  if (ranks[state] === ranks.refunded) return null;
  if (isPaid(state)) return PAID_PAUSES_MS[checks] ?? null;
  if (isClosed(state)) return CLOSED_PAUSES_MS[checks] ?? null;
  return OPEN_PAUSES_MS[checks] ?? HOUR_MS;
}
