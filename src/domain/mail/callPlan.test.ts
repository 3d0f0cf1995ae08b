import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CallPlan } from "./callPlan.ts";

const letters = (count: number) => Array.from({ length: count }, (_, at) => at);

/** Makes every call of a plan against a SendGrid that refuses a call with any of `bad` and names nobody. */
function play(count: number, bad: ReadonlySet<number>) {
  const plan = new CallPlan(letters(count));
  const sent: number[] = [];
  const blamed: number[] = [];
  let calls = 0;
  for (; plan.call.length > 0; calls++) {
    const { call } = plan;
    if (call.some((letter) => bad.has(letter))) blamed.push(...plan.refused());
    else {
      sent.push(...call);
      blamed.push(...plan.taken());
    }
  }
  return { sent, blamed, calls };
}

const ascending = (one: number, other: number) => one - other;

describe("a plan of calls", () => {
  it("is one call where nothing is refused, and none without letters", () => {
    expect(play(1_000, new Set())).toMatchObject({ calls: 1, blamed: [] });
    expect(play(0, new Set()).calls).toBe(0);
  });

  it("finds any one of a thousand in at most eleven more calls", () => {
    for (let at = 0; at < 1_000; at++) {
      const { sent, blamed, calls } = play(1_000, new Set([at]));
      expect(blamed).toEqual([at]);
      expect(sent).toHaveLength(999);
      expect(calls).toBeLessThanOrEqual(1 + 11);
    }
  });

  it("blames each that is refused, and sends each other once", () => {
    const property = fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.uniqueArray(fc.nat({ max: 199 }), { maxLength: 40 }),
      (count, chosen) => {
        const bad = chosen.filter((letter) => letter < count).sort(ascending);
        const { sent, blamed, calls } = play(count, new Set(bad));
        expect(blamed.toSorted(ascending)).toEqual(bad);
        expect(sent.toSorted(ascending)).toEqual(letters(count).filter((letter) => !bad.includes(letter)));
        expect(calls).toBeLessThanOrEqual(1 + bad.length * (3 + Math.ceil(Math.log2(count))));
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it("needs few calls for each even where all are refused", () => {
    expect(play(1_000, new Set(letters(1_000))).calls).toBeLessThan(3 * 1_000);
    expect(play(1_000, new Set(letters(1_000).filter((letter) => letter % 10 === 0))).calls).toBeLessThan(
      9 * 100,
    );
  });

  it("keeps count of what is open, whatever is answered", () => {
    const answers = fc.array(fc.constantFrom("taken", "lost", "refused", "tooLarge", "named"), {
      maxLength: 60,
    });
    const property = fc.property(fc.integer({ min: 1, max: 40 }), answers, (count, given) => {
      const plan = new CallPlan(letters(count));
      const settled: number[] = [];
      for (const answer of given) {
        const { call } = plan;
        if (call.length === 0) break;
        if (answer === "taken" || answer === "lost") settled.push(...call);
        if (answer === "named") settled.push(...plan.named([0]));
        else settled.push(...(plan[answer]() ?? []));
        expect([...settled, ...plan.open].toSorted(ascending)).toEqual(letters(count));
        expect(plan.call.length === 0).toBe(plan.open.length === 0);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("tries those that were not named again, without the named", () => {
    const plan = new CallPlan(letters(5));
    expect(plan.named([1, 3])).toEqual([1, 3]);
    expect(plan.call).toEqual([0, 2, 4]);
  });

  it("halves what is too large, and blames a letter only when it is alone", () => {
    const plan = new CallPlan(letters(3));
    expect(plan.tooLarge()).toEqual([]);
    expect(plan.call).toEqual([0, 1]);
    plan.taken();
    expect(plan.call).toEqual([2]);
    expect(plan.tooLarge()).toEqual([2]);
    expect(plan.call).toEqual([]);
  });

  it("never makes a lost call again", () => {
    const plan = new CallPlan(letters(4));
    plan.refused();
    expect(plan.call).toEqual([0, 1]);
    plan.lost();
    expect(plan.open).toEqual([2, 3]);
  });
});
