/** What may be refused about promo tokens and their campaigns, with what the sentence about it needs. */
export type TokenProblem =
  | { readonly kind: "token_malformed" }
  | { readonly kind: "token_unknown"; readonly code: string }
  | {
      readonly kind: "token_not_removable";
      readonly code: string;
      readonly state: "available" | "reserved" | "used" | "expired" | "removed";
      /** The code of the order that has it. */
      readonly order: string | null;
      readonly atMs: number;
      readonly by: string;
    }
  | { readonly kind: "token_batch_unknown" }
  | { readonly kind: "campaign_unknown" }
  | { readonly kind: "campaign_name_taken"; readonly name: string }
  | {
      readonly kind: "campaign_closed_before";
      readonly name: string;
      readonly by: string;
      readonly atMs: number;
    }
  | { readonly kind: "campaign_closed"; readonly name: string }
  | { readonly kind: "campaign_full"; readonly name: string; readonly max: number }
  /** What is said of the tokens and what of their campaign leaves them no time. */
  | { readonly kind: "token_dates"; readonly startsAtMs: number | null; readonly expiresAtMs: number | null }
  | { readonly kind: "token_space_full"; readonly length: number; readonly lengthMax: number };
