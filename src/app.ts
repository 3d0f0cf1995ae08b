import { Hono, type MiddlewareHandler } from "hono";
import { ConfigInvalid } from "./config.ts";
import { configOf, createDeps, type Env, patience } from "./deps.ts";
import { commands } from "./discord/commands/index.ts";
import { handleInteraction } from "./discord/route.ts";
import { errorFields, logEvent } from "./lib/log.ts";
import { handleMailEvents } from "./webhooks/sendgrid.ts";
import { handleHealth } from "./webhooks/status.ts";

type Variables = { requestId: string };

export const app = new Hono<{ Bindings: Env; Variables: Variables }>();

/** Discord's door writes its own line for whoever comes in, and a route without middleware answers sooner. */
const logged: MiddlewareHandler<{ Bindings: Env; Variables: Variables }> = async (context, next) => {
  const startedAtMs = Date.now();
  context.set("requestId", crypto.randomUUID());
  await next();
  logEvent("info", "request", {
    requestId: context.var.requestId,
    method: context.req.method,
    path: context.req.path,
    status: context.res.status,
    tookMs: Date.now() - startedAtMs,
  });
};
app.use("/webhooks/*", logged);
app.use("/health", logged);

app.post("/interactions", async ({ env, executionCtx, req }) => {
  const config = configOf(env);
  const after = (work: Promise<unknown>) => executionCtx.waitUntil(work);
  const deps = () => createDeps(config, env, patience.request(), after);
  const door = { table: commands, settings: config.discord, clock: Date.now, deps, after };
  return await handleInteraction(door, req.raw);
});

app.post("/webhooks/sendgrid", async ({ env, executionCtx, req }) => {
  const config = configOf(env);
  const after = (work: Promise<unknown>) => executionCtx.waitUntil(work);
  const deps = createDeps(config, env, patience.request(), after);
  return await handleMailEvents(deps, config.mail?.webhookPublicKey ?? null, req.raw);
});

app.get("/health", async ({ env, executionCtx }) => {
  const after = (work: Promise<unknown>) => executionCtx.waitUntil(work);
  return await handleHealth(createDeps(configOf(env), env, patience.check(), after));
});

app.notFound((context) => context.json({ error: "not found" }, 404));

app.onError((error, context) => {
  const requestId = context.var.requestId ?? crypto.randomUUID();
  if (error instanceof ConfigInvalid) {
    logEvent("error", "settings_invalid", { requestId, settings: error.settings.join(" ") });
    return context.json({ error: "the shop is not set up", reference: requestId }, 503);
  }
  logEvent("error", "request_failed", { requestId, ...errorFields(error) });
  return context.json({ error: "something went wrong", reference: requestId }, 500);
});
