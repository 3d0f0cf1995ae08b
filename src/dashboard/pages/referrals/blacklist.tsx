import * as z from "zod/mini";
import { blacklistActions, changeBlacklist, REASON_CHARS_MAX } from "../../../domain/referrals/blacklist.ts";
import { blacklisted } from "../../../domain/referrals/earningList.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { referralPageWords } from "../../../lib/words/dashboard/referrals.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { inviteWords } from "../../../lib/words/invites.ts";
import { csvMoment, ExportLink } from "../../parts/exportLink.tsx";
import { TextField } from "../../parts/field.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { MemberField } from "../../parts/filters.tsx";
import { Form } from "../../parts/form.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { Pager } from "../../parts/pager.tsx";
import { readerOf } from "../../parts/reader.tsx";
import { asked, maybe, memberIdSchema, sent } from "../../parts/sent.ts";
import { Table } from "../../parts/table.tsx";
import { depsOf, type In } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { BLACKLIST, MEMBERS, NetworkLink, ReferralTabs } from "./places.tsx";

const changeSchema = z.object({
  action: z.enum(blacklistActions),
  member: memberIdSchema,
  reason: z.string().check(z.maxLength(REASON_CHARS_MAX)),
});

/** Stops somebody's referrals, or lets them earn again. */
export async function changeStopped(context: In) {
  const { request, form } = await sent(context, changeSchema);
  const { locale } = await changeBlacklist(depsOf(context), request, form.action, form.member, form.reason);
  const words = inviteWords[locale];
  const isStop = form.action === "add";
  return goOn(context, `${MEMBERS}/${form.member}`, {
    tone: isStop ? "warning" : "done",
    title: isStop ? words.stoppedTitle : words.resumedTitle,
    body: isStop ? words.stoppedBody(`<@${form.member}>`) : words.resumedBody(`<@${form.member}>`),
  });
}

/** Whose referrals earn nothing. */
export async function blacklistPage(context: In) {
  const reader = readerOf(context);
  const { deps, locale, moment } = reader;
  const { after } = asked(context, z.object({ after: maybe(memberIdSchema) }));
  const { rows, next } = await blacklisted(deps, after ?? "");
  const words = referralPageWords[locale];
  return show(
    context,
    { title: shellWords[locale].places.referrals, place: "referrals" },
    <>
      <ReferralTabs reader={reader} current={BLACKLIST} />
      <BlacklistForm context={context} isStopped={false} />
      <Table
        caption={words.blacklist}
        none={words.noneStopped}
        rows={rows}
        columns={[
          { title: words.member, cell: ({ memberId }) => <NetworkLink id={memberId} /> },
          { title: listWords[locale].reason, cell: ({ reason }) => <bdi>{reason}</bdi> },
          { title: words.stoppedBy, cell: ({ blockedBy }) => <MemberLink id={blockedBy} locale={locale} /> },
          { title: words.since, cell: ({ createdAtMs }) => moment(createdAtMs) },
        ]}
      />
      <Pager locale={locale} path={BLACKLIST} parts={{}} after={after} next={next} />
      <ExportLink locale={locale} path={BLACKLIST} />
    </>,
  );
}

/** The same as a file. */
export async function blacklistFile(context: In) {
  const { rows } = await blacklisted(readerOf(context).deps, "", EXPORT_ROWS_MAX);
  return csvAnswer(context, "blacklist.csv", [
    ["member", "reason", "by", "since"],
    ...rows.map((row) => [row.memberId, row.reason, row.blockedBy, csvMoment(row.createdAtMs)]),
  ]);
}

type FormProps = {
  readonly context: In;
  /** Left out: it is to be typed. */
  readonly memberId?: string;
  readonly isStopped: boolean;
};

/** Stops a member's referrals, with a reason; or the other way round. */
export const BlacklistForm = ({ context, memberId, isStopped }: FormProps) => {
  const { locale } = context.var.session;
  const words = referralPageWords[locale];
  return (
    <details class="panel">
      <summary>{isStopped ? words.resume : words.stop}</summary>
      <Form context={context} action={BLACKLIST}>
        <p class="hint">{isStopped ? words.resumeHint : words.stopHint}</p>
        {memberId === undefined ? (
          <MemberField locale={locale} required />
        ) : (
          <input type="hidden" name="member" value={memberId} />
        )}
        <TextField
          label={listWords[locale].reason}
          name="reason"
          hint={words.reasonHint}
          max={REASON_CHARS_MAX}
        />
        <div>
          <button
            type="submit"
            class={isStopped ? undefined : "danger"}
            name="action"
            value={isStopped ? "remove" : "add"}
          >
            {isStopped ? words.resume : words.stop}
          </button>
        </div>
      </Form>
    </details>
  );
};
