import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRow } from "./csv.ts";

describe("a CSV that we write", () => {
  it("quotes every cell and ends the line as spreadsheets do", () => {
    expect(csvRow(["a", 'say "hi"', "", "1,5"])).toBe('"a","say ""hi""","","1,5"\r\n');
  });

  it.each(["=1+1", "+62", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", "\0x", "＝1", "＋1", "－1", "＠x"])(
    "has no cell that runs as a formula: %j",
    (cell) => expect(csvRow([cell])).toBe(`"'${cell}"\r\n`),
  );

  it("reads back as it was, but for the mark before formulas", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 5 })),
        (rows) => {
          const text = rows.map(csvRow).join("");
          const read = parse(text, { relax_column_count: true, record_delimiter: "\r\n" });
          const armed = /^[=+\-@\t\r\n\0＝＋－＠]/;
          expect(read).toEqual(rows.map((row) => row.map((cell) => (armed.test(cell) ? `'${cell}` : cell))));
        },
      ),
    );
  });
});
