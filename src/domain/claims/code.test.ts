import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseCode } from "../../lib/code.ts";
import { createKeyring } from "../../lib/secret.ts";
import { claimCode, claimCodes } from "./code.ts";

const keysOf = async (fill: number) => {
  const root = new Uint8Array(32).fill(fill);
  return (await createKeyring([root], (bytes) => new Uint8Array(randomBytes(bytes)))).current;
};
const lines = Array.from({ length: 2_000 }, (_, at) => at);

describe("the code of a claim", () => {
  it("is the same alone and among those of its import", async () => {
    const keys = await keysOf(1);
    const codeOf = claimCodes();
    const codes = await Promise.all(lines.map((line) => codeOf(keys, `import.${line}`)));
    for (const line of [0, 2, 511, 512, 1_023, 1_999]) {
      expect(codes[line]).toBe(await claimCode(keys, `import.${line}`));
    }
  });

  it("is one that can be typed, and no other claim's", async () => {
    const codeOf = claimCodes();
    const all = [await keysOf(1), await keysOf(2)].flatMap((keys) =>
      ["1", "2", "1.1"].flatMap((source) => lines.map((line) => codeOf(keys, `${source}.${line}`))),
    );
    const codes = await Promise.all(all);
    expect(new Set(codes).size).toBe(6 * lines.length);
    expect(codes.every((code) => parseCode(code) === code)).toBe(true);
  });

  it.each(["", "import", ".7", "import.x", "import.1.5x"])("is not made for the id %j", async (id) => {
    await expect(claimCode(await keysOf(1), id)).rejects.toThrow(RangeError);
  });
});
