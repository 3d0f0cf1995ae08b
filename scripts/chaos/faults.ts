import { setTimeout as pause } from "node:timers/promises";
import type { Dice } from "./dice.ts";
import type { Scene } from "./scene.ts";

const LOOK_EVERY_MS = 100;
const SENDGRID_FAULT = 0.7;
const DISCORD_FAULT = 0.6;

type SendGridFault = Parameters<Scene["sendgrid"]["faults"]["next"]>[0];
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

/** Counts what went wrong at SendGrid and Discord. */
export type Faults = { readonly sendgrid: number; readonly discord: number };

/** Lets calls to SendGrid and Discord go wrong, many of them, until it is over. */
export async function meddle({ sendgrid, discord, dice }: Scene, over: AbortSignal): Promise<Faults> {
  const mine = dice.for("faults");
  const count = { sendgrid: 0, discord: 0 };
  let calls = 0;
  while (!over.aborted) {
    for (; calls < sendgrid.calls.length; calls++) {
      if (give(mine, SENDGRID_FAULT, SENDGRID, sendgrid.faults.next)) count.sendgrid++;
    }
    if (discord.faults.left() === 0 && give(mine, DISCORD_FAULT, DISCORD, discord.faults.next))
      count.discord++;
    await pause(LOOK_EVERY_MS);
  }
  sendgrid.faults.clear();
  discord.faults.clear();
  return count;
}

function give<F>(dice: Dice, probability: number, faults: readonly F[], next: (fault: F) => void): boolean {
  const fault = dice.chance(probability) ? dice.any(faults) : undefined;
  if (fault) next(fault);
  return fault !== undefined;
}
