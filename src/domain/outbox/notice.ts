import * as z from "zod/mini";
import type { notices } from "../../db/schema/members.ts";

/** What a member can be told by direct message; each with the ids that its facts are read by when it is sent. */
export const noticeSchema = z.discriminatedUnion("notice", [
  /** Staff changed the member's points by the transfer of this cause. */
  z.object({ notice: z.literal("points_changed"), memberId: z.string(), cause: z.string() }),
  /** Staff awarded the achievement; what its bonus earned besides has this cause. */
  z.object({
    notice: z.literal("achievement_earned"),
    memberId: z.string(),
    achievement: z.string(),
    cause: z.string(),
  }),
  /** Money of a top-up arrived. */
  z.object({ notice: z.literal("topup_paid"), memberId: z.string(), topupId: z.string() }),
  /** Midtrans gave money of a top-up back, and the wallet lost it. */
  z.object({ notice: z.literal("topup_returned"), memberId: z.string(), topupId: z.string() }),
  /** Staff gave the money of a purchase back. */
  z.object({ notice: z.literal("purchase_refunded"), memberId: z.string(), purchaseId: z.string() }),
  /** Staff changed the member's money by the transfer of this cause. */
  z.object({ notice: z.literal("money_changed"), memberId: z.string(), cause: z.string() }),
  /** Somebody named the member as who brought them. */
  z.object({ notice: z.literal("member_referred"), memberId: z.string(), referredId: z.string() }),
  /** Staff made an order for the member, completed it, or cancelled it. */
  z.object({ notice: z.literal("order_created"), memberId: z.string(), orderId: z.string() }),
  z.object({ notice: z.literal("order_completed"), memberId: z.string(), orderId: z.string() }),
  z.object({ notice: z.literal("order_cancelled"), memberId: z.string(), orderId: z.string() }),
  /** Staff said something of the order at this moment. */
  z.object({
    notice: z.literal("order_updated"),
    memberId: z.string(),
    orderId: z.string(),
    atMs: z.number(),
  }),
  /** Staff stopped the member's referrals, or let them go on, by the change of this audit row. */
  z.object({
    notice: z.enum(["referrals_stopped", "referrals_resumed"]),
    memberId: z.string(),
    auditId: z.string(),
  }),
  /** A cashback batch paid the member. */
  z.object({ notice: z.literal("cashback_paid"), memberId: z.string(), batchId: z.string() }),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** Under which choice of the member a notice falls. */
export const choiceOf: Readonly<Record<Notice["notice"], (typeof notices)[number]>> = {
  points_changed: "points",
  achievement_earned: "achievements",
  topup_paid: "wallet",
  topup_returned: "wallet",
  purchase_refunded: "wallet",
  money_changed: "wallet",
  member_referred: "referrals",
  order_created: "orders",
  order_completed: "orders",
  order_cancelled: "orders",
  order_updated: "orders",
  referrals_stopped: "referrals",
  referrals_resumed: "referrals",
  cashback_paid: "wallet",
};
