import { describe, expect, it } from "vitest";
import { proposeColumns } from "./propose.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("what is proposed for a file", () => {
  it("is the columns that the headers settle, with the first cells of each", async () => {
    const { columns, likely } = await proposeColumns(
      bytes("E-Mail;Order ID;Total;Note\na@example.com;A-1;10;x\nb@example.com;A-2;20;\n"),
    );
    expect(columns.map(({ header }) => header)).toEqual(["E-Mail", "Order ID", "Total", "Note"]);
    expect(columns.map(({ samples }) => samples)).toEqual([
      ["a@example.com", "b@example.com"],
      ["A-1", "A-2"],
      ["10", "20"],
      ["x"],
    ]);
    expect(likely).toEqual({ email: 0, order: 1, amount: 2 });
  });

  it("leaves to staff what two headers may be", async () => {
    const { likely } = await proposeColumns(bytes("email,total,price\na@example.com,1,2"));
    expect(likely).toEqual({ email: 0, amount: null, order: null });
  });

  it.each([
    ["within a letter", bytes("email,total\na@example.com,1\nb@example.com,☕").subarray(0, -1)],
    ["within quotes", bytes('email,total\na@example.com,1\nb@example.com,"not y')],
    ["within a row", bytes("email,total\na@example.com,1\nb@exam")],
  ])("is the same when the beginning ends %s", async (_, beginning) => {
    const { columns, likely } = await proposeColumns(beginning);
    expect(likely).toMatchObject({ email: 0, amount: 1 });
    expect(columns[0]?.samples[0]).toBe("a@example.com");
  });

  it("is read from UTF-16 too", async () => {
    const { likely } = await proposeColumns(
      new Uint8Array(Buffer.from("\uFEFFemail\ttotal\na@b.co\t1\n", "utf16le")),
    );
    expect(likely).toMatchObject({ email: 0, amount: 1 });
  });

  it.each([
    ["nothing", "", "file_empty"],
    ["blank lines", "\n\n , \n", "file_empty"],
    ["an order in the place of a header", "a@example.com,10\n", "header_missing"],
    ["too many columns", Array.from({ length: 65 }, (_, at) => `c${at}`).join(","), "too_many_columns"],
    ["no text", "ab\0\0\0c\0d", "not_text"],
  ])("is a refusal for %s", async (_, text, kind) => {
    await expect(proposeColumns(bytes(text))).rejects.toMatchObject({ facts: { kind } });
  });
});
