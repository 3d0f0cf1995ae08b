import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REASON_LENGTH_MAX, shortReason } from "./reason.ts";

describe("a reason that is kept", () => {
  it.each([
    ["550 5.1.1 <budi@example.com>: user unknown", "550 5.1.1 <[address]>: user unknown"],
    ["bounces+1-a1b2-budi=example.com@em1.mail.example.com failed", "[address] failed"],
    ['550 "budi.s"@example.com is full', "550 [address] is full"],
    ["see https://mail.example.com/?to=budi%40example.com", "see https:[address]"],
    ["first [budi@example.com] second (siti@example.co.id)", "first [[address]] second ([address])"],
    ["mailto:budi@example.com,siti@example.com", "mailto:[address],[address]"],
  ])("has no e-mail address: %s", (text, expected) => {
    expect(shortReason(text)).toBe(expected);
  });

  it("is one line", () => {
    expect(shortReason(" 550\r\n  try\tagain\u0000 ")).toBe("550 try again");
  });

  it("is nothing when nothing is left", () => {
    expect(shortReason(" \r\n ")).toBeNull();
  });

  it("stays short and without an address, however long the text and wherever the address", () => {
    fc.assert(
      fc.property(fc.nat(1_500), fc.nat(1_500), (before, after) => {
        const reason = shortReason(`${"x ".repeat(before)}budi@example.com${" y".repeat(after)}`) ?? "";
        expect(reason.length).toBeLessThanOrEqual(REASON_LENGTH_MAX);
        expect(reason).not.toContain("budi");
      }),
    );
  });
});
