import { setTimeout as pause } from "node:timers/promises";
import type { Dice } from "./dice.ts";
import type { Scene } from "./scene.ts";

const LOOK_EVERY_MS = 100;
const SENDGRID_FAULT = 0.7;
const DISCORD_FAULT = 0.6;
const MIDTRANS_FAULT = 0.5;

type SendGridFault = Parameters<Scene["sendgrid"]["faults"]["next"]>[0];
type MidtransFault = Parameters<Scene["midtrans"]["faults"]["next"]>[0];
type DiscordFault = Parameters<Scene["discord"]["faults"]["next"]>[0];

/** Most often what is worst: it took the mail, and its answer is lost or comes after its reports. */
const SENDGRID: readonly SendGridFault[] = [
  { status: 429, headers: { "retry-after": "1" } },
  { status: 500 },
  { status: 503, body: "<h1>Service unavailable</h1>" },
  { dropBefore: true },
  ...Array.from({ length: 4 }, () => ({ dropAfterAccept: true })),
  ...Array.from({ length: 3 }, () => ({ answerDelayMs: 1_500 })),
  { delayMs: 2_000 },
];

const DISCORD: readonly DiscordFault[] = [
  { status: 429, retryAfterS: 0.5 },
  { status: 429, retryAfterS: 1, html: true },
  { status: 500 },
  { dropConnection: true },
  { dropConnection: true, afterCommit: true },
  { status: 502, afterCommit: true },
  { delayMs: 700 },
];

/** A charge of which no answer came may have been made all the same. Answers that are late are too late for some who ask. */
const MIDTRANS: readonly MidtransFault[] = [
  ...Array.from({ length: 3 }, () => ({ path: "/charge", dropAfter: true })),
  { path: "/charge", dropBefore: true },
  { path: "/charge", errorInside: "500" },
  { path: "/charge", status: 502 },
  { path: "/charge", delayMs: 2_500 },
  { path: "/charge", delayMs: 11_000 },
  { path: "/status", dropAfter: true },
  { path: "/status", status: 503 },
  { path: "/status", errorInside: "503" },
  { path: "/status", errorInside: "429" },
  { path: "/status", delayMs: 1_000 },
  { path: "/status", delayMs: 3_500 },
  { path: "/cancel", dropAfter: true },
  { path: "/cancel", dropBefore: true },
  { path: "/cancel", errorInside: "500" },
];

/** Counts what went wrong outside. */
export type Faults = { readonly sendgrid: number; readonly discord: number; readonly midtrans: number };

/** Lets calls to SendGrid, Discord and Midtrans go wrong, many of them, until it is over. */
export async function meddle(
  { sendgrid, discord, midtrans, dice }: Scene,
  over: AbortSignal,
): Promise<Faults> {
  const mine = dice.for("faults");
  const count = { sendgrid: 0, discord: 0, midtrans: 0 };
  let calls = 0;
  let lastCall = midtrans.calls.at(-1);
  while (!over.aborted) {
    for (; calls < sendgrid.calls.length; calls++) {
      if (give(mine, SENDGRID_FAULT, SENDGRID, sendgrid.faults.next)) count.sendgrid++;
    }
    if (discord.faults.left() === 0 && give(mine, DISCORD_FAULT, DISCORD, discord.faults.next))
      count.discord++;
    if (midtrans.calls.at(-1) !== lastCall) {
      lastCall = midtrans.calls.at(-1);
      if (give(mine, MIDTRANS_FAULT, MIDTRANS, midtrans.faults.next)) count.midtrans++;
    }
    await pause(LOOK_EVERY_MS);
  }
  sendgrid.faults.clear();
  discord.faults.clear();
  midtrans.faults.clear();
  return count;
}

function give<F>(dice: Dice, probability: number, faults: readonly F[], next: (fault: F) => void): boolean {
  const fault = dice.chance(probability) ? dice.any(faults) : undefined;
  if (fault) next(fault);
  return fault !== undefined;
}
