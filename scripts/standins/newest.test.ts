import { expect, test } from "vitest";
import { newestWithin } from "./newest.ts";

const sizeOf = (item: string) => item.length;

test.each([
  ["all that fit", ["a", "bb", "c"], { countMax: 3, sizeMax: 4 }, ["a", "bb", "c"]],
  ["only so many", ["a", "bb", "c"], { countMax: 2, sizeMax: 9 }, ["bb", "c"]],
  ["only so large", ["a", "bb", "c"], { countMax: 9, sizeMax: 3 }, ["bb", "c"]],
  ["nothing older than what no longer fits", ["a", "bbbb", "c"], { countMax: 9, sizeMax: 3 }, ["c"]],
  ["nothing of nothing", [], { countMax: 9, sizeMax: 9 }, []],
])("the newest are kept: %s", (_, items, room, kept) => {
  expect(newestWithin(items, room, sizeOf)).toEqual(kept);
});
