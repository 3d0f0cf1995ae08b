import { type Case, groupBy, type Violation } from "./evidence.ts";

type Definition = Case["books"]["achievements"][number];
/** What a member has by the rules; nothing is ever spent here, so what was earned is what is there. */
type Held = { points: number; keys: Set<string> };

/**
 * Each claim earned what the rules give for it, and each bonus was booked once: the rules are applied anew, in the
 * order of the books, as a person would apply them.
 */
export function judgeAchievements(of: Case): Violation[] {
  return [...judgeAwards(of), ...judgeBonuses(of)];
}

function* judgeAwards(of: Case): Generator<Violation> {
  const awards = groupBy(of.books.awards, ({ cause }) => cause);
  const members = new Map<string, Held>();
  const taken = new Map<string, number>();
  for (const { kind, cause, credit, amount } of of.books.transfers) {
    if (kind !== "claim") continue;
    const held = members.get(credit) ?? { points: 0, keys: new Set() };
    members.set(credit, held);
    held.points += amount;
    const due = earn(of.books.achievements, held, taken);
    const claim = of.claimById(cause.slice("claim:".length));
    const awardCause = `interaction:${claim?.claimed_interaction}`;
    const had = awards.get(awardCause) ?? [];
    awards.delete(awardCause);
    const isAsRuled =
      had.length === due.length &&
      had.every(({ achievement, member_id }) => due.includes(achievement) && credit === accountOf(member_id));
    if (!isAsRuled)
      yield { rule: "achievements_not_as_ruled", about: `${cause}: ${had.length} of ${due.join(", ")}` };
  }
  for (const cause of awards.keys()) yield { rule: "achievement_of_no_claim", about: cause };
}

const accountOf = (memberId: string) => `member:${memberId}/points`;

/** Adds what holds until nothing more does, and returns it. */
function earn(definitions: readonly Definition[], held: Held, taken: Map<string, number>): string[] {
  const earned: string[] = [];
  for (;;) {
    const next = definitions.find((one) => !held.keys.has(one.key) && holds(one, held.points, taken));
    if (!next) return earned;
    earned.push(next.key);
    held.keys.add(next.key);
    held.points += next.bonus;
    taken.set(next.key, (taken.get(next.key) ?? 0) + 1);
  }
}

function holds({ key, rule, threshold }: Definition, points: number, taken: ReadonlyMap<string, number>) {
  if (rule === "earned_total" || rule === "balance") return points >= threshold;
  if (rule === "early_adopter") return (taken.get(key) ?? 0) < threshold;
  return rule === "first_points" || rule === "first_claim";
}

function* judgeBonuses(of: Case): Generator<Violation> {
  const definitions = new Map(of.books.achievements.map((one) => [one.key, one]));
  const due = new Map<string, { member_id: string; bonus: number }>(
    of.books.awards.flatMap(({ achievement, member_id }) => {
      const bonus = definitions.get(achievement)?.bonus ?? 0;
      return bonus > 0 ? [[`achievement:${achievement}:${member_id}`, { member_id, bonus }] as const] : [];
    }),
  );
  for (const [cause, { member_id, bonus }] of due) {
    const [booked, ...others] = of.transfersFor(cause);
    const isRight =
      booked?.amount === bonus &&
      booked.debit === "system:achievements/points" &&
      booked.credit === accountOf(member_id) &&
      others.length === 0;
    if (!isRight) yield { rule: "bonus_not_booked_once", about: cause };
  }
  for (const { kind, cause } of of.books.transfers) {
    if (kind === "achievement" && !due.has(cause)) yield { rule: "bonus_without_achievement", about: cause };
  }
}
