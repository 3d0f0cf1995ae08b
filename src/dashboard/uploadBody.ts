/** Fields of a form are never more than a form itself may have. */
export const FIELDS_BYTES_MAX = 64 * 1024;
const DROPPED_BYTES_MAX = 32 * 1024 * 1024;
const LINE_FEED = 10;

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** What an upload brings; `fileBytes` is what is left of the length that the browser told. */
export type UploadBody = {
  readonly fields: Readonly<Record<string, string>>;
  readonly fileBytes: number;
  readonly file: AsyncIterable<Uint8Array>;
  /** Takes what nobody has read of it: a browser takes no answer before it has sent everything. */
  readonly dropRest: () => Promise<void>;
};

/**
 * Takes an upload apart: its first line has the fields, written as an address has them, and what follows is the file, read as
 * it comes in. Fields do not stand in the address itself, because people write into them, and logs keep addresses.
 * Null where there is no such line.
 */
export async function takeApart(
  body: ReadableStream<Uint8Array>,
  toldBytes: number,
): Promise<UploadBody | null> {
  const reader = body.getReader();
  let begun = Buffer.alloc(0);
  while (begun.length <= FIELDS_BYTES_MAX) {
    const read = await reader.read();
    if (read.done) return null;
    begun = Buffer.concat([begun, read.value]);
    const end = begun.indexOf(LINE_FEED);
    if (end < 0) continue;
    if (end > FIELDS_BYTES_MAX) break;
    return {
      fields: Object.fromEntries(new URLSearchParams(begun.toString("utf8", 0, end))),
      fileBytes: Math.max(0, toldBytes - end - 1),
      file: wholly(begun.subarray(end + 1), reader),
      dropRest: () => drop(reader),
    };
  }
  await drop(reader);
  return null;
}

async function* wholly(begun: Uint8Array, reader: Reader): AsyncGenerator<Uint8Array> {
  if (begun.length > 0) yield begun;
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

async function drop(reader: Reader): Promise<void> {
  let dropped = 0;
  for (let read = await reader.read(); !read.done && dropped < DROPPED_BYTES_MAX; read = await reader.read())
    dropped += read.value.length;
}
