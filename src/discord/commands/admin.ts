import type { Command } from "../command.ts";
import { checkuser } from "./adminMember.ts";
import { addbalance, deductbalance } from "./adminMoney.ts";
import { bookPress, creditPress, dismissPress, paymentPress } from "./adminPayment.ts";
import { packageGroup, productGroup, productPresses } from "./adminProducts.ts";
import { processorder, refundorder, vieworders, viewordersPress } from "./adminPurchases.ts";
import { reviews, reviewsPress } from "./adminReviews.ts";
import { botstats } from "./adminStats.ts";
import { addstock, exportstock, stockPresses, viewstock, voidstock } from "./adminStock.ts";
import { reconcile, topups, topupsPress } from "./adminTopups.ts";
import { unmatched, unmatchedPress } from "./adminUnmatched.ts";
import { apiKeyGroup, apiKeyPresses } from "./apiKeys.ts";

/** The staff's desk. */
export const adminCommand: Command = {
  name: "admin",
  description: {
    en: "What staff do about money, stock and keys",
    id: "Urusan uang, stok dan kunci untuk staf",
  },
  level: "staff",
  subcommands: {
    checkuser,
    addbalance,
    deductbalance,
    topups,
    reconcile,
    unmatched,
    product: productGroup,
    package: packageGroup,
    addstock,
    viewstock,
    voidstock,
    exportstock,
    vieworders,
    processorder,
    refundorder,
    reviews,
    botstats,
    apikey: apiKeyGroup,
  },
  presses: {
    ...productPresses,
    ...stockPresses,
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
