import { join } from "node:path";
import { migrateDatabase } from "./stack/migrate.ts";
import { readSettings } from "./stack/settings.ts";

const setting = readSettings(join(import.meta.dirname, ".."));
const url = setting("TURSO_DATABASE_URL");
if (!url)
  throw new Error("TURSO_DATABASE_URL is not set: put it into the environment, .dev.vars or wrangler.toml");
const { host } = new URL(url);
await migrateDatabase(url, setting("TURSO_AUTH_TOKEN")).catch((error: unknown) => {
  console.error(`The database at ${host} could not be migrated: ${rootMessage(error)}`);
  process.exit(1);
});
console.log(`Migrated ${host}`);

/** Of the innermost cause: those around it repeat the whole statement. */
function rootMessage(error: unknown): string {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  return at instanceof Error ? at.message : String(at);
}
