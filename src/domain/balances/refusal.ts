import type { ImportRefusal } from "../imports/refusal.ts";

/** Why a file of balances cannot be read at all, besides what is wrong with any file. */
export type BalanceFileFacts =
  | { readonly kind: "balance_header_missing" }
  | {
      readonly kind: "balance_column_missing";
      readonly column: "userId" | "points";
      readonly headers: readonly string[];
    };

export type BalanceRefusal = ImportRefusal | BalanceFileFacts;

/** Thrown while a file of balances is read; nothing of the file is booked then. */
export class BalanceFileRefused extends Error {
  override name = "BalanceFileRefused";
  readonly facts: BalanceFileFacts;
  constructor(facts: BalanceFileFacts) {
    super(facts.kind);
    this.facts = facts;
  }
}
