import { describe, expect, it } from "vitest";
import { distinct } from "./suggestions.ts";

const names = (...given: [name: string, more: string][]) =>
  distinct(given.map(([name, more], at) => ({ name, more, value: `v${at}` }))).map(({ name }) => name);

describe("suggestions that read alike", () => {
  it("tell more, and the others stay as they are", () => {
    expect(names(["A-1", "x"], ["A-2", "x"], ["A-1", "y"])).toEqual(["A-1 · x", "A-2", "A-1 · y"]);
  });

  it("tell their value where more reads alike too", () => {
    expect(names(["A", "x"], ["A", "x"], ["A", "y"])).toEqual(["A · x · v0", "A · x · v1", "A · y"]);
  });
});
