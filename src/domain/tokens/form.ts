import type { rewardKinds } from "../../db/schema/tokens.ts";
import { localMoment } from "../../lib/localMoment.ts";
import { minorUnits } from "../../lib/money.ts";
import { TOKEN_LENGTH_MAX, TOKEN_LENGTH_MIN } from "../../lib/tokenCode.ts";
import type { Shop } from "../deps.ts";
import { type OptionForm, Problem } from "../problem.ts";

/** The most tokens of one request. */
export const TOKENS_PER_REQUEST_MAX = 10_000;
export const DESCRIPTION_CHARS_MAX = 200;
export const NOTES_CHARS_MAX = 500;
export const PER_CUSTOMER_LIMIT_MAX = 1_000;
/** The most that a token takes off an order, in the smallest unit. */
const REWARD_MONEY_MAX = 1_000_000_000_000;

export type RewardKind = (typeof rewardKinds)[number];
/** Points, whole percent, or money in the smallest unit. */
export type Reward = { readonly kind: RewardKind; readonly value: number };

/** What staff typed. */
export type TokensGiven = {
  readonly description: string;
  readonly notes?: string | undefined;
  readonly quantity?: number | undefined;
  /** A campaign's id or name. */
  readonly campaign?: string | undefined;
  readonly starts?: string | undefined;
  readonly expires?: string | undefined;
  readonly perCustomerLimit?: number | undefined;
  readonly codeLength?: number | undefined;
  readonly reward?: RewardKind | undefined;
  /** Money in units of the currency. */
  readonly rewardValue?: number | undefined;
};

/** What of the shop decides about it. */
type FormShop = Pick<Shop, "timeZone" | "currency" | "tokenCodeLength" | "pointsPerChangeMax">;

/** Tokens as they are to be made. */
export type TokensAsked = {
  readonly description: string;
  readonly notes: string | null;
  readonly quantity: number;
  readonly campaign: string | null;
  readonly startsAtMs: number | null;
  readonly expiresAtMs: number | null;
  readonly perCustomerMax: number | null;
  readonly codeLength: number;
  readonly reward: Reward | null;
};

/**
 * Reads what staff typed about new tokens.
 * @throws Problem for what no token can be.
 */
export function tokensAsked(given: TokensGiven, shop: FormShop, nowMs: number): TokensAsked {
  const { quantity = 1, perCustomerLimit, codeLength = shop.tokenCodeLength } = given;
  const description = given.description.trim();
  if (description === "" || description.length > DESCRIPTION_CHARS_MAX) refuse("description", "some_text");
  const notes = given.notes?.trim() || null;
  if ((notes?.length ?? 0) > NOTES_CHARS_MAX) refuse("notes", "short_text");
  if (!isWhole(quantity, 1, TOKENS_PER_REQUEST_MAX)) refuse("quantity", "token_quantity");
  if (perCustomerLimit !== undefined && !isWhole(perCustomerLimit, 1, PER_CUSTOMER_LIMIT_MAX))
    refuse("per_customer_limit", "token_limit");
  if (!isWhole(codeLength, TOKEN_LENGTH_MIN, TOKEN_LENGTH_MAX)) refuse("code_length", "token_length");
  return {
    description,
    notes,
    quantity,
    campaign: given.campaign?.trim() || null,
    ...datesGiven(given, shop.timeZone, nowMs, "expires"),
    perCustomerMax: perCustomerLimit ?? null,
    codeLength,
    reward: rewardGiven(given, shop),
  };
}

/**
 * Reads from when until when something is good. What is over already, or before it begins, is refused.
 * @param end what the option is called that ends it.
 * @throws Problem
 */
export function datesGiven(
  { starts, expires }: { readonly starts?: string | undefined; readonly expires?: string | undefined },
  timeZone: string,
  nowMs: number,
  end: "expires" | "ends",
): { startsAtMs: number | null; expiresAtMs: number | null } {
  const startsAtMs = starts === undefined ? null : localMoment(starts, timeZone, "start");
  if (starts !== undefined && startsAtMs === null) refuse("starts", "moment");
  const expiresAtMs = expires === undefined ? null : localMoment(expires, timeZone, "end");
  if (expires !== undefined && expiresAtMs === null) refuse(end, "moment");
  if (expiresAtMs !== null && expiresAtMs <= nowMs) refuse(end, "moment_ahead");
  if (startsAtMs !== null && expiresAtMs !== null && expiresAtMs <= startsAtMs) refuse(end, "moment_order");
  return { startsAtMs, expiresAtMs };
}

function rewardGiven({ reward, rewardValue }: TokensGiven, shop: FormShop): Reward | null {
  if (reward === undefined && rewardValue === undefined) return null;
  if (reward === undefined) return refuse("reward", "reward_with_value");
  if (rewardValue === undefined) return refuse("reward_value", "reward_with_value");
  if (reward === "money") {
    const value = minorUnits(rewardValue, shop.currency);
    return value !== null && isWhole(value, 1, REWARD_MONEY_MAX)
      ? { kind: reward, value }
      : refuse("reward_value", "reward_money");
  }
  const max = reward === "percent" ? 100 : shop.pointsPerChangeMax;
  return isWhole(rewardValue, 1, max)
    ? { kind: reward, value: rewardValue }
    : refuse("reward_value", reward === "percent" ? "percent" : "points");
}

const isWhole = (value: number, min: number, max: number) =>
  Number.isSafeInteger(value) && value >= min && value <= max;

function refuse(option: string, expected: OptionForm): never {
  throw new Problem({ kind: "option_invalid", option, expected });
}
