import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../scripts/stack/migrate.ts";
import { freePort } from "../../scripts/stack/ports.ts";
import { scratchFolder } from "../../scripts/stack/scratch.ts";
import { startSqld } from "../../scripts/stack/sqld.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly migratedFolder: string;
  }
}

/** Migrates a database once for all test files, each of which begins with a copy of it. */
export default async function migrateOnce(project: TestProject): Promise<() => void> {
  const folder = scratchFolder("coffer-migrated-");
  const sqld = await startSqld({ folder, port: await freePort() });
  await migrateDatabase(sqld.url);
  await sqld.stop();
  project.provide("migratedFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
