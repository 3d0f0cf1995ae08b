import { cpSync, rmSync } from "node:fs";
import { createClient, type InStatement } from "@libsql/client/http";
import { inject } from "vitest";
import * as z from "zod";
import { freePort } from "../../scripts/stack/ports.ts";
import { scratchFolder } from "../../scripts/stack/scratch.ts";
import { type Sqld, startSqld } from "../../scripts/stack/sqld.ts";

/** A real libSQL server with the shop's schema, for one test file. */
export type TestDatabase = {
  readonly url: string;
  readonly sqld: Sqld;
  /** Ends the server as SIGKILL does, and starts it again on what it has written. */
  crash(): Promise<void>;
  /** Asks past all of our own code, and checks what comes. */
  rows<T>(schema: z.ZodType<T>, statement: InStatement): Promise<T[]>;
  /** The one number that a statement answers with. */
  number(statement: InStatement): Promise<number>;
  /** Runs statements in one transaction, past all of our own code. */
  run(...statements: InStatement[]): Promise<void>;
  stop(): Promise<void>;
};

export async function startDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const folder = scratchFolder("coffer-db-");
  const port = await freePort();
  if (migrated) cpSync(inject("migratedFolder"), folder, { recursive: true });
  let sqld = await startSqld({ folder, port });
  const client = createClient({ url: sqld.url });
  return {
    url: sqld.url,
    get sqld() {
      return sqld;
    },
    crash: async () => {
      await sqld.kill();
      sqld = await startSqld({ folder, port });
    },
    rows: async (schema, statement) => {
      const { columns, rows } = await client.execute(statement);
      return rows.map((row) => schema.parse(Object.fromEntries(columns.map((name, at) => [name, row[at]]))));
    },
    number: async (statement) => z.number().parse((await client.execute(statement)).rows[0]?.[0]),
    run: async (...statements) => {
      await client.batch(statements, "write");
    },
    stop: async () => {
      client.close();
      await sqld.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
