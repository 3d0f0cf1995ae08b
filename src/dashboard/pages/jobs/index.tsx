import { Hono } from "hono";
import * as z from "zod/mini";
import { retryJobs } from "../../../domain/jobs/list.ts";
import { JOBS_COUNTED_MAX, type JobsOverview, jobById, jobsOverview } from "../../../domain/jobs/search.ts";
import { jobKinds } from "../../../domain/outbox/kinds.ts";
import { readKey, writtenKey } from "../../../lib/pageKey.ts";
import { jobWords } from "../../../lib/words/dashboard/jobs.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { csvMoment, ExportLink } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { Choice, Filters } from "../../parts/filters.tsx";
import { notThere } from "../../parts/notThere.tsx";
import { Pager } from "../../parts/pager.tsx";
import { afterPart, asked, maybe, sent } from "../../parts/sent.ts";
import { Tiles } from "../../parts/tile.tsx";
import { depsOf, type In, type Inside } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { jobPage } from "./one.tsx";
import { Duties, Failed, JOBS_PATH, Lost, RetryForm } from "./tables.tsx";

const kinds = Object.keys(jobKinds).toSorted();
const filterSchema = z.object({ kind: maybe(z.enum(kinds)), after: afterPart });
/** The ids of one page, with blanks between them: none of ours has one. */
const retrySchema = z.object({ jobs: z.string().check(z.minLength(1), z.maxLength(16_000)) });

/** What could not be sent or done, and how the rest goes. */
export const jobs = new Hono<Inside>()
  .get("/", async (context) => {
    const { kind, after } = asked(context, filterSchema);
    return overviewPage(context, await jobsOverview(depsOf(context), kind, readKey(after)), kind, after);
  })
  .get("/export.csv", async (context) => {
    const { kind } = asked(context, filterSchema);
    const { failed } = await jobsOverview(depsOf(context), kind, null, EXPORT_ROWS_MAX);
    return csvAnswer(context, "failed-jobs.csv", [
      ["job", "kind", "given_up", "why", "tries", "member", "made"],
      ...failed.map((job) => [
        job.id,
        job.kind,
        csvMoment(job.finishedAtMs),
        job.lastError ?? "",
        String(job.tries),
        job.memberId ?? "",
        csvMoment(job.createdAtMs),
      ]),
    ]);
  })
  .post("/retry", async (context) => {
    const { locale } = context.var.session;
    const { request, form } = await sent(context, retrySchema);
    const count = await retryJobs(depsOf(context), request, form.jobs.split(" ").filter(Boolean), locale);
    const words = jobWords[locale];
    const body = words.againBody(wholeNumber(locale, count));
    return goOn(context, JOBS_PATH, { tone: "done", title: words.again, body });
  })
  .get("/:id", async (context) => {
    const job = await jobById(depsOf(context), context.req.param("id"));
    return job ? jobPage(context, job) : notThere(context, "jobs");
  });

function overviewPage(context: In, found: JobsOverview, kind: string | undefined, after: string | undefined) {
  const { locale } = context.var.session;
  const [words, lists] = [jobWords[locale], listWords[locale]];
  const { failed, next } = found;
  return show(
    context,
    { title: shellWords[locale].places.jobs, place: "jobs" },
    <>
      <Counts context={context} found={found} />
      <h2>{words.failed}</h2>
      <Filters locale={locale} path={JOBS_PATH}>
        <Choice
          label={words.kind}
          name="kind"
          chosen={kind}
          all={lists.all}
          choices={kinds.map((name) => [name, name])}
        />
      </Filters>
      <Failed context={context} failed={failed} />
      <Pager
        locale={locale}
        path={JOBS_PATH}
        parts={{ kind }}
        after={after}
        next={next && writtenKey(next)}
      />
      <ExportLink locale={locale} path={JOBS_PATH} parts={{ kind }} />
      {failed.length > 1 ? (
        <div class="pager">
          <RetryForm context={context} ids={failed.map(({ id }) => id)} label={words.retryShown} />
        </div>
      ) : null}
      <h2>{words.duties}</h2>
      <Duties context={context} duties={found.duties} />
      <h2>{words.lost}</h2>
      <Lost context={context} letters={found.deadLetters} />
    </>,
  );
}

const Counts = ({ context, found }: { readonly context: In; readonly found: JobsOverview }) => {
  const { locale } = context.var.session;
  const words = jobWords[locale];
  const max = wholeNumber(locale, JOBS_COUNTED_MAX);
  const count = (value: number) =>
    value > JOBS_COUNTED_MAX ? listWords[locale].more(max) : wholeNumber(locale, value);
  return (
    <Tiles
      tiles={[
        { name: words.waiting, value: count(found.waiting) },
        { name: words.running, value: count(found.running) },
        { name: words.lost, value: count(found.dead), more: found.dead > 0 ? words.lostHint : undefined },
      ]}
    />
  );
};
