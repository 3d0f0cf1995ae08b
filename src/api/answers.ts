import * as z from "zod/mini";
import type { TopupState } from "../domain/wallet/states.ts";
import { memberSchema } from "./requests.ts";

/**
 * What the API answers with, for its description and its types: the Worker imports the types alone. Money is whole
 * numbers of the currency's smallest unit; `digits` says how many decimals of it people read.
 */
const money = z.int().check(z.minimum(0));
const moment = z.iso.datetime();
const currency = { currency: z.string().check(z.regex(/^[A-Z]{3}$/)), digits: z.int().check(z.minimum(0)) };

export const walletAnswer = z.strictObject({
  member: memberSchema,
  balance: money,
  debt: money,
  ...currency,
  movedAt: z.nullable(moment),
});

export const moveAnswer = z.strictObject({
  entry: z.int().check(z.minimum(1)),
  member: memberSchema,
  change: z.int(),
  balance: money,
  debt: money,
  debtPaid: money,
  ...currency,
  at: moment,
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
  amount: money,
  refunded: money,
  state: z.enum(topupStates),
  ...currency,
  createdAt: moment,
  changedAt: moment,
  expiresAt: z.nullable(moment),
});

/** What problems say besides the members that all have. */
export const problemMembers = {
  malformed: { at: z.string() },
  "scope-missing": { scope: z.string() },
  "insufficient-funds": { balance: money, debt: money, ...currency },
  "wallet-full": { balance: money, debt: money, max: money, ...currency },
  "idempotency-key-spent": { entry: z.int() },
  internal: { reference: z.string() },
} as const;
