import type { Command } from "../command.ts";
import { achievementCommand } from "./achievement.ts";
import { achievementsCommand } from "./achievements.ts";
import { adminCommand } from "./admin.ts";
import { balanceCommand } from "./balance.ts";
import { campaignCommand } from "./campaign.ts";
import { checkTokenCommand, removeTokenCommand } from "./checkToken.ts";
import { claimCommand } from "./claim.ts";
import { claimsCommand } from "./claims.ts";
import { generateTokenCommand } from "./generateToken.ts";
import { helpFrom } from "./help.ts";
import { historyCommand } from "./history.ts";
import { importCommand } from "./import.ts";
import { inviteCommand } from "./invite.ts";
import { invitesCommand } from "./invites.ts";
import { jobsCommand } from "./jobs.ts";
import { languageCommand } from "./language.ts";
import { leaderboardCommand } from "./leaderboard.ts";
import { exportTokensCommand, listTokensCommand, tokenStatsCommand } from "./listTokens.ts";
import { messagesCommand } from "./messages.ts";
import { notificationsCommand } from "./notifications.ts";
import {
  cancelorderCommand,
  completeorderCommand,
  createorderCommand,
  overdueCommand,
  queueCommand,
  updatestatusCommand,
} from "./orderDesk.ts";
import { orderstatusCommand } from "./orderStatus.ts";
import { ordersCommand } from "./orders.ts";
import { pointsCommand } from "./points.ts";
import { privacyCommand } from "./privacy.ts";
import { referralBlacklistCommand } from "./referralBlacklist.ts";
import { reviewCommand } from "./review.ts";
import { sendReceiptCommand } from "./sendReceipt.ts";
import { sendrefCashbCommand } from "./sendrefCashb.ts";
import { setrefCommand } from "./setref.ts";
import { menuCommand, shopCommand } from "./shop.ts";
import { topupCommand } from "./topup.ts";

/** THE TABLE: what the router serves and the register script tells Discord. */
export const commands: readonly Command[] = [
  claimCommand,
  balanceCommand,
  topupCommand,
  shopCommand,
  menuCommand,
  ordersCommand,
  orderstatusCommand,
  reviewCommand,
  inviteCommand,
  setrefCommand,
  invitesCommand,
  historyCommand,
  leaderboardCommand,
  achievementsCommand,
  languageCommand,
  notificationsCommand,
  privacyCommand,
  helpFrom(() => commands),
  importCommand,
  claimsCommand,
  sendReceiptCommand,
  pointsCommand,
  achievementCommand,
  createorderCommand,
  completeorderCommand,
  cancelorderCommand,
  updatestatusCommand,
  queueCommand,
  overdueCommand,
  adminCommand,
  generateTokenCommand,
  checkTokenCommand,
  removeTokenCommand,
  listTokensCommand,
  tokenStatsCommand,
  exportTokensCommand,
  campaignCommand,
  referralBlacklistCommand,
  sendrefCashbCommand,
  messagesCommand,
  jobsCommand,
];
