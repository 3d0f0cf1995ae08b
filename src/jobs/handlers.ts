import type { Deps } from "../domain/deps.ts";
import { goOnRevoking } from "../domain/imports/revoke.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { runBooksCheck } from "../domain/ledger/booksCheck.ts";
import type { JobKind, JobPayload } from "../domain/outbox/kinds.ts";
import { postAnnouncement } from "./announcement.ts";
import { postAudit } from "./audit.ts";
import { bookBalances, readBalancesFile, reportBalances } from "./balances.ts";
import { freezeCashback, payCashback, reportCashback } from "./cashback.ts";
import { readFile, reportImport, runRows } from "./import.ts";
import { sendChunk } from "./mail.ts";
import { sendNotice } from "./notice.ts";
import { attachFile, postDigest } from "./order.ts";
import { deliverPurchase } from "./purchase.ts";
import { sendReceiptDirect, sendReceiptMail } from "./receipt.ts";
import { postReview } from "./review.ts";
import { addCodes, readStockFile, reportStock } from "./stock.ts";
import { makeBatch, reportTokens } from "./tokens.ts";
import { showTopup } from "./topup.ts";

/** Does a job and ends its row. A throw puts the row back for another try. */
export type Handler<K extends JobKind> = (
  deps: Deps,
  row: OutboxRow,
  payload: JobPayload<K>,
) => Promise<void>;

export const handlers: { readonly [K in JobKind]: Handler<K> } = {
  "import.read": readFile,
  "import.run": runRows,
  "import.revoke": goOnRevoking,
  "import.report": reportImport,
  "mail.send": sendChunk,
  "balances.read": readBalancesFile,
  "balances.run": bookBalances,
  "balances.report": reportBalances,
  "cashback.freeze": freezeCashback,
  "cashback.pay": payCashback,
  "cashback.report": reportCashback,
  "stock.read": readStockFile,
  "stock.add": addCodes,
  "stock.report": reportStock,
  "tokens.make": makeBatch,
  "tokens.report": reportTokens,
  "topup.show": showTopup,
  "purchase.deliver": deliverPurchase,
  "receipt.mail": sendReceiptMail,
  "receipt.direct": sendReceiptDirect,
  "review.post": postReview,
  "order.attach": attachFile,
  "digest.post": postDigest,
  "notice.send": sendNotice,
  "announcement.post": postAnnouncement,
  "books.check": runBooksCheck,
  "audit.post": postAudit,
};
