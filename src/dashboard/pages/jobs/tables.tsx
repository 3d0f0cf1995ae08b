import type { Job, JobsOverview } from "../../../domain/jobs/search.ts";
import { jobWords } from "../../../lib/words/dashboard/jobs.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { At } from "../../parts/at.tsx";
import { Form } from "../../parts/form.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { Table } from "../../parts/table.tsx";
import type { In } from "../../room.ts";

export const JOBS_PATH = "/dashboard/jobs";

/** What was given up, each with its way to another round of tries. */
export const Failed = ({ context, failed }: { readonly context: In; readonly failed: readonly Job[] }) => {
  const { locale } = context.var.session;
  const words = jobWords[locale];
  return (
    <Table
      caption={words.failed}
      none={words.noneFailed}
      rows={failed}
      columns={[
        { title: words.givenUp, cell: (job) => <At context={context} atMs={job.finishedAtMs} /> },
        {
          title: words.kind,
          cell: (job) => (
            <a href={`${JOBS_PATH}/${encodeURIComponent(job.id)}`}>
              <code>{job.kind}</code>
            </a>
          ),
        },
        { title: words.why, cell: ({ lastError }) => lastError },
        { title: words.tries, isNumber: true, cell: ({ tries }) => wholeNumber(locale, tries) },
        {
          title: words.forWhom,
          cell: ({ memberId }) => memberId && <MemberLink id={memberId} locale={locale} />,
        },
        {
          title: listWords[locale].actions,
          cell: ({ id }) => <RetryForm context={context} ids={[id]} label={words.retry} />,
        },
      ]}
    />
  );
};

type RetryProps = { readonly context: In; readonly ids: readonly string[]; readonly label: string };

/** Gives these jobs another round of tries. */
export const RetryForm = ({ context, ids, label }: RetryProps) => (
  <Form context={context} action={`${JOBS_PATH}/retry`} class="inline">
    <button class="quiet" type="submit" name="jobs" value={ids.join(" ")}>
      {label}
    </button>
  </Form>
);

/** Recurring work, with when it was last done. */
export const Duties = ({ context, duties }: { readonly context: In } & Pick<JobsOverview, "duties">) => {
  const words = jobWords[context.var.session.locale];
  return (
    <Table
      caption={words.duties}
      none={listWords[context.var.session.locale].none}
      rows={duties}
      columns={[
        { title: words.duty, cell: ({ name }) => <code>{name}</code> },
        {
          title: words.lastDone,
          cell: ({ doneAtMs }) => (doneAtMs ? <At context={context} atMs={doneAtMs} /> : words.underWay),
        },
      ]}
    />
  );
};

/** Messages that the queue gave up on; they carry ids alone. */
export const Lost = ({ context, letters }: LostProps) => {
  const { locale } = context.var.session;
  const words = jobWords[locale];
  return (
    <Table
      caption={words.lost}
      none={words.noneLost}
      rows={letters}
      columns={[
        {
          title: listWords[locale].when,
          cell: ({ createdAtMs }) => <At context={context} atMs={createdAtMs} />,
        },
        {
          title: words.job,
          cell: ({ outboxId }) =>
            outboxId && <a href={`${JOBS_PATH}/${encodeURIComponent(outboxId)}`}>{outboxId}</a>,
        },
        { title: words.message, cell: ({ body }) => <code>{body}</code> },
      ]}
    />
  );
};
type LostProps = { readonly context: In; readonly letters: JobsOverview["deadLetters"] };
