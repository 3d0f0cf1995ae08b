import type { Command } from "../command.ts";
import { checkuser } from "./adminMember.ts";
import { addbalance, deductbalance } from "./adminMoney.ts";
import { processorder, refundorder, vieworders, viewordersPress } from "./adminOrders.ts";
import { bookPress, creditPress, dismissPress, paymentPress } from "./adminPayment.ts";
import { reviews, reviewsPress } from "./adminReviews.ts";
import { botstats } from "./adminStats.ts";
import { reconcile, topups, topupsPress } from "./adminTopups.ts";
import { unmatched, unmatchedPress } from "./adminUnmatched.ts";
import { apiKeyGroup, apiKeyPresses } from "./apiKeys.ts";

/** The staff's desk of the wallet. */
export const adminCommand: Command = {
  name: "admin",
  description: { en: "Look after members' money", id: "Urus uang anggota" },
  level: "staff",
  subcommands: {
    checkuser,
    addbalance,
    deductbalance,
    topups,
    reconcile,
    unmatched,
    vieworders,
    processorder,
    refundorder,
    reviews,
    botstats,
    apikey: apiKeyGroup,
  },
  presses: {
    ...apiKeyPresses,
    topups: topupsPress,
    unmatched: unmatchedPress,
    vieworders: viewordersPress,
    reviews: reviewsPress,
    payment: paymentPress,
    credit: creditPress,
    book: bookPress,
    dismiss: dismissPress,
  },
};
