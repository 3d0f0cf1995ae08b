import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Client } from "@libsql/client/http";

/** As much of a database as making and proving a large shop needs. */
export type ScaleDatabase = {
  run(sql: string, args?: readonly bigint[]): Promise<unknown>;
  rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
};

export const overHttp = (client: Client): ScaleDatabase => ({
  run: (sql, args = []) => client.execute({ sql, args: [...args] }),
  rows: async (sql) => (await client.execute(sql)).rows,
});

/** The server's folder, as it lays it out. */
const dataOf = (folder: string) => join(folder, "dbs/default");

/**
 * The file of a server that does not run. Written past the server, because that keeps a log of every page for
 * replicas: several times the size of the database when all of it is new. What the log lacks only replicas would miss.
 */
export function openFile(folder: string): ScaleDatabase & { close(): void } {
  const file = new DatabaseSync(join(dataOf(folder), "data"));
  file.exec("pragma synchronous = off; pragma cache_size = -500000; pragma temp_store = memory");
  return {
    run: async (sql, args = []) => file.prepare(sql).run(...args),
    rows: async (sql) => file.prepare(sql).all(),
    close() {
      file.exec("pragma wal_checkpoint(truncate)");
      file.close();
    },
  };
}
