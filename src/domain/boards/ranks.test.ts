import { describe, expect, it } from "vitest";
import { ranksOf } from "./ranks.ts";

describe("ranks", () => {
  it.each([
    ["differ where scores do", [9, 8, 7], { above: 0, equal: 1 }, [1, 2, 3]],
    [
      "are shared by equal scores, and the next is behind all of them",
      [9, 8, 8, 7],
      { above: 0, equal: 1 },
      [1, 2, 2, 4],
    ],
    ["go on from the page before", [5, 4], { above: 20, equal: 1 }, [21, 22]],
    ["count the equal ones that an earlier page shows", [5, 5, 4, 3], { above: 7, equal: 6 }, [8, 8, 14, 15]],
    ["are none of an empty page", [], { above: 0, equal: 0 }, []],
  ])("%s", (_, scores, first, ranks) => {
    expect(ranksOf(scores, first)).toEqual(ranks);
  });
});
