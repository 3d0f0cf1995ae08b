import type { Locale } from "../lib/words/locale.ts";
import type { CashbackProblem } from "./cashbackProblem.ts";
import type { OrderFacts } from "./orderProblem.ts";
import type { ReceiptFacts } from "./receiptProblem.ts";
import type { ShopProblem } from "./shopProblem.ts";
import type { TokenProblem } from "./tokenProblem.ts";

/** Everything a verb may refuse, with what the sentence about it needs. */
export type ProblemFacts =
  | OrderFacts
  | ReceiptFacts
  | { readonly kind: "code_mistyped" }
  | { readonly kind: "code_unknown" }
  | { readonly kind: "code_used_by_you"; readonly atMs: number }
  | { readonly kind: "code_expired"; readonly atMs: number }
  | { readonly kind: "code_revoked" }
  | { readonly kind: "too_many_wrong_codes"; readonly untilMs: number }
  | { readonly kind: "mail_not_set_up" }
  | { readonly kind: "option_invalid"; readonly option: string; readonly expected: OptionForm }
  | { readonly kind: "file_too_large"; readonly bytes: number; readonly bytesMax: number }
  | { readonly kind: "file_not_from_discord" }
  | { readonly kind: "import_unknown" }
  | { readonly kind: "import_not_yours"; readonly askedBy: string }
  | { readonly kind: "import_decided"; readonly state: string }
  | { readonly kind: "import_being_read" }
  | { readonly kind: "preview_lapsed" }
  | { readonly kind: "nothing_to_mail_again" }
  | { readonly kind: "nothing_to_revoke" }
  | { readonly kind: "import_being_made" }
  | { readonly kind: "import_being_revoked" }
  | { readonly kind: "claim_unknown" }
  | { readonly kind: "claim_not_open"; readonly state: string }
  | { readonly kind: "claim_of_address" }
  | { readonly kind: "email_invalid" }
  | { readonly kind: "job_unknown" }
  | { readonly kind: "achievement_unknown" }
  | { readonly kind: "achievements_full"; readonly max: number }
  | { readonly kind: "achievement_name_taken"; readonly name: string }
  | { readonly kind: "achievement_without_threshold" }
  | { readonly kind: "achievement_places_over_max"; readonly max: number }
  | { readonly kind: "achievement_not_manual" }
  | { readonly kind: "achievement_retired" }
  | { readonly kind: "achievement_held"; readonly memberId: string }
  | { readonly kind: "achievement_not_held"; readonly memberId: string }
  | { readonly kind: "member_hidden" }
  | { readonly kind: "nothing_to_change" }
  | { readonly kind: "button_stale" }
  | { readonly kind: "balances_not_yours"; readonly askedBy: string }
  | { readonly kind: "balances_decided"; readonly state: string }
  | { readonly kind: "balances_lapsed" }
  | CashbackProblem
  | { readonly kind: "bot_has_no_points" }
  | { readonly kind: "points_over_change_max"; readonly max: number }
  | { readonly kind: "points_set_over_max"; readonly max: number }
  | {
      readonly kind: "points_over_member_max";
      readonly memberId: string;
      readonly balance: number;
      readonly max: number;
    }
  | { readonly kind: "points_too_few"; readonly memberId: string; readonly balance: number }
  | { readonly kind: "balance_for_staff" }
  | { readonly kind: "erase_owing"; readonly debt: number; readonly currency: string }
  | { readonly kind: "erase_topup_open" }
  | { readonly kind: "api_key_name_taken"; readonly name: string }
  | { readonly kind: "api_keys_full"; readonly max: number }
  | { readonly kind: "api_key_shown" }
  | { readonly kind: "api_key_unknown" }
  | { readonly kind: "api_key_revoked"; readonly name: string; readonly atMs: number }
  | { readonly kind: "setting_invalid"; readonly name: string }
  /** One setting would be above another that it must not pass. */
  | { readonly kind: "settings_crossed"; readonly least: string; readonly most: string }
  | { readonly kind: "dashboard_not_staff" }
  | { readonly kind: "dashboard_not_set_up" }
  | { readonly kind: "referral_code_mistyped" }
  | { readonly kind: "referral_code_unknown" }
  | { readonly kind: "referral_code_own" }
  /** Its owner is blacklisted, or has left. */
  | { readonly kind: "referral_code_off" }
  /** The member has said before who brought them. */
  | { readonly kind: "referrer_named"; readonly memberId: string; readonly atMs: number }
  | { readonly kind: "referral_too_late" }
  /** Whoever is named was brought, perhaps through others, by who names them. */
  | { readonly kind: "referral_circle" }
  | { readonly kind: "referral_chain_long" }
  | { readonly kind: "referrals_not_stopped"; readonly memberId: string }
  | {
      readonly kind: "referrals_stopped_before";
      readonly memberId: string;
      readonly by: string;
      readonly atMs: number;
    }
  | { readonly kind: "command_unknown" }
  | { readonly kind: "question_lapsed" }
  | ShopProblem
  | TokenProblem;

/** What an option takes, where Discord's own check of it is not enough. */
export type OptionForm =
  | "multiplier"
  | "date"
  | "date_order"
  | "points"
  | "short_text"
  | "some_text"
  | "emoji"
  | "sku"
  | "count_or_all"
  | "reset_word"
  | "key_name"
  | "rating"
  | "token_quantity"
  | "token_limit"
  | "token_length"
  | "moment"
  | "moment_ahead"
  | "moment_order"
  | "reward_with_value"
  | "reward_money"
  | "percent";

/** A refusal that the person who asked can do something about. Carries the reader's language where it is known. */
export class Problem extends Error {
  override name = "Problem";
  readonly facts: ProblemFacts;
  readonly locale: Locale | null;
  constructor(facts: ProblemFacts, locale: Locale | null = null) {
    super(facts.kind);
    this.facts = facts;
    this.locale = locale;
  }
}
