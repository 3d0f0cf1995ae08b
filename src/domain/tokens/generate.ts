import { sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { campaigns, tokenBatches } from "../../db/schema/tokens.ts";
import type { Request } from "../actor.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { localeFrom } from "../members/locale.ts";
import { ring } from "../outbox/kinds.ts";
import { type Generated, insertBatch, readBatch, refuseBatch } from "./batch.ts";
import { fillBatch, finishBatch, TOKENS_PER_FILL } from "./fill.ts";
import { type TokensGiven, tokensAsked } from "./form.ts";

const makeJobId = (batchId: string) => `${batchId}.tokens.make`;
const auditIdOf = (batchId: string) => `${batchId}.tokens`;

/**
 * Makes promo tokens: as many as one batch takes at once, more by a job. The repeat of a request finds the same ones.
 * @param interactionToken by which the job edits the answer; null where nobody in Discord waits for one.
 * @throws Problem
 */
export async function generateTokens(
  deps: Deps,
  request: Request,
  given: TokensGiven,
  interactionToken: string | null,
): Promise<Generated> {
  const { db } = deps;
  const { id } = request;
  const asked = tokensAsked(given, deps.shop, deps.clock());
  const made = sql`${tokenBatches} where id = ${id}`;
  const job = { id: makeJobId(id), kind: "tokens.make" };
  const jobRow = { ...job, payload: sql`json_object('batchId', id)`, atMs: deps.clock() };
  const writes = [
    insertBatch(deps, request, asked, interactionToken),
    mustHold(db, sql`exists (select 1 from ${made})`),
    ...(asked.quantity > TOKENS_PER_FILL ? [] : [fillBatch(deps, { ...asked, id }, asked.quantity)]),
    finishBatch(deps, id),
    putInOutboxFrom(db, jobRow, sql`${made} and finished_at_ms is null`),
    ...recordAuditFrom(deps, auditOf(request), made),
  ];
  try {
    const [found, codes, readers] = await writeThenRead(db, writes, readBatch(deps, id, request.actor.id));
    const [row] = found;
    if (!row) throw new Error("tokens that were made are not there");
    if (row.batch.finishedAtMs === null) ring(deps, [job]);
    ringAudit(deps, auditIdOf(id));
    return { ...row, codes: codes.map(({ code }) => code), locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  return await refuseBatch(deps, request, asked);
}

const auditOf = ({ id, actor }: Request) => ({
  id: auditIdOf(id),
  actor: actor.id,
  action: "token.generate",
  target: `token_batch:${id}`,
  after: sql`json_object('tokens', quantity, 'description', description,
    'campaign', (select name from ${campaigns} where id = ${tokenBatches.campaignId}))`,
  cause: auditIdOf(id),
});
