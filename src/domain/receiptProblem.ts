/** What may be refused about receipts, and of orders whose customer reviews them or wants to be forgotten, with what the sentence about it needs. */
export type ReceiptFacts =
  /** Staff name an order that there is not. */
  | { readonly kind: "order_not_found" }
  | { readonly kind: "order_not_completed"; readonly isCancelled: boolean }
  /** Whom the order was for has been forgotten. */
  | { readonly kind: "customer_erased" }
  /** SendGrid reported that this address takes no mail, or wants none. */
  | { readonly kind: "address_unwanted"; readonly report: string }
  /** The asker wants to be forgotten; `order` is the code of one of theirs that is open. */
  | { readonly kind: "erase_order_open"; readonly order: string }
  /** An order of the asker's that is not completed. */
  | { readonly kind: "order_not_reviewable"; readonly isCancelled: boolean };
