import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PaymentStatus } from "../../clients/midtrans/answers.ts";
import { topupStates } from "../../db/schema/wallet.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../lib/time.ts";
import { isClosed, isOpen, isPaid, pauseMs, ranks, type Step, saysPaid, stepTo } from "./states.ts";

const AMOUNT = 50_000;
const PART = 20_000;
const CODES = ["200", "201", "202", "407", "412"];
const FRAUDS = [null, "accept", "challenge", "deny", "something new"];

const statusOf = (more: Partial<PaymentStatus>): PaymentStatus => ({
  orderId: "tu-1",
  transactionId: "t",
  statusCode: "200",
  status: "settlement",
  fraud: "accept",
  amount: AMOUNT,
  currency: "IDR",
  refunded: PART,
  expiresAtMs: null,
  ...more,
});

const to = (state: Step["state"], refunded = 0): Step => ({ state, refunded });

/** Statuses whose meaning no code and no doubt about fraud changes. */
const PLAIN: readonly (readonly [status: string, step: Step | null])[] = [
  ["authorize", to("pending")],
  ["pending", to("pending")],
  ["deny", to("denied")],
  ["cancel", to("cancelled")],
  ["expire", to("expired")],
  ["failure", to("failed")],
  ["refund", to("refunded", AMOUNT)],
  ["partial_refund", to("partly_refunded", PART)],
  ["chargeback", to("charged_back", AMOUNT)],
  ["partial_chargeback", to("partly_refunded", PART)],
  ["something new", null],
  ["constructor", null],
  ["", null],
];
/** What an arrival of money means, by the doubt about it; where there is none, its code decides. */
const DOUBTED: Readonly<Record<string, Step>> = {
  deny: to("denied"),
  challenge: to("pending"),
  "something new": to("pending"),
};

const rows = [
  ...PLAIN.flatMap(([status, step]) =>
    CODES.flatMap((code) => FRAUDS.map((fraud) => ({ status, code, fraud, step }))),
  ),
  ...["settlement", "capture"].flatMap((status) =>
    CODES.flatMap((code) =>
      FRAUDS.map((fraud) => {
        const accepted = code === "200" ? to("paid") : null;
        return { status, code, fraud, step: DOUBTED[fraud ?? ""] ?? accepted };
      }),
    ),
  ),
];

describe("Midtrans' status", () => {
  it.each(rows)("$status, code $code, fraud $fraud: $step.state", ({ status, code, fraud, step }) => {
    expect(stepTo(statusOf({ status, statusCode: code, fraud }))).toEqual(step);
  });

  it("money counts as arrived for an accepted settlement or capture with the code 200 alone", () => {
    const arrived = rows.filter(({ step }) => step?.state === "paid");
    expect(arrived.map(({ status, code, fraud }) => `${status} ${code} ${fraud}`)).toEqual([
      "settlement 200 null",
      "settlement 200 accept",
      "capture 200 null",
      "capture 200 accept",
    ]);
    expect(["settlement", "capture"].every(saysPaid)).toBe(true);
    expect(PLAIN.some(([status]) => saysPaid(status))).toBe(false);
  });

  it.each([
    ["is not named", null, 0],
    ["is more than the whole", 60_000, AMOUNT],
    ["is the whole", AMOUNT, AMOUNT],
  ])("a part given back that %s counts as %s → %i", (_, refunded, counted) => {
    for (const status of ["partial_refund", "partial_chargeback"])
      expect(stepTo(statusOf({ status, refunded }))).toEqual(to("partly_refunded", counted));
  });

  it("an amount that is no whole one gives nothing back", () => {
    for (const status of ["refund", "chargeback", "partial_refund"])
      expect(stepTo(statusOf({ status, amount: null }))?.refunded).toBe(0);
  });
});

describe("the states", () => {
  it("stand in the order in which a payment goes on", () => {
    const inOrder = topupStates.map((state) => ranks[state]);
    expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
  });

  it("are open, closed or paid, and never two of it", () => {
    const kinds = topupStates.map((state) => [isOpen, isClosed, isPaid].filter((is) => is(state)).length);
    expect(new Set(kinds)).toEqual(new Set([1]));
  });

  it("have the same ranks in the database's rule", () => {
    const [, next = "", before = ""] =
      /CASE NEW\.`state`(.*?)END\s*<\s*CASE OLD\.`state`(.*?)END/s.exec(newestRule("topup_goes_on")) ?? [];
    expect([ranksIn(next), ranksIn(before)]).toEqual([ranks, ranks]);
  });
});

/** The text of a trigger as the migrations leave it. */
function newestRule(name: string): string {
  const folder = join(import.meta.dirname, "../../../drizzle");
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .toSorted();
  const all = files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
  const text = all.slice(all.lastIndexOf(`CREATE TRIGGER \`${name}\``));
  return text.slice(0, text.indexOf("END;"));
}

function ranksIn(cases: string): Record<string, number> {
  const named = new Map(
    [...cases.matchAll(/WHEN '(\w+)' THEN (\d+)/g)].map(([, state, rank]) => [state, rank]),
  );
  const others = /ELSE (\d+)/.exec(cases)?.[1];
  return Object.fromEntries(topupStates.map((state) => [state, Number(named.get(state) ?? others)]));
}

describe("the pauses between questions", () => {
  const pausesOf = (state: Step["state"]) =>
    Array.from({ length: 30 }, (_, checks) => pauseMs(state, checks));
  const sum = (pauses: readonly (number | null)[]) =>
    pauses.reduce<number>((all, one) => all + (one ?? 0), 0);

  it.each(topupStates)("never shrink, and stay ended: %s", (state) => {
    const pauses = pausesOf(state).map((pause) => pause ?? Number.POSITIVE_INFINITY);
    // The last look at a paid payment is at the end of the 45 days.
    const growing = isPaid(state) ? pauses.slice(0, 3).concat(pauses.slice(4)) : pauses;
    expect(growing).toEqual(growing.toSorted((one, other) => one - other));
  });

  it.each(["creating", "pending"] as const)("are short at first and end never: %s", (state) => {
    expect(pauseMs(state, 0)).toBeLessThanOrEqual(MINUTE_MS);
    expect(pauseMs(state, 1_000)).toBe(HOUR_MS);
    // A code lives for fifteen minutes: its end is not long unseen.
    expect(sum(pausesOf(state).slice(0, 5))).toBeGreaterThanOrEqual(15 * MINUTE_MS);
    expect(sum(pausesOf(state).slice(0, 5))).toBeLessThanOrEqual(20 * MINUTE_MS);
  });

  it.each(["denied", "cancelled", "expired", "failed"] as const)("cover a day after the end: %s", (state) => {
    expect(sum(pausesOf(state))).toBeGreaterThanOrEqual(DAY_MS);
    expect(pausesOf(state).at(-1)).toBeNull();
  });

  it.each(["paid", "partly_refunded"] as const)("cover the 45 days in which money goes back: %s", (state) => {
    expect(sum(pausesOf(state))).toBeGreaterThanOrEqual(45 * DAY_MS);
    expect(pausesOf(state).at(-1)).toBeNull();
  });

  it.each(["refunded", "charged_back"] as const)("none where nothing is left: %s", (state) => {
    expect(pauseMs(state, 0)).toBeNull();
  });
});
