import type { ProblemName } from "../../src/api/problem.ts";
import { REQUESTS_KEPT_MS } from "../../src/domain/api/move.ts";
import { DAY_MS } from "../../src/lib/time.ts";

const daysKept = REQUESTS_KEPT_MS / DAY_MS;

/** What people read of an operation, and how it can fail besides the ways that all share. */
export type OperationWords = {
  readonly summary: string;
  readonly description: string;
  /** The schema of its answer, by its name in the description. */
  readonly answer: "Wallet" | "Entry" | "TopUp";
  readonly body?: "Move";
  readonly problems: readonly ProblemName[];
};

/** In which every operation that takes a key can fail. */
export const sharedProblems: readonly ProblemName[] = [
  "unauthorized",
  "scope-missing",
  "internal",
  "unavailable",
  "not-set-up",
];

const moveProblems: readonly ProblemName[] = [
  "malformed",
  "idempotency-key-missing",
  "idempotency-key-spent",
  "too-large",
  "media-type",
  "idempotency-key-reused",
];

export const operations: Readonly<Record<string, OperationWords>> = {
  getWallet: {
    summary: "What a member has",
    description:
      "The member's money and debt. Whoever the shop has never met has an empty wallet. A debt is what was refunded after it was spent; the next money that comes in pays it first.",
    answer: "Wallet",
    problems: ["malformed"],
  },
  creditWallet: {
    summary: "Put money into a wallet",
    description: `Books one entry, or none: a repeat with the same Idempotency-Key gets the same answer for ${daysKept} days, a refusal by the wallet included. A debt is paid first. The wallet is filled up to the shop's limit. The member sees the entry with its reason in /history; telling them is up to you.`,
    answer: "Entry",
    body: "Move",
    problems: ["wallet-full", ...moveProblems],
  },
  debitWallet: {
    summary: "Take money out of a wallet",
    description: `Books one entry, or none: a repeat with the same Idempotency-Key gets the same answer for ${daysKept} days, a refusal by the wallet included. A wallet never goes below zero.`,
    answer: "Entry",
    body: "Move",
    problems: ["insufficient-funds", ...moveProblems],
  },
  getTopup: {
    summary: "How a top-up stands",
    description:
      "A payment by QRIS as the shop last heard of it. Its money is in the wallet in the states paid, partly_refunded and, less what was given back, refunded and charged_back.",
    answer: "TopUp",
    problems: ["topup-unknown"],
  },
};
