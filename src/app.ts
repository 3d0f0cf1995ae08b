import { type Context, Hono, type MiddlewareHandler } from "hono";
import { ConfigInvalid, configOf } from "./config.ts";
import type { Env } from "./deps.ts";
import { answerDoor } from "./discord/door.ts";
import { errorFields, logEvent } from "./lib/log.ts";

type Variables = { requestId: string };
type DashboardContext = Context<{ Bindings: Env; Variables: Variables }>;

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
app.use("/dashboard/*", logged);

/** A PING and a bad signature need none of what is loaded for those who come in. */
app.post("/interactions", async ({ env, executionCtx, req }) => {
  const config = configOf(env);
  const after = (work: Promise<unknown>) => executionCtx.waitUntil(work);
  const enter = async (interaction: unknown) => {
    const { createDeps, patience } = await import("./deps.ts");
    const { openDeps } = await import("./open.ts");
    const { commands } = await import("./discord/commands/index.ts");
    const { handleInteraction } = await import("./discord/route.ts");
    const deps = createDeps(config, env, patience.request(), after);
    const open = () => openDeps(env, patience.request(), after);
    const room = { table: commands, settings: config.discord, clock: Date.now, deps, open, after };
    return await handleInteraction(room, interaction);
  };
  return await answerDoor({ publicKey: config.discord.publicKey, clock: Date.now, enter }, req.raw);
});

app.post("/webhooks/sendgrid", async ({ env, executionCtx, req }) => {
  const { patience } = await import("./deps.ts");
  const { openDeps } = await import("./open.ts");
  const { handleMailEvents } = await import("./webhooks/sendgrid.ts");
  const config = configOf(env);
  const after = (work: Promise<unknown>) => executionCtx.waitUntil(work);
  const deps = await openDeps(env, patience.request(), after);
  return await handleMailEvents(deps, config.mail?.webhookPublicKey ?? null, req.raw);
});

app.post("/webhooks/midtrans", async ({ env, executionCtx, req }) => {
  const { patience } = await import("./deps.ts");
  const { openDeps } = await import("./open.ts");
  const { handlePayment } = await import("./webhooks/midtrans.ts");
  const after = (work: Promise<unknown>) => executionCtx.waitUntil(work);
  return await handlePayment(await openDeps(env, patience.hook(), after), req.raw);
});

app.all("/api/*", async (context) => {
  const { env, executionCtx, req } = context;
  const requestId = crypto.randomUUID();
  context.set("requestId", requestId);
  const { patience } = await import("./deps.ts");
  const { openDeps } = await import("./open.ts");
  const { handleApi } = await import("./api/door.ts");
  const after = (work: Promise<unknown>) => executionCtx.waitUntil(work);
  return await handleApi(await openDeps(env, patience.api(), after), req.raw, requestId);
});

app.all("/dashboard", async (context) => await dashboard(context));
app.all("/dashboard/*", async (context) => await dashboard(context));

app.get("/health", async ({ env, executionCtx }) => {
  const { createDeps, patience } = await import("./deps.ts");
  const { handleHealth } = await import("./webhooks/status.ts");
  const after = (work: Promise<unknown>) => executionCtx.waitUntil(work);
  return await handleHealth(createDeps(configOf(env), env, patience.check(), after));
});

async function dashboard({ env, executionCtx, req, var: { requestId } }: DashboardContext) {
  const { patience } = await import("./deps.ts");
  const { forgetChanges, openDeps, ownSetting } = await import("./open.ts");
  const { handleDashboard, isUpload } = await import("./dashboard/door.tsx");
  const after = (work: Promise<unknown>) => executionCtx.waitUntil(work);
  // A file comes in for as long as its sender's line needs, and is worked on as by a job.
  const deadlineMs = isUpload(req.path) ? patience.job() : patience.request();
  const deps = await openDeps(env, deadlineMs, after);
  const settings = { given: ownSetting(env), forget: () => forgetChanges(env) };
  return await handleDashboard({ deps, requestId, settings }, req.raw);
}

app.notFound((context) => context.json({ error: "not found" }, 404));

app.onError(async (error, context) => {
  const requestId = context.var.requestId ?? crypto.randomUUID();
  const isApi = context.req.path.startsWith("/api/");
  if (error instanceof ConfigInvalid) {
    logEvent("error", "settings_invalid", { requestId, settings: error.settings.join(" ") });
    if (isApi) return (await import("./api/problem.ts")).failures.notSetUp();
    return context.json({ error: "the shop is not set up", reference: requestId }, 503);
  }
  logEvent("error", "request_failed", { requestId, ...errorFields(error) });
  if (isApi) return (await import("./api/problem.ts")).failures.broken(requestId);
  return context.json({ error: "something went wrong", reference: requestId }, 500);
});
