import { desc, eq, sql } from "drizzle-orm";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { campaigns, tokens } from "../../db/schema/tokens.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { datesGiven, NOTES_CHARS_MAX } from "./form.ts";
import { type Campaign, campaignKey, campaignNamed } from "./named.ts";

export const CAMPAIGN_NAME_CHARS_MAX = 60;
export const CAMPAIGNS_PER_PAGE = 5;
const SUGGESTIONS_MAX = 25;

export type CampaignGiven = {
  readonly name: string;
  readonly starts?: string | undefined;
  readonly ends?: string | undefined;
  readonly notes?: string | undefined;
};

/**
 * Makes a campaign; the repeat of a request finds the same one.
 * @throws Problem when its dates are none, or another has its name.
 */
export async function createCampaign(
  deps: Deps,
  request: Request,
  given: CampaignGiven,
): Promise<{ campaign: Campaign; locale: Locale }> {
  const { db } = deps;
  const name = given.name.trim().replace(/\s+/g, " ");
  const notes = given.notes?.trim() || null;
  if (name === "" || name.length > CAMPAIGN_NAME_CHARS_MAX)
    throw new Problem({ kind: "option_invalid", option: "name", expected: "some_text" });
  if ((notes?.length ?? 0) > NOTES_CHARS_MAX)
    throw new Problem({ kind: "option_invalid", option: "notes", expected: "short_text" });
  const dates = { starts: given.starts, expires: given.ends };
  const { startsAtMs, expiresAtMs } = datesGiven(dates, deps.shop.timeZone, deps.clock(), "ends");
  const made = sql`${campaigns} where id = ${request.id}`;
  const auditId = `${request.id}.campaign`;
  try {
    const [, , [campaign], readers] = await db.batch([
      db
        .insert(campaigns)
        .values({
          id: request.id,
          name,
          nameKey: campaignKey(name),
          notes,
          startsAtMs,
          endsAtMs: expiresAtMs,
          createdBy: request.actor.id,
          createdAtMs: deps.clock(),
        })
        .onConflictDoNothing(),
      mustHold(db, sql`exists (select 1 from ${made})`),
      db.select().from(campaigns).where(eq(campaigns.id, request.id)),
      chosenLocale(db, request.actor.id),
      ...recordAuditFrom(
        deps,
        {
          id: auditId,
          actor: request.actor.id,
          action: "campaign.create",
          target: `campaign:${request.id}`,
          after: sql`json_object('campaign', name)`,
          cause: auditId,
        },
        made,
      ),
    ]);
    if (!campaign) throw new Error("a campaign that was made is not there");
    ringAudit(deps, auditId);
    return { campaign, locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const [readers] = await db.batch([chosenLocale(db, request.actor.id)]);
  throw new Problem({ kind: "campaign_name_taken", name }, localeFrom(deps, readers));
}

/** How many tokens of a campaign there are in each state. */
export type TokenCounts = {
  readonly issued: number;
  readonly available: number;
  readonly reserved: number;
  readonly used: number;
  readonly expired: number;
  readonly removed: number;
};

/** Counted from the index that has campaigns and states together. */
export const countsOfCampaign = {
  issued: countIn("'available', 'reserved', 'used', 'expired', 'removed'"),
  available: countIn("'available'"),
  reserved: countIn("'reserved'"),
  used: countIn("'used'"),
  expired: countIn("'expired'"),
  removed: countIn("'removed'"),
};

function countIn(states: string) {
  return sql<number>`(select count(*) from ${tokens} where campaign_id = campaigns.id and state in (${sql.raw(states)}))`;
}

export type ListedCampaign = { readonly campaign: Campaign } & TokenCounts;

export type CampaignPage = {
  readonly rows: readonly ListedCampaign[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly locale: Locale;
};

/** A page of all campaigns, the newest first. One round trip. */
export async function listCampaigns(deps: Deps, readerId: string, page: number): Promise<CampaignPage> {
  const { db } = deps;
  const [rows, [all], readers] = await db.batch([
    db
      .select({ campaign: campaigns, ...countsOfCampaign })
      .from(campaigns)
      .orderBy(desc(campaigns.createdAtMs), desc(campaigns.id))
      .limit(CAMPAIGNS_PER_PAGE)
      .offset((page - 1) * CAMPAIGNS_PER_PAGE),
    db.select({ count: sql<number>`count(*)` }).from(campaigns),
    chosenLocale(db, readerId),
  ]);
  const count = all?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / CAMPAIGNS_PER_PAGE));
  return { rows, count, page, pages, locale: localeFrom(deps, readers) };
}

/** Campaigns whose name has what was typed in it, those that take tokens first. */
export async function suggestCampaignsNamed({ db }: Deps, typed: string): Promise<Campaign[]> {
  return await db
    .select()
    .from(campaigns)
    .where(sql`instr(${campaigns.nameKey}, ${campaignKey(typed)}) > 0`)
    .orderBy(sql`${campaigns.closedAtMs} is not null`, desc(campaigns.createdAtMs))
    .limit(SUGGESTIONS_MAX);
}

/** The campaign that staff named. */
export const selectCampaign = ({ db }: Deps, named: string) =>
  db
    .select()
    .from(campaigns)
    .where(eq(campaigns.id, campaignNamed(named)));
