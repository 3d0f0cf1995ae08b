import * as z from "zod/mini";
import type { Job } from "../../../domain/jobs/search.ts";
import { jobWords } from "../../../lib/words/dashboard/jobs.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { At } from "../../parts/at.tsx";
import { Facts } from "../../parts/facts.tsx";
import { MemberLink } from "../../parts/links.tsx";
import type { In } from "../../room.ts";
import { show } from "../../show.tsx";
import { RetryForm } from "./tables.tsx";

const payloadSchema = z.record(z.string(), z.unknown());
/** Opens an answer in Discord for a while, so it is shown to nobody. */
const isToken = (name: string) => /token/i.test(name);

/** All that is known of one job. */
export function jobPage(context: In, job: Job) {
  const { locale } = context.var.session;
  const words = jobWords[locale];
  const at = (atMs: number | null) => (atMs === null ? null : <At context={context} atMs={atMs} />);
  return show(
    context,
    { title: `${words.job} ${job.kind}`, place: "jobs" },
    <>
      <Facts
        facts={[
          [words.job, <code>{job.id}</code>],
          [words.states[job.state], at(job.finishedAtMs ?? job.createdAtMs)],
          [words.why, job.lastError],
          [words.tries, wholeNumber(locale, job.tries)],
          [words.forWhom, job.memberId && <MemberLink id={job.memberId} locale={locale} />],
          [words.made, at(job.createdAtMs)],
          [words.due, job.state === "waiting" ? at(job.dueAtMs) : null],
          [words.leasedUntil, job.state === "running" ? at(job.leasedUntilMs) : null],
          [words.cause, job.cause && <code>{job.cause}</code>],
        ]}
      />
      <h2>{words.payload}</h2>
      <Facts
        facts={Object.entries(payloadOf(job)).map(([name, value]) => [
          name,
          isToken(name) ? words.hidden : <code>{String(value)}</code>,
        ])}
      />
      {job.state === "failed" ? <RetryForm context={context} ids={[job.id]} label={words.retry} /> : null}
    </>,
  );
}

function payloadOf({ payload }: Job): Record<string, unknown> {
  const read = payloadSchema.safeParse(JSON.parse(payload));
  return read.success ? read.data : {};
}
