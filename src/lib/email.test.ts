import { describe, expect, it } from "vitest";
import { maskEmail, normalizeEmail } from "./email.ts";

describe("an e-mail address", () => {
  it.each([
    ["budi@example.com", "budi@example.com"],
    ["  Budi.Santoso@Example.COM\u00a0", "budi.santoso@example.com"],
    ["mailto:budi@example.com", "budi@example.com"],
    ["Budi <budi@example.com>", "budi@example.com"],
    ['"Santoso, Budi" < MAILTO:Budi@example.com >', "budi@example.com"],
    ["budi+shop@mail.example.co.id", "budi+shop@mail.example.co.id"],
    ["o'neil_1@example.com", "o'neil_1@example.com"],
    ["budi@BÜCHER.example", "budi@xn--bcher-kva.example"],
    ["budi@bu\u0308cher.example", "budi@xn--bcher-kva.example"],
    ["budi@xn--bcher-kva.example", "budi@xn--bcher-kva.example"],
    [`${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
  ])("%j is %j", (text, email) => expect(normalizeEmail(text)).toBe(email));

  it.each([
    "",
    "Total",
    "budi",
    "budi@",
    "@example.com",
    "budi@example",
    "budi@@example.com",
    "budi@example@example.com",
    "budi@example.com, sari@example.com",
    "bu di@example.com",
    "budi@exam ple.com",
    "budi\n@example.com",
    "budi\u0000@example.com",
    "budi@example.com\u200b",
    ".budi@example.com",
    "budi.@example.com",
    "bu..di@example.com",
    "budi@.example.com",
    "budi@example..com",
    "budi@example.com.",
    "budi@-example.com",
    "budi@example-.com",
    "budi@exa_mple.com",
    "budi@example.c",
    "budi@127.0.0.1",
    "budi@[127.0.0.1]",
    "budi@example.com/path",
    "budi@bücher.example/path",
    "budi@bücher.example:25",
    "budi@b%C3%BCcher.example",
    "büdi@example.com",
    '"budi"@example.com',
    "budi<sari@example.com",
    `${"a".repeat(65)}@example.com`,
    `a@${"b".repeat(64)}.com`,
    `a@${"b.".repeat(130)}com`,
    "a".repeat(100_000),
  ])("%j is none", (text) => expect(normalizeEmail(text)).toBeNull());

  it("stays itself when it is read again", () => {
    const once = normalizeEmail("Budi <BUDI@BÜCHER.example>") ?? "";
    expect(normalizeEmail(once)).toBe(once);
  });

  it.each([
    ["budi@example.com", "b***i@example.com"],
    ["bo@example.com", "b***@example.com"],
    ["b@example.com", "b***@example.com"],
  ])("%s is shown to others as %s", (email, masked) => expect(maskEmail(email)).toBe(masked));
});
