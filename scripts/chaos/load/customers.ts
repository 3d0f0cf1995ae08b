import { setTimeout as pause } from "node:timers/promises";
import { CODE_BYTES, codeFromBytes, formatCode } from "../../../src/lib/code.ts";
import { balanceAnswer, claimAnswer, unknown } from "../cards.ts";
import { type Asked, type Crowd, patiently } from "../crowd.ts";
import type { Dice } from "../dice.ts";
import type { ClaimAnswer, ClaimRequest, History } from "../history.ts";
import { CUSTOMER_CHANNEL_ID, CUSTOMER_IDS, GUESSER_IDS } from "../people.ts";
import type { Codes } from "./codes.ts";

const REPEATS_MAX = 3;
const RACERS_MAX = 6;
const THINKING_MEAN_MS = 200;

/** One of the customers at the till, over and over: claims, races for a code, guesses, and looks at balances. */
export type Till = { readonly crowd: Crowd; readonly history: History; readonly codes: Codes };

export async function serveCustomers(till: Till, dice: Dice, closed: AbortSignal): Promise<void> {
  while (!closed.aborted) {
    const what = dice.pick(["claim", "claim", "claim", "race", "balance", "balance", "guess"]);
    const code = till.codes.pick(dice);
    if (what === "guess") await guess(till, dice);
    else if (what === "balance" || !code) await lookAtBalance(till, dice.any(CUSTOMER_IDS) ?? "");
    else if (what === "race") await race(till, dice, code);
    else await visit(till, dice, dice.any(CUSTOMER_IDS) ?? "", code);
    await pause(dice.pauseMs(THINKING_MEAN_MS));
  }
}

/** Who claims, likes to look at the balance before and after. */
async function visit(till: Till, dice: Dice, memberId: string, code: string): Promise<void> {
  if (dice.chance(0.4)) await lookAtBalance(till, memberId);
  await claim(till, dice, memberId, code);
  if (dice.chance(0.6)) await lookAtBalance(till, memberId);
}

async function race(till: Till, dice: Dice, code: string): Promise<void> {
  const racers = dice.shuffled(CUSTOMER_IDS).slice(0, dice.int(2, RACERS_MAX));
  await Promise.all(racers.map((racer) => claim(till, dice.for(racer), racer, code)));
}

/** Codes that nobody was sent: half of them with a typing error. */
async function guess(till: Till, dice: Dice): Promise<void> {
  const code = codeFromBytes(dice.bytes(CODE_BYTES));
  const typed = dice.chance(0.5) ? formatCode(code) : `${code.slice(1)}${code.slice(0, 1)}`;
  await claim(till, dice, dice.any(GUESSER_IDS) ?? "", typed);
}

/** Claims a code; after an unknown outcome Discord delivers it again, or the person types it again, or lets it be. */
async function claim(till: Till, dice: Dice, memberId: string, code: string): Promise<void> {
  const { crowd, history } = till;
  const type = () => crowd.command(memberId, { name: "claim", options: { code } }, CUSTOMER_CHANNEL_ID);
  let asked = await type();
  let request = newRequest(history, asked, memberId, code);
  for (let repeats = 0; repeats < REPEATS_MAX; repeats++) {
    const answer = await patiently(writeDown(history, request, asked));
    if (answer?.kind === "refused" || !dice.chance(answer?.kind === "acknowledged" ? 0.1 : 0.8)) return;
    await pause(dice.pauseMs(THINKING_MEAN_MS));
    if (answer?.kind === "acknowledged" || dice.chance(0.6)) {
      asked = await crowd.again(asked);
      continue;
    }
    asked = await type();
    request = newRequest(history, asked, memberId, code);
  }
  void writeDown(history, request, asked);
}

function newRequest(history: History, { exchange }: Asked, memberId: string, code: string): ClaimRequest {
  const request: ClaimRequest = { id: exchange.interaction.id, memberId, code, attempts: [] };
  history.claims.push(request);
  return request;
}

async function writeDown(
  history: History,
  request: ClaimRequest,
  { startedMs, problem, seen }: Asked,
): Promise<ClaimAnswer> {
  const shown = await seen;
  const understood = shown ? claimAnswer(shown.card) : unknown(problem);
  if (!understood) history.strange.push(`to /claim: ${JSON.stringify(shown?.card)}`);
  const answer = understood ?? unknown("not understood");
  request.attempts.push({ startedMs, endedMs: shown?.atMs ?? Date.now(), answer });
  return answer;
}

/** Returns what was shown; undefined when nothing was in time. */
export async function lookAtBalance({ crowd, history }: Till, memberId: string): Promise<number | undefined> {
  const { startedMs, seen } = await crowd.command(memberId, { name: "balance" }, CUSTOMER_CHANNEL_ID);
  return await patiently(
    seen.then((shown) => {
      const answer = shown ? balanceAnswer(shown.card) : unknown("no answer");
      if (!answer) history.strange.push(`to /balance: ${JSON.stringify(shown?.card)}`);
      if (!shown || answer?.kind !== "told") return undefined;
      history.balances.push({ memberId, startedMs, endedMs: shown.atMs, points: answer.points });
      return answer.points;
    }),
  );
}
