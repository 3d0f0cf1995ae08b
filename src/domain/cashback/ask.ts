import { type SQL, sql } from "drizzle-orm";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { cashbackBatches, type cashbackModes, earnings } from "../../db/schema/referrals.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import type { Deps } from "../deps.ts";
import { ring } from "../outbox/kinds.ts";
import { freezeJobId, SYSTEM } from "./batch.ts";

export type CashbackAsked = {
  /** The one member to be paid; all of them where there is none. */
  readonly memberId: string | null;
  readonly interactionToken: string | null;
};

/**
 * Begins a cashback batch: what is earned from now on waits for another. A job freezes it and shows what it would pay.
 * Asked twice with the same request, it is one.
 */
export async function askCashback(deps: Deps, request: Request, asked: CashbackAsked): Promise<void> {
  await begin(deps, {
    cause: request.id,
    mode: asked.memberId === null ? "all" : "member",
    memberId: asked.memberId,
    askedBy: request.actor.id,
    interactionToken: asked.interactionToken,
    answerUntilMs: deps.clock() + ANSWER_LIFE_MS,
  });
}

/** Begins the batch of the week that was due at a moment; begun again for the same moment, it is one. */
export async function beginWeekly(deps: Deps, dueMs: number): Promise<void> {
  await begin(deps, {
    cause: `weekly:${dueMs}`,
    mode: "weekly",
    memberId: null,
    askedBy: SYSTEM,
    interactionToken: null,
    answerUntilMs: 0,
  });
}

type NewBatch = {
  readonly cause: string;
  readonly mode: (typeof cashbackModes)[number];
  readonly memberId: string | null;
  readonly askedBy: string;
  readonly interactionToken: string | null;
  readonly answerUntilMs: number;
};

async function begin(deps: Deps, batch: NewBatch): Promise<void> {
  const { db } = deps;
  const { cause, mode, memberId, askedBy, interactionToken, answerUntilMs } = batch;
  const nowMs = deps.clock();
  const job = { id: freezeJobId(cause), kind: "cashback.freeze" };
  // Batches begun within the same second take the next free ones.
  const id = idAt(sql`max(at)`);
  await db.batch([
    db.run(sql`
      with recursive second(at) as (
        select ${BigInt(Math.floor(nowMs / 1_000))}
        union all select at + 1 from second where exists (select 1 from ${cashbackBatches} where id = ${idAt(sql`at`)}))
      insert into ${cashbackBatches} (id, cause, mode, member_id, state, asked_by, interaction_token, answer_until_ms,
        seq_max, payable_until_ms, created_at_ms)
      select ${id}, ${cause}, ${mode}, ${memberId}, 'freezing', ${askedBy}, ${interactionToken}, ${answerUntilMs},
        (select coalesce(max(seq), 0) from ${earnings}), ${nowMs}, ${nowMs}
      from second where true on conflict (cause) do nothing`),
    putInOutboxFrom(
      db,
      { ...job, payload: sql`json_object('batchId', id)`, atMs: nowMs },
      sql`${cashbackBatches} where cause = ${cause} and state = 'freezing'`,
    ),
  ]);
  ring(deps, [job]);
}

const idAt = (second: SQL): SQL => sql`'BATCH-' || strftime('%Y%m%d-%H%M%S', ${second}, 'unixepoch')`;
