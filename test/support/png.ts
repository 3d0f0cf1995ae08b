import { crc32, inflateSync } from "node:zlib";
import decodeQR from "qr/decode.js";

const SIGNATURE = "89504e470d0a1a0a";

export type Picture = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** The pixels (RGBA) of a PNG of one bit grey without filters. @throws Error for any other file, or a damaged one. */
export function readPng(file: Uint8Array): Picture {
  const bytes = Buffer.from(file);
  if (bytes.toString("hex", 0, 8) !== SIGNATURE) throw new Error("not a PNG");
  const chunks = chunksOf(bytes);
  const [header, ...rest] = chunks;
  if (header?.name !== "IHDR" || rest.at(-1)?.name !== "IEND") throw new Error("no whole PNG");
  if (header.data.toString("hex", 8) !== "0100000000") throw new Error("not one bit of grey");
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  const lines = inflateSync(
    Buffer.concat(rest.filter(({ name }) => name === "IDAT").map(({ data }) => data)),
  );
  const lineBytes = 1 + Math.ceil(width / 8);
  if (lines.length !== height * lineBytes) throw new Error("not as many pixels as the header says");
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    if (lines[y * lineBytes] !== 0) throw new Error("a filtered line");
    for (let x = 0; x < width; x++) {
      const white = ((lines[y * lineBytes + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
      data.fill(white * 255, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height, data };
}

/** What a phone reads from a picture of a QR code. @throws Error when it reads nothing. */
export function readQr(file: Uint8Array): string {
  return decodeQR(readPng(file), { timeLimit: 5_000 });
}

function chunksOf(bytes: Buffer): { name: string; data: Buffer }[] {
  const chunks = [];
  for (let at = 8; at < bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) throw new Error("a damaged chunk");
    chunks.push({ name: bytes.toString("latin1", at + 4, at + 8), data: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}
