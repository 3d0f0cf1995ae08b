import { BodyTooLarge, readRequest } from "../clients/http.ts";
import type { Clock } from "../lib/time.ts";
import { isFromDiscord } from "./verify.ts";

const BODY_BYTES_MAX = 256 * 1024;

export type Door = {
  readonly publicKey: string;
  readonly clock: Clock;
  /** Answers those who may come in. Discord tries the door with PINGs and bad signatures, and they shall cost little. */
  readonly enter: (interaction: unknown) => Promise<Response>;
};

/** Discord's door: nobody comes in whom Discord has not signed. */
export async function answerDoor(door: Door, request: Request): Promise<Response> {
  const body = await readRequest(request, BODY_BYTES_MAX).catch((error: unknown) => {
    if (error instanceof BodyTooLarge) return null;
    throw error;
  });
  if (!body) return new Response("too large", { status: 413 });
  if (!(await isFromDiscord(request.headers, body, door.publicKey, door.clock()))) {
    return new Response("invalid request signature", { status: 401 });
  }
  const json = parseJson(new TextDecoder().decode(body));
  return isPing(json) ? Response.json({ type: 1 }) : await door.enter(json);
}

/** Discord asks so whether the endpoint is there; nothing else of it matters. */
const isPing = (json: unknown): boolean =>
  typeof json === "object" && json !== null && "type" in json && json.type === 1;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
