import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CODE_BYTES, codeFromBytes, formatCode, parseCode } from "./code.ts";

const bytes = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

describe("a claim code", () => {
  it("has the form XXXX-XXXX-XXXX-XXXX and reads back", () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = codeFromBytes(random);
        expect(formatCode(code)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
        expect(parseCode(formatCode(code))).toBe(code);
      }),
    );
  });

  it("is accepted in any case, with blanks, without dashes, and as the whole line of the mail", () => {
    const code = codeFromBytes(Uint8Array.from({ length: CODE_BYTES }, (_, i) => i * 25));
    const shown = formatCode(code);
    for (const typed of [
      shown.toLowerCase(),
      code,
      ` ${shown.replaceAll("-", " ")} `,
      shown.replaceAll("-", "–"),
      `/claim code:${shown}`,
      `/claim ${shown}`,
      code.replaceAll("0", "o").replaceAll("1", "l"),
    ]) {
      expect(parseCode(typed), typed).toBe(code);
    }
  });

  it("is refused with any single symbol wrong and with any two symbols swapped", () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = codeFromBytes(random);
        for (let at = 0; at < code.length; at++) {
          for (const symbol of SYMBOLS) {
            if (symbol === code[at]) continue;
            expect(parseCode(code.slice(0, at) + symbol + code.slice(at + 1))).toBeNull();
          }
          for (let other = at + 1; other < code.length; other++) {
            if (code[at] === code[other]) continue;
            const swapped = [...code];
            swapped[at] = code.charAt(other);
            swapped[other] = code.charAt(at);
            expect(parseCode(swapped.join(""))).toBeNull();
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it("is refused when it is too long, too short or has a symbol that no code has", () => {
    for (const typed of [
      "",
      "ABCD",
      "U".repeat(16),
      "A".repeat(5000),
      "ABCD-EFGH-JKMN-PQR",
      "🙂".repeat(16),
    ]) {
      expect(parseCode(typed)).toBeNull();
    }
  });

  it("is not made from too few random bytes", () => {
    expect(() => codeFromBytes(new Uint8Array(5))).toThrow(RangeError);
  });
});
