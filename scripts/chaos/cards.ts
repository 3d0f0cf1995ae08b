import * as z from "zod";
import type { ProblemFacts } from "../../src/domain/problem.ts";
import { problemSentence } from "../../src/domain/sentence.ts";
import { auditFacts } from "../../src/lib/words/auditFacts.ts";
import { importWords } from "../../src/lib/words/imports.ts";
import type { ClaimAnswer, DecisionAnswer, Refused, ResendAnswer, Summary, Unknown } from "./history.ts";
import { TOPUPS_OPEN_MAX } from "./limits.ts";

/** A card as a person reads it. */
export const cardSchema = z.object({
  title: z.string(),
  description: z.string().default(""),
  fields: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  footer: z.object({ text: z.string() }).optional(),
});
export type Card = z.infer<typeof cardSchema>;

const words = importWords.en;

const importStates = ["running", "mailing", "done", "refused", "empty", "cancelled", "lapsed"] as const;
const claimStates = ["claimed", "expired", "revoked"] as const;

/** Every refusal that this load can meet. */
const REFUSALS: readonly ProblemFacts[] = [
  { kind: "code_mistyped" },
  { kind: "code_unknown" },
  { kind: "code_used_by_you", atMs: 0 },
  { kind: "code_expired", atMs: 0 },
  { kind: "code_revoked" },
  { kind: "too_many_wrong_codes", untilMs: 0 },
  { kind: "import_unknown" },
  ...importStates.map((state) => ({ kind: "import_decided", state }) as const),
  { kind: "import_being_read" },
  { kind: "preview_lapsed" },
  { kind: "claim_unknown" },
  ...claimStates.map((state) => ({ kind: "claim_not_open", state }) as const),
  { kind: "topups_open_max", max: TOPUPS_OPEN_MAX },
];

/** A sentence without the times in it. */
const timeless = (sentence: string) => sentence.replace(/<t:\d+:\w>/g, "<t>");

const kinds = new Map(REFUSALS.map((facts) => [timeless(problemSentence(facts, "en")), facts.kind]));

/** The refusal that a card tells; null when it tells something else. */
export function refusalOf(card: Card): Refused | null {
  const why = kinds.get(timeless(card.description));
  return why ? { kind: "refused", why } : null;
}

/** A database that was away leaves open what was done. An error that the shop did not expect is none that may be told here. */
export function troubleOf(card: Card): Unknown | null {
  if (card.title !== "That did not work") return null;
  if (card.description.startsWith("The shop's database does not answer")) return unknown("database away");
  return null;
}

export const unknown = (why: string): Unknown => ({ kind: "unknown", why });

/** What the answer to `/claim` tells; null when it cannot be understood. */
export function claimAnswer(card: Card): ClaimAnswer | null {
  const points = /^\+([\d,]+) points$/.exec(card.title)?.[1];
  const balance = /\*\*([\d,]+)\*\* points now/.exec(card.description)?.[1];
  if (!points || !balance) return refusalOf(card) ?? troubleOf(card);
  const orderId = /^Order (.+)$/.exec(card.footer?.text ?? "")?.[1] ?? null;
  return { kind: "acknowledged", points: numberOf(points), balance: numberOf(balance), orderId };
}

/** The points that the answer to `/balance` tells, or why it tells none; null when it cannot be understood. */
export function balanceAnswer(card: Card): { kind: "told"; points: number } | Unknown | null {
  const points = card.title === "Your balance" && /^\*\*([\d,]+)\*\* points$/m.exec(card.description)?.[1];
  if (!points) return troubleOf(card);
  // Nothing is spent here: what somebody has is all that was ever earned, and the most there ever was.
  const same = card.fields.filter(({ name }) => name === "Earned in all" || name === "Highest balance");
  return same.every(({ value }) => value === points) ? { kind: "told", points: numberOf(points) } : null;
}

/** What a preview shows after one of its buttons was pressed. */
export function decisionAnswer(wish: "confirm" | "cancel", card: Card): DecisionAnswer | null {
  const { title } = card;
  const isStarted = title === words.started || title.startsWith(words.progress) || summaryOf(card) !== null;
  const isCancelled = title === words.cancelled;
  if (wish === "confirm" ? isStarted : isCancelled) return { kind: "acknowledged" };
  if (isStarted || isCancelled) return unknown("overtaken by the other button");
  return refusalOf(card) ?? troubleOf(card);
}

export function resendAnswer(card: Card): ResendAnswer | null {
  return card.title === "Mail sent again" ? { kind: "acknowledged" } : (refusalOf(card) ?? troubleOf(card));
}

/** The end of an import that a card tells; null when it tells something else. */
export function summaryOf(card: Card): Omit<Summary, "messageId" | "direct"> | null {
  const [before, after] = words.done("\n").split("\n");
  const fileName = card.title.endsWith(after ?? "")
    ? card.title.slice((before ?? "").length, -(after ?? "").length)
    : "";
  const counts = new Map(card.fields.map(({ name, value }) => [name, numberOf(value)]));
  const created = counts.get(words.created);
  if (!fileName || created === undefined) return null;
  const count = (name: string) => counts.get(name) ?? 0;
  return {
    fileName,
    created,
    mailed: count(words.mailed),
    uncertain: count(words.uncertain),
    failed: count(words.failed),
    held: count(words.held),
  };
}

const lineOf = (name: string) => new RegExp(`^\\*\\*${name}:\\*\\* \`(.+)\`$`, "m");
/** How posts name what they are about, and what stands before the id in the books. */
const TARGETS = [
  { kind: "", line: lineOf(auditFacts.en.target) },
  { kind: "topup:", line: lineOf(auditFacts.en.topup) },
  { kind: "payment:", line: lineOf(auditFacts.en.payment) },
  { kind: "cashback:", line: lineOf(auditFacts.en.cashback) },
];

/** What a post in the audit channel is about. */
export function auditPostOf(card: Card): { title: string; target: string } {
  const named = TARGETS.flatMap(({ kind, line }) => {
    const id = line.exec(card.description)?.[1];
    return id ? [`${kind}${id}`] : [];
  });
  return { title: card.title, target: card.footer?.text ?? named[0] ?? "" };
}

export const numberOf = (text: string) => Number(text.replaceAll(",", ""));
