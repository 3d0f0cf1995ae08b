import { expect, test } from "vitest";
import { relative } from "./time.js";

const NOW_S = 1_000_000;

test.each([
  [0, "now"],
  [-100, "2 minutes ago"],
  [899, "in 15 minutes"],
  [-7_200, "2 hours ago"],
  [86_400, "tomorrow"],
  [90 * 86_400, "in 3 months"],
])("%i seconds from now is %s", (apartS, words) => {
  expect(relative(NOW_S + apartS, "en-US", NOW_S * 1_000)).toBe(words);
});
