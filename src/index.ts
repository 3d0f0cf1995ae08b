import { app } from "./app.ts";
import type { Env } from "./deps.ts";

/** What a start does not need is loaded when something comes that does: an isolate of requests never loads the jobs. */
export default {
  fetch: app.fetch,
  async queue(batch, env, context) {
    const { handleBatch } = await import("./jobs/queue.ts");
    const depsNow = await jobDeps(env, context);
    await handleBatch(depsNow, batch);
  },
  async scheduled(controller, env, context) {
    const { handleCron } = await import("./jobs/cron.ts");
    const depsNow = await jobDeps(env, context);
    await handleCron(await depsNow(), controller.scheduledTime);
  },
} satisfies ExportedHandler<Env>;

async function jobDeps(env: Env, context: ExecutionContext) {
  const { patience } = await import("./deps.ts");
  const { openDeps } = await import("./open.ts");
  return () => openDeps(env, patience.job(), (work) => context.waitUntil(work));
}
