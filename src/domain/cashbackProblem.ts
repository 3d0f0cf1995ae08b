/** What may be refused about cashback batches. */
export type CashbackProblem =
  /** Null: it has ended since. */
  | { readonly kind: "cashback_running"; readonly batchId: string | null }
  | { readonly kind: "cashback_not_yours"; readonly askedBy: string }
  | { readonly kind: "cashback_decided"; readonly batchId: string; readonly state: string }
  | { readonly kind: "cashback_lapsed" }
  | { readonly kind: "cashback_unknown" }
  | { readonly kind: "cashback_nothing_failed"; readonly batchId: string };
