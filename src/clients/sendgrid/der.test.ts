import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { derToP1363 } from "./der.ts";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Any tag, length and content, right or wrong. */
function der(
  tag: number,
  content: readonly number[],
  length: readonly number[] = [content.length],
): number[] {
  return [tag, ...length, ...content];
}

const integer = (...content: number[]) => der(2, content);
const sequence = (...parts: number[][]) => der(0x30, parts.flat());
const decode = (bytes: readonly number[]) => derToP1363(Uint8Array.from(bytes));

/** The one encoding of r‖s. */
function encode(joined: Uint8Array): number[] {
  const scalar = (bytes: Uint8Array) => {
    const from = bytes.findIndex((byte) => byte !== 0);
    const digits = [...bytes.subarray(from)];
    return integer(...((digits[0] ?? 0) >= 0x80 ? [0, ...digits] : digits));
  };
  return sequence(scalar(joined.subarray(0, 32)), scalar(joined.subarray(32)));
}

describe("a DER signature", () => {
  it("becomes the r‖s that node:crypto makes of the same signature", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (data) => {
        const bytes = sign("sha256", data, privateKey);
        const joined = derToP1363(bytes);
        expect(joined).toHaveLength(64);
        expect(encode(joined ?? new Uint8Array(64))).toEqual([...bytes]);
      }),
    );
  });

  it("is padded in front where a number is short", () => {
    const joined = decode(sequence(integer(1), integer(0, 0x80)));
    expect(joined?.findIndex((byte) => byte !== 0)).toBe(31);
    expect(joined?.[63]).toBe(0x80);
  });

  const one = integer(1);
  const long = Array.from({ length: 32 }, () => 0x7f);
  it.each([
    ["nothing", []],
    ["another tag", der(0x31, [...one, ...one])],
    ["a sequence of one", sequence(one)],
    ["a sequence of three", sequence(one, one, one)],
    ["bytes after it", [...sequence(one, one), 0]],
    ["bytes missing", sequence(one, one).slice(0, -1)],
    ["a long-form length", der(0x30, [...one, ...one], [0x81, 6])],
    ["an indefinite length", [0x30, 0x80, ...one, ...one, 0, 0]],
    ["a long-form integer length", sequence(der(2, [1], [0x81, 1]), one)],
    ["a negative number", sequence(integer(0x80), one)],
    ["a negative second number", sequence(one, integer(0xff))],
    ["zero", sequence(integer(0), one)],
    ["an empty number", sequence(integer(), one)],
    ["a needless zero in front", sequence(integer(0, 1), one)],
    ["two zeros in front", sequence(integer(0, 0, 0x80), one)],
    ["a number of 33 bytes", sequence(integer(1, ...long), one)],
    ["a bit string for a number", sequence(der(3, [1]), one)],
    ["a number that reaches past the end", sequence(one, der(2, [1], [2]))],
    ["a second number that begins inside the first", [0x30, 4, 2, 3, 2, 1]],
  ])("is refused with %s", (_, bytes) => {
    expect(decode(bytes)).toBeNull();
  });

  it("has one form only: whatever decodes is what encoding gives back", () => {
    const small = fc.constantFrom(0, 1, 2, 3, 4, 6, 0x20, 0x21, 0x30, 0x7f, 0x80, 0x81, 0xff);
    fc.assert(
      fc.property(fc.array(small, { maxLength: 12 }), (bytes) => {
        const joined = decode(bytes);
        if (joined) expect(encode(joined)).toEqual(bytes);
      }),
      { numRuns: 2_000 },
    );
  });

  it("with any byte changed is refused or is another signature", () => {
    const bytes = [...sign("sha256", Buffer.from("body"), privateKey)];
    const before = decode(bytes);
    for (const [at, byte] of bytes.entries()) {
      for (const flip of [1, 0x80, 0xff]) {
        const after = decode(bytes.with(at, byte ^ flip));
        expect(after).not.toEqual(before);
      }
    }
  });
});
