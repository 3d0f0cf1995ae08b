import * as z from "zod/mini";
import type { TopupState } from "../domain/wallet/states.ts";
import { memberSchema } from "./requests.ts";

/**
 * What the API answers with, for its description and its types: the Worker imports the types alone. Money is whole
 * numbers of the currency's smallest unit; `digits` says how many decimals of it people read.
 */
const money = (description: string) => z.int().check(z.minimum(0), z.describe(description));
const moment = (description: string) => z.iso.datetime().check(z.describe(description));
const held = {
  balance: money("What the member has"),
  debt: money("What the member owes; the next money that comes in pays it first"),
};
const currency = {
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  digits: z.int().check(z.minimum(0), z.describe("Decimals that people read")),
};

export const walletAnswer = z.strictObject({
  member: memberSchema,
  ...held,
  ...currency,
  movedAt: z.nullable(moment("When money last moved")),
});

export const moveAnswer = z.strictObject({
  entry: z.int().check(z.minimum(1), z.describe("Its number in the shop's books")),
  member: memberSchema,
  change: z.int().check(z.describe("What was asked for; less than zero where it was taken out")),
  ...held,
  debtPaid: money("What of it went to a debt"),
  ...currency,
  at: moment("When it was booked"),
});

const topupStates = [
  "creating",
  "pending",
  "denied",
  "cancelled",
  "expired",
  "failed",
  "paid",
  "partly_refunded",
  "refunded",
  "charged_back",
] as const satisfies readonly TopupState[];

export const topupAnswer = z.strictObject({
  id: z.string(),
  /** Null for who had themselves forgotten. */
  member: z.nullable(memberSchema),
  amount: money("What the payment is for"),
  refunded: money("What of it was given back"),
  state: z.enum(topupStates),
  ...currency,
  createdAt: moment("When the member asked for it"),
  changedAt: moment("When it came to its state"),
  expiresAt: z.nullable(moment("Until when it can be paid")),
});

/** What problems say besides the members that all have. */
export const problemMembers = {
  malformed: { at: z.string() },
  "scope-missing": { scope: z.string() },
  "insufficient-funds": { ...held, ...currency },
  "wallet-full": { ...held, max: money("What a wallet can be filled to"), ...currency },
  "idempotency-key-spent": { entry: z.int() },
  internal: { reference: z.string() },
} as const;
