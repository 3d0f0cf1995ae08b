import { setTimeout as pause } from "node:timers/promises";
import { ClientRefusal } from "../../standins/discord/exchange.ts";
import { decisionAnswer, unknown } from "../cards.ts";
import { type Asked, patiently } from "../crowd.ts";
import type { Dice } from "../dice.ts";
import type { Decision, DecisionAnswer, ImportAsked } from "../history.ts";
import type { Preview } from "./previews.ts";
import type { Office } from "./staff.ts";

const PRESSES_MAX = 6;
const THINKING_MEAN_MS = 400;

/** What is pressed at once; equally often each. */
const WISHES: readonly (readonly Decision["wish"][])[] = [
  ...Array.from({ length: 6 }, () => ["confirm"] as const),
  ["confirm", "confirm"],
  ["confirm", "cancel"],
  ["confirm", "cancel"],
  ["cancel"],
  [],
];

/** Presses Import or Cancel, at times both at once, again while the outcome is unknown; some previews are left alone. */
export async function decide(office: Office, dice: Dice, preview: Preview): Promise<void> {
  const asked = office.history.imports.find(({ id }) => id === preview.importId);
  const wishes = dice.any(WISHES) ?? [];
  if (!asked) return;
  asked.previewed = true;
  await Promise.all(
    wishes.map((wish, at) => insist(office, dice.for(`${wish} ${at}`), preview, asked, wish)),
  );
}

async function insist(
  office: Office,
  dice: Dice,
  preview: Preview,
  asked: ImportAsked,
  wish: Decision["wish"],
): Promise<void> {
  let press: Asked | null = null;
  for (let presses = 0; presses < PRESSES_MAX; presses++) {
    press =
      press && dice.chance(0.5)
        ? await office.crowd.again(press)
        : await pressAnew(office, preview, asked, wish);
    if (!press) return;
    const answer = await patiently(writeDown(office, press, asked, wish));
    if (answer && answer.kind !== "unknown") return;
    await pause(dice.pauseMs(THINKING_MEAN_MS));
  }
}

/** Null when the button is gone. */
async function pressAnew(
  { crowd }: Office,
  preview: Preview,
  asked: ImportAsked,
  wish: Decision["wish"],
): Promise<Asked | null> {
  try {
    return await crowd.press(asked.staffId, preview.message, preview[wish]);
  } catch (error) {
    if (error instanceof ClientRefusal) return null;
    throw error;
  }
}

async function writeDown(
  { history }: Office,
  { exchange, problem, seen }: Asked,
  asked: ImportAsked,
  wish: Decision["wish"],
): Promise<DecisionAnswer> {
  const decision: Decision = { id: exchange.interaction.id, wish, answer: unknown("no answer yet") };
  asked.decisions.push(decision);
  const shown = await seen;
  const understood = shown ? decisionAnswer(wish, shown.card) : unknown(problem);
  if (!understood) history.strange.push(`to ${wish}: ${JSON.stringify(shown?.card)}`);
  decision.answer = understood ?? unknown("not understood");
  return decision.answer;
}
