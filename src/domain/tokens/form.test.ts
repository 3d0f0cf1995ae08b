import { describe, expect, it } from "vitest";
import { Problem } from "../problem.ts";
import { type TokensGiven, tokensAsked } from "./form.ts";

const NOW_MS = Date.UTC(2027, 0, 15, 3);
const SHOP = {
  timeZone: "Asia/Jakarta",
  currency: "IDR",
  tokenCodeLength: 5,
  pointsPerChangeMax: 1_000,
};

const asked = (more: Partial<TokensGiven> = {}) =>
  tokensAsked({ description: "Flyer", ...more }, SHOP, NOW_MS);

function refusedOption(more: Partial<TokensGiven>): string | null {
  try {
    asked(more);
    return null;
  } catch (error) {
    return error instanceof Problem && error.facts.kind === "option_invalid" ? error.facts.option : "another";
  }
}

describe("what staff ask for", () => {
  it("is one token of the shop's length, good at once and for ever, where they say nothing else", () => {
    expect(asked({ notes: "  " })).toEqual({
      description: "Flyer",
      notes: null,
      quantity: 1,
      campaign: null,
      startsAtMs: null,
      expiresAtMs: null,
      perCustomerMax: null,
      codeLength: 5,
      reward: null,
    });
  });

  it("begins with a day and ends with one", () => {
    const { startsAtMs, expiresAtMs } = asked({ starts: "2027-01-20", expires: "2027-01-20" });
    expect(startsAtMs).toBe(Date.UTC(2027, 0, 19, 17));
    expect(expiresAtMs).toBe(Date.UTC(2027, 0, 20, 17) - 1);
  });

  it("may have a reward of each kind", () => {
    expect(asked({ reward: "points", rewardValue: 1_000 }).reward).toEqual({ kind: "points", value: 1_000 });
    expect(asked({ reward: "percent", rewardValue: 100 }).reward).toEqual({ kind: "percent", value: 100 });
    expect(asked({ reward: "money", rewardValue: 15_000 }).reward).toEqual({ kind: "money", value: 15_000 });
  });

  it.each<[string, Partial<TokensGiven>]>([
    ["description", { description: " \n " }],
    ["description", { description: "x".repeat(201) }],
    ["notes", { notes: "x".repeat(501) }],
    ["quantity", { quantity: 0 }],
    ["quantity", { quantity: 1.5 }],
    ["quantity", { quantity: 10_001 }],
    ["per_customer_limit", { perCustomerLimit: 0 }],
    ["code_length", { codeLength: 4 }],
    ["code_length", { codeLength: 13 }],
    ["starts", { starts: "soon" }],
    ["expires", { expires: "2027-02-30" }],
    ["expires", { expires: "2027-01-14" }],
    ["expires", { starts: "2027-02-02", expires: "2027-02-01" }],
    ["expires", { starts: "2027-02-02 10:00", expires: "2027-02-02 10:00" }],
    ["reward", { rewardValue: 5 }],
    ["reward_value", { reward: "points" }],
    ["reward_value", { reward: "points", rewardValue: 1_001 }],
    ["reward_value", { reward: "points", rewardValue: 0.5 }],
    ["reward_value", { reward: "percent", rewardValue: 101 }],
    ["reward_value", { reward: "percent", rewardValue: 12.5 }],
    ["reward_value", { reward: "money", rewardValue: 0 }],
    ["reward_value", { reward: "money", rewardValue: 0.5 }],
    ["reward_value", { reward: "money", rewardValue: -5 }],
  ])("is refused by its option: %s in %j", (option, given) => {
    expect(refusedOption(given)).toBe(option);
  });
});
