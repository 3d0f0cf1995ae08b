import { withBeginning } from "./beginning.ts";
import { ImportRefused } from "./refusal.ts";

/** The largest order file that is taken. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;

/** Enough of a header to see in which bytes of its letters the zeros are. */
const SAMPLE_BYTES = 64;

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/**
 * The text of an uploaded file: UTF-8 or UTF-16, with or without byte order mark.
 * @throws ImportRefused when it is too large, has bytes that its encoding does not know, or is no text.
 */
export async function* decodeText(file: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const bytes of withBeginning(limited(file), SAMPLE_BYTES, joined)) {
    decoder ??= new TextDecoder(encodingOf(bytes.subarray(0, SAMPLE_BYTES)), {
      fatal: true,
      ignoreBOM: false,
    });
    yield decoded(decoder, bytes);
  }
  if (decoder) yield decoded(decoder);
}

async function* limited(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytesRead = 0;
  for await (const bytes of file) {
    bytesRead += bytes.length;
    if (bytesRead > FILE_BYTES_MAX)
      throw new ImportRefused({ kind: "file_too_large", bytesMax: FILE_BYTES_MAX });
    yield bytes;
  }
}

function joined(held: Uint8Array, next: Uint8Array): Uint8Array {
  const both = new Uint8Array(held.length + next.length);
  both.set(held);
  both.set(next, held.length);
  return both;
}

/** By its mark; without one, most letters of a header in UTF-16 have a zero byte, and UTF-8 text has none. */
function encodingOf(sample: Uint8Array): Encoding {
  const [first, second] = sample;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros: readonly number[] = [...sample.keys()].filter((at) => sample[at] === 0);
  if (zeros.length === 0) return "utf-8";
  const high = zeros.filter((at) => at % 2 === 0).length;
  const low = zeros.length - high;
  if (Math.max(high, low) * 4 < sample.length || high === low) throw new ImportRefused({ kind: "not_text" });
  return high > low ? "utf-16be" : "utf-16le";
}

function decoded(decoder: TextDecoder, bytes?: Uint8Array): string {
  let text: string;
  try {
    text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ImportRefused({
      kind: "encoding_broken",
      readAs: decoder.encoding === "utf-8" ? "UTF-8" : "UTF-16",
    });
  }
  if (text.includes("\0")) throw new ImportRefused({ kind: "not_text" });
  return text;
}
