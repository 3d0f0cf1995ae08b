import { and, eq, type SQL, sql } from "drizzle-orm";
import { isGuardRefusal, mustHaveChanged, mustHold } from "../../db/guard.ts";
import { achievements } from "../../db/schema/achievements.ts";
import { audits } from "../../db/schema/audit.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem, type ProblemFacts } from "../problem.ts";
import { ACHIEVEMENTS_MAX, type AchievementTexts, checkedTexts, EARLY_ADOPTERS_MAX } from "./form.ts";

export type Achievement = typeof achievements.$inferSelect;
export type Defined = { readonly achievement: Achievement; readonly locale: Locale };

export type NewAchievement = AchievementTexts & { readonly bonus: number };

/** What of an achievement is to be otherwise. */
export type AchievementEdit = Partial<NewAchievement> & {
  readonly threshold?: number;
  /** A retired one is earned and awarded no more. */
  readonly retired?: boolean;
};

const auditIdOf = (request: Request) => `${request.id}.achievement`;

/** Whether another achievement has a name. */
const nameTaken = (key: string, name: string): SQL =>
  sql`exists (select 1 from ${achievements} where lower(name) = lower(${name}) and key <> ${key})`;

/**
 * Makes an achievement that staff award by hand. Its key is the request's id, so that a repeat makes none.
 * @throws Problem when there are too many, the name is taken, or a text is not one.
 */
export async function createAchievement(
  deps: Deps,
  request: Request,
  given: NewAchievement,
): Promise<Defined> {
  const { db } = deps;
  const key = request.id;
  const texts = checkedTexts(given);
  const { name, description, nameId, descriptionId, emoji, bonus } = texts;
  const auditId = auditIdOf(request);
  return await orExplain(deps, request, key, name, async () => {
    const [, , found, readers] = await db.batch([
      db.run(sql`
        insert into ${achievements}
          (key, name, description, name_id, description_id, emoji, rule, threshold, bonus, created_by, created_at_ms)
        select ${key}, ${name}, ${description}, ${nameId}, ${descriptionId}, ${emoji}, 'manual', 0, ${BigInt(bonus)},
          ${request.actor.id}, ${deps.clock()}
        where (select count(*) from ${achievements}) < ${ACHIEVEMENTS_MAX} and not ${nameTaken(key, name)}
        on conflict do nothing`),
      mustHaveChanged(db),
      definitionOf(deps, key),
      chosenLocale(db, request.actor.id),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "achievement.create",
        target: `achievement:${key}`,
        after: { name, bonus },
        cause: auditId,
      }),
    ]);
    return [found[0], localeFrom(deps, readers)];
  });
}

/**
 * Changes an achievement. Who has it keeps it, with the bonus of then; who now fulfils it earns it with the next points.
 * @throws Problem when there is no such achievement, the name is taken, or the rule has no such threshold.
 */
export async function editAchievement(
  deps: Deps,
  request: Request,
  key: string,
  given: AchievementEdit,
): Promise<Defined> {
  const { db } = deps;
  const { retired, ...change } = checkedTexts(given);
  const set = {
    ...change,
    ...(retired === undefined ? {} : { retiredAtMs: retired ? deps.clock() : null }),
  };
  if (Object.keys(set).length === 0) throw new Problem({ kind: "nothing_to_change" });
  const auditId = auditIdOf(request);
  // The row before the change is part of the audit row, which so is written first.
  const [audit, ...post] = recordAudit(deps, {
    id: auditId,
    actor: request.actor.id,
    action: "achievement.edit",
    target: `achievement:${key}`,
    before: factsOf(key),
    after: { ...change, ...(retired === undefined ? {} : { retired }) },
    cause: auditId,
  });
  return await orExplain(deps, request, key, change.name, async () => {
    const [, , , , found, readers] = await db.batch([
      mustHold(db, sql`not exists (select 1 from ${audits} where cause = ${auditId})`),
      audit,
      db
        .update(achievements)
        .set(set)
        .where(and(eq(achievements.key, key), mayBe(key, change))),
      mustHaveChanged(db),
      definitionOf(deps, key),
      chosenLocale(db, request.actor.id),
      ...post,
    ]);
    return [found[0], localeFrom(deps, readers)];
  });
}

const definitionOf = ({ db }: Deps, key: string) =>
  db.select().from(achievements).where(eq(achievements.key, key));

const factsOf = (key: string): SQL =>
  sql`(select json_object('name', name, 'description', description, 'nameId', name_id, 'descriptionId', description_id,
    'emoji', emoji, 'bonus', bonus, 'threshold', threshold, 'retired', retired_at_ms is not null)
    from ${achievements} where key = ${key})`;

/** What the database must find of a change. */
function mayBe(key: string, { name, threshold }: AchievementEdit): SQL {
  const free = name === undefined ? sql`true` : sql`not ${nameTaken(key, name)}`;
  if (threshold === undefined) return free;
  return sql`${free} and (rule in ('earned_total', 'balance')
    or (rule = 'early_adopter' and ${BigInt(threshold)} <= ${EARLY_ADOPTERS_MAX}))`;
}

/** Runs a batch that its guards may refuse; the echo of this very request is no refusal. */
async function orExplain(
  deps: Deps,
  request: Request,
  key: string,
  name: string | undefined,
  run: () => Promise<[Achievement | undefined, Locale]>,
): Promise<Defined> {
  const auditId = auditIdOf(request);
  try {
    const [achievement, locale] = await run();
    if (!achievement) throw new Error("an achievement that was written is not there");
    ringAudit(deps, auditId);
    return { achievement, locale };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const { db } = deps;
  const [[achievement], [echo], [state], readers] = await db.batch([
    definitionOf(deps, key),
    db.select({ id: audits.id }).from(audits).where(eq(audits.id, auditId)),
    db
      .select({
        count: sql<number>`count(*)`,
        taken: sql<number>`${name ? nameTaken(key, name) : sql`false`}`,
      })
      .from(achievements),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (echo && achievement) {
    ringAudit(deps, auditId);
    return { achievement, locale };
  }
  throw new Problem(refusal(key === request.id, achievement, state?.taken === 1, name ?? ""), locale);
}

function refusal(
  isNew: boolean,
  achievement: Achievement | undefined,
  nameIsTaken: boolean,
  name: string,
): ProblemFacts {
  if (!isNew && !achievement) return { kind: "achievement_unknown" };
  if (nameIsTaken) return { kind: "achievement_name_taken", name };
  if (isNew) return { kind: "achievements_full", max: ACHIEVEMENTS_MAX };
  if (achievement?.rule === "early_adopter")
    return { kind: "achievement_places_over_max", max: EARLY_ADOPTERS_MAX };
  return { kind: "achievement_without_threshold" };
}
