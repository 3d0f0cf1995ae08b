import { once } from "node:events";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import * as z from "zod";
import { createSendGridStandIn, type SendGridStandIn } from "../../scripts/standins/sendgrid/standin.ts";
import { MAIL_ID_ARG } from "../../src/clients/sendgrid/events.ts";
import type { Clock } from "../../src/lib/time.ts";

export const SENDGRID_KEY = "SG.test";

const portSchema = z.object({ port: z.number() });

/** The SendGrid stand-in behind a port of its own. */
export type Mailbox = SendGridStandIn & {
  readonly url: string;
  /** Calls that were made, those among them that never reached the stand-in. */
  readonly attempts: number;
  /** From now on a call with this address is refused, and the refusal does not say why. */
  refuseSilently(address: string): void;
  /** Mails with this address that were accepted. */
  lettersTo(address: string): number;
  /** Our own ids of the accepted mails, the oldest first. */
  acceptedIds(): string[];
  stop(): Promise<void>;
};

export async function startMailbox(clock: Clock): Promise<Mailbox> {
  const standIn = createSendGridStandIn({ apiKey: SENDGRID_KEY, eventsUrl: () => null, clock });
  const silentlyRefused = new Set<string>();
  let attempts = 0;
  const door = new Hono<{ Bindings: Partial<HttpBindings> }>();
  door.post("/v3/mail/send", async (context) => {
    attempts++;
    const body = await context.req.raw.clone().text();
    const bad = [...silentlyRefused].some((address) => body.includes(`"${address}"`));
    if (bad) return context.json({ errors: [{ message: "Bad Request", field: null }] }, 400);
    return await standIn.app.fetch(context.req.raw, context.env);
  });
  const server = serve({ fetch: door.fetch, port: 0, hostname: "127.0.0.1" });
  if (!server.listening) await once(server, "listening");
  return {
    ...standIn,
    url: `http://127.0.0.1:${portSchema.parse(server.address()).port}`,
    get attempts() {
      return attempts;
    },
    refuseSilently: (address) => void silentlyRefused.add(address),
    lettersTo: (address) => standIn.mailbox.list().filter(({ to }) => to === address).length,
    acceptedIds: () => standIn.mailbox.list().map(({ customArgs }) => customArgs[MAIL_ID_ARG] ?? ""),
    stop: async () => {
      standIn.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
