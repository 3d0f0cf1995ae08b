import { expect, it } from "vitest";
import { retriesMax } from "./retries.ts";

it.each([
  [200, 0],
  [204, 0],
  [301, 0],
  [302, 0],
  [303, 0],
  [400, 2],
  [401, 5],
  [404, 2],
  [418, 5],
  [500, 1],
  [502, 5],
  [503, 4],
  [504, 5],
  [null, 5],
])("a notification answered with %s is repeated %i times", (status, times) => {
  expect(retriesMax(status)).toBe(times);
});
