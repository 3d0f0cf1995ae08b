import { eq, type SQL } from "drizzle-orm";
import { writeAuditFrom } from "../../db/audit.ts";
import { audits } from "../../db/schema/audit.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";

/** How long an admin may think about a question. */
const QUESTION_LIVES_MS = 15 * MINUTE_MS;

type QuestionAction = "token.remove.ask" | "campaign.close.ask";

const questionIdOf = (askedBy: string) => `${askedBy}.ask`;

/**
 * The statement that keeps a question until it is confirmed: a row of the audit log, which so knows of what was asked
 * and not done too.
 * @param from has a WHERE, and a row where there is something to ask about.
 */
export function putQuestion(
  deps: Deps,
  { id, actor }: Request,
  asked: { readonly action: QuestionAction; readonly target: string | SQL; readonly reason: string | null },
  from: SQL,
) {
  const questionId = questionIdOf(id);
  return writeAuditFrom(
    deps.db,
    {
      id: questionId,
      actor: actor.id,
      action: asked.action,
      target: asked.target,
      reason: asked.reason ?? undefined,
      cause: questionId,
      createdAtMs: deps.clock(),
    },
    from,
  );
}

/**
 * The question that a button answers: what it is about, by its id, and why.
 * @throws Problem when it is too old, of another kind, or somebody else's.
 */
export async function questionOf(
  deps: Deps,
  request: Request,
  questionId: string,
  action: QuestionAction,
): Promise<{ about: string; reason: string; locale: Locale }> {
  const { db } = deps;
  const [[found], readers] = await db.batch([
    db
      .select()
      .from(audits)
      .where(eq(audits.id, questionIdOf(questionId))),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!found || found.action !== action || found.createdAtMs + QUESTION_LIVES_MS <= deps.clock())
    throw new Problem({ kind: "question_lapsed" }, locale);
  if (found.actor !== request.actor.id)
    throw new Problem({ kind: "stock_not_yours", askedBy: found.actor }, locale);
  const about = /^[^:]+:(.+)$/.exec(found.target ?? "")?.[1] ?? "";
  return { about, reason: found.reason ?? "", locale };
}
