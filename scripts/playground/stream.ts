import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { DiscordStandIn } from "../standins/discord/standin.ts";
import type { Person } from "../standins/discord/world.ts";
import type { MidtransStandIn } from "../standins/midtrans/standin.ts";
import type { Mailbox } from "../standins/sendgrid/mailbox.ts";
import { atMostEvery } from "./pace.ts";
import { messageView, seesChannelId, seesMessage } from "./view.ts";

/** Thousands of mails or notifications may go in a moment; the page reads the list anew each time it is told. */
const LIST_NEWS_EVERY_MS = 300;

type Sources = {
  readonly discord: DiscordStandIn;
  readonly mailbox: Mailbox;
  readonly midtrans: MidtransStandIn;
};

/** Tells a page, as server-sent events, of everything that its person sees change. Ends when the page goes. */
export function streamChanges(
  context: Context,
  { discord, mailbox, midtrans }: Sources,
  person: Person,
): Response {
  return streamSSE(context, async (stream) => {
    const gone = Promise.withResolvers<void>();
    const send = (event: string, data: unknown) =>
      void stream.writeSSE({ event, data: JSON.stringify(data) });
    const stops = [
      discord.onMessage((event) => {
        if (event.type === "message" && seesMessage(discord, person, event.message))
          send("message", messageView(event.message));
        if (event.type === "gone" && seesChannelId(discord, person, event.channelId)) send("gone", event);
      }),
      discord.onCommands(() => send("state", null)),
      mailbox.subscribe(atMostEvery(LIST_NEWS_EVERY_MS, () => send("mail", null))),
      midtrans.subscribe(atMostEvery(LIST_NEWS_EVERY_MS, () => send("payment", null))),
    ];
    stream.onAbort(gone.resolve);
    send("ready", null);
    await gone.promise;
    for (const stop of stops) stop();
  });
}
