import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ImportRefusal, ImportRefused } from "./refusal.ts";
import { CELL_CHARS_MAX, COLUMNS_MAX, ROWS_AT_ONCE, ROWS_MAX, readTable, type TableRow } from "./table.ts";

async function* chunked(text: string, cuts: readonly number[] = []): AsyncGenerator<string> {
  const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  for (const [index, from] of at.entries()) yield text.slice(from, at[index + 1] ?? from);
}

async function read(text: string, cuts?: readonly number[]) {
  const seen = { header: [] as readonly string[], rows: [] as TableRow[], batches: [] as number[], count: 0 };
  const { rows } = await readTable(chunked(text, cuts), {
    header: (cells) => {
      seen.header = cells;
    },
    rows: async (batch) => {
      seen.rows.push(...batch);
      seen.batches.push(batch.length);
    },
  });
  seen.count = rows;
  return seen;
}

async function refusalOf(text: string): Promise<ImportRefusal | null> {
  const error = await read(text).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImportRefused);
  return error instanceof ImportRefused ? error.facts : null;
}

const row = (line: number, ...cells: string[]) => ({ line, cells, overlong: false });

describe("a table", () => {
  it.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["a lone CR", "\r"],
  ])("has rows ended by %s, and blank lines between them that still count as lines", async (_name, end) => {
    const text = [
      "email,note",
      "",
      "a@example.com,one",
      "  ",
      `b@example.com,"two${end}${end}lines"`,
      ",",
      "c@example.com,",
      "",
    ];
    expect(await read(text.join(end))).toMatchObject({
      header: ["email", "note"],
      rows: [
        row(3, "a@example.com", "one"),
        row(5, "b@example.com", "two\n\nlines"),
        row(9, "c@example.com", ""),
      ],
      count: 3,
    });
  });

  it("may mix line ends, and end without one", async () => {
    const { rows } = await read("email\r\na@example.com\rb@example.com\n\r\nc@example.com");
    expect(rows).toEqual([row(2, "a@example.com"), row(3, "b@example.com"), row(5, "c@example.com")]);
  });

  it("has no blanks around its headers and cells, but keeps those in quotes", async () => {
    const { header, rows } = await read('\ufeff email ,\tAmount \n a@example.com ,  " 9,999 " \n');
    expect(header).toEqual(["email", "Amount"]);
    expect(rows).toEqual([row(2, "a@example.com", " 9,999 ")]);
  });

  it("may have short rows, blank cells beyond its last column, and marks rows with more in them", async () => {
    const { rows } = await read("email,amount,,\na@example.com\nb@example.com,5,,, ,\nc@example.com,1,234\n");
    expect(rows).toEqual([
      row(2, "a@example.com", ""),
      row(3, "b@example.com", "5"),
      { line: 4, cells: ["c@example.com", "1", "234"], overlong: true },
    ]);
  });

  it("has quotes doubled in quotes", async () => {
    const { rows } = await read('email;note\na@example.com;"say ""hi"";"\n');
    expect(rows).toEqual([row(2, "a@example.com", 'say "hi";')]);
  });

  it.each([
    ["is empty", "", { kind: "file_empty" }],
    ["is blank", "\ufeff\r\n \r\n,,\r\n", { kind: "file_empty" }],
    [
      "has a quote that is not closed",
      'email\na@example.com\n\n"b@example.com\nc@example.com\n',
      { kind: "quote_broken", line: 4 },
    ],
    ["has text after a quote", 'email,x\n\na@example.com,"1" 2\n', { kind: "quote_broken", line: 3 }],
    ["has a quote within a cell", 'email,x\na@example.com,5" tall\n', { kind: "quote_broken", line: 2 }],
    [
      "has a quote that only a later row closes",
      'email,x\n"a@example.com,1\nb@example.com,2\n"c@example.com",3\n',
      { kind: "quote_broken", line: 2 },
    ],
    [
      "has a cell beyond the limit",
      `email,x\na@example.com,${"y".repeat(CELL_CHARS_MAX + 1)}\n`,
      { kind: "cell_too_long", line: 2, charsMax: CELL_CHARS_MAX },
    ],
    [
      "has a quote that swallows the rest of a long file",
      `email\n"a@example.com\n${"b@example.com\n".repeat(150_000)}`,
      { kind: "row_too_long", line: 2, charsMax: COLUMNS_MAX * CELL_CHARS_MAX },
    ],
    [
      "has a row of nothing but delimiters, for ever",
      `email,x\na@example.com,1\n${",".repeat(2_000_000)}`,
      { kind: "row_too_long", line: 3, charsMax: COLUMNS_MAX * CELL_CHARS_MAX },
    ],
    [
      "has too many columns",
      Array.from({ length: COLUMNS_MAX + 1 }, (_, at) => `h${at}`).join(","),
      { kind: "too_many_columns", columns: COLUMNS_MAX + 1, columnsMax: COLUMNS_MAX },
    ],
    [
      "has too many rows",
      `email\n${"a\n".repeat(ROWS_MAX + 1)}`,
      { kind: "too_many_rows", rowsMax: ROWS_MAX },
    ],
  ] as const)("is refused when it %s", async (_name, text, facts) => {
    expect(await refusalOf(text)).toEqual(facts);
  });

  it("may be as large as the limits", async () => {
    const header = Array.from({ length: COLUMNS_MAX }, (_, at) => `h${at}`).join(",");
    const widest = Array.from({ length: COLUMNS_MAX }, () => "€".repeat(CELL_CHARS_MAX)).join(",");
    expect((await read(`${header}\n${widest}\n`)).count).toBe(1);
    const longest = await read(`email\n${"a\n".repeat(ROWS_MAX)}`);
    expect(longest.count).toBe(ROWS_MAX);
    expect(longest.rows.at(-1)?.line).toBe(ROWS_MAX + 1);
  });

  it("is the same wherever its bytes are cut on the way to the parser", async () => {
    const cells = (at: number) => [`é${at}`, `"😀\n${"€".repeat(at % 7)}"`, "x".repeat(at % 11)];
    const rows = Array.from({ length: 20_000 }, (_, at) => cells(at));
    const read20k = await read(`email;note;size\r\n${rows.map((row) => row.join(";")).join("\r\n")}`);
    expect(read20k.rows.map((row) => row.cells)).toEqual(
      rows.map((row) => row.map((cell) => cell.replaceAll('"', ""))),
    );
    expect(read20k.rows.at(-1)?.line).toBe(2 * 20_000);
  });

  it("is handed over in bulk", async () => {
    const { batches } = await read(`email\n${"a\n".repeat(ROWS_AT_ONCE * 2 + 5)}`);
    expect(batches).toEqual([ROWS_AT_ONCE, ROWS_AT_ONCE, 5]);
  });

  it("is not read ahead of a slow handler", async () => {
    let chunks = 0;
    async function* endless() {
      yield "email\n";
      for (; ; chunks++) yield "a@example.com\n".repeat(500);
    }
    const handler = { calls: 0, fail: (_: Error) => {} };
    const reading = readTable(endless(), {
      header: () => {},
      rows: () =>
        new Promise<void>((_, reject) => {
          handler.calls++;
          handler.fail = reject;
        }),
    });
    while (handler.calls === 0) await setImmediate();
    const chunksThen = chunks;
    for (let turn = 0; turn < 50; turn++) await setImmediate();
    expect(chunks).toBe(chunksThen);
    handler.fail(new Error("stop"));
    await expect(reading).rejects.toThrow("stop");
  });

  it("passes on what the handler throws at the header, and reads no further", async () => {
    let finished = false;
    async function* source() {
      try {
        yield `email\n${"a@example.com\n".repeat(2_000)}`;
        yield "b@example.com\n";
      } finally {
        finished = true;
      }
    }
    const reading = readTable(source(), {
      header: () => {
        throw new ImportRefused({ kind: "header_missing" });
      },
      rows: async () => expect.unreachable("no row comes before its header"),
    });
    await expect(reading).rejects.toMatchObject({ facts: { kind: "header_missing" } });
    expect(finished).toBe(true);
  });

  it("reads back what any program wrote, with the lines that an editor shows", async () => {
    const part = fc.constantFrom("a", "é", "😀", " ", '"', ",", ";", "\t", "|", "\n", "\r\n", "-", "1.5");
    const cell = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(""));
    const columns = 3;
    const table = fc.record({
      rows: fc.array(fc.array(cell, { minLength: columns - 1, maxLength: columns - 1 }), {
        minLength: 1,
        maxLength: 12,
      }),
      blankLines: fc.array(fc.nat(2), { minLength: 13, maxLength: 13 }),
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      end: fc.constantFrom("\n", "\r\n", "\r"),
      quoteAll: fc.boolean(),
      cuts: fc.array(fc.nat(2_000), { maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(table, async ({ rows, blankLines, delimiter, end, quoteAll, cuts }) => {
        const quote = (text: string) =>
          quoteAll || /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        let text = "";
        let line = 1;
        const expected: TableRow[] = [];
        for (const [at, cells] of [["email", "amount"], ...rows].entries()) {
          const blank = blankLines[at] ?? 0;
          const whole = [`x${at}`, ...cells];
          if (at > 0)
            expected.push(row(line + blank, ...whole.map((value) => value.replaceAll("\r\n", "\n"))));
          text += end.repeat(blank) + whole.map(quote).join(delimiter) + end;
          line += blank + 1 + whole.join("").split(/\r\n|\n/).length - 1;
        }
        expect((await read(text, cuts)).rows).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
