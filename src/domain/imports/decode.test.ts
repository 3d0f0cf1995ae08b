import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, FILE_BYTES_MAX } from "./decode.ts";
import { ImportRefused } from "./refusal.ts";

const CSV = "email,amount\r\nbudi@example.com,5 €\r\nsari@example.com,“6” 😀\r\n";

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return bytes;
}

function inPieces(bytes: Uint8Array, pieceBytes: number) {
  let at = 0;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + pieceBytes));
      at += pieceBytes;
    },
    cancel() {
      cancelled = true;
    },
  });
  return { stream, isCancelled: () => cancelled };
}

async function joined(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}

const textOf = (bytes: Uint8Array, pieceBytes = 1_000) =>
  joined(decodeText(inPieces(bytes, pieceBytes).stream));

async function refusalOf(bytes: Uint8Array) {
  const error = await textOf(bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImportRefused);
  return error instanceof ImportRefused ? error.facts : null;
}

describe("the text of a file", () => {
  it.each([
    ["UTF-8", utf8(CSV)],
    ["UTF-8 with its mark", utf8(`\ufeff${CSV}`)],
    ["UTF-16LE as Excel saves it", utf16(`\ufeff${CSV}`, true)],
    ["UTF-16BE", utf16(`\ufeff${CSV}`, false)],
    ["UTF-16LE without a mark", utf16(CSV, true)],
    ["UTF-16BE without a mark", utf16(CSV, false)],
  ])("is read from %s, wherever it is cut", async (_name, bytes) => {
    for (const pieceBytes of [1, 2, 3, 5, 64, 1_000]) expect(await textOf(bytes, pieceBytes)).toBe(CSV);
  });

  it("is the same whatever stands in it", async () => {
    const text = fc.string({ unit: "grapheme" }).map((any) => `email\n${any.replaceAll("\0", "")}`);
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (written, pieceBytes) => {
        expect(await textOf(utf8(written), pieceBytes)).toBe(written);
        expect(await textOf(utf16(`\ufeff${written}`, true), pieceBytes)).toBe(written);
        expect(await textOf(utf16(`\ufeff${written}`, false), pieceBytes)).toBe(written);
      }),
    );
  });

  it("is empty when the file is", async () => expect(await textOf(new Uint8Array())).toBe(""));

  it.each([
    [
      "a letter of Windows-1252",
      new Uint8Array([...utf8("email\nJos"), 0xe9, ...utf8("@example.com")]),
      "UTF-8",
    ],
    ["half a letter at the end", utf8("email\n€").slice(0, -1), "UTF-8"],
    ["half a surrogate pair", utf16("\ufeffemail\n\ud83dx", true), "UTF-16"],
    ["an odd byte at the end", utf16("\ufeffemail", true).slice(0, -1), "UTF-16"],
  ])("is refused, never patched, when it has %s", async (_name, bytes, readAs) => {
    expect(await refusalOf(bytes)).toEqual({ kind: "encoding_broken", readAs });
  });

  it.each([
    [
      "an Excel workbook",
      new Uint8Array([0x50, 0x4b, 3, 4, 0x14, 0, 6, 0, 8, 0, 0, 0, 0x21, 0, ...utf8("q".repeat(60))]),
    ],
    [
      "an old Excel workbook",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(56)]),
    ],
    ["a NUL early in it", utf8(`email\0\n${"budi@example.com\n".repeat(9)}`)],
    ["a NUL late in it", utf8(`email\n${"budi@example.com\n".repeat(99)}\0`)],
  ])("is refused when it is no text: %s", async (_name, bytes) => {
    expect(await refusalOf(bytes)).toEqual({ kind: "not_text" });
  });

  it("is refused as soon as it is too large, and the rest is not fetched", async () => {
    const pieceBytes = 1024 * 1024;
    const source = inPieces(new Uint8Array(FILE_BYTES_MAX + 3 * pieceBytes).fill(0x61), pieceBytes);
    const reading = joined(decodeText(source.stream));
    await expect(reading).rejects.toMatchObject({
      facts: { kind: "file_too_large", bytesMax: FILE_BYTES_MAX },
    });
    expect(source.isCancelled()).toBe(true);
  });

  it("may be as large as the limit", async () => {
    const text = await textOf(new Uint8Array(FILE_BYTES_MAX).fill(0x61), 1024 * 1024);
    expect(text).toHaveLength(FILE_BYTES_MAX);
  });
});
