import { Hono } from "hono";
import * as z from "zod/mini";
import { createAchievement, editAchievement } from "../../../domain/achievements/define.ts";
import {
  BONUS_MAX,
  DESCRIPTION_CHARS_MAX,
  EMOJI_CHARS_MAX,
  NAME_CHARS_MAX,
  THRESHOLD_MAX,
} from "../../../domain/achievements/form.ts";
import {
  type CountedAchievement,
  countedAchievements,
  HOLDERS_COUNTED_MAX,
  holdersOf,
} from "../../../domain/achievements/holders.ts";
import { mayActAs } from "../../../domain/actor.ts";
import { achievementStaffWords } from "../../../lib/words/achievements.ts";
import { achievementPageWords } from "../../../lib/words/dashboard/achievements.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { adminsOnly } from "../../guard.ts";
import { AchievementName } from "../../parts/achievementName.tsx";
import { EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { notThere } from "../../parts/notThere.tsx";
import { asked, ID, maybe, memberIdSchema, sent, wholePart } from "../../parts/sent.ts";
import { Table } from "../../parts/table.tsx";
import { depsOf, type In, type Inside } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { AchievementForm } from "./form.tsx";
import { ACHIEVEMENTS_PATH, achievementPage, holdersFile, ruleIn } from "./one.tsx";

const text = (max: number) => z.string().check(z.trim(), z.maxLength(max));
const textsSchema = {
  name: text(NAME_CHARS_MAX),
  description: text(DESCRIPTION_CHARS_MAX),
  nameId: text(NAME_CHARS_MAX),
  descriptionId: text(DESCRIPTION_CHARS_MAX),
  emoji: text(EMOJI_CHARS_MAX),
  bonus: wholePart(0, BONUS_MAX),
};
const createSchema = z.object(textsSchema);
const editSchema = z.object({
  ...textsSchema,
  threshold: z.optional(wholePart(1, THRESHOLD_MAX)),
  retired: z.enum(["yes", "no"]),
});
const holdersSchema = z.object({ after: maybe(memberIdSchema) });

/** What members can achieve, and who has. */
export const achievements = new Hono<Inside>()
  .get("/", async (context) => list(context, await countedAchievements(depsOf(context))))
  .post("/", adminsOnly, async (context) => {
    const { request, form } = await sent(context, createSchema);
    const { achievement } = await createAchievement(depsOf(context), request, inIndonesian(form));
    const words = achievementStaffWords[context.var.session.locale];
    return goOn(context, addressOf(achievement.key), { tone: "done", title: words.created });
  })
  .get(`/${ID}`, async (context) => {
    const { after } = asked(context, holdersSchema);
    const found = await holdersOf(depsOf(context), context.req.param("id"), after);
    return found ? achievementPage(context, found, after) : notThere(context, "achievements");
  })
  .get(`/${ID}/export.csv`, async (context) => {
    const found = await holdersOf(depsOf(context), context.req.param("id"), undefined, EXPORT_ROWS_MAX);
    return found ? holdersFile(context, found) : notThere(context, "achievements");
  })
  .post(`/${ID}`, adminsOnly, async (context) => {
    const key = context.req.param("id");
    const { request, form } = await sent(context, editSchema);
    const { retired, threshold, ...texts } = form;
    await editAchievement(depsOf(context), request, key, {
      ...inIndonesian(texts),
      ...(threshold === undefined ? {} : { threshold }),
      retired: retired === "yes",
    });
    const words = achievementStaffWords[context.var.session.locale];
    return goOn(context, addressOf(key), { tone: "done", title: words.edited, body: words.editedHint });
  });

const addressOf = (key: string) => `${ACHIEVEMENTS_PATH}/${encodeURIComponent(key)}`;

/** Texts that were left empty are not there. */
const inIndonesian = <T extends { readonly nameId: string; readonly descriptionId: string }>(form: T) => ({
  ...form,
  nameId: form.nameId || null,
  descriptionId: form.descriptionId || null,
});

function list(context: In, rows: readonly CountedAchievement[]) {
  const { locale, actor } = context.var.session;
  const words = achievementPageWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return show(
    context,
    { title: shellWords[locale].places.achievements, place: "achievements" },
    <>
      <Table
        caption={words.caption}
        none={listWords[locale].none}
        rows={rows}
        columns={[
          {
            title: words.achievement,
            cell: ({ achievement }) => (
              <a href={addressOf(achievement.key)}>
                <AchievementName achievement={achievement} locale={locale} />
              </a>
            ),
          },
          { title: words.rule, cell: ({ achievement }) => ruleIn(achievement, locale) },
          { title: words.bonus, isNumber: true, cell: ({ achievement }) => number(achievement.bonus) },
          {
            title: words.holders,
            isNumber: true,
            cell: ({ holders }) =>
              holders > HOLDERS_COUNTED_MAX
                ? listWords[locale].more(number(HOLDERS_COUNTED_MAX))
                : number(holders),
          },
          {
            title: words.stillGiven,
            cell: ({ achievement }) => (achievement.retiredAtMs === null ? "✓" : words.retired),
          },
        ]}
      />
      {mayActAs(actor, "admin") ? (
        <section class="panel" aria-labelledby="create">
          <h2 id="create">{words.create}</h2>
          <p class="hint">{words.createHint}</p>
          <AchievementForm context={context} action={ACHIEVEMENTS_PATH} />
        </section>
      ) : null}
    </>,
  );
}
