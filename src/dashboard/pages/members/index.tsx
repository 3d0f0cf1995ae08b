import { Hono } from "hono";
import * as z from "zod/mini";
import { mayActAs } from "../../../domain/actor.ts";
import { listMembers, type MemberKey, type MemberOrder, memberOrders } from "../../../domain/desk/members.ts";
import { findPeople, suggestPeople } from "../../../domain/desk/people.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { memberWords } from "../../../lib/words/dashboard/members.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { csvMoment, ExportLink } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { Choice, Filters } from "../../parts/filters.tsx";
import { Pager } from "../../parts/pager.tsx";
import { afterPart, asked, maybe } from "../../parts/sent.ts";
import { depsOf, type In, type Inside } from "../../room.ts";
import { show } from "../../show.tsx";
import { FoundTable, MemberTable } from "./tables.tsx";

const PATH = "/dashboard/members";
const NAME_CHARS_MAX = 100;
const listSchema = z.object({
  q: maybe(z.string().check(z.trim(), z.minLength(1), z.maxLength(NAME_CHARS_MAX))),
  order: maybe(z.enum(memberOrders)),
  after: afterPart,
});

/** All members, and who of the server has a name. */
export const members = new Hono<Inside>()
  .get("/", async (context) => {
    const { q, order = "newest", after } = asked(context, listSchema);
    if (q !== undefined && /^\d{15,20}$/.test(q)) return context.redirect(`${PATH}/${q}`, 302);
    return q === undefined ? await list(context, order, after) : await found(context, q);
  })
  .get("/suggest", suggested)
  .get("/export.csv", exported);

/** Who may be meant, for a field in which a name is typed. */
async function suggested(context: In) {
  const { q } = asked(context, z.pick(listSchema, { q: true }));
  const people = q === undefined ? [] : await suggestPeople(depsOf(context), q);
  return context.html(
    <div>
      {people.map(({ id, name }) => (
        <option value={id}>{name}</option>
      ))}
    </div>,
  );
}

/** The same members as a file, by their ids. */
async function exported(context: In) {
  const { order = "newest" } = asked(context, listSchema);
  const { rows } = await listMembers(depsOf(context), order, null, EXPORT_ROWS_MAX);
  return csvAnswer(context, "members.csv", [
    ["member", "points", "money", "known_since", "left", "hidden"],
    ...rows.map((row) => [
      row.id,
      String(row.points),
      String(row.money),
      csvMoment(row.knownSinceMs),
      csvMoment(row.leftAtMs),
      csvMoment(row.hiddenAtMs),
    ]),
  ]);
}

async function list(context: In, order: MemberOrder, after: string | undefined) {
  const { locale, actor } = context.var.session;
  const words = memberWords[locale];
  const { rows, next } = await listMembers(depsOf(context), order, keyOf(after));
  return show(
    context,
    { title: shellWords[locale].places.members, place: "members" },
    <>
      <SearchForm context={context} />
      <Filters locale={locale} path={PATH}>
        <Choice
          label={words.order}
          name="order"
          chosen={order}
          all={words.orders.newest}
          choices={[["points", words.orders.points]]}
        />
      </Filters>
      {order === "points" ? <p class="hint">{words.hiddenNote}</p> : null}
      <MemberTable context={context} rows={rows} order={order} />
      <Pager
        locale={locale}
        path={PATH}
        parts={{ order: order === "newest" ? undefined : order }}
        after={after}
        next={next && `${next.first}.${next.second}`}
      />
      <ExportLink locale={locale} path={PATH} parts={{ order: order === "newest" ? undefined : order }} />
      {mayActAs(actor, "admin") ? (
        <p>
          <a href={`${PATH}/balances`}>{words.bulk}</a>
        </p>
      ) : null}
    </>,
  );
}

async function found(context: In, q: string) {
  const { locale } = context.var.session;
  const found = await findPeople(depsOf(context), q);
  return show(
    context,
    { title: shellWords[locale].places.members, place: "members" },
    <>
      <SearchForm context={context} q={q} />
      <FoundTable context={context} found={found} />
      <p>
        <a href={PATH}>{listWords[locale].all}</a>
      </p>
    </>,
  );
}

const SearchForm = ({ context, q }: { readonly context: In; readonly q?: string }) => {
  const words = memberWords[context.var.session.locale];
  return (
    <form method="get" action={PATH} class="filters">
      <label>
        {words.search}
        <input type="search" name="q" value={q} maxlength={NAME_CHARS_MAX} placeholder={words.searchHint} />
      </label>
      <button type="submit">{words.find}</button>
    </form>
  );
};

/** A key as an address carries it; null for what is none, which then means the first page. */
function keyOf(text: string | undefined): MemberKey | null {
  const [, first, second] = /^(\d{1,15})\.(\d{1,15})$/.exec(text ?? "") ?? [];
  return first === undefined ? null : { first: Number(first), second: Number(second) };
}
