import { rmSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@libsql/client/http";
import { migrateDatabase } from "../stack/migrate.ts";
import { freePort } from "../stack/ports.ts";
import { type Sqld, startSqld } from "../stack/sqld.ts";

/** A database at one address that can be made empty again, with a table for the bare Worker. */
export async function emptiedDatabase(folder: string, bareTable: string) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const own = join(folder, "emptied");
  let running: Sqld | null = null;
  return {
    url,
    async empty() {
      await running?.kill();
      rmSync(own, { recursive: true, force: true });
      running = await startSqld({ folder: own, port });
      await migrateDatabase(url);
      await createClient({ url }).execute(bareTable);
    },
    close: () => running?.kill(),
  };
}
