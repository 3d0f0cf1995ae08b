import { rmSync } from "node:fs";
import { join } from "node:path";
import { scratchFolder } from "../stack/scratch.ts";
import { bundle } from "./bundle.ts";
import { readProject } from "./config.ts";
import { openOutside } from "./outside.ts";
import { measurePages } from "./pages.ts";
import { printPages, printScale } from "./print.ts";
import { measureScale, openSize, SMALL_MEMBERS } from "./scale.ts";
import { createShop } from "./shop.ts";
import { startWorkerd } from "./workerd.ts";

/**
 * Measures a shop of `members` against one of a thousand. `kept` is a folder in which the databases stay for the
 * next time.
 */
export async function runScale(
  root: string,
  members: number,
  kept: string | undefined,
  pace: { readonly pairs: number; readonly sliceMs: number },
): Promise<void> {
  const folder = scratchFolder("coffer-scale-");
  const outside = await openOutside();
  const project = readProject(root);
  const shop = await createShop();
  const stops: (() => Promise<void>)[] = [];
  try {
    const modulePath = await bundle(root, "src/index.ts", join(folder, "bundle"));
    const startWorker = async (name: string, databaseUrl: string) => {
      const settings = shop.settings(project.vars, databaseUrl, outside.url);
      const worker = await startWorkerd({
        folder: join(folder, name),
        modulePath,
        project,
        settings,
        queues: "kept",
      });
      stops.unshift(worker.stop);
      return worker.port;
    };
    const databases = kept ?? join(folder, "databases");
    const [small, large] = [
      await openSize(databases, SMALL_MEMBERS, startWorker, stops),
      await openSize(databases, members, startWorker, stops),
    ];
    const routesPath = await bundle(root, "scripts/bench/bare/routes.ts", join(folder, "bundle-routes"));
    const routes = await startWorkerd({
      folder: join(folder, "routes"),
      modulePath: routesPath,
      project,
      settings: {},
      queues: "none",
    });
    stops.unshift(routes.stop);
    const pages = await measurePages(large, shop, project.vars.PUBLIC_URL ?? "", routes.port);
    printScale(await measureScale(shop, large, small, pace), large.members, small.members);
    printPages(pages, large.members);
  } finally {
    for (const stop of stops) await stop();
    await outside.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
