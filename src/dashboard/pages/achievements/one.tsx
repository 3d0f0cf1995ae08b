import type { Achievement } from "../../../domain/achievements/define.ts";
import type { HolderPage } from "../../../domain/achievements/holders.ts";
import { mayActAs } from "../../../domain/actor.ts";
import { achievementStaffWords } from "../../../lib/words/achievements.ts";
import { achievementPageWords } from "../../../lib/words/dashboard/achievements.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { AchievementName, AwardedBy } from "../../parts/achievementName.tsx";
import { At } from "../../parts/at.tsx";
import { csvMoment, ExportLink } from "../../parts/exportLink.tsx";
import { Facts } from "../../parts/facts.tsx";
import { csvAnswer } from "../../parts/file.ts";
import { MemberLink } from "../../parts/links.tsx";
import { Pager } from "../../parts/pager.tsx";
import { Table } from "../../parts/table.tsx";
import type { In } from "../../room.ts";
import { show } from "../../show.tsx";
import { AchievementForm } from "./form.tsx";

export const ACHIEVEMENTS_PATH = "/dashboard/achievements";

/** For what an achievement is given. */
export function ruleIn({ rule, threshold }: Achievement, locale: Locale): string {
  const words = achievementStaffWords[locale];
  switch (rule) {
    case "earned_total":
    case "balance":
    case "early_adopter":
      return words[rule](wholeNumber(locale, threshold));
    case "manual":
      return words.manual;
    default:
      return achievementPageWords[locale].rules[rule];
  }
}

/** One achievement, who has it, and how it can be otherwise. */
export function achievementPage(context: In, found: HolderPage, after: string | undefined) {
  const { locale, actor } = context.var.session;
  const [words, lists] = [achievementPageWords[locale], listWords[locale]];
  const { achievement, rows, next } = found;
  const path = `${ACHIEVEMENTS_PATH}/${encodeURIComponent(achievement.key)}`;
  return show(
    context,
    { title: (locale === "id" && achievement.nameId) || achievement.name, place: "achievements" },
    <>
      <Facts
        facts={[
          [words.achievement, <AchievementName achievement={achievement} locale={locale} />],
          [
            words.description,
            <bdi>{(locale === "id" && achievement.descriptionId) || achievement.description}</bdi>,
          ],
          [words.rule, ruleIn(achievement, locale)],
          [words.bonus, wholeNumber(locale, achievement.bonus)],
          [
            words.retired,
            achievement.retiredAtMs === null ? null : <At context={context} atMs={achievement.retiredAtMs} />,
          ],
        ]}
      />
      <h2>{words.holdersOf}</h2>
      <Table
        caption={words.holdersOf}
        none={lists.none}
        rows={rows}
        columns={[
          { title: lists.member, cell: ({ memberId }) => <MemberLink id={memberId} locale={locale} /> },
          { title: words.since, cell: ({ awardedAtMs }) => <At context={context} atMs={awardedAtMs} /> },
          { title: words.by, cell: ({ awardedBy }) => <AwardedBy by={awardedBy} locale={locale} /> },
          { title: lists.reason, cell: ({ reason }) => reason && <bdi>{reason}</bdi> },
        ]}
      />
      <p class="hint">{words.order}</p>
      <Pager locale={locale} path={path} parts={{}} after={after} next={next} />
      <ExportLink locale={locale} path={path} />
      {mayActAs(actor, "admin") ? (
        <section class="panel" aria-labelledby="edit">
          <h2 id="edit">{words.edit}</h2>
          <p class="hint">{words.editHint}</p>
          <AchievementForm context={context} action={path} achievement={achievement} />
        </section>
      ) : null}
    </>,
  );
}

/** Who has it, as a file. */
export const holdersFile = (context: In, { achievement, rows }: HolderPage) =>
  csvAnswer(context, `achievement-${achievement.key}.csv`, [
    ["member", "since", "by", "reason"],
    ...rows.map((row) => [row.memberId, csvMoment(row.awardedAtMs), row.awardedBy, row.reason ?? ""]),
  ]);
