import { sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { tokens } from "../../db/schema/tokens.ts";
import { orderCode } from "../../lib/orderCode.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { putQuestion, questionOf } from "./question.ts";
import { readToken, type TokenView, tokenNamed, viewFrom } from "./view.ts";

export const REMOVE_REASON_CHARS_MAX = 200;

export type RemovalAsked = TokenView & { readonly questionId: string; readonly reason: string };

/**
 * Asks whether to remove a token for ever. One round trip.
 * @throws Problem when there is no such token, or it is not free.
 */
export async function askRemoval(
  deps: Deps,
  request: Request,
  typed: string,
  why: string,
): Promise<RemovalAsked> {
  const code = tokenNamed(typed);
  const reason = why.trim();
  if (reason === "") throw new Problem({ kind: "option_invalid", option: "reason", expected: "some_text" });
  const asked = { action: "token.remove.ask", target: `token:${code}`, reason } as const;
  const free = sql`${tokens} where code = ${code} and state = 'available'`;
  const found = await writeThenRead(
    deps.db,
    [putQuestion(deps, request, asked, free)],
    readToken(deps, code, request.actor.id),
  );
  const view = viewFrom(deps, code, found);
  if (view.token.state !== "available") throw notRemovable(view);
  return { ...view, questionId: request.id, reason };
}

/**
 * Removes the token that was asked about. Pressed twice, it is done once and told alike.
 * @throws Problem when the question is too old or somebody else's, or the token is not free any more.
 */
export async function removeToken(deps: Deps, request: Request, questionId: string): Promise<TokenView> {
  const { db } = deps;
  const { about: code, reason } = await questionOf(deps, request, questionId, "token.remove.ask");
  const auditId = `${questionId}.remove`;
  const reads = readToken(deps, code, request.actor.id);
  const done = sql`exists (
    select 1 from ${tokens} where code = ${code} and state = 'removed' and changed_request = ${questionId})`;
  try {
    const found = await writeThenRead(
      db,
      [
        db
          .update(tokens)
          .set({
            state: "removed",
            changedAtMs: deps.clock(),
            changedBy: request.actor.id,
            changedRequest: questionId,
            changeReason: reason,
          })
          .where(sql`${tokens.code} = ${code} and ${tokens.state} = 'available'`),
        mustHold(db, done),
        ...recordAudit(deps, {
          id: auditId,
          actor: request.actor.id,
          action: "token.remove",
          target: `token:${code}`,
          reason,
          cause: auditId,
        }),
      ],
      reads,
    );
    ringAudit(deps, auditId);
    return viewFrom(deps, code, found);
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  throw notRemovable(viewFrom(deps, code, await db.batch(reads)));
}

function notRemovable({ token, orderNumber, locale }: TokenView): Problem {
  const { code, state, changedAtMs: atMs, changedBy: by } = token;
  const order = orderNumber === null ? null : orderCode(orderNumber);
  return new Problem({ kind: "token_not_removable", code, state, order, atMs, by }, locale);
}
