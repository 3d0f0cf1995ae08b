import { REASON_CHARS_MAX } from "../../../domain/achievements/hand.ts";
import type { MemberBook } from "../../../domain/desk/memberBook.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { memberPageWords } from "../../../lib/words/dashboard/member.ts";
import { AchievementName, AwardedBy } from "../../parts/achievementName.tsx";
import { At } from "../../parts/at.tsx";
import { Form } from "../../parts/form.tsx";
import { Table } from "../../parts/table.tsx";
import type { In } from "../../room.ts";

type Props = { readonly context: In; readonly memberId: string; readonly book: MemberBook };

/** What a member has achieved, with the ways to take one away and to give one. */
export const Achieved = ({ context, memberId, book: { achieved, awardable } }: Props) => {
  const { locale } = context.var.session;
  const [words, lists] = [memberPageWords[locale], listWords[locale]];
  const address = `/dashboard/members/${memberId}`;
  return (
    <>
      <h2>{words.achievements}</h2>
      <Table
        caption={words.achievements}
        none={lists.none}
        rows={achieved}
        columns={[
          {
            title: words.achievement,
            cell: ({ achievement }) => <AchievementName achievement={achievement} locale={locale} />,
          },
          {
            title: lists.when,
            cell: ({ award }) => (
              <>
                <At context={context} atMs={award.awardedAtMs} />
                {award.revokedAtMs === null ? null : (
                  <>
                    , {words.revoked} <At context={context} atMs={award.revokedAtMs} />
                  </>
                )}
              </>
            ),
          },
          { title: words.by, cell: ({ award }) => <AwardedBy by={award.awardedBy} locale={locale} /> },
          { title: lists.reason, cell: ({ award }) => award.reason && <bdi>{award.reason}</bdi> },
          {
            title: lists.actions,
            cell: ({ award }) =>
              award.revokedAtMs === null ? (
                <details>
                  <summary>{words.revoke}</summary>
                  <Form context={context} action={`${address}/revoke`} class="inline">
                    <input type="hidden" name="key" value={award.achievement} />
                    <input
                      name="reason"
                      maxlength={REASON_CHARS_MAX}
                      aria-label={lists.reason}
                      placeholder={lists.reason}
                      required
                    />{" "}
                    <button class="quiet" type="submit">
                      {words.revoke}
                    </button>
                  </Form>
                </details>
              ) : null,
          },
        ]}
      />
      {awardable.length === 0 ? (
        <p class="hint">{words.noneToAward}</p>
      ) : (
        <Form context={context} action={`${address}/award`} class="filters">
          <label>
            {words.achievement}
            <select name="key">
              {awardable.map((achievement) => (
                <option value={achievement.key}>
                  <AchievementName achievement={achievement} locale={locale} />
                </option>
              ))}
            </select>
          </label>
          <label>
            {lists.reason}
            <input name="reason" maxlength={REASON_CHARS_MAX} placeholder={lists.reasonHint} />
          </label>
          <button type="submit">{words.award}</button>
        </Form>
      )}
    </>
  );
};
