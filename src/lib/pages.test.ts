import { expect, it } from "vitest";
import { pagesOf } from "./pages.ts";

it.each([
  [[], 5, []],
  [["abc"], 5, ["abc"]],
  [["ab", "cd"], 5, ["ab\ncd"]],
  [["ab", "cde"], 5, ["ab", "cde"]],
  [["a", "b", "c", "d"], 3, ["a\nb", "c\nd"]],
  [["longer than it", "a"], 5, ["longer than it", "a"]],
])("the lines %o on pages of %i are %o", (lines, charsMax, pages) => {
  expect(pagesOf(lines, charsMax)).toEqual(pages);
});
