import { expect, it } from "vitest";
import { readKey, writtenKey } from "./pageKey.ts";

it.each([
  { atMs: 1_790_000_000_000, id: "1180000000000000901" },
  { atMs: 0, id: "web-a.b.c" },
  { atMs: 5, id: "" },
])("a key is read back as it was written: %o", (key) => {
  expect(readKey(writtenKey(key))).toEqual(key);
});

it.each([undefined, "", "5", "x.1", "-1.a", "1".repeat(20), `1.${"a".repeat(500)}`])(
  "what is no key means the first page: %s",
  (text) => {
    expect(readKey(text)).toBeNull();
  },
);
