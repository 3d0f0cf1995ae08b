import { sql } from "drizzle-orm";
import { check, index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { amount, timeMs } from "../columns.ts";

/** `manual` ones are awarded by staff; the others by the transfer that fulfils them. */
export const achievementRules = [
  "first_points",
  "earned_total",
  "balance",
  "first_claim",
  "first_purchase",
  "early_adopter",
  "manual",
] as const;

/** What members can achieve. */
export const achievements = sqliteTable(
  "achievements",
  {
    key: text("key").primaryKey(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    /** Indonesian, where staff or the shop's seed gave it. */
    nameId: text("name_id"),
    descriptionId: text("description_id"),
    emoji: text("emoji").notNull(),
    rule: text("rule", { enum: achievementRules }).notNull(),
    /** Points earned or held, or for `early_adopter` how many members; 0 where the rule needs none. */
    threshold: amount("threshold").notNull().default(0),
    /** Points that come with it, once a member for ever. */
    bonus: amount("bonus").notNull().default(0),
    /** A retired one stays with those who have it. */
    retiredAtMs: timeMs("retired_at_ms"),
    createdBy: text("created_by").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [
    check("achievement_bonus", sql`${table.bonus} between 0 and 1000000`),
    check("achievement_threshold", sql`${table.threshold} >= 0`),
  ],
);

/** Who has achieved what. A revoked row stays, so that its bonus is never paid again. */
export const awards = sqliteTable(
  "awards",
  {
    achievement: text("achievement")
      .notNull()
      .references(() => achievements.key),
    memberId: text("member_id").notNull(),
    awardedBy: text("awarded_by").notNull(),
    /** The cause of the batch that awarded it: what a repeat of the batch reads its answer from. */
    cause: text("cause").notNull(),
    awardedAtMs: timeMs("awarded_at_ms").notNull(),
    revokedBy: text("revoked_by"),
    revokedAtMs: timeMs("revoked_at_ms"),
    reason: text("reason"),
  },
  (table) => [
    primaryKey({ columns: [table.achievement, table.memberId] }),
    index("award_member").on(table.memberId, table.awardedAtMs),
    index("award_cause").on(table.cause),
  ],
);
