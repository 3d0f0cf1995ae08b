import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { audits } from "../../db/schema/audit.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { campaigns, tokens } from "../../db/schema/tokens.ts";
import { newId } from "../../lib/id.ts";
import { ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { lateTokens } from "./state.ts";

/** Tokens that one run ends, and campaigns and batches that it tells of; more wait for the next. */
export const EXPIRED_PER_RUN_MAX = 10_000;
const GROUPS_PER_RUN_MAX = 20;

const idSchema = z.array(z.object({ id: z.string() }));

/**
 * Ends the tokens that no order has and whose time is over, and tells in the audit log how many of which campaign, or of
 * which batch where it is of none. One batch, so that a run which dies or comes twice ends and tells each token once.
 */
export async function expireTokens(deps: Deps, most = EXPIRED_PER_RUN_MAX): Promise<number> {
  const { db } = deps;
  const nowMs = deps.clock();
  const runId = newId(nowMs, deps.random);
  const late = tokensToEnd(nowMs, most);
  // A repeat after a lost reply ends other tokens than the first attempt did: the first of them names the audit row.
  const audit = sql`
    insert into ${audits} (id, actor, action, target, after, cause, created_at_ms)
    select ${runId} || '.' || min(seq), 'system', 'token.expire', of, json_object('tokens', count(*), 'campaign', campaign),
      ${runId} || '.' || min(seq), ${nowMs}
    from (${late}) group by of returning id`;
  const post = sql`
    insert into ${outbox} (id, kind, payload, due_at_ms, created_at_ms)
    select id || '.post', 'audit.post', json_object('auditId', id), ${nowMs}, ${nowMs}
    from ${audits} where id > ${`${runId}.`} and id < ${`${runId}/`} on conflict do nothing`;
  const change = { changedAtMs: nowMs, changedBy: "system", changedRequest: runId, changeReason: null };
  const [written, ended] = await db.batch([
    db.all(audit),
    db
      .update(tokens)
      .set({ state: "expired", ...change })
      .where(sql`${tokens.seq} in (select seq from (${late}))`),
    ...(deps.shop.auditChannelId ? [db.run(post)] : []),
  ]);
  for (const { id } of idSchema.parse(written)) ringAudit(deps, id);
  return ended.rowsAffected;
}

/** The tokens that a run ends, each with the thing it is told of; the same ones wherever a batch asks before it ends them. */
function tokensToEnd(nowMs: number, most: number): SQL {
  const oldest = sql`
    select seq, expires_at_ms, campaign_id, coalesce('campaign:' || campaign_id, 'token_batch:' || batch_id) as of
    from ${lateTokens(nowMs)}
    order by expires_at_ms, seq limit ${BigInt(most)}`;
  return sql`
    select seq, of, (select name from ${campaigns} where id = campaign_id) as campaign from (${oldest})
    where of in (select of from (${oldest}) group by of order by min(expires_at_ms), of limit ${BigInt(GROUPS_PER_RUN_MAX)})`;
}
