import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { type Crowd, patiently } from "../crowd.ts";
import type { Dice } from "../dice.ts";
import type { History, MoveAsked } from "../history.ts";
import { STAFF_CHANNEL_ID, STAFF_IDS } from "../people.ts";

const SPEND_MEAN_MS = 400;
const AT_ONCE = 4;
/** Money is taken out soon after it arrived, before it is given back. */
const LATEST = 20;
const REPEATS_MAX = 4;
const ANSWER_WITHIN_MS = 10_000;
const KEY = /coffer_[^\s`]+/;

export type Program = { readonly crowd: Crowd; readonly history: History; readonly apiUrl: string };
type Call = (path: string, init?: RequestInit) => Promise<{ status: number; json: unknown } | null>;

const walletSchema = z.object({ balance: z.number() });
const movedSchema = z.object({ entry: z.number(), balance: z.number() });

/**
 * Another program that has a key: it takes money out of wallets, all of it, a part or more than is there, so that
 * what is given back later becomes a debt. What was not answered it asks again under the same key.
 */
export async function runProgram(program: Program, dice: Dice, closed: AbortSignal): Promise<void> {
  const key = await makeKey(program.crowd, closed);
  if (!key) return;
  const call = caller(program.apiUrl, key);
  const sell = async (till: string, own: Dice) => {
    for (let number = 1; !closed.aborted; number++) {
      const memberId = own.any(whoHasMoney(program.history));
      if (memberId) await takeOut(program.history, call, own, memberId, `${till}-${number}`);
      await pause(own.pauseMs(SPEND_MEAN_MS), undefined, { signal: closed }).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => sell(`order-${at}`, dice.for(`till ${at}`))));
}

/** Members who were told of late that money arrived. */
function whoHasMoney({ topups, topupsTold }: History): string[] {
  const arrived = topupsTold.filter(({ word }) => word === "arrived").slice(-LATEST);
  const ids = new Set(arrived.map(({ topupId }) => topupId));
  return topups.filter(({ id }) => ids.has(`tu-${id}`)).map(({ memberId }) => memberId);
}

/** A key is shown once; whoever did not see it makes another. */
async function makeKey(crowd: Crowd, closed: AbortSignal): Promise<string | undefined> {
  for (let number = 1; !closed.aborted; number++) {
    const options = { name: `till-${number}`, access: "debit" };
    const command = { name: "admin", group: "apikey", subcommand: "create", options };
    const asked = await crowd.command(STAFF_IDS[0] ?? "", command, STAFF_CHANNEL_ID);
    const key = KEY.exec((await patiently(asked.seen))?.card.description ?? "")?.[0];
    if (key) return key;
  }
  return undefined;
}

/** Null when no answer came. */
function caller(apiUrl: string, key: string): Call {
  return async (path, init = {}) => {
    try {
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json", ...init.headers };
      const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
      const answer = await fetch(`${apiUrl}${path}`, { ...init, headers, signal });
      return { status: answer.status, json: await answer.json() };
    } catch {
      return null;
    }
  };
}

async function takeOut(
  history: History,
  call: Call,
  dice: Dice,
  memberId: string,
  key: string,
): Promise<void> {
  const wallet = walletSchema.safeParse((await call(`/wallets/${memberId}`))?.json);
  if (!wallet.success || wallet.data.balance === 0) return;
  const { balance } = wallet.data;
  const amount = dice.pick([balance, balance, Math.ceil(balance / 2), balance + 1]);
  const move: MoveAsked = { key, memberId, amount, answers: [] };
  history.moves.push(move);
  const body = JSON.stringify({ amount, reason: "an order" });
  const init = { method: "POST", body, headers: { "idempotency-key": key } };
  for (let times = 0; times <= REPEATS_MAX; times++) {
    const answer = await call(`/wallets/${memberId}/debits`, init);
    const moved = answer?.status === 200 ? movedSchema.parse(answer.json) : null;
    if (moved) move.answers.push({ kind: "moved", ...moved });
    else if (answer?.status === 409) move.answers.push({ kind: "refused" });
    else if (answer && answer.status < 500) history.strange.push(`to a debit: ${JSON.stringify(answer)}`);
    const isKnown = moved !== null || answer?.status === 409;
    if (isKnown && !dice.chance(0.3)) return;
  }
}
