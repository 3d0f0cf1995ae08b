import { expect, test } from "vitest";
import { FIELDS_BYTES_MAX, takeApart } from "./uploadBody.ts";

/** A body that comes in pieces of so many bytes. */
function bodyOf(bytes: Uint8Array, pieceBytes: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
}

async function read(body: ReadableStream<Uint8Array>, toldBytes: number) {
  const sent = await takeApart(body, toldBytes);
  if (!sent) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of sent.file) chunks.push(chunk);
  return { fields: sent.fields, fileBytes: sent.fileBytes, file: Buffer.concat(chunks) };
}

const FILE = Buffer.from([10, 0, 255, 13, 10, 61, 38, 10]);
const fields = { name: "a&b=\n\r\u202E💥.png", description: "Kue\nuntuk Ayu", empty: "" };

test("fields and file are told apart wherever the line is cut into pieces", async () => {
  const line = Buffer.from(`${new URLSearchParams(fields)}\n`);
  const sent = Buffer.concat([line, FILE]);
  for (let pieceBytes = 1; pieceBytes <= sent.length; pieceBytes++)
    expect(await read(bodyOf(sent, pieceBytes), sent.length)).toEqual({
      fields,
      fileBytes: FILE.length,
      file: FILE,
    });
  expect(await read(bodyOf(line, 7), line.length)).toEqual({ fields, fileBytes: 0, file: Buffer.alloc(0) });
});

test("a body whose length nobody told is a file of unknown length", async () => {
  expect(await read(bodyOf(Buffer.from("a=1\nfile"), 3), 0)).toMatchObject({
    fileBytes: 0,
    file: Buffer.from("file"),
  });
});

test("what has no line of fields, or one that is longer than a form, is none of ours", async () => {
  expect(await read(bodyOf(Buffer.from("no line"), 3), 7)).toBeNull();
  const long = Buffer.from(`${"a".repeat(FIELDS_BYTES_MAX + 1)}\nfile`);
  for (const pieceBytes of [1_000, FIELDS_BYTES_MAX, long.length])
    expect(await read(bodyOf(long, pieceBytes), long.length)).toBeNull();
  const longest = Buffer.from(`${"a".repeat(FIELDS_BYTES_MAX)}\nfile`);
  expect(await read(bodyOf(longest, 1_000), longest.length)).toMatchObject({ fileBytes: 4 });
});

test("whoever stops reading has the rest of the file taken and dropped", async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (pulled === 5) controller.close();
        else controller.enqueue(Buffer.from(pulled++ === 0 ? "a=1\nfile" : "more"));
      },
    },
    { highWaterMark: 0 },
  );
  const sent = await takeApart(body, 24);
  for await (const chunk of sent?.file ?? []) if (chunk.length > 0) break;
  await sent?.dropRest();
  expect(pulled).toBe(5);
});
