import { describe, expect, test } from "vitest";
import { parseInline, parseMarkdown } from "./markdown.js";

const text = (words) => ({ type: "text", text: words });

describe("inline", () => {
  test.each([
    ["**b**", { type: "bold", children: [text("b")] }],
    ["*i*", { type: "italic", children: [text("i")] }],
    ["_i_", { type: "italic", children: [text("i")] }],
    ["__u__", { type: "underline", children: [text("u")] }],
    ["~~s~~", { type: "strike", children: [text("s")] }],
    ["||s||", { type: "spoiler", children: [text("s")] }],
    ["`a **b**`", { type: "code", text: "a **b**" }],
    ["<@1>", { type: "user", id: "1" }],
    ["<@&1>", { type: "role", id: "1" }],
    ["<#1>", { type: "channel", id: "1" }],
    ["<t:60:R>", { type: "stamp", unixS: 60, style: "R" }],
    ["<t:60>", { type: "stamp", unixS: 60, style: "f" }],
    ["</claim:1>", { type: "command", name: "claim" }],
    ["[a](https://example.com)", { type: "link", url: "https://example.com", children: [text("a")] }],
    [
      "<https://example.com>",
      { type: "link", url: "https://example.com", children: [text("https://example.com")] },
    ],
  ])("%s", (source, node) => {
    expect(parseInline(source)).toEqual([node]);
  });

  test("a link ends before the sentence does", () => {
    expect(parseInline("see https://example.com/a?b=1.")).toMatchObject([
      text("see "),
      { url: "https://example.com/a?b=1" },
      text("."),
    ]);
  });

  test.each(["snake_case_name", "2 * 3 * 4", "a lone ` mark", "[a](javascript:alert(1))", "<script>"])(
    "%s stays as it is",
    (source) => {
      expect(parseInline(source)).toEqual([text(source)]);
    },
  );

  test("a mark after a backslash is no mark", () => {
    expect(
      parseInline("\\*a\\*")
        .map((node) => node.text)
        .join(""),
    ).toBe("*a*");
  });

  test("marks go inside marks", () => {
    expect(parseInline("**a *b***")).toMatchObject([
      { type: "bold", children: [text("a "), { type: "italic" }] },
    ]);
  });
});

describe("blocks", () => {
  test("headings, small print, quotes, lists and code", () => {
    const types = parseMarkdown("# a\n-# b\n> c\n> d\n- e\n- f\n1. g\n```js\nh\n```\ni").map(
      ({ type }) => type,
    );
    expect(types).toEqual(["heading", "subtext", "quote", "list", "list", "pre", "line"]);
  });

  test("a code block keeps its text as it is, without its language", () => {
    expect(parseMarkdown("```js\n**a**\n  b\n```")).toEqual([{ type: "pre", text: "**a**\n  b" }]);
  });

  test("a numbered list begins where it says", () => {
    expect(parseMarkdown("3. a\n4. b")).toMatchObject([
      { type: "list", ordered: true, start: 3, items: [{}, {}] },
    ]);
  });

  test("three marks that are never closed are text", () => {
    expect(
      parseMarkdown("a ```b")
        .flatMap(({ children }) => children)
        .map((node) => node.text)
        .join(""),
    ).toBe("a ```b");
  });
});
