import { mention, moment, plain } from "../../clients/discord/card.ts";
import { formatMoney } from "../../lib/money.ts";
import { stateWords } from "../../lib/words/claims.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import type { ProblemFacts } from "../problem.ts";
import { englishOfCashback } from "./cashback.ts";
import { optionForms } from "./forms.ts";
import { mebibytes, roomFor } from "./parts.ts";
import { englishOfReceipts } from "./receipts.ts";
import { englishOfShop } from "./shop.ts";
import { englishOfTokens } from "./tokens.ts";

/** Each refusal in English. */
export function english(facts: ProblemFacts): string {
  switch (facts.kind) {
    case "code_mistyped":
      return "That is not a complete code: there is a typing error in it. Copy the code from the e-mail; it looks like `XXXX-XXXX-XXXX-XXXX`.";
    case "code_unknown":
      return "No claim is open for this code. It is unknown here, or somebody has used it. If it is from your order e-mail, ask the shop's staff.";
    case "code_used_by_you":
      return `You used this code yourself on ${moment(facts.atMs)}. Its points are in your balance: see \`/balance\`.`;
    case "code_expired":
      return `This code was valid until ${moment(facts.atMs)} and has expired. The shop's staff can tell whether you can have another.`;
    case "code_revoked":
      return "The shop has withdrawn this code. Please ask the staff about your order.";
    case "too_many_wrong_codes":
      return `Too many wrong codes. Wait until ${moment(facts.untilMs, "f")} (${moment(facts.untilMs, "R")}), then try again.`;
    case "mail_not_set_up":
      return "This shop cannot send e-mail yet. The owner has to set `SENDGRID_API_KEY` and `MAIL_FROM`; the README tells how.";
    case "option_invalid":
      return `The option \`${facts.option}\` takes ${optionForms.en[facts.expected]}.`;
    case "file_too_large":
      return `The file has ${mebibytes(facts.bytes, "en")} MiB; at most ${mebibytes(facts.bytesMax, "en")} MiB are taken. Split it into smaller files.`;
    case "file_not_from_discord":
      return "The file can only be taken from this command's own upload. Attach it to the command again.";
    case "import_unknown":
      return "There is no such import. Choose one from the list that `/import status` offers.";
    case "import_not_yours":
      return `Only <@${facts.askedBy}>, who uploaded the file, can decide about this import.`;
    case "import_decided":
      return `This import was decided already; it is now: ${stateWords.en[facts.state]}. Pressing again changes nothing; \`/import status\` shows how it goes.`;
    case "import_being_read":
      return "The file is just being read. Use the buttons of the preview that appears.";
    case "preview_lapsed":
      return "This preview is older than 15 minutes. Nothing was imported; upload the file again.";
    case "nothing_to_mail_again":
      return "Nothing is left here to mail again: these mails have arrived, are on their way again, or their claims are not open any more. See `/import status`.";
    case "nothing_to_revoke":
      return "None of this import's claims is open any more, so there is nothing to revoke.";
    case "import_being_made":
      return "The claims of this import are still being made. Wait until they are all there, which takes a minute at most, then revoke them.";
    case "import_being_revoked":
      return "The claims of this import are being revoked already. Its page follows.";
    case "claim_unknown":
      return "There is no such claim. Choose one from the list the command offers, or find it with `/claims lookup`.";
    case "claim_not_open":
      return `This claim is ${stateWords.en[facts.state]}; only an open one can be sent again or revoked.`;
    case "claim_of_address":
      return "This order has a claim of that address already. Look for the address among the claims, and send that one again.";
    case "email_invalid":
      return "That is not an e-mail address. Write it as name@example.com.";
    case "job_unknown":
      return "There is no such failed job any more. See `/jobs` for those that are left.";
    case "achievement_unknown":
      return "There is no such achievement. Choose one from the list that the option offers.";
    case "achievements_full":
      return `There can be ${wholeNumber("en", facts.max)} achievements, and there are. Give one that is retired a new name and purpose with \`/achievement edit\`.`;
    case "achievement_name_taken":
      return `Another achievement is called ${plain(facts.name)} already. Choose another name.`;
    case "achievement_without_threshold":
      return "This achievement has no threshold: it is earned by doing something, or awarded by hand. Leave `threshold` out.";
    case "achievement_places_over_max":
      return `At most ${wholeNumber("en", facts.max)} members can be early ones. Choose a smaller threshold.`;
    case "achievement_not_manual":
      return "Members earn this achievement by themselves. Only those made with `/achievement create` can be awarded by hand.";
    case "achievement_retired":
      return "This achievement is retired and can be awarded no more. An admin brings it back with `/achievement edit`.";
    case "achievement_held":
      return `${mention(facts.memberId)} has this achievement already. Nothing was changed.`;
    case "achievement_not_held":
      return `${mention(facts.memberId)} does not have this achievement. \`/achievements\` shows which there are.`;
    case "member_hidden":
      return "This member has asked not to be shown, so only they and the shop's staff see their achievements.";
    case "nothing_to_change":
      return "Nothing was given to change. Fill in at least one option more.";
    case "button_stale":
      return "This button belongs to an older version of the shop. Use the command again.";
    case "balances_not_yours":
      return `Only <@${facts.askedBy}>, who asked for it, can decide about this.`;
    case "balances_decided":
      return `This was decided already; it is now: ${stateWords.en[facts.state]}.`;
    case "balances_lapsed":
      return "This preview is older than 15 minutes. Nothing was changed; use the command again.";
    case "cashback_running":
    case "cashback_not_yours":
    case "cashback_decided":
    case "cashback_lapsed":
    case "cashback_unknown":
    case "cashback_nothing_failed":
      return englishOfCashback(facts);
    case "bot_has_no_points":
      return "A bot cannot have points or money. Choose a person.";
    case "points_over_change_max":
      return `At most ${wholeNumber("en", facts.max)} points can be added or taken at once. Do it in several steps.`;
    case "points_set_over_max":
      return `A member can have at most ${wholeNumber("en", facts.max)} points. Choose a smaller number.`;
    case "points_over_member_max":
      return `A member can have at most ${wholeNumber("en", facts.max)} points, and ${mention(facts.memberId)} has ${wholeNumber("en", facts.balance)}. ${roomFor("en", facts)}`;
    case "points_too_few":
      return `${mention(facts.memberId)} has ${wholeNumber("en", facts.balance)} points; no more can be taken, and nothing was.`;
    case "erase_owing":
      return `You owe the shop ${formatMoney(facts.debt, facts.currency, "en")}, so it cannot forget you yet. Top that up with \`/topup\`, or talk to the staff.`;
    case "erase_topup_open":
      return "A top-up of yours waits to be paid. Pay it, cancel it, or wait until it expires; then ask again.";
    case "balance_for_staff":
      return "Only the shop's staff can see what others have. `/balance` without a member shows your own.";
    case "api_key_name_taken":
      return `There is or was a key called ${plain(facts.name)}, and its entries in the books keep that name. Choose another.`;
    case "api_keys_full":
      return `There can be ${wholeNumber("en", facts.max)} keys in use, and there are. End one with \`/admin apikey revoke\` first.`;
    case "api_key_shown":
      return "This command has made its key already, and a key is shown once only. If you have not copied it, end it with `/admin apikey revoke` and make another.";
    case "api_key_unknown":
      return "There is no such key. Choose one from the list that the option offers.";
    case "api_key_revoked":
      return `The key ${plain(facts.name)} was ended already, ${moment(facts.atMs, "R")}. See \`/admin apikey list\`.`;
    case "setting_invalid":
      return `\`${facts.name}\` does not take this value. Nothing was changed; what it takes stands below its field.`;
    case "settings_crossed":
      return `\`${facts.least}\` would be more than \`${facts.most}\`. Nothing was changed: make the first smaller, or the second larger.`;
    case "dashboard_not_staff":
      return "The dashboard is for the shop's staff, and you have none of the roles that it knows as such. If you should, ask an admin of the server for the role.";
    case "dashboard_not_set_up":
      return "This shop has no dashboard yet. The owner has to set `DISCORD_CLIENT_SECRET`; the README tells how.";
    case "referral_code_mistyped":
      return "That is not a referral code. It has 8 letters and digits, such as `3XKM-7PQR`; copy it from the message that you were sent.";
    case "referral_code_unknown":
      return "There is no such code here. Look again at the message that you were sent, or ask whoever sent it: `/invite` shows them their code.";
    case "referral_code_own":
      return "This is your own code. Pass it on to others; you name the code of whoever brought you.";
    case "referral_code_off":
      return "This code is not taken at the moment, and nothing was noted. You can name somebody else's code for as long as you have bought nothing.";
    case "referrer_named":
      return `You said on ${moment(facts.atMs, "D")} that ${mention(facts.memberId)} brought you. That is said once and stays.`;
    case "referral_too_late":
      return "Who brought you is said before the first purchase, and you have bought something already. Your own code is in `/invite`.";
    case "referral_circle":
      return "You brought the owner of this code yourself, or brought somebody who did. Nobody can be brought by those they brought.";
    case "referral_chain_long":
      return "Above the owner of this code stand more members than are looked through, and you have brought others yourself. Name somebody else's code.";
    case "referrals_not_stopped":
      return `The referrals of ${mention(facts.memberId)} are not stopped, so nothing was changed.`;
    case "referrals_stopped_before":
      return `${mention(facts.by)} has stopped the referrals of ${mention(facts.memberId)} already, ${moment(facts.atMs, "R")}. Nothing was changed.`;
    case "command_unknown":
      return "There is no such command for you. Choose one from the list that the option offers, or use `/help` alone.";
    case "question_lapsed":
      return "This question is older than 15 minutes, and nothing was done. Use the command again.";
    case "order_not_found":
    case "order_not_completed":
    case "customer_erased":
    case "address_unwanted":
    case "erase_order_open":
    case "order_not_reviewable":
      return englishOfReceipts(facts);
    case "token_malformed":
    case "token_unknown":
    case "token_not_removable":
    case "token_batch_unknown":
    case "campaign_unknown":
    case "campaign_name_taken":
    case "campaign_closed":
    case "campaign_closed_before":
    case "campaign_full":
    case "token_dates":
    case "token_space_full":
      return englishOfTokens(facts);
    default:
      return englishOfShop(facts);
  }
}
