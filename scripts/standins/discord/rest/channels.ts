import { type Context, Hono } from "hono";
import * as z from "zod";
import { channelObject, messageObject } from "../api-objects.ts";
import { compose } from "../compose.ts";
import type { Core } from "../core.ts";
import { refusal } from "../failure.ts";
import { parseForm } from "../form.ts";
import { NONCE_REMEMBERED_MS } from "../limits.ts";
import type { Message } from "../message.ts";
import { FLAG_EPHEMERAL, type MessageForm } from "../schema/message.ts";
import { readBody, readJson, readMessage } from "./body.ts";
import { requireBot } from "./door.ts";

const NONCES_MAX = 5_000;
const recipientSchema = z.object({ recipient_id: z.string() });

/** Routes by which the bot itself writes: to channels, and to people. */
export function channelRoutes(core: Core): Hono {
  const { directory, store } = core;
  const answer = (context: Context, message: Message) =>
    context.json(messageObject(message, core.applicationId, directory));

  const app = new Hono();
  app.use("/channels/*", requireBot(core));
  app.use("/users/@me/channels", requireBot(core));

  app.post("/users/@me/channels", async (context) => {
    const { recipient_id: userId } = parseForm(recipientSchema, readJson(await readBody(context.req.raw)));
    if (!directory.person(userId)) throw refusal("invalidRecipient");
    return context.json(channelObject(directory, directory.dmChannelId(userId)));
  });

  app.get("/channels/:channel", (context) => {
    const channelId = context.req.param("channel");
    requireChannel(core, channelId);
    return context.json(channelObject(directory, channelId));
  });
  app.post("/channels/:channel/messages", async (context) => {
    const channelId = context.req.param("channel");
    requireChannel(core, channelId);
    requireOpenDm(core, channelId);
    const { form, uploads } = await readMessage(context.req.raw);
    if ((form.flags ?? 0) & FLAG_EPHEMERAL) throw refusal("emptyMessage");
    const known = repeated(core, channelId, form);
    if (known) return answer(context, known);
    const shown = compose(form, uploads, { files: core.files, channelId, ephemeral: false });
    const message = store.add({ channelId, shown, allowedMentions: form.allowed_mentions });
    remember(core, channelId, form, message);
    return answer(context, message);
  });
  app.get("/channels/:channel/messages/:message", (context) =>
    answer(context, find(core, context.req.param())),
  );
  app.patch("/channels/:channel/messages/:message", async (context) => {
    const message = find(core, context.req.param());
    const { form, uploads } = await readMessage(context.req.raw);
    const place = { files: core.files, channelId: message.channelId, ephemeral: false };
    return answer(
      context,
      store.show(message, compose(form, uploads, place, message), form.allowed_mentions),
    );
  });
  app.delete("/channels/:channel/messages/:message", (context) => {
    store.remove(find(core, context.req.param()));
    return context.body(null, 204);
  });
  return app;
}

function requireChannel(core: Core, channelId: string): void {
  const known = core.directory.guildChannel(channelId) ?? core.directory.dmUserId(channelId);
  if (!known) throw refusal("unknownChannel");
}

function requireOpenDm({ directory }: Core, channelId: string): void {
  const userId = directory.dmUserId(channelId);
  if (userId === undefined) return;
  if (directory.left.has(userId)) throw refusal("noMutualGuild");
  if (directory.dmsClosed.has(userId)) throw refusal("cannotSendToUser");
}

/** An ephemeral message does not exist for a bot's token. */
function find(core: Core, { channel, message: id }: { channel: string; message: string }): Message {
  requireChannel(core, channel);
  const message = core.store.find(id);
  if (!message || message.channelId !== channel || message.ephemeralTo !== null)
    throw refusal("unknownMessage");
  return message;
}

function repeated(core: Core, channelId: string, form: MessageForm): Message | undefined {
  const known = form.enforce_nonce && form.nonce ? core.nonces.get(`${channelId}:${form.nonce}`) : undefined;
  if (!known || core.clock() - known.atMs > NONCE_REMEMBERED_MS) return undefined;
  return core.store.find(known.messageId);
}

function remember(core: Core, channelId: string, form: MessageForm, message: Message): void {
  if (!form.nonce) return;
  core.nonces.set(`${channelId}:${form.nonce}`, { messageId: message.id, atMs: core.clock() });
  const [oldest] = core.nonces.keys();
  if (core.nonces.size > NONCES_MAX && oldest) core.nonces.delete(oldest);
}
