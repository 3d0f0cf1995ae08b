import { app } from "./app.ts";
import { configOf, createDeps, type Env, patience } from "./deps.ts";
import { handleCron } from "./jobs/cron.ts";
import { handleBatch } from "./jobs/queue.ts";

export default {
  fetch: app.fetch,
  async queue(batch, env, context) {
    const depsNow = () => jobDeps(env, context);
    await handleBatch(depsNow, batch);
  },
  async scheduled(controller, env, context) {
    await handleCron(jobDeps(env, context), controller.scheduledTime);
  },
} satisfies ExportedHandler<Env>;

function jobDeps(env: Env, context: ExecutionContext) {
  return createDeps(configOf(env), env, patience.job(), (work) => context.waitUntil(work));
}
