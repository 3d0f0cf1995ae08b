import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, scaledDown, wholeProduct } from "./decimal.ts";

describe("an exact decimal", () => {
  it("is the same number however many zeros end its fraction", () => {
    expect(decimal("29", "9900")).toEqual(decimal("29", "99"));
    expect(decimal("5", "000")).toEqual({ digits: 5n, decimals: 0 });
    expect(decimal("", "5")).toEqual({ digits: 5n, decimals: 1 });
  });

  it("is scaled by dropping what is smaller, never by rounding", () => {
    expect(scaledDown(decimal("29", "999"), 2)).toBe(2999n);
    expect(scaledDown(decimal("29", "9"), 4)).toBe(299_000n);
  });

  it("multiplies without the errors of floats", () => {
    // 4.35 * 100 is 434.99999999999994 and 1.1 * 1.1 is 1.2100000000000002 as floats.
    expect(wholeProduct(decimal("4", "35"), decimal("100"))).toBe(435n);
    expect(wholeProduct(decimal("110"), decimal("1", "1"))).toBe(121n);
    fc.assert(
      fc.property(fc.nat(), fc.nat(9999), fc.nat(1000), fc.nat(9999), (whole, part, times, timesPart) => {
        const a = BigInt(whole) * 10_000n + BigInt(part);
        const b = BigInt(times) * 10_000n + BigInt(timesPart);
        const fraction = (value: number) => String(value).padStart(4, "0");
        const product = wholeProduct(
          decimal(`${whole}`, fraction(part)),
          decimal(`${times}`, fraction(timesPart)),
        );
        expect(product).toBe((a * b) / 100_000_000n);
      }),
    );
  });
});
