import { setTimeout as pause } from "node:timers/promises";
import { SECOND_MS } from "../../src/lib/time.ts";
import { type Books, readBooks } from "./books.ts";
import { befall } from "./disasters.ts";
import { drain } from "./drain.ts";
import { type Faults, meddle } from "./faults.ts";
import type { History } from "./history.ts";
import type { Violation } from "./judge/evidence.ts";
import { judge } from "./judge/judge.ts";
import { judgeStakes } from "./judge/stakes.ts";
import { openDoors } from "./load/load.ts";
import { readMail } from "./load/postman.ts";
import { openScene } from "./scene.ts";
import { until } from "./worker.ts";

/** Nothing goes wrong before so many codes have come by mail, so that there is something to lose. */
const FIRST_CODES = 20;
const FIRST_CODES_WITHIN_MS = 60_000;

export type Report = {
  seed: number;
  seconds: number;
  wallSeconds: number;
  kills: { database: number; worker: number; answersCut: number };
  faults: Faults;
  history: History;
  books: Books;
  mails: number;
  drainRounds: number;
  violations: Violation[];
};

/** A shop under load while everything around it fails; then peace, and a verdict. */
export async function runChaos(seed: number, seconds: number): Promise<Report> {
  const startedMs = Date.now();
  const scene = await openScene(seed);
  const { worker, database, wire, history, sendgrid } = scene;
  try {
    const closing = new AbortController();
    const load = openDoors(scene, closing.signal);
    await until(async () => load.codes.count >= FIRST_CODES, "no mail came even in peace", {
      withinMs: FIRST_CODES_WITHIN_MS,
    });
    const time = pause(seconds * SECOND_MS).then(() => closing.abort());
    const [faults] = await Promise.all([
      meddle(scene, closing.signal),
      befall(scene, closing.signal),
      load.ended,
      time,
    ]);
    const kills = { database: database.kills, worker: worker.kills, answersCut: wire.cuts };
    const drainRounds = await drain(scene, load.postman);
    load.goHome();
    // Whoever still waited writes down now that no answer came.
    await pause(0);
    const books = await readBooks(database.url);
    const mailbox = sendgrid.mailbox.list().map(readMail);
    const violations = [...judge({ history, books, mailbox }), ...judgeStakes({ history, books }, kills)];
    const wallSeconds = Math.round((Date.now() - startedMs) / SECOND_MS);
    return {
      seed,
      seconds,
      wallSeconds,
      kills,
      faults,
      history,
      books,
      mails: mailbox.length,
      drainRounds,
      violations,
    };
  } finally {
    await scene.close();
  }
}
