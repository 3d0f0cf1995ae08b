import { join } from "node:path";
import type { Project } from "./config.ts";
import { pingJson, signedHeaders } from "./interaction.ts";
import { interleaved, type Pair } from "./pairs.ts";
import type { Shop } from "./shop.ts";
import { startWorkerd } from "./workerd.ts";

type Contestant = { readonly modulePath: string; readonly settings: Readonly<Record<string, string>> };

/** Milliseconds from the start of the process to the first answer to a signed PING. */
export async function measureStartup(
  folder: string,
  project: Project,
  shop: Shop,
  contestants: { readonly coffer: Contestant; readonly empty: Contestant },
  pairs: number,
): Promise<Pair[]> {
  const started =
    (name: string, { modulePath, settings }: Contestant) =>
    async () => {
      const json = pingJson();
      const headers = { "content-type": "application/json", ...signedHeaders(shop.discordKeys, json) };
      const startedAt = performance.now();
      const worker = await startWorkerd({
        folder: join(folder, name),
        modulePath,
        project,
        settings,
        queues: "none",
      });
      try {
        const answer = await fetch(`http://127.0.0.1:${worker.port}/interactions`, {
          method: "POST",
          headers,
          body: json,
        });
        await answer.text();
        if (answer.status !== 200) throw new Error(`the first PING was answered ${answer.status}`);
        return performance.now() - startedAt;
      } finally {
        await worker.stop();
      }
    };
  return await interleaved(pairs, started("coffer", contestants.coffer), started("empty", contestants.empty));
}
