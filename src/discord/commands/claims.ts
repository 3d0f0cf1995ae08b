import { type Button, type Card, mention, moment, plain, verbatim } from "../../clients/discord/card.ts";
import {
  type ClaimPage,
  type ClaimState,
  claimsOfEmail,
  type ListedClaim,
  listClaims,
} from "../../domain/claims/find.ts";
import { REASON_CHARS_MAX, resendClaim, revokeClaim } from "../../domain/claims/staff.ts";
import { claimListWords, stateWords } from "../../lib/words/claims.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { action, type Command, card, pressId } from "../command.ts";
import { optional, required } from "../options.ts";
import { PAGE_MAX, pageNumber } from "../pageNumber.ts";
import { claimSuggestions, importSuggestions } from "../suggestions.ts";

const EMAIL_CHARS_MAX = 254;
const ID_CHARS_MAX = 60;
const ANY = "any";

const claimOption = required(
  "text",
  { en: "Order or claim", id: "Pesanan atau klaim" },
  { max: ID_CHARS_MAX, autocomplete: true },
);

/** What a claim is called where it is one of a few: by its order, else by its address. */
function whose({ orderId, address }: { orderId: string | null; address: string }, locale: Locale): string {
  return orderId === null ? verbatim(address) : claimListWords[locale].order(verbatim(orderId));
}

const list = action({
  description: { en: "List claims, the newest first", id: "Daftar klaim, yang terbaru dulu" },
  options: {
    import: optional(
      "text",
      { en: "Only of this import", id: "Hanya dari impor ini" },
      { max: ID_CHARS_MAX, autocomplete: true },
    ),
    state: optional(
      "text",
      { en: "Only in this state", id: "Hanya dalam keadaan ini" },
      { choices: claimStateChoices() },
    ),
    page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PAGE_MAX }),
  },
  ephemeral: true,
  async run({ deps, request }, given) {
    const filter = { importId: given.import, state: claimState(given.state) };
    const found = await listClaims(deps, request.actor.id, filter, given.page ?? 1);
    return card(found.locale, pageCard(found, filter));
  },
  suggest: importSuggestions,
});

const resend = action({
  description: { en: "Send an open claim's mail again", id: "Kirim lagi e-mail sebuah klaim terbuka" },
  options: { claim: claimOption },
  ephemeral: true,
  async run({ deps, request }, { claim }) {
    const resent = await resendClaim(deps, request, claim);
    const { unwanted, locale } = resent;
    const text = claimListWords[locale];
    const report = unwanted && (stateWords[locale][unwanted] ?? unwanted);
    return card(locale, {
      tone: report ? "warning" : "done",
      title: text.resent,
      body: [text.resentBody(whose(resent, locale)), ...(report ? [text.unwanted(report)] : [])].join("\n"),
    });
  },
  suggest: claimSuggestions,
});

const revoke = action({
  description: {
    en: "Withdraw an open claim: its code is worth nothing",
    id: "Tarik klaim terbuka: kodenya tidak berlaku lagi",
  },
  options: {
    claim: claimOption,
    reason: required(
      "text",
      { en: "Why; kept in the audit log", id: "Alasannya; disimpan di catatan audit" },
      { max: REASON_CHARS_MAX },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { claim, reason }) {
    const revoked = await revokeClaim(deps, request, claim, reason);
    const { locale } = revoked;
    const text = claimListWords[locale];
    return card(locale, {
      tone: "done",
      title: text.revoked,
      body: text.revokedBody(whose(revoked, locale)),
    });
  },
  suggest: claimSuggestions,
});

const lookup = action({
  description: { en: "Find the claims of an e-mail address", id: "Cari klaim milik sebuah alamat e-mail" },
  options: {
    email: required("text", { en: "The whole address", id: "Alamat lengkapnya" }, { max: EMAIL_CHARS_MAX }),
  },
  ephemeral: true,
  async run({ deps, request }, { email: typed }) {
    const { email, rows, locale } = await claimsOfEmail(deps, request.actor.id, typed);
    const text = claimListWords[locale];
    return card(locale, {
      tone: "info",
      title: text.lookup(email),
      body: rows.map((row) => claimLine(row, locale)).join("\n") || text.none,
    });
  },
});

export const claimsCommand: Command = {
  name: "claims",
  description: { en: "Find, resend and revoke claims", id: "Cari, kirim ulang, dan tarik klaim" },
  level: "staff",
  subcommands: { list, resend, revoke, lookup },
  presses: {
    page: {
      level: "staff",
      async run({ deps, request }, [importId, state, page]) {
        const filter = { importId: importId === ANY ? undefined : importId, state: claimState(state) };
        const found = await listClaims(deps, request.actor.id, filter, pageNumber(page));
        return card(found.locale, pageCard(found, filter));
      },
    },
  },
};

function pageCard(
  found: ClaimPage,
  filter: { importId: string | undefined; state: ClaimState | undefined },
): Card {
  const { locale, page, pages, count, rows } = found;
  const text = claimListWords[locale];
  const to = (target: number, label: string): Button => ({
    id: pressId("claims", "page", filter.importId ?? ANY, filter.state ?? ANY, target),
    label,
    style: "plain",
    disabled: target < 1 || target > pages,
  });
  return {
    tone: "info",
    title: text.title,
    body: rows.map((row) => claimLine(row, locale)).join("\n") || text.none,
    footer: `${text.found(wholeNumber(locale, count))} · ${text.page(wholeNumber(locale, page), wholeNumber(locale, pages))}`,
    buttons: pages > 1 ? [to(page - 1, text.previous), to(page + 1, text.next)] : [],
  };
}

function claimLine(row: ListedClaim, locale: Locale): string {
  const text = claimListWords[locale];
  const states = stateWords[locale];
  const mail = row.mailState ? ` · ${text.mail}: ${states[row.mailState] ?? row.mailState}` : "";
  const why = row.mailReason ? ` (${plain(row.mailReason)})` : "";
  const whose = row.claimedBy ? ` ${mention(row.claimedBy)} ${moment(row.claimedAtMs ?? 0, "R")}` : "";
  const until = row.state === "pending" ? ` · ${text.until} ${moment(row.expiresAtMs, "D")}` : "";
  return `${verbatim(row.orderId ?? row.address ?? row.id)} · ${text.points(wholeNumber(locale, row.points))} · ${states[row.state]}${whose}${until}${mail}${why}`;
}

function claimStateChoices() {
  const states = ["pending", "claimed", "expired", "revoked"] as const;
  return states.map((state) => ({
    name: { en: stateWords.en[state] ?? state, id: stateWords.id[state] ?? state },
    value: state,
  }));
}

function claimState(given: string | undefined): ClaimState | undefined {
  return claimStateChoices().find(({ value }) => value === given)?.value;
}
