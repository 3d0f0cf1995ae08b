import { setTimeout as pause } from "node:timers/promises";
import { SECOND_MS } from "../../src/lib/time.ts";
import { type Books, readBooks } from "./books.ts";
import { befall } from "./disasters.ts";
import { type Drained, drain, killAmidJobs } from "./drain.ts";
import { type Faults, meddle } from "./faults.ts";
import type { History } from "./history.ts";
import { type MidtransBooks, readMidtrans, type Violation } from "./judge/evidence.ts";
import { judge } from "./judge/judge.ts";
import { judgeStakes } from "./judge/stakes.ts";
import { type Load, openDoors } from "./load/load.ts";
import { openScene, type Scene } from "./scene.ts";
import { until } from "./worker.ts";

/** Nothing goes wrong before so many codes have come by mail, so that there is something to lose. */
const FIRST_CODES = 20;
const FIRST_CODES_WITHIN_MS = 120_000;

export type Report = {
  seed: number;
  seconds: number;
  wallSeconds: number;
  kills: { database: number; worker: number; cuts: number; databaseHung: number };
  faults: Faults;
  history: History;
  books: Books;
  mails: number;
  midtrans: MidtransBooks;
  drained: Drained;
  violations: Violation[];
};

/** A shop under load while everything around it fails; then peace, and a verdict. */
export async function runChaos(seed: number, seconds: number): Promise<Report> {
  const startedMs = Date.now();
  const scene = await openScene(seed);
  const { database, history } = scene;
  const closing = new AbortController();
  const watch = database.watch(closing.signal);
  try {
    const { load, ...storm } = await weather(scene, seconds);
    const drained = await drain(scene, load);
    await load.lookAtBalances();
    load.goHome();
    // Whoever still waited writes down now that no answer came.
    await pause(0);
    // Before the books: what Midtrans heard until now has been written by then.
    const midtrans = readMidtrans(scene.midtrans.payments(), scene.midtrans.notifications());
    const books = await database.whileUp(readBooks);
    const mailbox = load.postman.arrived;
    const kills = { ...storm.kills, databaseHung: database.hangs };
    const stakes = { seconds, kills, forgotten: drained.forgotten, startedMs: storm.startedMs };
    const evidence = { history, books, mailbox, midtrans };
    const violations = [...judge(evidence), ...judgeStakes(evidence, stakes)];
    return {
      seed,
      seconds,
      wallSeconds: Math.round((Date.now() - startedMs) / SECOND_MS),
      kills,
      faults: storm.faults,
      history,
      books,
      mails: mailbox.length,
      midtrans,
      drained,
      violations,
    };
  } finally {
    closing.abort();
    await watch;
    await scene.close();
  }
}

/** Business as usual until there is something to lose, then all that can go wrong, to the last Worker killed amid its jobs. */
async function weather(scene: Scene, seconds: number) {
  const { worker, database, wire } = scene;
  const [over, closed] = [new AbortController(), new AbortController()];
  const load: Load = openDoors(scene, closed.signal);
  await until(async () => load.codes.count >= FIRST_CODES, "no mail came even in peace", {
    withinMs: FIRST_CODES_WITHIN_MS,
  });
  const startedMs = Date.now();
  const time = pause(seconds * SECOND_MS).then(() => over.abort());
  const storm = Promise.all([befall(scene, over.signal), time]).then(async () => {
    await killAmidJobs(scene);
    closed.abort();
  });
  const [faults] = await Promise.all([meddle(scene, closed.signal), storm, load.ended]);
  return {
    load,
    startedMs,
    faults,
    kills: { database: database.kills, worker: worker.kills, cuts: wire.cuts },
  };
}
