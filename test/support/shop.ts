import { vi } from "vitest";
import type { Lane } from "../../src/clients/jobs.ts";
import type { Level, Request } from "../../src/domain/actor.ts";
import type { Deps } from "../../src/domain/deps.ts";
import { handleCron } from "../../src/jobs/cron.ts";
import { doJob } from "../../src/jobs/queue.ts";
import type { Keyring } from "../../src/lib/secret.ts";
import { createClock, type TestClock } from "./clock.ts";
import { startDatabase, type TestDatabase } from "./database.ts";
import { createTestDeps, keyringOf, type TestDepsOptions } from "./deps.ts";
import { type Desk, startDesk } from "./desk.ts";
import { type Mailbox, startMailbox } from "./mailbox.ts";
import { startMidtrans, type TestMidtrans } from "./midtrans.ts";
import { type DatabaseProxy, startProxy } from "./proxy.ts";
import { createRandom } from "./random.ts";

/** What one request or job has otherwise than the rest of the shop. */
export type DepsChange = Partial<
  Pick<
    TestDepsOptions,
    | "databaseUrl"
    | "patienceMs"
    | "beforeAgain"
    | "discordUrl"
    | "sendgridUrl"
    | "sendgridTimeoutMs"
    | "midtransUrl"
    | "shop"
    | "random"
    | "clock"
  >
>;

/** A shop without doors: its verbs, a real database behind a proxy, and stand-ins for what is outside. */
export type TestShop = {
  readonly database: TestDatabase;
  readonly proxy: DatabaseProxy;
  readonly clock: TestClock;
  readonly desk: Desk;
  readonly mailbox: Mailbox;
  readonly midtrans: TestMidtrans;
  /** Log lines. */
  readonly logs: string[];
  /** Bells that were rung and not answered yet. */
  readonly rings: { readonly lane: Lane; readonly id: string }[];
  /** Work for one request or job: a database connection of its own. */
  deps(change?: DepsChange): Deps;
  /** An asking that was never there before. */
  request(actorId?: string, level?: Level): Request;
  /** An id that was never there before, as Discord makes them. */
  newId(): string;
  /** Does the job of an outbox row; tells when it wants to come again, null for never. */
  job(id: string, change?: DepsChange): Promise<number | null>;
  /** Answers bells until none is left. */
  answerBells(change?: DepsChange): Promise<void>;
  /** Fires the cron trigger. */
  cron(): Promise<void>;
  /** The root keys from now on, the current one first. */
  setRootKeys(first: number, ...others: number[]): Promise<void>;
  stop(): Promise<void>;
};

const FIRST_ID = 1_180_000_000_000_000_000n;

export async function startShop(): Promise<TestShop> {
  const logs: string[] = [];
  for (const level of ["log", "warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation((line: unknown) => void logs.push(String(line)));
  }
  const clock = createClock();
  const random = createRandom(7);
  const [database, desk, mailbox, midtrans] = await Promise.all([
    startDatabase(),
    startDesk(),
    startMailbox(clock.now),
    startMidtrans(clock.now),
  ]);
  const proxy = await startProxy(database.url);
  let keyring: Keyring = await keyringOf(random, 1);
  let ids = FIRST_ID;
  const rings: TestShop["rings"] = [];
  const ringer = {
    ring: (lane: Lane, rung: readonly string[]) => void rings.push(...rung.map((id) => ({ lane, id }))),
  };
  const newId = () => String(ids++);
  const deps = (change: DepsChange = {}) =>
    createTestDeps({
      databaseUrl: proxy.url,
      clock: clock.now,
      random,
      keyring,
      ringer,
      discordUrl: desk.url,
      sendgridUrl: mailbox.url,
      midtransUrl: midtrans.url,
      ...change,
    });
  const job = (id: string, change?: DepsChange) => doJob(deps(change), id);
  return {
    database,
    proxy,
    clock,
    desk,
    mailbox,
    midtrans,
    logs,
    rings,
    deps,
    newId,
    request: (actorId = newId(), level = "everyone") => ({ id: newId(), actor: { id: actorId, level } }),
    job,
    answerBells: async (change) => {
      for (let bell = rings.shift(); bell; bell = rings.shift()) await job(bell.id, change);
    },
    cron: () => handleCron(deps(), clock.now()),
    setRootKeys: async (first, ...others) => {
      keyring = await keyringOf(random, first, ...others);
    },
    stop: async () => {
      await Promise.all([proxy.stop(), desk.stop(), mailbox.stop(), midtrans.stop()]);
      await database.stop();
    },
  };
}
