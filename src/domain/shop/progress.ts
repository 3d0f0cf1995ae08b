import type { Purchase } from "./buy.ts";

/** How far the codes of a purchase have come to their buyer; the order is that of the list for staff. */
export const purchaseStages = ["waiting", "failed", "delivered", "revealed", "closed", "refunded"] as const;
export type PurchaseStage = (typeof purchaseStages)[number];

type Moments = Pick<
  Purchase,
  | "state"
  | "createdAtMs"
  | "deliveredAtMs"
  | "deliveryFailedAtMs"
  | "revealedAtMs"
  | "closedAtMs"
  | "refundedAtMs"
>;

/** The furthest that a purchase has come, and since when. A message that could not be sent counts while nobody has seen the codes. */
export function stageOf(purchase: Moments): { readonly stage: PurchaseStage; readonly atMs: number } {
  const { createdAtMs, deliveredAtMs, deliveryFailedAtMs, revealedAtMs, closedAtMs, refundedAtMs } = purchase;
  if (purchase.state === "refunded") return { stage: "refunded", atMs: refundedAtMs ?? createdAtMs };
  if (closedAtMs !== null) return { stage: "closed", atMs: closedAtMs };
  if (revealedAtMs !== null) return { stage: "revealed", atMs: revealedAtMs };
  if (deliveredAtMs !== null) return { stage: "delivered", atMs: deliveredAtMs };
  if (deliveryFailedAtMs !== null) return { stage: "failed", atMs: deliveryFailedAtMs };
  return { stage: "waiting", atMs: createdAtMs };
}
