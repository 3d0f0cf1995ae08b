import { eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { orders } from "../../db/schema/orders.ts";
import { campaigns, tokens } from "../../db/schema/tokens.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { countsOfCampaign, type ListedCampaign } from "./campaigns.ts";
import { type Campaign, campaignNamed } from "./named.ts";
import { putQuestion, questionOf } from "./question.ts";

/** The reason that a token keeps; its readers are told in their language. */
export const CLOSED_REASON = "campaign closed";

const summarySchema = z.object({
  issued: z.number(),
  used: z.number(),
  /** Reserved for open orders at that moment: they stay good for those. */
  reserved: z.number(),
  /** Removed because nobody had used them. */
  unused: z.number(),
  expired: z.number(),
  /** Removed one by one before. */
  removed: z.number(),
  customers: z.number(),
  /** What the orders that used them came to, and what they saved, in the smallest unit. */
  amount: z.number(),
  discount: z.number(),
});

/** What a campaign came to by the moment it was closed. */
export type CampaignSummary = z.infer<typeof summarySchema>;

export const summaryOf = ({ summary }: Pick<Campaign, "summary">): CampaignSummary | null =>
  summary === null ? null : summarySchema.parse(JSON.parse(summary));

export type CloseAsked = ListedCampaign & { readonly questionId: string; readonly locale: Locale };

/**
 * Asks whether to close a campaign. One round trip.
 * @throws Problem when there is no such campaign, or it is closed.
 */
export async function askClose(deps: Deps, request: Request, named: string): Promise<CloseAsked> {
  const { db } = deps;
  const id = campaignNamed(named);
  const asked = { action: "campaign.close.ask", target: sql`'campaign:' || id`, reason: null } as const;
  const [, [row], readers] = await db.batch([
    putQuestion(deps, request, asked, sql`${campaigns} where id = ${id} and closed_at_ms is null`),
    db
      .select({ campaign: campaigns, ...countsOfCampaign })
      .from(campaigns)
      .where(eq(campaigns.id, id)),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!row) throw new Problem({ kind: "campaign_unknown" }, locale);
  if (row.campaign.closedAtMs !== null) throw closedBefore(row.campaign, locale);
  return { ...row, questionId: request.id, locale };
}

export type Closed = {
  readonly campaign: Campaign;
  readonly summary: CampaignSummary;
  readonly locale: Locale;
};

/**
 * Closes the campaign that was asked about: what is free of it is removed, what open orders have stays good for them, and
 * what it came to is kept for ever. Pressed twice, it is done once and told alike.
 * @throws Problem when the question is too old or somebody else's, or another closed the campaign.
 */
export async function closeCampaign(deps: Deps, request: Request, questionId: string): Promise<Closed> {
  const { db } = deps;
  const { about: id, locale } = await questionOf(deps, request, questionId, "campaign.close.ask");
  const read = db.select().from(campaigns).where(eq(campaigns.id, id));
  const auditId = `${questionId}.close`;
  const audit = {
    id: auditId,
    actor: request.actor.id,
    action: "campaign.close",
    target: `campaign:${id}`,
    after: sql`json_object('campaign', name, 'tokens', summary ->> 'unused')`,
    cause: auditId,
  };
  try {
    const [, , , , [campaign]] = await db.batch([
      endTokens(deps, request, { id, questionId, to: "expired" }),
      endTokens(deps, request, { id, questionId, to: "removed" }),
      endCampaign(deps, request, { id, questionId }),
      mustHold(
        db,
        sql`exists (select 1 from ${campaigns} where id = ${id} and closed_request = ${questionId})`,
      ),
      read,
      ...recordAuditFrom(deps, audit, sql`${campaigns} where id = ${id}`),
    ]);
    const summary = campaign && summaryOf(campaign);
    if (!summary) throw new Error("a campaign that was closed has no summary");
    ringAudit(deps, auditId);
    return { campaign, summary, locale };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const [campaign] = await read;
  throw campaign ? closedBefore(campaign, locale) : new Problem({ kind: "campaign_unknown" }, locale);
}

type Ending = { readonly id: string; readonly questionId: string };

/** Tokens that no order has: those whose time is over anyway expire, the others are removed. */
function endTokens(
  deps: Deps,
  request: Request,
  { id, questionId, to }: Ending & { readonly to: "expired" | "removed" },
) {
  const nowMs = deps.clock();
  const late = to === "expired" ? sql`${tokens.expiresAtMs} <= ${nowMs}` : sql`true`;
  return deps.db
    .update(tokens)
    .set({
      state: to,
      changedAtMs: nowMs,
      changedBy: request.actor.id,
      changedRequest: questionId,
      changeReason: CLOSED_REASON,
    })
    .where(
      sql`${tokens.campaignId} = ${id} and ${tokens.state} = 'available' and ${late}
        and exists (select 1 from ${campaigns} where id = ${id} and closed_at_ms is null)`,
    );
}

/** Directly after the tokens were removed, whose number it keeps. */
function endCampaign(deps: Deps, request: Request, { id, questionId }: Ending) {
  const count = (which: string) =>
    sql`(select count(*) from ${tokens} where campaign_id = ${id} and state in (${sql.raw(which)}))`;
  const used = (what: string) => sql`(
    select ${sql.raw(what)} from ${tokens} join ${orders} on orders.id = tokens.order_id
    where tokens.campaign_id = ${id} and tokens.state = 'used')`;
  return deps.db
    .update(campaigns)
    .set({
      closedAtMs: deps.clock(),
      closedBy: request.actor.id,
      closedRequest: questionId,
      summary: sql`json_object(
        'unused', changes(),
        'issued', ${count("'available', 'reserved', 'used', 'expired', 'removed'")},
        'used', ${count("'used'")}, 'reserved', ${count("'reserved'")}, 'expired', ${count("'expired'")},
        'removed', ${count("'removed'")} - changes(),
        'customers', ${used("count(distinct tokens.customer_id)")},
        'amount', ${used("coalesce(sum(orders.amount), 0)")},
        'discount', ${used("coalesce(sum(orders.discount), 0)")})`,
    })
    .where(sql`${campaigns.id} = ${id} and ${campaigns.closedAtMs} is null`);
}

function closedBefore({ name, closedBy, closedAtMs }: Campaign, locale: Locale): Problem {
  const facts = { kind: "campaign_closed_before", name, by: closedBy ?? "", atMs: closedAtMs ?? 0 } as const;
  return new Problem(facts, locale);
}
