import { Hono } from "hono";
import * as z from "zod/mini";
import { AUDITS_EXPORTED_MAX, type AuditFilter, exportAudits, listAudits } from "../../domain/desk/audits.ts";
import { auditTold, type ToldFact } from "../../domain/desk/auditTold.ts";
import { readKey, writtenKey } from "../../lib/pageKey.ts";
import { auditWords } from "../../lib/words/audit.ts";
import { auditFacts } from "../../lib/words/auditFacts.ts";
import { auditPageWords } from "../../lib/words/dashboard/audit.ts";
import { listWords } from "../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../lib/words/dashboard/shell.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { At } from "../parts/at.tsx";
import { csvMoment } from "../parts/exportLink.tsx";
import { csvAnswer } from "../parts/file.ts";
import { Choice, Filters } from "../parts/filters.tsx";
import { ActorLink, MemberLink } from "../parts/links.tsx";
import { addressWith, Pager } from "../parts/pager.tsx";
import { afterPart, asked, maybe } from "../parts/sent.ts";
import { Table } from "../parts/table.tsx";
import { depsOf, type In, type Inside } from "../room.ts";
import { show } from "../show.tsx";

const PATH = "/dashboard/audit";
const part = maybe(z.string().check(z.trim(), z.minLength(1), z.maxLength(100)));
const filterSchema = z.object({ actor: part, action: part, target: part, after: afterPart });

/** What staff and the shop itself did. */
export const audit = new Hono<Inside>()
  .get("/", async (context) => await list(context))
  .get("/export.csv", async (context) => await exported(context));

/** A number alone is a member's. */
const filterOf = ({ actor, action, target }: z.infer<typeof filterSchema>): AuditFilter => ({
  actor,
  action,
  target: target !== undefined && /^\d+$/.test(target) ? `member:${target}` : target,
});

async function list(context: In) {
  const deps = depsOf(context);
  const { locale } = context.var.session;
  const [words, lists, facts] = [auditPageWords[locale], listWords[locale], auditFacts[locale]];
  const { after, ...parts } = asked(context, filterSchema);
  const { rows, next } = await listAudits(deps, filterOf(parts), readKey(after));
  const told = rows.map((story) => ({ ...story.row, ...auditTold(story, { ...deps.shop, locale }) }));
  return show(
    context,
    { title: shellWords[locale].places.audit, place: "audit" },
    <>
      <AuditFilters context={context} parts={parts} />
      <Table
        caption={words.caption}
        none={next === null ? lists.none : lists.noneHere}
        rows={told}
        columns={[
          {
            title: lists.when,
            cell: ({ createdAtMs }) => <At context={context} atMs={createdAtMs} />,
          },
          { title: words.by, cell: ({ actorId }) => (actorId ? <ActorLink id={actorId} /> : facts.system) },
          { title: words.what, cell: ({ title }) => title },
          {
            title: words.about,
            cell: ({ memberId, id }) =>
              memberId ? <MemberLink id={memberId} locale={locale} /> : id && <code>{id}</code>,
          },
          {
            title: words.details,
            cell: ({ facts: details }) => details.map((fact) => <Detail {...fact} locale={locale} />),
          },
        ]}
      />
      <Pager locale={locale} path={PATH} parts={parts} after={after} next={next && writtenKey(next)} />
      <p>
        <a href={addressWith(`${PATH}/export.csv`, parts)}>{lists.csv}</a>{" "}
        <span class="hint">{lists.csvOf(wholeNumber(locale, AUDITS_EXPORTED_MAX))}</span>
      </p>
    </>,
  );
}

/** A select of what is done, and two fields for by whom and about what. */
const AuditFilters = ({
  context,
  parts,
}: {
  readonly context: In;
  readonly parts: Omit<z.infer<typeof filterSchema>, "after">;
}) => {
  const { locale } = context.var.session;
  const words = auditPageWords[locale];
  const actions = Object.entries(auditWords[locale]).toSorted(([, one], [, other]) =>
    one.localeCompare(other),
  );
  return (
    <Filters locale={locale} path={PATH}>
      <label>
        {words.by}
        <input name="actor" value={parts.actor} maxlength={100} placeholder={words.actorHint} />
      </label>
      <Choice
        label={words.what}
        name="action"
        chosen={parts.action}
        all={listWords[locale].all}
        choices={actions}
      />
      <label>
        {words.about}
        <input name="target" value={parts.target} maxlength={100} placeholder={words.targetHint} />
      </label>
    </Filters>
  );
};

const Detail = ({ name, value, locale }: ToldFact & { readonly locale: Locale }) => (
  <div>
    {name}: <bdi>{typeof value === "number" ? wholeNumber(locale, value) : value}</bdi>
  </div>
);

async function exported(context: In) {
  const deps = depsOf(context);
  const { locale } = context.var.session;
  const words = auditPageWords[locale];
  const stories = await exportAudits(deps, filterOf(asked(context, filterSchema)));
  const rows = stories.map((story) => {
    const { row } = story;
    const { title, facts } = auditTold(story, { ...deps.shop, locale });
    const details = facts.map(({ name, value }) => `${name}: ${value}`).join("; ");
    const at = csvMoment(row.createdAtMs);
    return [at, row.actor, row.action, title, row.target ?? "", details, row.before ?? "", row.after ?? ""];
  });
  return csvAnswer(context, `${words.file}.csv`, [words.fileColumns, ...rows]);
}
