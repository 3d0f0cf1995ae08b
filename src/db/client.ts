import { createClient, type InArgs, type InStatement, type TransactionMode } from "@libsql/client/http";
import { drizzle } from "drizzle-orm/libsql/http";
import { DatabaseAway } from "../lib/away.ts";
import { backoffMs, jittered } from "../lib/time.ts";
import { isPassing } from "./constraint.ts";

const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 1_000;
/** One HTTP exchange with the database. A longer wait means that the reply is lost. */
const EXCHANGE_TIMEOUT_MS = 8_000;

export type DatabaseOptions = {
  readonly url: string;
  readonly authToken: string | null;
  /** Asked when a call begins: after the moment it names, that call is not tried again. */
  readonly deadlineMs: () => number;
  readonly clock: () => number;
  /** 0 to 1, for the jitter. */
  readonly chance: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};

/**
 * A database for one request or job: connecting costs nothing, and a client shared across a Worker's
 * requests would share their promises too. A batch begins with BEGIN IMMEDIATE, because Drizzle's would
 * begin deferred and lose races to SQLITE_BUSY. Passing failures are tried again with jitter until the
 * deadline; that is safe because every write batch carries its cause.
 * @throws DatabaseAway when the deadline passes; LibsqlError for what trying again cannot mend.
 */
export function connect(options: DatabaseOptions) {
  const client = createClient({
    url: options.url,
    ...(options.authToken ? { authToken: options.authToken } : {}),
    fetch: (request: Request) => {
      const leftMs = Math.max(1, options.deadlineMs() - options.clock());
      return fetch(request, { signal: AbortSignal.timeout(Math.min(EXCHANGE_TIMEOUT_MS, leftMs)) });
    },
  });
  const execute = client.execute.bind(client);
  const batch = client.batch.bind(client);
  client.execute = (statement: InStatement | string, args?: InArgs) =>
    persist(options, () => (typeof statement === "string" ? execute(statement, args) : execute(statement)));
  client.batch = (statements: (InStatement | [string, InArgs?])[], mode: TransactionMode = "write") =>
    persist(options, () => batch(statements, mode));
  return drizzle({ client });
}

export type Database = ReturnType<typeof connect>;

async function persist<T>(options: DatabaseOptions, attempt: () => Promise<T>): Promise<T> {
  const deadlineMs = options.deadlineMs();
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error)) throw error;
      const pauseMs = jittered(backoffMs(tries, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), options.chance());
      if (options.clock() + pauseMs > deadlineMs)
        throw new DatabaseAway("the database did not answer", { cause: error });
      await options.sleep(pauseMs);
    }
  }
}
