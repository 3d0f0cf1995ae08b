import * as z from "zod";
import { resendAnswer, unknown } from "../cards.ts";
import { type Asked, patiently } from "../crowd.ts";
import type { Dice } from "../dice.ts";
import type { History, Resend } from "../history.ts";
import { STAFF_CHANNEL_ID } from "../people.ts";
import type { Office } from "./staff.ts";

const REPEATS_MAX = 2;

/** Has the mail of an order sent again, whose import is told to be done and whose mail has not come. */
export async function resend(office: Office, dice: Dice, staffId: string): Promise<void> {
  const { crowd, history, mailed } = office;
  const done = new Set(history.summaries.map(({ fileName }) => fileName));
  const missing = history.imports
    .filter(({ fileName }) => done.has(fileName))
    .flatMap(({ orders }) => orders)
    .filter(({ orderId }) => !mailed.has(orderId));
  const orderId = dice.any(missing)?.orderId;
  const [claim] = orderId ? await suggestClaims(office, staffId, orderId) : [];
  if (!orderId || !claim) return;
  const call = { name: "claims", subcommand: "resend", options: { claim } };
  let asked = await crowd.command(staffId, call, STAFF_CHANNEL_ID);
  const entry: Resend = { id: asked.exchange.interaction.id, orderId, answer: unknown("no answer yet") };
  history.resends.push(entry);
  await patiently(writeDown(history, entry, asked));
  for (let repeats = 0; repeats < REPEATS_MAX && dice.chance(0.5); repeats++) {
    asked = await crowd.again(asked);
    await patiently(writeDown(history, entry, asked));
  }
}

/** A repeat whose answer is lost takes nothing back of what was told before. */
async function writeDown({ strange }: History, entry: Resend, { problem, seen }: Asked): Promise<void> {
  const shown = await seen;
  const understood = shown ? resendAnswer(shown.card) : unknown(problem);
  if (!understood) strange.push(`to /claims resend: ${JSON.stringify(shown?.card)}`);
  const answer = understood ?? unknown("not understood");
  if (entry.answer.kind === "acknowledged" && answer.kind === "refused")
    strange.push(`to /claims resend ${entry.id}, done before: ${answer.why}`);
  if (entry.answer.kind === "unknown") entry.answer = answer;
}

const choicesSchema = z.array(z.object({ value: z.string() })).catch([]);

/** The claims that Discord offers while the id of an order is typed. */
async function suggestClaims({ discord }: Office, staffId: string, orderId: string): Promise<string[]> {
  const call = { name: "claims", subcommand: "resend", options: { claim: orderId } };
  const { choices } = await discord.autocomplete(staffId, call, "claim", { channel: STAFF_CHANNEL_ID });
  return choicesSchema.parse(choices).map(({ value }) => value);
}
