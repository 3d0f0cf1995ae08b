import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, ONE } from "../../lib/decimal.ts";
import { POINTS_PER_ROW_MAX, parseMultiplier, pointsForAmount } from "./points.ts";

const earned = (points: number) => ({ ok: true, points });

describe("the points of an amount", () => {
  it("are its whole units, the fraction dropped", () => {
    expect(pointsForAmount(decimal("29", "99"), ONE)).toEqual(earned(29));
    expect(pointsForAmount(decimal("1"), ONE)).toEqual(earned(1));
  });

  it("are scaled before the fraction is dropped", () => {
    expect(pointsForAmount(decimal("29", "99"), decimal("10"))).toEqual(earned(299));
    expect(pointsForAmount(decimal("0", "5"), decimal("2"))).toEqual(earned(1));
    expect(pointsForAmount(decimal("29990"), decimal("0", "001"))).toEqual(earned(29));
  });

  it("are not those that floats would give", () => {
    // 0.29 * 100 is 28.999999999999996 as floats, 4.35 * 100 is 434.99999999999994.
    expect(pointsForAmount(decimal("0", "29"), decimal("100"))).toEqual(earned(29));
    expect(pointsForAmount(decimal("4", "35"), decimal("100"))).toEqual(earned(435));
  });

  it("are refused when there is not one", () => {
    expect(pointsForAmount(decimal("0"), ONE)).toEqual({ ok: false, reason: "zero_points" });
    expect(pointsForAmount(decimal("0", "99"), ONE)).toEqual({ ok: false, reason: "zero_points" });
  });

  it("are refused beyond a million", () => {
    expect(pointsForAmount(decimal(`${POINTS_PER_ROW_MAX}`, "99"), ONE)).toEqual(earned(POINTS_PER_ROW_MAX));
    expect(pointsForAmount(decimal(`${POINTS_PER_ROW_MAX + 1}`), ONE)).toEqual({
      ok: false,
      reason: "points_over_max",
    });
  });
});

describe("a multiplier", () => {
  it.each([
    ["1.5", decimal("1", "5")],
    [" 2 ", decimal("2")],
    ["0.0001", decimal("0", "0001")],
    ["1000", decimal("1000")],
    ["1000.0000", decimal("1000")],
  ])("may be %j", (text, multiplier) => expect(parseMultiplier(text)).toEqual(multiplier));

  it.each(["", "0", "0.0000", "-1", "1000.0001", "1001", "1.00001", "1,5", "1e2", "x", "1.", ".5", "+1"])(
    "may not be %j",
    (text) => expect(parseMultiplier(text)).toBeNull(),
  );

  it("is above zero and at most a thousand, whatever is typed", () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 2_000, noNaN: true }), (value) => {
        const multiplier = parseMultiplier(value.toFixed(4));
        const valid = Number(value.toFixed(4)) > 0 && Number(value.toFixed(4)) <= 1_000;
        expect(multiplier !== null).toBe(valid);
      }),
    );
  });
});
