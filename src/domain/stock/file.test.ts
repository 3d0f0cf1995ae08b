import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CODE_CHARS_MAX, CodeLines } from "./file.ts";
import { linesOf } from "./lines.ts";

/** What each line of a file comes to: its code, the reason why it is refused, or null where it is skipped. */
function read(...lines: string[]): (string | null)[] {
  const file = new CodeLines();
  return lines.map((line) => {
    const found = file.read(line);
    if (found.kind === "skipped") return null;
    return found.kind === "code" ? found.code : `! ${found.reason}`;
  });
}

describe("a line of a file of codes", () => {
  it("is the code, without blanks around it", () => {
    expect(read("ABCD-1234", "  EFGH-5678\t")).toEqual(["ABCD-1234", "EFGH-5678"]);
  });

  it("is skipped where it is blank or a comment", () => {
    expect(read("# delivered in May", "", "   ", "ABCDE", " # end")).toEqual([
      null,
      null,
      null,
      "ABCDE",
      null,
    ]);
  });

  it("is the code with all its delimiters and quotes where no header says otherwise", () => {
    const lines = ["AB,CD;EF|GH", 'AB"CD"', '"AB",CD', '"half'];
    expect(read(...lines)).toEqual(lines);
  });

  it("that is one quoted cell is what stands in the quotes", () => {
    expect(read('"ABCDE"', '"say ""hi"""', '"AB,CD"')).toEqual(["ABCDE", 'say "hi"', "AB,CD"]);
  });

  it("has 5 to 500 characters, an emoji being one", () => {
    expect(read("ABCD", "x".repeat(CODE_CHARS_MAX + 1), "😀😀😀😀", "😀😀😀😀😀", "x".repeat(500))).toEqual([
      "! too_short",
      "! too_long",
      "! too_short",
      "😀😀😀😀😀",
      "x".repeat(500),
    ]);
  });

  it("with a tab or another control character in it is refused: nobody could type it", () => {
    expect(read("ABC\tDEF", "ABC\u0007DEF")).toEqual(["! control_characters", "! control_characters"]);
  });
});

describe("a file with a header", () => {
  it.each([
    ["id,code,note", "1,ABCDE,x", "ABCDE"],
    ["id;KODE", "1;ABCDE", "ABCDE"],
    ["Code\tPin", "ABCDE\t99", "ABCDE"],
    ['"code"|"id"', '"AB""CDE"|1', 'AB"CDE'],
    ["code", "ABC,DE", "ABC,DE"],
    ["id\tcode", "\tABCDE", "ABCDE"],
    ["id\tcode", '\t"ABCDE"', "ABCDE"],
    ["id, code", '1, "ABC,DE"', "ABC,DE"],
  ])("has its codes in the column of that name: %j", (header, line, code) => {
    const file = new CodeLines();
    expect(file.read("# first")).toEqual({ kind: "skipped" });
    expect(file.read(header)).toEqual({ kind: "skipped" });
    expect(file.hasHeader).toBe(true);
    expect(file.read(line)).toEqual({ kind: "code", code });
  });

  it("refuses a row without a code, and one whose quotes do not match", () => {
    expect(read("id,code", "1", "2,", '3,"ABCDE', '4,"ABC"DE', "5,ABCDE")).toEqual([
      null,
      "! no_code",
      "! no_code",
      "! quote_broken",
      "! quote_broken",
      "ABCDE",
    ]);
  });

  it("has it in the first line that counts, and nowhere else", () => {
    expect(read("ABCDE", "code", "id,code")).toEqual(["ABCDE", "! too_short", "id,code"]);
  });
});

describe("the lines of a text", () => {
  async function lines(chunks: string[]) {
    async function* source() {
      yield* chunks;
    }
    return (await Array.fromAsync(linesOf(source()))).flat();
  }

  it("are those of an editor, whatever ends them", async () => {
    expect(await lines(["a\r\nb\rc\n\nd"])).toEqual([
      { line: 1, text: "a" },
      { line: 2, text: "b" },
      { line: 3, text: "c" },
      { line: 4, text: "" },
      { line: 5, text: "d" },
    ]);
    expect(await lines([])).toEqual([]);
  });

  it("are the same wherever the text is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("a", "b", "\n", "\r", "\r\n")),
        fc.nat(9),
        async (parts, size) => {
          const text = parts.join("");
          const cut = text.match(new RegExp(`[^]{1,${size + 1}}`, "g")) ?? [];
          expect(await lines(cut)).toEqual(await lines(text === "" ? [] : [text]));
        },
      ),
    );
  });
});
