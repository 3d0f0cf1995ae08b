import { describe, expect, it } from "vitest";
import { decimal } from "../../lib/decimal.ts";
import { AMOUNT_SAMPLES_MAX, AmountSamples } from "./samples.ts";

function kept(texts: string[]): string[] {
  const samples = new AmountSamples();
  for (const text of texts) samples.add({ text, read: decimal("1") });
  return samples.list.map((sample) => sample.text);
}

describe("the samples of how amounts were read", () => {
  it("are one of each form, so that thousands and fractions are both seen", () => {
    expect(kept(["5.25", "15.00", "150.99", "5.123", "1,234.56", "5.00"])).toEqual([
      "5.25",
      "5.123",
      "1,234.56",
    ]);
  });

  it("are few", () => expect(kept(["1", "1.0", "1.00", "1.000", "$1"])).toHaveLength(AMOUNT_SAMPLES_MAX));

  it("have none for a row without amount", () => {
    const samples = new AmountSamples();
    samples.add(null);
    expect(samples.list).toEqual([]);
  });
});
