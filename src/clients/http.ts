/**
 * A request's body. A length that was declared is kept by HTTP itself, so the body can be taken in one piece.
 * @throws BodyTooLarge for more than `bytesMax`.
 */
export async function readRequest(request: Request, bytesMax: number): Promise<Uint8Array> {
  const declared = request.headers.get("content-length");
  if (declared === null) return await readLimited(request.body, bytesMax);
  if (Number(declared) > bytesMax) throw new BodyTooLarge(`more than ${bytesMax} bytes`);
  return new Uint8Array(await request.arrayBuffer());
}

/** Reads at most `bytesMax` of a body and throws on more, so that an answer cannot fill the memory. */
export async function readLimited(
  body: ReadableStream<Uint8Array> | null,
  bytesMax: number,
): Promise<Uint8Array> {
  if (!body) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body) {
    total += chunk.byteLength;
    if (total > bytesMax) throw new BodyTooLarge(`more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  const [first] = chunks;
  return chunks.length === 1 && first ? first : new Uint8Array(Buffer.concat(chunks));
}

/** A body was longer than the limit its reader set. */
export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
}
