import { BodyTooLarge, readRequest } from "../clients/http.ts";
import type { Deps } from "../domain/deps.ts";
import { type Taken, takeNotification } from "../domain/wallet/notification.ts";
import { isDatabaseAway } from "../lib/away.ts";
import { logEvent } from "../lib/log.ts";

const BODY_BYTES_MAX = 64 * 1024;

/** What makes Midtrans do the right thing: it repeats what is answered with 503 four times, with 404 twice, with 200 never. */
const STATUSES: Readonly<Record<Taken, number>> = { done: 200, unconfirmed: 503, unknown_order: 404 };

/** Midtrans' notifications. 200 is answered after the commit only. */
export async function handlePayment(deps: Deps, request: Request): Promise<Response> {
  if (!deps.midtrans) return new Response("no top-ups are set up", { status: 404 });
  const body = await readRequest(request, BODY_BYTES_MAX).catch((error: unknown) => {
    if (error instanceof BodyTooLarge) return null;
    throw error;
  });
  if (!body) return new Response("too large", { status: 413 });
  const read = deps.midtrans.readNotification(new TextDecoder().decode(body));
  if (read.kind === "unreadable") return new Response("unreadable", { status: 400 });
  if (read.kind === "forged") return new Response("invalid signature", { status: 401 });
  try {
    const taken = await takeNotification(deps, read.notification);
    logEvent(taken === "done" ? "info" : "warn", "payment_notification", { taken });
    return new Response(taken, { status: STATUSES[taken] });
  } catch (error) {
    if (isDatabaseAway(error)) return new Response("try again", { status: 503 });
    throw error;
  }
}
