import { eq, type SQL, sql } from "drizzle-orm";
import { campaigns, tokenBatches, tokens } from "../../db/schema/tokens.ts";
import { TOKEN_LENGTH_MAX, tokenCodesOf } from "../../lib/tokenCode.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem, type ProblemFacts } from "../problem.ts";
import type { TokensAsked } from "./form.ts";
import { type Campaign, campaignNamed } from "./named.ts";

/** How much of all codes of a length may be in use: guesses would hit too often. */
export const TOKEN_SPACE_SHARE_MAX = 0.01;
/** Tokens of a campaign: as many as closing it takes back in one batch. */
export const CAMPAIGN_TOKENS_MAX = 100_000;

export type TokenBatch = typeof tokenBatches.$inferSelect;

/** Tokens that were made together, or are being made. */
export type Generated = {
  readonly batch: TokenBatch;
  readonly campaign: Campaign | null;
  /** Those that there are by now, in their order. */
  readonly codes: readonly string[];
  /** Codes of that length that were ever made, these among them. */
  readonly codesOfLength: number;
  readonly locale: Locale;
};

const spaceOf = (length: number) => Math.floor(tokenCodesOf(length) * TOKEN_SPACE_SHARE_MAX);

/** How many tokens the batches were to have that are in `which`. */
const quantityOf = (which: SQL) =>
  sql<number>`(select coalesce(sum(quantity), 0) from ${tokenBatches} as others where ${which})`;

/** Written where the campaign takes tokens, they have time to be used, and there is room for their codes. */
export function insertBatch(
  deps: Deps,
  { id, actor }: Request,
  asked: TokensAsked,
  interactionToken: string | null,
) {
  const nowMs = deps.clock();
  const { quantity, codeLength, reward } = asked;
  const ofCampaign = quantityOf(sql`others.campaign_id = asked.campaign_id`);
  const ofLength = quantityOf(sql`others.code_length = ${codeLength}`);
  return deps.db.run(sql`
    insert into ${tokenBatches} (id, description, notes, campaign_id, quantity, code_length, starts_at_ms, expires_at_ms,
      per_customer_max, reward_kind, reward_value, created_by, created_at_ms, interaction_token, answer_until_ms)
    select ${id}, ${asked.description}, ${asked.notes}, campaign_id, ${quantity}, ${codeLength}, starts_at_ms, expires_at_ms,
      ${asked.perCustomerMax}, ${reward?.kind ?? null}, ${reward?.value ?? null}, ${actor.id}, ${nowMs},
      ${interactionToken}, ${nowMs + ANSWER_LIFE_MS}
    from (${askedWithCampaign(asked)}) as asked
    where (${asked.campaign} is null or (campaign_id is not null and closed_at_ms is null))
      and (expires_at_ms is null or expires_at_ms > max(${nowMs}, coalesce(starts_at_ms, 0)))
      and (campaign_id is null or ${quantity} + ${ofCampaign} <= ${CAMPAIGN_TOKENS_MAX})
      and ${quantity} + ${ofLength} <= ${spaceOf(codeLength)}
    on conflict do nothing`);
}

/** What was asked for with what its campaign says of the rest; one row, also without a campaign. */
function askedWithCampaign(asked: TokensAsked): SQL {
  const campaign = asked.campaign === null ? sql`null` : campaignNamed(asked.campaign);
  return sql`
    select campaigns.id as campaign_id, campaigns.name as name, campaigns.closed_at_ms as closed_at_ms,
      coalesce(${asked.startsAtMs}, campaigns.starts_at_ms) as starts_at_ms,
      coalesce(${asked.expiresAtMs}, campaigns.ends_at_ms) as expires_at_ms
    from (select 1) left join ${campaigns} on campaigns.id = ${campaign}`;
}

/** A batch with its campaign, the codes there are of it, and the language of a reader. */
export const readBatch = ({ db }: Deps, id: string, readerId: string | SQL) =>
  [
    db
      .select({
        batch: tokenBatches,
        campaign: campaigns,
        codesOfLength: quantityOf(sql`others.code_length = ${tokenBatches.codeLength}`),
      })
      .from(tokenBatches)
      .leftJoin(campaigns, eq(campaigns.id, tokenBatches.campaignId))
      .where(eq(tokenBatches.id, id)),
    db.select({ code: tokens.code }).from(tokens).where(eq(tokens.batchId, id)).orderBy(tokens.number),
    chosenLocale(db, readerId),
  ] as const;

/** Why a batch was not written. */
export async function refuseBatch(deps: Deps, request: Request, asked: TokensAsked): Promise<never> {
  const { db } = deps;
  const found = db
    .select({
      campaignId: sql<string | null>`asked.campaign_id`,
      name: sql<string | null>`asked.name`,
      closedAtMs: sql<number | null>`asked.closed_at_ms`,
      startsAtMs: sql<number | null>`asked.starts_at_ms`,
      expiresAtMs: sql<number | null>`asked.expires_at_ms`,
      ofCampaign: quantityOf(sql`others.campaign_id = asked.campaign_id`),
    })
    .from(sql`(${askedWithCampaign(asked)}) as asked`);
  const [[row], readers] = await db.batch([found, chosenLocale(db, request.actor.id)]);
  throw new Problem(refusal(row, asked, deps.clock()), localeFrom(deps, readers));
}

type Found = {
  readonly campaignId: string | null;
  readonly name: string | null;
  readonly closedAtMs: number | null;
  readonly startsAtMs: number | null;
  readonly expiresAtMs: number | null;
  readonly ofCampaign: number;
};

function refusal(row: Found | undefined, asked: TokensAsked, nowMs: number): ProblemFacts {
  const { name = null, startsAtMs = null, expiresAtMs = null } = row ?? {};
  if (asked.campaign !== null && name === null) return { kind: "campaign_unknown" };
  if (name !== null && row?.closedAtMs != null) return { kind: "campaign_closed", name };
  if (expiresAtMs !== null && expiresAtMs <= Math.max(nowMs, startsAtMs ?? 0))
    return { kind: "token_dates", startsAtMs, expiresAtMs };
  if (name !== null && asked.quantity + (row?.ofCampaign ?? 0) > CAMPAIGN_TOKENS_MAX)
    return { kind: "campaign_full", name, max: CAMPAIGN_TOKENS_MAX };
  return { kind: "token_space_full", length: asked.codeLength, lengthMax: TOKEN_LENGTH_MAX };
}
