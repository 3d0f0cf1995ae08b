import { verifyKey } from "discord-interactions";

/** A request's body if Discord signed it, by the library's own README. */
export async function verifiedBody(request: Request, publicKey: string): Promise<string | null> {
  const signature = request.headers.get("x-signature-ed25519") ?? "";
  const timestamp = request.headers.get("x-signature-timestamp") ?? "";
  const body = await request.text();
  return (await verifyKey(body, signature, timestamp, publicKey)) ? body : null;
}

export const unsigned = () => new Response("invalid request signature", { status: 401 });
