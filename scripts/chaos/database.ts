import { type Sqld, startSqld } from "../stack/sqld.ts";

/** A libSQL server that is killed and started again on the same files. */
export type Database = {
  readonly url: string;
  readonly kills: number;
  /** SIGKILL, and after the pause it is back. */
  killFor(pauseMs: number): Promise<void>;
  /** Runs while the server is up, and keeps it up. */
  whileUp<T>(work: (url: string) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
};

export function keepDatabase(first: Sqld, place: { folder: string; port: number }): Database {
  let server = first;
  let kills = 0;
  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other: whoever needs the server up waits until it is, and whoever kills it waits for them. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    url: first.url,
    get kills() {
      return kills;
    },
    killFor: (pauseMs) =>
      inTurn(async () => {
        await server.kill();
        kills++;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        server = await startSqld(place);
      }),
    whileUp: (work) => inTurn(() => work(server.url)),
    stop: () => inTurn(() => server.stop()),
  };
}
