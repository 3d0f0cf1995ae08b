import { describe, expect, it } from "vitest";
import { locales } from "./locale.ts";
import { mailWords } from "./mail.ts";

function texts(locale: (typeof locales)[number]): string[] {
  return Object.values(mailWords[locale]).flatMap((text) =>
    typeof text === "function" ? text("A", "B") : text,
  );
}

describe("the words of the mail", () => {
  it("exist in each language, each its own", () => {
    const [first, ...others] = locales.map((locale) => Object.keys(mailWords[locale]));
    for (const keys of others) expect(keys).toEqual(first);
    for (const locale of locales) expect(texts(locale).every((text) => text.trim() !== "")).toBe(true);
    expect(texts("en").filter((text) => texts("id").includes(text))).toEqual([]);
  });

  it.each(locales)("may go into HTML and into a template as they are (%s)", (locale) => {
    for (const text of texts(locale)) expect(text).not.toMatch(/[<>&{}\n]/);
  });

  it.each(locales)("call the points what the contract calls them (%s)", (locale) => {
    expect(mailWords[locale].heading("1250")).toContain("1250 Discord points");
  });
});
