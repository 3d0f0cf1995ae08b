/** What verbs may refuse about products, stock, purchases, top-ups and wallets. */
export type ShopProblem =
  | { readonly kind: "product_unknown" }
  | { readonly kind: "product_not_found" }
  | { readonly kind: "product_sku_taken"; readonly sku: string }
  | { readonly kind: "products_full"; readonly max: number; readonly active: boolean }
  | { readonly kind: "packages_full"; readonly max: number }
  | { readonly kind: "package_not_found"; readonly size: number }
  | { readonly kind: "package_size"; readonly max: number }
  | { readonly kind: "file_not_codes" }
  | { readonly kind: "stock_not_yours"; readonly askedBy: string }
  | { readonly kind: "stock_decided"; readonly state: string }
  | { readonly kind: "stock_lapsed" }
  | { readonly kind: "stock_none_free" }
  /** The package is not sold any more, or never was. */
  | { readonly kind: "package_unknown" }
  | { readonly kind: "quote_lapsed" }
  | ({ readonly kind: "quote_changed"; readonly price: number; readonly currency: string } & Package)
  /** The question was answered already: its purchase is made. */
  | { readonly kind: "quote_bought" }
  | ({ readonly kind: "stock_too_little"; readonly left: number } & Package)
  | ({
      readonly kind: "wallet_too_little";
      readonly held: number;
      readonly debt: number;
      readonly price: number;
      readonly currency: string;
    } & Package)
  | { readonly kind: "nothing_missing" }
  | { readonly kind: "purchases_day_max"; readonly max: number }
  | { readonly kind: "purchase_too_soon"; readonly untilMs: number }
  | { readonly kind: "purchase_unknown" }
  | { readonly kind: "purchase_refunded" }
  /** The buyer has not had the codes of this purchase before their eyes. */
  | { readonly kind: "codes_unseen" }
  | { readonly kind: "review_given" }
  /** Staff name a purchase that there is not. */
  | { readonly kind: "purchase_not_found" }
  | { readonly kind: "refunded_before" }
  /** Whose purchase it was has been forgotten. */
  | { readonly kind: "buyer_erased" }
  | { readonly kind: "codes_unreadable" }
  | { readonly kind: "topups_not_set_up" }
  | { readonly kind: "topup_unknown" }
  | { readonly kind: "topup_amount"; readonly min: number; readonly max: number; readonly currency: string }
  | { readonly kind: "topups_open_max"; readonly max: number }
  | {
      readonly kind: "wallet_over_max";
      readonly held: number;
      /** Top-ups that wait to be paid. */
      readonly waiting: number;
      readonly max: number;
      readonly currency: string;
    }
  | {
      readonly kind: "money_too_little";
      readonly memberId: string;
      readonly held: number;
      readonly currency: string;
    }
  | { readonly kind: "money_amount"; readonly min: number; readonly max: number; readonly currency: string }
  | { readonly kind: "topup_id_unknown" }
  | { readonly kind: "payment_unknown" }
  | {
      readonly kind: "payment_decided";
      readonly isCredited: boolean;
      readonly decidedBy: string | null;
      /** To whom it was credited. */
      readonly memberId: string | null;
    }
  /** `isKnown` is false where Midtrans has no such payment, true where it did not tell. */
  | { readonly kind: "payment_unconfirmed"; readonly isKnown: boolean }
  | { readonly kind: "payment_not_arrived"; readonly status: string }
  | { readonly kind: "payment_other_currency"; readonly currency: string }
  | { readonly kind: "payment_amount_unknown" }
  | { readonly kind: "payment_is_topup"; readonly topupId: string };

/** Which package of the shop it is about. */
type Package = { readonly productId: string; readonly size: number };
