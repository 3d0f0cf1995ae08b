import { expect, it } from "vitest";
import { receiptCode } from "./receiptCode.ts";

it.each([
  [1, "R0001"],
  [42, "R0042"],
  [9_999, "R9999"],
  [123_456, "R123456"],
])("the receipt of number %i is %s", (number, code) => {
  expect(receiptCode(number)).toBe(code);
});
