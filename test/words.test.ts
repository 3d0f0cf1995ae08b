import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { balanceStates } from "../src/db/schema/balances.ts";
import { claimStates } from "../src/db/schema/claims.ts";
import { importStates } from "../src/db/schema/imports.ts";
import { mailStates } from "../src/db/schema/mail.ts";
import { notices } from "../src/db/schema/members.ts";
import { cashbackModes, cashbackStates, payoutStates } from "../src/db/schema/referrals.ts";
import { stockUploadStates } from "../src/db/schema/stock.ts";
import { topupStates, unmatchedReasons, unmatchedStates } from "../src/db/schema/wallet.ts";
import { balanceRefusalSentence } from "../src/domain/balances/cards.ts";
import { balanceFaults } from "../src/domain/balances/row.ts";
import type { ImportRefusal } from "../src/domain/imports/refusal.ts";
import { importRefusalSentence, rowReason } from "../src/domain/imports/refusalWords.ts";
import { rowFaults } from "../src/domain/imports/row.ts";
import { messageStates } from "../src/domain/notices/list.ts";
import { choiceOf } from "../src/domain/outbox/notice.ts";
import { pointsActions, pointsVerdicts } from "../src/domain/points/limits.ts";
import type { ProblemFacts } from "../src/domain/problem.ts";
import { problemSentence } from "../src/domain/sentence.ts";
import { moneyActions } from "../src/domain/wallet/change.ts";
import { auditWords } from "../src/lib/words/audit.ts";
import { balanceReasons } from "../src/lib/words/balances.ts";
import { cashbackModeNames, cashbackStateNames, payoutStateNames } from "../src/lib/words/cashbackStates.ts";
import { stateWords } from "../src/lib/words/claims.ts";
import { locales } from "../src/lib/words/locale.ts";
import { messageWords } from "../src/lib/words/messages.ts";
import { notificationWords } from "../src/lib/words/notifications.ts";
import { topupStateNames, unmatchedReasonNames, unmatchedStateNames } from "../src/lib/words/walletStates.ts";
import { readSources } from "./support/architecture.ts";
import { textsOf, type WordTable, wordTables } from "./support/wordTables.ts";

/** Texts that are rightly the same in both languages. */
const SAME = new Set(["e-mail", "E-mail", "Admin", "Batch", "Menu", "Bahasa Indonesia", "English"]);
const sources = readSources(join(import.meta.dirname, "../src"));
/** Texts stand in no page itself, so that both languages of them do. */
const pages = sources.filter(({ path }) => path.endsWith(".tsx"));
const found = sources.filter((source) => !pages.includes(source)).map(wordTables);
const tables = found.flatMap(({ tables }) => tables);

/** Whatever is wrong with a table. */
function flaws({ at, en, id }: WordTable): string[] {
  if (en === undefined || id === undefined) return [`${at} lacks a language`];
  const [english, indonesian] = [textsOf(en), textsOf(id)];
  const keys = new Set([...english.keys(), ...indonesian.keys()]);
  return [...keys].flatMap((key) => {
    const [one, other] = [english.get(key), indonesian.get(key)];
    if (one === undefined || other === undefined) return [`${at}${key} is in one language only`];
    if (one.trim() === "" || other.trim() === "") return [`${at}${key} is empty`];
    if (/undefined|null|NaN|\[object/.test(one + other)) return [`${at}${key} has a hole: ${one} / ${other}`];
    const isWord = /\p{L}{3}/u.test(one.replace(/`[^`]*`/g, ""));
    return one === other && isWord && !SAME.has(one) ? [`${at}${key} is the same in both: ${one}`] : [];
  });
}

describe("every text", () => {
  it("of a page stands in its table", () => {
    expect(pages.filter(({ text }) => /\bWords</.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("is found where it stands", () => {
    const files = new Set(tables.map(({ at }) => at.split(":")[0]));
    expect([...files]).toEqual(
      expect.arrayContaining([
        "discord/commands/claim.ts",
        "discord/failure.ts",
        "discord/route.ts",
        "domain/imports/refusalWords.ts",
        "lib/words/audit.ts",
        "lib/words/claims.ts",
        "lib/words/imports.ts",
        "lib/words/mail.ts",
      ]),
    );
    expect(tables.flatMap(({ en }) => [...textsOf(en)]).length).toBeGreaterThan(150);
  });

  it("is in both languages, not empty, and not the English one again", () => {
    expect(tables.flatMap(flaws)).toEqual([]);
  });

  it("that is made of other texts is one of the few that are known", () => {
    const files = found.flatMap(({ derived }) => derived.map((at) => at.split(":")[0]));
    for (const file of files)
      expect(["discord/commands/claims.ts", "discord/commands/language.ts"]).toContain(file);
  });
});

describe("a flaw is found:", () => {
  const inFile = (text: string) => wordTables({ path: "a.ts", text }).tables.flatMap(flaws);

  it.each([
    ["a language is missing", 'const words = { en: "Only this" };', "lacks a language"],
    [
      "a key is missing",
      'const words: T = { en: { a: "One", b: "Two" }, id: { a: "Satu" } };',
      "in one language only",
    ],
    ["a text is empty", 'const words = { en: { a: "One" }, id: { a: " " } };', "is empty"],
    [
      "a text was not translated",
      'const words = { en: { a: "Claims" }, id: { a: "Claims" } };',
      "is the same",
    ],
    [
      "a text with something in it was not translated",
      "const words = { en: { a: (n: string) => `\u0024{n} claims` }, id: { a: (n: string) => `\u0024{n} claims` } };",
      "is the same",
    ],
    [
      "a text puts in what is not there",
      "f({ en: (a) => `One \u0024{a.b}`, id: (a) => `Satu \u0024{a}` });",
      "has a hole",
    ],
  ])("%s", (_, text, flaw) => {
    expect(inFile(text)).toEqual([expect.stringContaining(flaw)]);
  });

  it("none in a good table", () => {
    expect(
      inFile('f({ en: "The code", id: "Kodenya" }, { en: { a: "E-mail" }, id: { a: "E-mail" } });'),
    ).toEqual([]);
  });
});

/** One of each kind; a new kind does not compile without one. */
const problems: { readonly [K in ProblemFacts["kind"]]: Extract<ProblemFacts, { kind: K }> } = {
  code_mistyped: { kind: "code_mistyped" },
  code_unknown: { kind: "code_unknown" },
  code_used_by_you: { kind: "code_used_by_you", atMs: 1_700_000_000_000 },
  code_expired: { kind: "code_expired", atMs: 1_700_000_000_000 },
  code_revoked: { kind: "code_revoked" },
  too_many_wrong_codes: { kind: "too_many_wrong_codes", untilMs: 1_700_000_000_000 },
  mail_not_set_up: { kind: "mail_not_set_up" },
  option_invalid: { kind: "option_invalid", option: "multiplier", expected: "multiplier" },
  file_too_large: { kind: "file_too_large", bytes: 20_000_000, bytesMax: 10_485_760 },
  file_not_from_discord: { kind: "file_not_from_discord" },
  import_unknown: { kind: "import_unknown" },
  import_not_yours: { kind: "import_not_yours", askedBy: "1180000000000000901" },
  import_decided: { kind: "import_decided", state: "running" },
  import_being_read: { kind: "import_being_read" },
  preview_lapsed: { kind: "preview_lapsed" },
  nothing_to_mail_again: { kind: "nothing_to_mail_again" },
  nothing_to_revoke: { kind: "nothing_to_revoke" },
  import_being_made: { kind: "import_being_made" },
  import_being_revoked: { kind: "import_being_revoked" },
  claim_unknown: { kind: "claim_unknown" },
  claim_not_open: { kind: "claim_not_open", state: "claimed" },
  claim_of_address: { kind: "claim_of_address" },
  email_invalid: { kind: "email_invalid" },
  job_unknown: { kind: "job_unknown" },
  achievement_unknown: { kind: "achievement_unknown" },
  achievements_full: { kind: "achievements_full", max: 100 },
  achievement_name_taken: { kind: "achievement_name_taken", name: "Helper" },
  achievement_without_threshold: { kind: "achievement_without_threshold" },
  achievement_places_over_max: { kind: "achievement_places_over_max", max: 1_000 },
  achievement_not_manual: { kind: "achievement_not_manual" },
  achievement_retired: { kind: "achievement_retired" },
  achievement_held: { kind: "achievement_held", memberId: "1180000000000000203" },
  achievement_not_held: { kind: "achievement_not_held", memberId: "1180000000000000203" },
  member_hidden: { kind: "member_hidden" },
  nothing_to_change: { kind: "nothing_to_change" },
  button_stale: { kind: "button_stale" },
  balances_not_yours: { kind: "balances_not_yours", askedBy: "1180000000000000901" },
  balances_decided: { kind: "balances_decided", state: "running" },
  balances_lapsed: { kind: "balances_lapsed" },
  cashback_running: { kind: "cashback_running", batchId: "BATCH-20270115-150000" },
  cashback_not_yours: { kind: "cashback_not_yours", askedBy: "1180000000000000901" },
  cashback_decided: { kind: "cashback_decided", batchId: "BATCH-20270115-150000", state: "running" },
  cashback_lapsed: { kind: "cashback_lapsed" },
  cashback_unknown: { kind: "cashback_unknown" },
  cashback_nothing_failed: { kind: "cashback_nothing_failed", batchId: "BATCH-20270115-150000" },
  bot_has_no_points: { kind: "bot_has_no_points" },
  points_over_change_max: { kind: "points_over_change_max", max: 1_000_000 },
  points_set_over_max: { kind: "points_set_over_max", max: 10_000_000 },
  points_over_member_max: {
    kind: "points_over_member_max",
    memberId: "1180000000000000901",
    balance: 9_999_999,
    max: 10_000_000,
  },
  points_too_few: { kind: "points_too_few", memberId: "1180000000000000901", balance: 5 },
  balance_for_staff: { kind: "balance_for_staff" },
  api_key_name_taken: { kind: "api_key_name_taken", name: "till" },
  api_keys_full: { kind: "api_keys_full", max: 20 },
  api_key_shown: { kind: "api_key_shown" },
  api_key_unknown: { kind: "api_key_unknown" },
  api_key_revoked: { kind: "api_key_revoked", name: "till", atMs: 1_700_000_000_000 },
  setting_invalid: { kind: "setting_invalid", name: "TOPUP_MIN" },
  settings_crossed: { kind: "settings_crossed", least: "TOPUP_MIN", most: "TOPUP_MAX" },
  dashboard_not_staff: { kind: "dashboard_not_staff" },
  dashboard_not_set_up: { kind: "dashboard_not_set_up" },
  token_malformed: { kind: "token_malformed" },
  token_unknown: { kind: "token_unknown", code: "K7M4Q" },
  token_not_removable: {
    kind: "token_not_removable",
    code: "K7M4Q",
    state: "reserved",
    order: "ED001",
    atMs: 1_790_000_000_000,
    by: "1180000000000000901",
  },
  campaign_name_taken: { kind: "campaign_name_taken", name: "Spring" },
  campaign_closed_before: {
    kind: "campaign_closed_before",
    name: "Spring",
    by: "1180000000000000901",
    atMs: 1_790_000_000_000,
  },
  token_batch_unknown: { kind: "token_batch_unknown" },
  campaign_unknown: { kind: "campaign_unknown" },
  campaign_closed: { kind: "campaign_closed", name: "Spring" },
  campaign_full: { kind: "campaign_full", name: "Spring", max: 100_000 },
  token_dates: { kind: "token_dates", startsAtMs: 1_800_000_000_000, expiresAtMs: 1_790_000_000_000 },
  token_space_full: { kind: "token_space_full", length: 5, lengthMax: 12 },
  referral_code_mistyped: { kind: "referral_code_mistyped" },
  referral_code_unknown: { kind: "referral_code_unknown" },
  referral_code_own: { kind: "referral_code_own" },
  referral_code_off: { kind: "referral_code_off" },
  referrer_named: { kind: "referrer_named", memberId: "1180000000000000901", atMs: 1_700_000_000_000 },
  referral_too_late: { kind: "referral_too_late" },
  referral_circle: { kind: "referral_circle" },
  referral_chain_long: { kind: "referral_chain_long" },
  referrals_not_stopped: { kind: "referrals_not_stopped", memberId: "1180000000000000901" },
  referrals_stopped_before: {
    kind: "referrals_stopped_before",
    memberId: "1180000000000000901",
    by: "1180000000000000902",
    atMs: 1_700_000_000_000,
  },
  command_unknown: { kind: "command_unknown" },
  question_lapsed: { kind: "question_lapsed" },
  erase_owing: { kind: "erase_owing", debt: 5_000, currency: "IDR" },
  erase_topup_open: { kind: "erase_topup_open" },
  product_unknown: { kind: "product_unknown" },
  product_not_found: { kind: "product_not_found" },
  product_sku_taken: { kind: "product_sku_taken", sku: "gift-card" },
  products_full: { kind: "products_full", max: 50, active: true },
  packages_full: { kind: "packages_full", max: 10 },
  package_not_found: { kind: "package_not_found", size: 5 },
  package_size: { kind: "package_size", max: 50 },
  file_not_codes: { kind: "file_not_codes" },
  stock_not_yours: { kind: "stock_not_yours", askedBy: "1180000000000000901" },
  stock_decided: { kind: "stock_decided", state: "adding" },
  stock_lapsed: { kind: "stock_lapsed" },
  stock_none_free: { kind: "stock_none_free" },
  package_unknown: { kind: "package_unknown" },
  quote_lapsed: { kind: "quote_lapsed" },
  quote_changed: { kind: "quote_changed", price: 15_000, currency: "IDR", productId: "redfinger", size: 1 },
  quote_bought: { kind: "quote_bought" },
  stock_too_little: { kind: "stock_too_little", left: 3, size: 5, productId: "redfinger" },
  wallet_too_little: {
    kind: "wallet_too_little",
    held: 5_000,
    debt: 0,
    price: 15_000,
    currency: "IDR",
    productId: "redfinger",
    size: 1,
  },
  nothing_missing: { kind: "nothing_missing" },
  purchases_day_max: { kind: "purchases_day_max", max: 10 },
  purchase_too_soon: { kind: "purchase_too_soon", untilMs: 1_790_000_000_000 },
  codes_unreadable: { kind: "codes_unreadable" },
  purchase_unknown: { kind: "purchase_unknown" },
  purchase_refunded: { kind: "purchase_refunded" },
  codes_unseen: { kind: "codes_unseen" },
  review_given: { kind: "review_given" },
  erase_order_open: { kind: "erase_order_open", order: "ED001" },
  order_not_reviewable: { kind: "order_not_reviewable", isCancelled: false },
  purchase_not_found: { kind: "purchase_not_found" },
  refunded_before: { kind: "refunded_before" },
  buyer_erased: { kind: "buyer_erased" },
  order_not_found: { kind: "order_not_found" },
  order_not_completed: { kind: "order_not_completed", isCancelled: false },
  customer_erased: { kind: "customer_erased" },
  address_unwanted: { kind: "address_unwanted", report: "bounced" },
  topups_not_set_up: { kind: "topups_not_set_up" },
  topup_unknown: { kind: "topup_unknown" },
  topup_amount: { kind: "topup_amount", min: 10_000, max: 10_000_000, currency: "IDR" },
  topups_open_max: { kind: "topups_open_max", max: 3 },
  wallet_over_max: { kind: "wallet_over_max", held: 1_500_000, waiting: 0, max: 2_000_000, currency: "IDR" },
  money_too_little: {
    kind: "money_too_little",
    memberId: "1180000000000000901",
    held: 5_000,
    currency: "IDR",
  },
  topup_id_unknown: { kind: "topup_id_unknown" },
  payment_unknown: { kind: "payment_unknown" },
  payment_decided: {
    kind: "payment_decided",
    isCredited: true,
    decidedBy: "1180000000000000902",
    memberId: "1180000000000000901",
  },
  payment_unconfirmed: { kind: "payment_unconfirmed", isKnown: true },
  payment_not_arrived: { kind: "payment_not_arrived", status: "pending" },
  payment_other_currency: { kind: "payment_other_currency", currency: "USD" },
  payment_amount_unknown: { kind: "payment_amount_unknown" },
  payment_is_topup: { kind: "payment_is_topup", topupId: "tu-1180000000000000901" },
  money_amount: { kind: "money_amount", min: 1, max: 2_000_000, currency: "IDR" },
  token_used: {
    kind: "token_used",
    code: "K7M4Q",
    atMs: 1_700_000_000_000,
    memberId: "1180000000000000203",
    order: "ED001",
  },
  token_reserved: { kind: "token_reserved", code: "K7M4Q", order: "ED001" },
  token_removed: { kind: "token_removed", code: "K7M4Q" },
  token_expired: { kind: "token_expired", code: "K7M4Q", atMs: 1_700_000_000_000 },
  token_not_yet: { kind: "token_not_yet", code: "K7M4Q", fromMs: 1_800_000_000_000 },
  token_limit: { kind: "token_limit", code: "K7M4Q", memberId: "1180000000000000203", max: 2 },
  token_needs_amount: { kind: "token_needs_amount", code: "K7M4Q" },
  orders_too_many: { kind: "orders_too_many", max: 20 },
  order_completed: {
    kind: "order_completed",
    order: "ED001",
    atMs: 1_700_000_000_000,
    by: "1180000000000000901",
  },
  order_cancelled: {
    kind: "order_cancelled",
    order: "ED001",
    atMs: 1_700_000_000_000,
    by: "1180000000000000901",
  },
  order_without_file: { kind: "order_without_file" },
  order_file_coming: { kind: "order_file_coming" },
  order_file_unreadable: { kind: "order_file_unreadable" },
};

const headers = ["Surel", "Jumlah"];
const refusals: { readonly [K in ImportRefusal["kind"]]: Extract<ImportRefusal, { kind: K }> } = {
  file_too_large: { kind: "file_too_large", bytesMax: 10_485_760 },
  file_gone: { kind: "file_gone" },
  file_empty: { kind: "file_empty" },
  not_text: { kind: "not_text" },
  encoding_broken: { kind: "encoding_broken", readAs: "UTF-8" },
  quote_broken: { kind: "quote_broken", line: 1_234 },
  row_too_long: { kind: "row_too_long", line: 5, charsMax: 512_000 },
  cell_too_long: { kind: "cell_too_long", line: 5, charsMax: 8_000 },
  too_many_rows: { kind: "too_many_rows", rowsMax: 100_000 },
  too_many_columns: { kind: "too_many_columns", columns: 65, columnsMax: 64 },
  header_missing: { kind: "header_missing" },
  column_missing: { kind: "column_missing", role: "email", headers },
  column_ambiguous: { kind: "column_ambiguous", role: "amount", candidates: ["Total", "Price"], headers },
  column_unknown: { kind: "column_unknown", role: "order", asked: "Nomor", headers },
};

const sentences = [
  ...Object.values(problems).map((facts) => ({
    kind: facts.kind,
    facts,
    text: locales.map((locale) => problemSentence(facts, locale)),
  })),
  ...Object.values(refusals).map((facts) => ({
    kind: facts.kind,
    facts,
    text: locales.map((locale) => importRefusalSentence(facts, locale)),
  })),
  ...rowFaults.map((fault) => ({
    kind: fault,
    facts: {},
    text: locales.map((locale) => rowReason(fault, locale)),
  })),
];

describe("a refusal", () => {
  it.each(sentences)("is a sentence in each language: $kind", ({ text }) => {
    const [english = "", indonesian = ""] = text;
    expect(english.length).toBeGreaterThan(8);
    expect(indonesian.length).toBeGreaterThan(8);
    expect(indonesian).not.toBe(english);
    for (const sentence of text) expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it.each([...Object.values(problems)])("says what to do about it: $kind", (facts) => {
    for (const locale of locales) expect(problemSentence(facts, locale)).toMatch(/[.!]$/);
  });

  it("says in the reader's language what state something is in", () => {
    expect(problemSentence(problems.claim_not_open, "id")).not.toContain("claimed");
    expect(problemSentence(problems.import_decided, "id")).not.toContain("running");
  });

  it("that a moment is part of tells it, and one that is about columns tells those of the file", () => {
    for (const locale of locales) {
      expect(problemSentence(problems.too_many_wrong_codes, locale)).toContain("<t:1700000000:R>");
      expect(problemSentence(problems.code_used_by_you, locale)).toContain("<t:1700000000:f>");
      for (const kind of ["column_missing", "column_ambiguous", "column_unknown"] as const) {
        for (const header of headers) expect(importRefusalSentence(refusals[kind], locale)).toContain(header);
      }
    }
  });
});

describe("a refusal about columns", () => {
  it.each(["column_missing", "column_ambiguous"] as const)("offers to rename the header: %s", (kind) => {
    expect(importRefusalSentence(refusals[kind], "en")).toContain("rename the header");
    expect(importRefusalSentence(refusals[kind], "id")).toContain("ganti judulnya");
    const product = { ...refusals[kind], role: "product" } as const;
    expect(importRefusalSentence(product, "en")).toContain("Rename the header in the file.");
  });
});

describe("a state", () => {
  it.each([...claimStates, ...importStates, ...balanceStates, ...mailStates, ...stockUploadStates])(
    "has a name: %s",
    (state) => {
      for (const locale of locales) expect(Object.keys(stateWords[locale])).toContain(state);
    },
  );
});

describe("money", () => {
  it.each([
    ["a state of top-ups", topupStates, topupStateNames],
    ["a state of unmatched payments", unmatchedStates, unmatchedStateNames],
    ["a reason of unmatched payments", unmatchedReasons, unmatchedReasonNames],
  ] as const)("%s has a name", (_, keys, names) => {
    expect(Object.keys(names)).toEqual([...keys]);
  });
});

describe("cashback", () => {
  it.each([
    ["a state of batches", cashbackStates, cashbackStateNames],
    ["a mode of batches", cashbackModes, cashbackModeNames],
    ["a state of payouts", payoutStates, payoutStateNames],
  ] as const)("%s has a name", (_, keys, names) => {
    expect(Object.keys(names).toSorted()).toEqual([...keys].toSorted());
  });
});

describe("a direct message", () => {
  it.each(Object.keys(choiceOf))("has a name for staff: %s", (kind) => {
    for (const locale of locales) expect(Object.keys(messageWords[locale].what)).toContain(kind);
  });

  it.each([...messageStates])("has words for its state: %s", (state) => {
    for (const locale of locales) expect(Object.keys(messageWords[locale].states)).toContain(state);
  });

  it.each([...notices])("has a name for who may refuse it: %s", (kind) => {
    for (const locale of locales) expect(Object.keys(notificationWords[locale].kinds)).toContain(kind);
  });
});

describe("a row of balances", () => {
  it("that is refused has a reason in words, whether the file or the database refuses it", () => {
    const reasons = [
      ...balanceFaults,
      ...pointsVerdicts.filter((name) => name !== "booked" && name !== "same"),
    ];
    for (const locale of locales)
      expect(Object.keys(balanceReasons[locale])).toEqual(expect.arrayContaining(reasons));
  });

  it("in a file without the columns is refused with what they are to be called", () => {
    for (const locale of locales) {
      const facts = { kind: "balance_column_missing", column: "userId", headers } as const;
      expect(balanceRefusalSentence(facts, locale)).toMatch(/`user_id,points`.*\n.*Surel.*Jumlah/s);
      expect(balanceRefusalSentence({ kind: "balance_header_missing" }, locale)).toContain("user_id,points");
    }
  });
});

describe("an audit row", () => {
  it("has a name for every action that the shop records", () => {
    const recorded = sources
      .filter(({ path }) => !path.startsWith("lib/words/"))
      .flatMap(({ text }) => [...text.matchAll(/\baction: "([a-z.]+)"/g)].map(([, name]) => name))
      .concat(pointsActions.map((name) => `points.${name}`))
      .concat(moneyActions.map((name) => `wallet.${name}`))
      .concat("payment.credit", "payment.dismiss");
    expect(recorded.length).toBeGreaterThan(6);
    for (const locale of locales) {
      for (const action of recorded) expect(Object.keys(auditWords[locale])).toContain(action);
    }
  });
});
