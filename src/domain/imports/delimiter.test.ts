import { describe, expect, it } from "vitest";
import { sniffDelimiter } from "./delimiter.ts";

describe("the delimiter", () => {
  it.each([
    ["email,amount\nbudi@example.com,5", ","],
    ["email;amount\nbudi@example.com;5", ";"],
    ["email\tamount\nbudi@example.com\t5", "\t"],
    ["email|amount\nbudi@example.com|5", "|"],
    ["email;amount\nbudi@example.com;1,50\nsari@example.com;2,50", ";"],
    ["email;amount, incl. tax;id\nbudi@example.com;5;1", ";"],
    ["email;amount, IDR\nbudi@example.com;12,50", ";"],
    ["email,notes; internal\nbudi@example.com,none\nsari@example.com,late", ","],
    ["email,amount,note; x\nbudi@example.com,5,late; y\n", ","],
    ['"email;who|to,,,,"\t"amount"\nbudi@example.com\t5', "\t"],
    ['\n  \n"first;\nsecond";email\nx;budi@example.com', ";"],
    ["email\nbudi@example.com", ","],
    ["email", ","],
    ["email;amount", ";"],
    ["", ","],
  ])("of %j is %j", (beginning, delimiter) => expect(sniffDelimiter(beginning)).toBe(delimiter));
});
