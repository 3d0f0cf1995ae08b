import { applyAnswer } from "./answer.ts";
import type { JsonObject } from "./api-objects.ts";
import type { Core } from "./core.ts";
import type { Exchange, Tamper } from "./exchange.ts";
import { DiscordError } from "./failure.ts";
import type { Interaction, InteractionKind, Outcome } from "./interaction.ts";
import { ANSWER_BYTES_MAX } from "./limits.ts";
import { signature } from "./signing.ts";

const NO_OUTCOME: Outcome = { message: null, modal: null, choices: null };
const NOT_AN_ANSWER = 202;

const FAILURES: Readonly<Record<InteractionKind, string>> = {
  ping: "The application did not respond",
  command: "The application did not respond",
  component: "This interaction failed",
  modal: "Something went wrong. Try again.",
  autocomplete: "Loading options failed",
};

type Answer = { readonly status: number | null; readonly body: unknown; readonly outcome?: Outcome };

/** Signs an interaction, sends it to the Worker, and does what the answer says. A Worker that fails does not make it reject. */
export async function deliver(
  core: Core,
  interaction: Interaction,
  payload: JsonObject,
  tamper: Tamper = {},
): Promise<Exchange> {
  const startedAt = performance.now();
  let answer: Answer = { status: null, body: null };
  let outcome: Outcome | null = null;
  let problem: string | null = null;
  try {
    answer = await ask(core, interaction, payload, tamper);
    outcome = answer.outcome ?? applyAnswer(core, interaction, answer.body);
  } catch (error) {
    problem = describe(error);
    if (error instanceof UnfitAnswer) answer = error.answer;
    if (interaction.state === "open") interaction.state = "missed";
  }
  return {
    interaction,
    payload,
    ...(outcome ?? NO_OUTCOME),
    status: answer.status,
    body: answer.body,
    tookMs: performance.now() - startedAt,
    failure: problem === null ? null : FAILURES[interaction.kind],
    problem,
  };
}

/** Sends the same interaction again, as Discord may. Its answer changes nothing: the first one counts. */
export async function deliverAgain(
  core: Core,
  { interaction, payload }: Exchange,
  tamper: Tamper = {},
): Promise<Answer> {
  return await ask(core, interaction, payload, tamper).catch((error) => {
    if (error instanceof UnfitAnswer) return error.answer;
    throw error;
  });
}

async function ask(
  core: Core,
  interaction: Interaction,
  payload: JsonObject,
  tamper: Tamper,
): Promise<Answer> {
  const body = JSON.stringify(payload);
  const deadline = AbortSignal.timeout(core.answerWithinMs);
  const byCallback = interaction.callback.promise.then((answer) => ({ status: NOT_AN_ANSWER, ...answer }));
  const late = new Promise<never>((_, reject) => {
    deadline.addEventListener("abort", () => reject(new Error(`no answer within ${core.answerWithinMs} ms`)));
  });
  const inline = fetch(new URL("/interactions", core.workerUrl()), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "Discord-Interactions/1.0 (+https://discord.com)",
      ...signed(core, body, tamper),
    },
    body,
    redirect: "manual",
    signal: deadline,
  }).then(readAnswer);
  inline.catch(() => undefined);
  const first = await Promise.race([inline, byCallback, late]);
  return first.status === NOT_AN_ANSWER ? await Promise.race([byCallback, late]) : first;
}

function signed(core: Core, body: string, tamper: Tamper): Record<string, string> {
  const timestamp = String(Math.floor(core.clock() / 1_000) + (tamper.timestampOffsetS ?? 0));
  if (tamper.signature === "missing") return { "x-signature-timestamp": timestamp };
  const good = signature(core.keyPair, timestamp, body);
  const bad = signature(core.keyPair, timestamp, `${body} `);
  const sent = tamper.signature === "bad" ? bad : tamper.signature === "malformed" ? "not hex" : good;
  return { "x-signature-ed25519": sent, "x-signature-timestamp": timestamp };
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const { status } = response;
  if (status === NOT_AN_ANSWER) return { status, body: null };
  if (status !== 200) throw new UnfitAnswer(`HTTP ${status}: ${text.slice(0, 500)}`, { status, body: text });
  if (text.length > ANSWER_BYTES_MAX) throw new UnfitAnswer("the answer is too long", { status, body: null });
  if (!response.headers.get("content-type")?.includes("application/json")) {
    throw new UnfitAnswer("the answer is not application/json", { status, body: text });
  }
  try {
    return { status, body: JSON.parse(text) };
  } catch {
    throw new UnfitAnswer("the answer is not JSON", { status, body: text });
  }
}

class UnfitAnswer extends Error {
  override name = "UnfitAnswer";
  readonly answer: Answer;
  constructor(message: string, answer: Answer) {
    super(message);
    this.answer = answer;
  }
}

function describe(error: unknown): string {
  if (error instanceof DiscordError) return JSON.stringify(error.body());
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
