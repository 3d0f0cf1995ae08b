import { judgeAchievements } from "./achievements.ts";
import { judgeBalances } from "./balances.ts";
import { judgeCashback } from "./cashback.ts";
import { judgeClaims } from "./claims.ts";
import { type Evidence, openCase, type Violation } from "./evidence.ts";
import { judgeImports } from "./imports.ts";
import { judgeInbox } from "./inbox.ts";
import { judgeJobs } from "./jobs.ts";
import { judgeLedger } from "./ledger.ts";
import { judgeMails } from "./mails.ts";
import { judgeMoves } from "./moves.ts";
import { judgeOrders } from "./orders.ts";
import { judgeTopups } from "./topups.ts";
import { judgeTopupsTold } from "./topupsTold.ts";

/** Everything that must not be so, found by holding what people saw against the books and the mail. */
export function judge(evidence: Evidence): Violation[] {
  const open = openCase(evidence);
  return [
    ...evidence.history.strange.map((about) => ({ rule: "answer_not_understood", about })),
    ...judgeClaims(open),
    ...judgeAchievements(open),
    ...judgeBalances(open),
    ...judgeImports(open),
    ...judgeMails(open),
    ...judgeTopups(open),
    ...judgeTopupsTold(open),
    ...judgeInbox(open),
    ...judgeMoves(open),
    ...judgeOrders(open),
    ...judgeCashback(open),
    ...judgeLedger(open),
    ...judgeJobs(open),
  ];
}
