import { and, eq, isNull } from "drizzle-orm";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { apiKeys } from "../../db/schema/api.ts";
import { audits } from "../../db/schema/audit.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { keyNamed } from "./keys.ts";

export const REVOKE_REASON_CHARS_MAX = 200;

const auditIdOf = (request: Request) => `${request.id}.apikey`;

/**
 * Ends a key: nothing that comes with it after the commit is done. What it did stays in the books.
 * @throws Problem when there is no such key, or somebody else has ended it.
 */
export async function revokeKey(
  deps: Deps,
  request: Request,
  name: string,
  given: string,
): Promise<{ readonly name: string; readonly locale: Locale }> {
  const reason = given.trim();
  if (reason === "") throw new Problem({ kind: "option_invalid", option: "reason", expected: "some_text" });
  const { db } = deps;
  const auditId = auditIdOf(request);
  try {
    const [, , readers] = await db.batch([
      db
        .update(apiKeys)
        .set({ revokedBy: request.actor.id, revokedAtMs: deps.clock() })
        .where(and(eq(apiKeys.name, name), isNull(apiKeys.revokedAtMs))),
      mustHaveChanged(db),
      chosenLocale(db, request.actor.id),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "api_key.revoke",
        target: `api_key:${name}`,
        reason,
        cause: auditId,
      }),
    ]);
    ringAudit(deps, auditId);
    return { name, locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return { name, locale: await explain(deps, auditId, request.actor.id, name) };
  }
}

async function explain(deps: Deps, auditId: string, readerId: string, name: string): Promise<Locale> {
  const { db } = deps;
  const [[named], [echo], readers] = await db.batch([
    keyNamed(deps, name),
    db.select({ id: audits.id }).from(audits).where(eq(audits.cause, auditId)),
    chosenLocale(db, readerId),
  ]);
  const locale = localeFrom(deps, readers);
  if (echo) {
    ringAudit(deps, auditId);
    return locale;
  }
  if (named?.revokedAtMs == null) throw new Problem({ kind: "api_key_unknown" }, locale);
  throw new Problem({ kind: "api_key_revoked", name, atMs: named.revokedAtMs }, locale);
}
