import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { accountId, memberOwner } from "../../db/ledger.ts";
import { achievementRules, achievements, awards } from "../../db/schema/achievements.ts";
import { accounts, transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { accountStats } from "../../db/schema/standings.ts";
import { type Locale, locales } from "../../lib/words/locale.ts";
import { mayActAs, type Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { ACHIEVEMENTS_MAX } from "./form.ts";
import { type Progress, progressOf } from "./progress.ts";

export const ACHIEVEMENTS_PER_PAGE = 10;

const rowsSchema = z.array(
  z.object({
    key: z.string(),
    emoji: z.string(),
    name: z.string(),
    nameId: z.nullable(z.string()),
    description: z.string(),
    descriptionId: z.nullable(z.string()),
    rule: z.enum(achievementRules),
    threshold: z.number(),
    bonus: z.number(),
    retired: z.number(),
    taken: z.number(),
    awardedAtMs: z.nullable(z.number()),
    revoked: z.number(),
    paid: z.number(),
  }),
);
type Row = z.infer<typeof rowsSchema>[number];

const memberSchema = z.object({
  locale: z.nullable(z.enum(locales)),
  hidden: z.number(),
  earned: z.number(),
  balance: z.number(),
});

/** An achievement as somebody's page shows it: earned at a moment, or open with how far it is. */
export type MemberAchievement = Pick<
  Row,
  "emoji" | "name" | "nameId" | "description" | "descriptionId" | "bonus"
> &
  (
    | { readonly state: "earned"; readonly atMs: number }
    /** Null for the eyes of others: it would tell what the member has. */
    | { readonly state: "open"; readonly progress: Progress | null }
  );

export type MemberAchievements = {
  readonly memberId: string;
  readonly rows: readonly MemberAchievement[];
  readonly earned: number;
  /** All that could be or was earned. */
  readonly count: number;
  /** Bonuses that were ever booked. */
  readonly bonus: number;
  readonly page: number;
  readonly pages: number;
  readonly locale: Locale;
};

/**
 * A page of what a member has achieved, the newest first, and of what is open. One round trip.
 * @throws Problem when a customer asks about somebody who hides.
 */
export async function achievementsOf(
  deps: Deps,
  { actor }: Request,
  memberId: string,
  wanted: number,
): Promise<MemberAchievements> {
  const account = accountId(memberOwner(memberId), "points");
  const [found, [row]] = await deps.db.batch([
    deps.db.all(sql`
      select a.key, a.emoji, a.name, a.name_id as "nameId", a.description, a.description_id as "descriptionId", a.rule,
        a.threshold, a.bonus, a.retired_at_ms is not null as retired,
        iif(a.rule = 'early_adopter', (select count(*) from ${awards} where achievement = a.key), 0) as taken,
        w.awarded_at_ms as "awardedAtMs", w.revoked_at_ms is not null as revoked, coalesce(t.amount, 0) as paid
      from ${achievements} as a
      left join ${awards} as w on w.achievement = a.key and w.member_id = ${memberId}
      left join ${transfers} as t on t.cause = 'achievement:' || a.key || ':' || ${memberId}
      order by a.rowid limit ${sql.raw(String(ACHIEVEMENTS_MAX))}`),
    deps.db.all(sql`
      select (select locale from ${members} where id = ${actor.id}) as locale,
        exists (select 1 from ${members} where id = ${memberId} and hidden_at_ms is not null) as hidden,
        coalesce((select earned from ${accountStats} where account = ${account}), 0) as earned,
        coalesce((select balance from ${accounts} where id = ${account}), 0) as balance`),
  ]);
  const member = memberSchema.parse(row);
  const locale = member.locale ?? deps.shop.locale;
  const isOwn = memberId === actor.id;
  const maySeeAll = isOwn || mayActAs(actor, "staff");
  if (member.hidden && !maySeeAll) throw new Problem({ kind: "member_hidden" }, locale);
  const rows = rowsSchema.parse(found);
  const shown = shownRows(rows, member, maySeeAll);
  const pages = Math.max(1, Math.ceil(shown.length / ACHIEVEMENTS_PER_PAGE));
  const page = Math.min(wanted, pages);
  return {
    memberId,
    rows: shown.slice((page - 1) * ACHIEVEMENTS_PER_PAGE, page * ACHIEVEMENTS_PER_PAGE),
    earned: shown.filter(({ state }) => state === "earned").length,
    count: shown.length,
    bonus: rows.reduce((sum, { paid }) => sum + paid, 0),
    page,
    pages,
    locale,
  };
}

/** Earned ones, the newest first; then what can still be earned. What was revoked, or came too late for, is neither. */
function shownRows(
  rows: readonly Row[],
  member: { earned: number; balance: number },
  maySeeAll: boolean,
): MemberAchievement[] {
  const earned = rows
    .filter(({ awardedAtMs, revoked }) => awardedAtMs !== null && !revoked)
    .sort((one, other) => (other.awardedAtMs ?? 0) - (one.awardedAtMs ?? 0))
    .map((row) => ({ ...row, bonus: row.paid, state: "earned" as const, atMs: row.awardedAtMs ?? 0 }));
  const open = rows.flatMap((row) => {
    const progress = row.awardedAtMs === null && !row.retired ? progressOf(row, member) : null;
    if (!progress) return [];
    return [{ ...row, state: "open" as const, progress: maySeeAll ? progress : null }];
  });
  return [...earned, ...open];
}
