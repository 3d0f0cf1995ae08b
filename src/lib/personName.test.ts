import { describe, expect, it } from "vitest";
import { NAME_CHARS_MAX, personName } from "./personName.ts";

describe("a person's name as it is kept", () => {
  it("is what they are called, whatever they are called", () => {
    for (const name of ["Ayu", "Siti Nurhaliza Ḥ.", "ليلى", "\u202Eevil", "<b>*x*</b>", "💥", "𝓐𝔂𝓾"])
      expect(personName(name)).toBe(name);
  });

  it("is one line, without what cannot be shown", () => {
    expect(personName(" Ayu\n\u0000\u0007\u2028Lestari\u007F ")).toBe("AyuLestari");
    expect(personName("a\ud800b")).toBe("a\ufffdb");
  });

  it("has so many characters and no half ones", () => {
    expect(personName("x".repeat(5_000))).toBe("x".repeat(NAME_CHARS_MAX));
    expect(personName("💥".repeat(5_000))).toBe("💥".repeat(NAME_CHARS_MAX));
    expect(personName(`${"x".repeat(NAME_CHARS_MAX - 1)} y`)).toBe("x".repeat(NAME_CHARS_MAX - 1));
  });

  it("is none where nothing is left", () => {
    for (const nothing of [null, undefined, "", "  ", "\u0000\n"]) expect(personName(nothing)).toBeNull();
  });
});
