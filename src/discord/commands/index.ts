import type { Command } from "../command.ts";
import { balanceCommand } from "./balance.ts";
import { claimCommand } from "./claim.ts";
import { claimsCommand } from "./claims.ts";
import { historyCommand } from "./history.ts";
import { importCommand } from "./import.ts";
import { jobsCommand } from "./jobs.ts";
import { languageCommand } from "./language.ts";
import { leaderboardCommand } from "./leaderboard.ts";
import { pointsCommand } from "./points.ts";

/** THE TABLE: what the router serves and the register script tells Discord. */
export const commands: readonly Command[] = [
  claimCommand,
  balanceCommand,
  historyCommand,
  leaderboardCommand,
  languageCommand,
  importCommand,
  claimsCommand,
  pointsCommand,
  jobsCommand,
];
