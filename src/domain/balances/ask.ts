import { eq, sql } from "drizzle-orm";
import { isAttachmentUrl } from "../../clients/discord/api.ts";
import { memberAccounts } from "../../db/ledger.ts";
import { balanceChanges } from "../../db/schema/balances.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import type { Deps } from "../deps.ts";
import { FILE_BYTES_MAX } from "../imports/decode.ts";
import { PREVIEW_LIFE_MS } from "../imports/read.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import type { PointsAction } from "../points/limits.ts";
import { Problem } from "../problem.ts";

/** What an admin types to show that the reset is meant. */
const RESET_WORD = "RESET";

export type BalanceChange = typeof balanceChanges.$inferSelect;

export const readJobId = (changeId: string) => `${changeId}.balances.read`;

/** The change of this id, for a batch. */
export function balanceChangeById(deps: Deps, changeId: string) {
  return deps.db.select().from(balanceChanges).where(eq(balanceChanges.id, changeId));
}

export type BalancesAsked = {
  readonly file: { readonly name: string; readonly url: string; readonly bytes: number };
  readonly action: PointsAction;
  readonly reason: string;
  readonly interactionToken: string;
};

/**
 * Remembers an uploaded file of balances and has it read as a job. Asked twice with the same request, it is one.
 * @throws Problem when the file cannot be taken or the reason is blank.
 */
export async function askBalances(deps: Deps, request: Request, asked: BalancesAsked): Promise<void> {
  const { file, action, interactionToken } = asked;
  if (file.bytes > FILE_BYTES_MAX)
    throw new Problem({ kind: "file_too_large", bytes: file.bytes, bytesMax: FILE_BYTES_MAX });
  if (!isAttachmentUrl(file.url, deps.shop.cdnUrl)) throw new Problem({ kind: "file_not_from_discord" });
  await deps.db.batch(putChange(deps, request, { file, action, reason: asked.reason, interactionToken }));
  ring(deps, [{ id: readJobId(request.id), kind: "balances.read" }]);
}

/**
 * The statements that remember a file of balances and the job of reading it.
 * @throws Problem when the reason is blank.
 */
export function putChange(
  deps: Deps,
  request: Request,
  asked: {
    /** Without an address where the file comes with the request itself. */
    readonly file: { readonly name: string; readonly url: string | null };
    readonly action: PointsAction;
    readonly reason: string;
    readonly interactionToken: string | null;
  },
) {
  const { file, action, reason, interactionToken } = asked;
  const row = newChange(deps, request, action, reason, interactionToken);
  return [
    deps.db
      .insert(balanceChanges)
      .values({ ...row, state: "reading", fileName: file.name, fileUrl: file.url })
      .onConflictDoNothing(),
    putJob(deps, readJobId(request.id), "balances.read", { changeId: request.id }),
  ] as const;
}

export type ResetPreview = {
  readonly changeId: string;
  readonly members: number;
  readonly points: number;
  readonly locale: Locale;
};

/**
 * Counts what a reset would take back, and waits for the press that starts it. One round trip.
 * @throws Problem when the word was not typed or the reason is blank.
 */
export async function askReset(
  deps: Deps,
  request: Request,
  asked: { word: string; reason: string; interactionToken: string },
): Promise<ResetPreview> {
  if (asked.word.trim() !== RESET_WORD)
    throw new Problem({ kind: "option_invalid", option: "confirm", expected: "reset_word" });
  const { db } = deps;
  const row = newChange(deps, request, "reset", asked.reason, asked.interactionToken);
  const held = sql`${memberAccounts("points")} and balance > 0`;
  const [, [found], readers] = await db.batch([
    db
      .insert(balanceChanges)
      .values({
        ...row,
        state: "previewed",
        total: sql`(select count(*) from ${held})`,
        confirmUntilMs: row.createdAtMs + PREVIEW_LIFE_MS,
      })
      .onConflictDoNothing(),
    db
      .select({ members: sql<number>`count(*)`, points: sql<number>`coalesce(sum(balance), 0)` })
      .from(sql`${held}`),
    chosenLocale(db, request.actor.id),
  ]);
  const { members, points } = found ?? { members: 0, points: 0 };
  return { changeId: request.id, members, points, locale: localeFrom(deps, readers) };
}

function newChange(
  deps: Deps,
  request: Request,
  action: BalanceChange["action"],
  typedReason: string,
  interactionToken: string | null,
) {
  const reason = typedReason.trim();
  if (reason === "") throw new Problem({ kind: "option_invalid", option: "reason", expected: "some_text" });
  const nowMs = deps.clock();
  return {
    id: request.id,
    action,
    askedBy: request.actor.id,
    reason,
    interactionToken,
    answerUntilMs: nowMs + ANSWER_LIFE_MS,
    createdAtMs: nowMs,
  };
}
