import { BodyTooLarge, readLimited } from "../clients/http.ts";
import { EVENT_BODY_BYTES_MAX, parseEvents } from "../clients/sendgrid/events.ts";
import { SIGNATURE_HEADER, TIMESTAMP_HEADER, verifyEventSignature } from "../clients/sendgrid/verify.ts";
import type { Deps } from "../domain/deps.ts";
import { applyMailEvents } from "../domain/mail/events.ts";
import { isDatabaseAway } from "../lib/away.ts";
import { logEvent } from "../lib/log.ts";

/**
 * SendGrid's reports about mails. It repeats a post for a day until it sees 2xx, so that is answered only
 * after the commit, and also for what will never make sense.
 */
export async function handleMailEvents(
  deps: Deps,
  publicKey: string | null,
  request: Request,
): Promise<Response> {
  if (!publicKey) return new Response("no event webhook is set up", { status: 404 });
  const body = await readLimited(request.body, EVENT_BODY_BYTES_MAX).catch((error: unknown) => {
    if (error instanceof BodyTooLarge) return null;
    throw error;
  });
  if (!body) return new Response("too large", { status: 413 });
  const verified = await verifyEventSignature({
    publicKeyBase64Spki: publicKey,
    signatureBase64: request.headers.get(SIGNATURE_HEADER) ?? "",
    timestamp: request.headers.get(TIMESTAMP_HEADER) ?? "",
    rawBody: body,
    nowMs: deps.clock(),
  });
  if (!verified) return new Response("invalid signature", { status: 401 });
  const read = parseEvents(new TextDecoder().decode(body));
  if ("unreadable" in read) {
    logEvent("warn", "mail_events_unreadable", { why: read.unreadable });
    return new Response("unreadable", { status: 400 });
  }
  try {
    await applyMailEvents(deps, read.events);
  } catch (error) {
    if (isDatabaseAway(error)) return new Response("try again", { status: 503 });
    throw error;
  }
  const { ignored, foreign, malformed } = read;
  logEvent("info", "mail_events", { applied: read.events.length, ignored, foreign, malformed });
  return new Response(null, { status: 204 });
}
