import { describe, expect, it } from "vitest";
import { parseToken, tokenCodesFrom, tokenCodesOf } from "./tokenCode.ts";

describe("a token's code", () => {
  it("has only symbols that are told apart on paper, each as likely as any other", () => {
    const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const symbols = tokenCodesFrom(everyByte, 1);
    const counts = new Map<string, number>();
    for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    expect([...counts.keys()].sort().join("")).toBe("346789ABCDEFGHJKMNPQRTVWXY");
    expect(new Set(counts.values())).toEqual(new Set([9]));
    expect(tokenCodesOf(5)).toBe(26 ** 5);
  });

  it("is read in any case, with blanks and hyphens", () => {
    for (const typed of ["ab3d7", " AB3-D7 ", "ab 3d 7", "a–b—3_d7"]) expect(parseToken(typed)).toBe("AB3D7");
  });

  it("is refused when it is too short, too long, or has a symbol that no code has", () => {
    for (const typed of [
      "",
      "AB3D",
      "AB3D7AB3D7AB3",
      "AB3D0",
      "AB3DO",
      "AB3D1",
      "AB3DZ",
      "AB3D!",
      " ".repeat(70),
    ])
      expect(parseToken(typed)).toBeNull();
  });

  it("comes whole or not at all", () => {
    expect(tokenCodesFrom(new Uint8Array(14), 5)).toEqual(["33333", "33333"]);
    expect(tokenCodesFrom(Uint8Array.of(255, 254, 0, 0, 0, 0, 0), 5)).toEqual(["33333"]);
  });
});
