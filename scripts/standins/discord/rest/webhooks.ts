import { Hono } from "hono";
import { applyAnswer, editAnswer, postAnswer } from "../answer.ts";
import { messageObject } from "../api-objects.ts";
import type { Core } from "../core.ts";
import { refusal } from "../failure.ts";
import type { Interaction } from "../interaction.ts";
import type { Message } from "../message.ts";
import { FLAG_EPHEMERAL } from "../schema/message.ts";
import { readJsonAndFiles, readMessage } from "./body.ts";

/** Routes that an interaction's token opens: the callback, the original answer, and follow-ups. */
export function webhookRoutes(core: Core): Hono {
  const object = (message: Message) => messageObject(message, core.applicationId, core.directory);

  const app = new Hono();
  app.post("/interactions/:id/:token/callback", async (context) => {
    const interaction = core.interactions.forCallback(context.req.param("id"), context.req.param("token"));
    const { json, uploads } = await readJsonAndFiles(context.req.raw);
    const outcome = applyAnswer(core, interaction, json, uploads);
    interaction.callback.resolve({ body: json, outcome });
    if (context.req.query("with_response") !== "true") return context.body(null, 204);
    const resource = outcome.message ? { message: object(outcome.message) } : null;
    return context.json({ interaction: { id: interaction.id, type: 2 }, resource });
  });

  app.get("/webhooks/:app/:token/messages/:message", (context) => {
    const { message } = find(core, context.req.param());
    return context.json(object(message));
  });
  app.patch("/webhooks/:app/:token/messages/:message", async (context) => {
    const { message } = find(core, context.req.param());
    const { form, uploads } = await readMessage(context.req.raw);
    return context.json(object(editAnswer(core, message, form, uploads)));
  });
  app.delete("/webhooks/:app/:token/messages/:message", (context) => {
    const { message } = find(core, context.req.param());
    core.store.remove(message);
    return context.body(null, 204);
  });
  app.post("/webhooks/:app/:token", async (context) => {
    const interaction = open(core, context.req.param());
    if (interaction.state !== "answered") throw refusal("unknownWebhook");
    const { form, uploads } = await readMessage(context.req.raw);
    const original = core.store.find(interaction.originalId);
    if (original?.thinking) return context.json(object(editAnswer(core, original, form, uploads)));
    const ephemeral = ((form.flags ?? 0) & FLAG_EPHEMERAL) !== 0;
    return context.json(
      object(postAnswer(core, { ...interaction, ephemeral, command: null }, form, uploads)),
    );
  });
  return app;
}

function open(core: Core, { app, token }: { app: string; token: string }): Interaction {
  if (app !== core.applicationId) throw refusal("unknownWebhook");
  return core.interactions.byWebhookToken(token);
}

/** The message of a route; one that another interaction made is not found by this token. */
function find(core: Core, params: { app: string; token: string; message: string }): { message: Message } {
  const interaction = open(core, params);
  const id = params.message === "@original" ? interaction.originalId : params.message;
  const message = core.store.find(id);
  const own =
    message && (message.id === interaction.originalId || message.answerTo?.interactionId === interaction.id);
  if (!message || !own) throw refusal("unknownMessage");
  return { message };
}
