import { describe, expect, it } from "vitest";
import { FILE_BYTES_MAX } from "../../clients/discord/card.ts";
import { printableSheet, type Sheet } from "./sheet.ts";

const SHEET: Sheet = {
  shop: "Kopi Senja",
  locale: "en",
  description: "Flyer",
  valid: null,
  reward: null,
  codes: ["K7M4Q"],
};
const tagsOf = (html: string) => new Set(html.match(/<[a-z!/][a-z]*/gi));

describe("a sheet of tokens to print", () => {
  it("has each code once, and 24 a page", () => {
    const codes = Array.from({ length: 50 }, (_, at) => `C${at}`);
    const html = printableSheet({ ...SHEET, codes });
    expect(html.match(/<section>/g)).toHaveLength(3);
    for (const code of codes) expect(html.split(`>${code}<`)).toHaveLength(2);
  });

  it("tells what a token brings and how long it is good, where it does", () => {
    const html = printableSheet({ ...SHEET, reward: "15 % off", valid: "until 2027-02-28" });
    expect(html).toContain("<i>15 % off<br>until 2027-02-28</i>");
  });

  it("shows markup in any of its texts as it was typed, has no script and loads nothing", () => {
    const nasty = `</style><script>alert(1)</script><img src=x onerror="a">'&`;
    const html = printableSheet({ ...SHEET, shop: nasty, description: nasty, reward: nasty, valid: nasty });
    expect(tagsOf(html)).toEqual(tagsOf(printableSheet({ ...SHEET, reward: "r", valid: "v" })));
    expect(html).not.toMatch(/<script|<img/i);
    expect(html).toContain("default-src 'none'");
  });

  it("of ten thousand tokens fits into a file that Discord takes, whatever stands on them", () => {
    const worst = '"'.repeat(200);
    const codes = Array.from({ length: 10_000 }, () => "K7M4QRTVWXY3");
    const html = printableSheet({
      ...SHEET,
      shop: worst,
      description: worst,
      reward: "x".repeat(60),
      valid: "x".repeat(60),
      codes,
    });
    expect(Buffer.byteLength(html)).toBeLessThan(FILE_BYTES_MAX);
  });
});
