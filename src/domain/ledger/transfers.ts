import { transfers } from "../../db/schema/ledger.ts";

/** What a transfer says, as columns. */
export const bookedTransfer = {
  seq: transfers.seq,
  debit: transfers.debit,
  credit: transfers.credit,
  amount: transfers.amount,
  asset: transfers.asset,
  kind: transfers.kind,
  cause: transfers.cause,
  actor: transfers.actor,
  memo: transfers.memo,
  source: transfers.source,
  debitBalance: transfers.debitBalance,
  creditBalance: transfers.creditBalance,
  createdAtMs: transfers.createdAtMs,
};

export type BookedTransfer = Pick<typeof transfers.$inferSelect, keyof typeof bookedTransfer>;
