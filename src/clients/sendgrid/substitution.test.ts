import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlValue, manyLines, oneLine, plainValue, tag } from "./substitution.ts";

const bracey = fc.string({ unit: fc.constantFrom("{", "}", "a", "<", "&", '"', "'", "é", "🎁") });

describe("a value put into a mail", () => {
  it("never holds the beginning of a tag, in text or in HTML", () => {
    fc.assert(
      fc.property(bracey, (text) => {
        expect(plainValue(text)).not.toContain("{{");
        expect(htmlValue(text)).not.toContain("{");
      }),
    );
    expect(plainValue(tag("code"))).toBe("{ {code}}");
  });

  it("never ends an HTML text or attribute", () => {
    fc.assert(
      fc.property(bracey, (text) => {
        expect(htmlValue(text)).not.toMatch(/[<>"']/);
      }),
    );
    expect(htmlValue(`<b title="x">R&D's</b>`)).toBe("&lt;b title=&quot;x&quot;&gt;R&amp;D&#39;s&lt;/b&gt;");
  });

  it("stays on its line, reads in its own direction and has a limit", () => {
    expect(oneLine(" A\r\nBcc: x\u202E\u0000 B ", 50)).toBe("A Bcc: x B");
    expect(oneLine("🎁".repeat(10), 5)).toBe(`${"🎁".repeat(4)}…`);
  });

  it("keeps the lines of a message and nothing unseen", () => {
    expect(manyLines("\n one  \r\n\r\ntwo\rthree\u0007\u2066\n")).toBe("one\n\ntwo\nthree");
  });
});
