import { crc32, deflateSync } from "node:zlib";
import { encode } from "uqr";

/** The light margin around a code, in modules: the least that the standard allows. */
const QUIET_MODULES = 4;
/** Large enough to be read off another screen; modules are whole pixels. */
const SIDE_PIXELS_MAX = 500;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A QR code of a text as a PNG in black and white, some 450 pixels wide. Takes up to some 2,300 bytes of text. */
export function qrPng(text: string): Uint8Array<ArrayBuffer> {
  const { data } = encode(text, { ecc: "M", border: QUIET_MODULES });
  const scale = Math.max(1, Math.floor(SIDE_PIXELS_MAX / data.length));
  return png(
    data.flatMap((modules) => Array(scale).fill(pixelRow(modules, scale))),
    data.length * scale,
  );
}

/** A line of a PNG: its filter (none), then eight pixels a byte. A set bit is white. */
function pixelRow(modules: readonly boolean[], scale: number): Uint8Array {
  const row = new Uint8Array(1 + Math.ceil((modules.length * scale) / 8));
  for (let x = 0; x < modules.length * scale; x++) {
    const at = 1 + (x >> 3);
    if (!modules[Math.floor(x / scale)]) row[at] = (row[at] ?? 0) | (0x80 >> (x & 7));
  }
  return row;
}

function png(rows: readonly Uint8Array[], sidePixels: number): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, sidePixels);
  header.setUint32(4, sidePixels);
  // One bit a pixel. The rest is zero: greyscale, deflate, filters by row, not interlaced.
  header.setUint8(8, 1);
  const chunks = [
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("IDAT", deflateSync(joined(rows))),
    chunk("IEND", new Uint8Array()),
  ];
  return joined([Uint8Array.from(SIGNATURE), ...chunks]);
}

/** Length, name, bytes, and a checksum of name and bytes. */
function chunk(name: string, bytes: Uint8Array): Uint8Array {
  const named = joined([new TextEncoder().encode(name), bytes]);
  return joined([uint32(bytes.length), named, uint32(crc32(named))]);
}

function uint32(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value);
  return new Uint8Array(view.buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
