import { unstable_readConfig } from "wrangler";
import * as z from "zod";
import type { WorkerdOptions } from "./workerd.ts";

const queuesSchema = z.object({
  producers: z.array(z.object({ binding: z.string(), queue: z.string() })).default([]),
  consumers: z
    .array(
      z.object({
        queue: z.string(),
        max_batch_size: z.number(),
        max_batch_timeout: z.number(),
        max_retries: z.number(),
        max_concurrency: z.number().optional(),
        dead_letter_queue: z.string().optional(),
      }),
    )
    .default([]),
});

/** What wrangler.toml says of the Worker. */
export type Project = ReturnType<typeof readProject>;

export function readProject(root: string) {
  const toml = unstable_readConfig({ config: `${root}/wrangler.toml` }, { hideWarnings: true });
  return {
    date: toml.compatibility_date ?? "",
    flags: toml.compatibility_flags,
    vars: Object.fromEntries(Object.entries(toml.vars).map(([name, value]) => [name, String(value)])),
    ...queuesSchema.parse(toml.queues),
  };
}

/** A workerd config: the Worker on a free port, its queues by workerd's own Queues Worker, and the loopback to reach. */
export function workerConfig(
  { project, settings, queues }: WorkerdOptions,
  textModules: readonly string[],
): string {
  const texts = Object.entries(settings).map(([name, value]) => `(name = ${q(name)}, text = ${q(value)})`);
  const producers = project.producers.map(
    ({ binding, queue }) =>
      `(name = ${q(binding)}, queue = (name = "queues", props = (json = ${q(JSON.stringify({ queue }))})))`,
  );
  const bindings = queues === "none" ? texts : [...texts, ...producers];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["public", "private"])),
    ${queues === "none" ? "" : `(name = "queues", worker = .queues), (name = "disk", disk = (path = "queues", writable = true)),`}
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [
    (name = "main.js", esModule = embed "main.js"),
    ${textModules.map((name) => `(name = ${q(name)}, text = embed ${q(name)}),`).join("\n    ")}
  ],
  compatibilityDate = ${q(project.date)},
  compatibilityFlags = [${project.flags.map(q).join(", ")}],
  bindings = [${bindings.join(", ")}],
);
${queues === "none" ? "" : queuesWorker(project, queues)}`;
}

function queuesWorker({ date, consumers }: Project, queues: "kept" | "delivered"): string {
  const settings = consumers.map((consumer) => [
    consumer.queue,
    {
      consumer: "MAIN",
      maxBatchSize: consumer.max_batch_size,
      maxBatchTimeout: consumer.max_batch_timeout,
      maxRetries: consumer.max_retries,
      maxConcurrency: consumer.max_concurrency,
      deadLetterQueue: consumer.dead_letter_queue,
    },
  ]);
  const delivered = queues === "delivered" ? Object.fromEntries(settings) : {};
  return `const queues :Workerd.Worker = (
  modules = [(name = "queues.js", bundled = "/workerd/queues.js")],
  compatibilityDate = ${q(date)},
  compatibilityFlags = ["service_binding_extra_handlers"],
  durableObjectNamespaces = [(className = "QueueShard", uniqueKey = "queues", enableSql = true)],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [
    (name = "SHARD", durableObjectNamespace = "QueueShard"),
    (name = "MAIN", service = "main"),
    (name = "CONSUMERS", json = ${q(JSON.stringify(delivered))}),
  ],
);
`;
}

/** Cap'n Proto's text form quotes as JSON does, but for the escapes that settings do not have. */
const q = (text: string) => JSON.stringify(text);
