import { setTimeout as pause } from "node:timers/promises";
import { type Sqld, startSqld } from "../stack/sqld.ts";
import { withClient } from "./client.ts";
import { until } from "./worker.ts";

/** libSQL's server (0.24.32) can stop answering for good. Longer than any transaction may take there. */
const HUNG_AFTER_MS = 15_000;
const EXCHANGE_MAX_MS = 6_000;
const LOOK_EVERY_MS = 2_000;
const STARTS_MAX = 3;

/** A libSQL server that is killed and started again on the same files. */
export type Database = {
  readonly url: string;
  readonly kills: number;
  /** How often the server hung by itself and was killed for that, which is no fault of the shop. */
  readonly hangs: number;
  /** SIGKILL, and after the pause it is back. */
  killFor(pauseMs: number): Promise<void>;
  /** Runs while the server is up, and keeps it up. Runs once more when the server turns out to hang. */
  whileUp<T>(work: (url: string) => Promise<T>): Promise<T>;
  /** Kills the server whenever it hangs, until it is over. */
  watch(over: AbortSignal): Promise<void>;
  stop(): Promise<void>;
};

export function keepDatabase(
  first: Sqld,
  place: { folder: string; port: number },
  hungAfterMs = HUNG_AFTER_MS,
): Database {
  let server = first;
  let kills = 0;
  let hangs = 0;
  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other: whoever needs the server up waits until it is, and whoever kills it waits for them. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  async function restart(pauseMs: number): Promise<void> {
    await server.kill();
    await pause(pauseMs);
    server = await start(place);
  }
  /** False when there was nothing to mend. */
  async function mend(): Promise<boolean> {
    if (await isWorking(server.url, hungAfterMs)) return false;
    hangs++;
    await restart(0);
    return true;
  }
  return {
    url: first.url,
    get kills() {
      return kills;
    },
    get hangs() {
      return hangs;
    },
    killFor: (pauseMs) =>
      inTurn(async () => {
        kills++;
        await restart(pauseMs);
      }),
    whileUp: (work) =>
      inTurn(async () => {
        try {
          return await work(server.url);
        } catch (error) {
          if (!(await mend())) throw error;
          return await work(server.url);
        }
      }),
    watch: async (over) => {
      while (!over.aborted) {
        await inTurn(mend);
        await pause(LOOK_EVERY_MS, undefined, { signal: over }).catch(() => undefined);
      }
    },
    stop: () => inTurn(() => server.stop()),
  };
}

async function start(place: { folder: string; port: number }): Promise<Sqld> {
  for (let starts = 1; ; starts++) {
    try {
      return await startSqld(place);
    } catch (error) {
      if (starts === STARTS_MAX) throw error;
    }
  }
}

/** Whether a stranger can still begin to write. */
async function isWorking(url: string, hungAfterMs: number): Promise<boolean> {
  const asks = () =>
    withClient(
      url,
      (client) => client.batch(["select 1"], "write"),
      Math.min(EXCHANGE_MAX_MS, hungAfterMs),
    ).then(
      () => true,
      () => false,
    );
  return await until(asks, "", { withinMs: hungAfterMs }).then(
    () => true,
    () => false,
  );
}
