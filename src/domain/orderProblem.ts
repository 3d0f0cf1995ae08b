/** What may be refused about orders and the tokens that they ask for, with what the sentence about it needs. */
export type OrderFacts =
  | {
      readonly kind: "token_used";
      readonly code: string;
      readonly atMs: number;
      readonly memberId: string;
      /** The code of the order that used it. */
      readonly order: string;
    }
  | { readonly kind: "token_reserved"; readonly code: string; readonly order: string }
  | { readonly kind: "token_removed"; readonly code: string }
  /** `atMs` is when its time was over. */
  | { readonly kind: "token_expired"; readonly code: string; readonly atMs: number }
  | { readonly kind: "token_not_yet"; readonly code: string; readonly fromMs: number }
  | {
      readonly kind: "token_limit";
      readonly code: string;
      readonly memberId: string;
      readonly max: number;
    }
  | { readonly kind: "token_needs_amount"; readonly code: string }
  | { readonly kind: "orders_too_many"; readonly max: number }
  | ({ readonly kind: "order_completed" } & Ended)
  | ({ readonly kind: "order_cancelled" } & Ended)
  | { readonly kind: "order_without_file" }
  | { readonly kind: "order_file_coming" }
  | { readonly kind: "order_file_unreadable" };

/** The code of an order that has ended, and when and by whom. */
type Ended = { readonly order: string; readonly atMs: number; readonly by: string };
