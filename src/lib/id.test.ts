import { describe, expect, it } from "vitest";
import { base32, newId } from "./id.ts";

const zeros = (count: number) => new Uint8Array(count);

describe("an id", () => {
  it("made later sorts later", () => {
    expect(newId(1_000, zeros) < newId(1_001, zeros)).toBe(true);
    expect(newId(Date.UTC(2026, 0, 1), zeros) < newId(Date.UTC(2199, 0, 1), zeros)).toBe(true);
  });

  it("carries every random bit", () => {
    const ids = new Set<string>();
    for (let bit = 0; bit < 80; bit++) {
      ids.add(
        newId(0, (count) =>
          Uint8Array.from({ length: count }, (_, i) => (i === bit >> 3 ? 1 << (bit & 7) : 0)),
        ),
      );
    }
    expect(ids.size).toBe(80);
    expect([...ids].every((id) => /^[0-9a-hjkmnp-tv-z]{25}$/.test(id))).toBe(true);
  });

  it("keeps the order of its bytes in base32", () => {
    expect(base32(new Uint8Array([255, 255, 255, 255, 255]))).toBe("zzzzzzzz");
    expect(base32(new Uint8Array([0, 0, 0, 0, 1]))).toBe("00000001");
  });
});
