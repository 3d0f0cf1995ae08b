import { setTimeout as pause } from "node:timers/promises";
import { MINUTE_MS } from "../../src/lib/time.ts";
import type { Dice } from "./dice.ts";
import { openJobs } from "./jobs.ts";
import type { Scene } from "./scene.ts";
import type { Lost } from "./wire.ts";
import { until } from "./worker.ts";

const DATABASE_MEAN_MS = 2_500;
const DATABASE_AWAY_MEAN_MS = 400;
/** At times it is away for longer than the Worker asks it again, but not for most of a run. */
const OUTAGE = 0.1;
const OUTAGE_MS = 22_000;
const OUTAGES_APART_MS = MINUTE_MS;
const WORKER_MEAN_MS = 700;
/** A moment that does not come in this time is not waited for. */
const MOMENT_WITHIN_MS = 4_000;
/** Words by which a request to the database is known: most have the first, the others are steps of the work, the last ones those of a job. */
const ANY_REQUEST = "select";
const LOST: readonly [Lost, Lost] = ["request", "answer"];
const STEPS = [
  "outbox",
  "claim_failures",
  "import_rows",
  "mails",
  "import.upload",
  "import.confirm",
  "import.run",
  "import.report",
  "mail.send",
  "claim.resend",
  '.read"',
  '.run"',
  ".mail",
  '.report"',
  "topups",
  "payment_events",
  "payment_events",
  "topup.refund",
] as const;
/** What ends a job: lost together with the Worker, all of the job's work is done and it comes again. */
const END_OF_WORK = 'finished_at_ms\\" =';
const MIDTRANS_MEAN_MS = 6_000;
const MIDTRANS_AWAY_MEAN_MS = 1_500;
const WIRE_MEAN_MS = 400;
const CRON_MEAN_MS = 1_500;
const LEASES_MEAN_MS = 4_000;
const JOB_WITHIN_MS = 2_000;
/** Mostly just longer than the lease of a job; at times longer than a preview lives. */
const NIGHTS_MAX_MS = [3 * MINUTE_MS, 3 * MINUTE_MS, 3 * MINUTE_MS, 20 * MINUTE_MS] as const;

/** Everything that befalls the shop until it is over, each on its own. */
export async function befall(scene: Scene, over: AbortSignal): Promise<void> {
  const outage = { startedMs: 0 };
  await Promise.all([
    killDatabase(scene, scene.dice.for("database"), outage, over),
    killWorker(scene, scene.dice.for("worker"), outage, over),
    cutWire(scene, scene.dice.for("wire"), over),
    fireCron(scene, scene.dice.for("cron"), over),
    loseLeases(scene, scene.dice.for("leases"), over),
    troubleMidtrans(scene, scene.dice.for("midtrans"), over),
  ]);
}

/** When the database went for long. The Worker is left to live then, and to say so. */
type Outage = { startedMs: number };

async function killDatabase(
  { database }: Scene,
  dice: Dice,
  outage: Outage,
  over: AbortSignal,
): Promise<void> {
  while (await ongoing(dice.pauseMs(DATABASE_MEAN_MS), over)) {
    const isOutage = dice.chance(OUTAGE) && Date.now() - outage.startedMs > OUTAGES_APART_MS;
    if (isOutage) outage.startedMs = Date.now();
    await database.killFor(isOutage ? OUTAGE_MS : dice.pauseMs(DATABASE_AWAY_MEAN_MS));
  }
}

/** At any moment or in the middle of a step; at times the database goes with it, or minutes pass until it is back. */
async function killWorker(scene: Scene, dice: Dice, outage: Outage, over: AbortSignal): Promise<void> {
  const { worker, database, wire, calendar } = scene;
  while (await ongoing(dice.pauseMs(WORKER_MEAN_MS), over)) {
    const when = dice.pick(["any", "mailing", "mailing", "step", "step", "end", "end"]);
    if (when === "mailing") await within(nextMailCall(scene), over);
    if (when === "step") await within(wire.cut(dice.pick(LOST), dice.pick(STEPS)), over);
    if (when === "end") await within(wire.cut("request", END_OF_WORK), over);
    await ongoing(Math.max(0, outage.startedMs + OUTAGE_MS - Date.now()), over);
    worker.kill();
    const how = dice.pick(["alone", "both", "night"]);
    if (how === "both") await database.killFor(dice.pauseMs(DATABASE_AWAY_MEAN_MS));
    if (how === "night")
      await database.whileUp((url) => calendar.pass(url, dice.int(MINUTE_MS, dice.pick(NIGHTS_MAX_MS))));
    await worker.isBack();
  }
}

/** The moment at which SendGrid has a call and has not answered it. */
async function nextMailCall({ sendgrid }: Scene): Promise<void> {
  const before = sendgrid.calls.length;
  const called = (_: unknown, calls: readonly unknown[]) => calls.length > before;
  await sendgrid.waitFor(called, { timeoutMs: MOMENT_WITHIN_MS }).catch(() => undefined);
}

async function cutWire({ wire }: Scene, dice: Dice, over: AbortSignal): Promise<void> {
  while (await ongoing(dice.pauseMs(WIRE_MEAN_MS), over)) {
    const about = dice.chance(0.7) ? ANY_REQUEST : dice.pick(STEPS);
    await within(wire.cut(dice.pick(LOST), about), over);
  }
}

/** At times twice at once. A trigger that finds no Worker is lost. */
async function fireCron({ cron }: Scene, dice: Dice, over: AbortSignal): Promise<void> {
  while (await ongoing(dice.pauseMs(CRON_MEAN_MS), over)) {
    const fires = Array.from({ length: dice.pick([1, 1, 1, 2]) }, () => cron().catch(() => undefined));
    await Promise.race([Promise.all(fires), ongoing(CRON_MEAN_MS, over)]);
  }
}

/** Time passes for a job that is under way, as if it had stalled: it loses its lease, and the sweep has another begin. */
async function loseLeases({ database, calendar, cron }: Scene, dice: Dice, over: AbortSignal): Promise<void> {
  while (await ongoing(dice.pauseMs(LEASES_MEAN_MS), over)) {
    const isRunning = async () => over.aborted || (await database.whileUp(openJobs)).running > 0;
    await until(isRunning, "", { withinMs: JOB_WITHIN_MS }).catch(() => undefined);
    await database.whileUp((url) => calendar.pass(url, 3 * MINUTE_MS));
    await Promise.race([cron().catch(() => undefined), ongoing(CRON_MEAN_MS, over)]);
  }
}

/** Midtrans is slow or away altogether, or answers with HTTP 200 that it failed. */
async function troubleMidtrans({ midtrans }: Scene, dice: Dice, over: AbortSignal): Promise<void> {
  while (await ongoing(dice.pauseMs(MIDTRANS_MEAN_MS), over)) {
    midtrans.setMode(dice.pick(["slow", "down", "error inside"]));
    await ongoing(dice.pauseMs(MIDTRANS_AWAY_MEAN_MS), over);
    midtrans.setMode("normal");
  }
}

async function within(moment: Promise<void>, over: AbortSignal): Promise<void> {
  await Promise.race([moment, ongoing(MOMENT_WITHIN_MS, over)]);
}

/** Waits; false when it is over. */
async function ongoing(ms: number, over: AbortSignal): Promise<boolean> {
  await pause(ms, undefined, { signal: over }).catch(() => undefined);
  return !over.aborted;
}
