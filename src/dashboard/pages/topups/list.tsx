import { Hono } from "hono";
import * as z from "zod/mini";
import { lastDays } from "../../../domain/desk/days.ts";
import type { ListedTopup } from "../../../domain/wallet/list.ts";
import {
  disputedTopups,
  searchTopups,
  type TopupSearch,
  topupStates,
} from "../../../domain/wallet/search.ts";
import { dayOf } from "../../../lib/localDay.ts";
import { readKey, writtenKey } from "../../../lib/pageKey.ts";
import { firstWords } from "../../../lib/words/dashboard/firsts.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { topupPageWords } from "../../../lib/words/dashboard/topups.ts";
import { nameIn, topupStateNames } from "../../../lib/words/walletStates.ts";
import { DayLines } from "../../parts/chart/dayLines.tsx";
import { Spans, spanOf } from "../../parts/chart/spans.tsx";
import { csvMoment } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { Choice, Filters, MemberField } from "../../parts/filters.tsx";
import { Form } from "../../parts/form.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { afterPart, asked, maybe, memberIdSchema } from "../../parts/sent.ts";
import { NamedState, withoutSymbol } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import type { In, Inside } from "../../room.ts";
import { show } from "../../show.tsx";
import { TOPUPS, TopupTabs } from "./tabs.tsx";

const filterSchema = z.object({
  state: maybe(z.enum(topupStates)),
  member: maybe(memberIdSchema),
  day: maybe(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
  after: afterPart,
});
type Filter = z.infer<typeof filterSchema>;

const searchOf = ({ state, member, day, after }: Filter): TopupSearch => ({
  state,
  memberId: member,
  day: dayOf(day),
  after: readKey(after),
});

/** Money that was to come in, and whether it did. */
export const topupList = new Hono<Inside>()
  .get("/", (context) => showList(context, asked(context, filterSchema)))
  .get("/export.csv", async (context) => {
    const search = searchOf(asked(context, filterSchema));
    const { rows } = await searchTopups(readerOf(context).deps, search, EXPORT_ROWS_MAX);
    return csvAnswer(context, "topups.csv", [
      ["id", "at", "member", "amount", "given_back", "state"],
      ...rows.map((row) => [
        row.id,
        csvMoment(row.createdAtMs),
        row.memberId,
        String(row.amount),
        String(row.refunded),
        row.state,
      ]),
    ]);
  })
  .get("/disputed", async (context) => {
    const reader = readerOf(context);
    const { locale } = reader;
    const words = topupPageWords[locale];
    const rows = await disputedTopups(reader.deps);
    return show(
      context,
      { title: shellWords[locale].places.topups, place: "topups" },
      <>
        <TopupTabs locale={locale} current="disputed" />
        <p class="hint">{words.disputedHint}</p>
        <Table
          caption={words.disputed}
          none={listWords[locale].none}
          rows={rows}
          columns={topupColumns(reader)}
        />
      </>,
    );
  });

async function showList(context: In, filter: Filter) {
  const reader = readerOf(context);
  const { deps, locale, number } = reader;
  const { after, ...parts } = filter;
  const span = spanOf(context);
  const isAll = !Object.values(filter).some(Boolean);
  const [{ rows, next }, days] = await Promise.all([
    searchTopups(deps, searchOf(filter)),
    isAll ? lastDays(deps, span) : null,
  ]);
  const words = topupPageWords[locale];
  const lists = listWords[locale];
  return show(
    context,
    { title: shellWords[locale].places.topups, place: "topups" },
    <>
      <TopupTabs locale={locale} current="topups" />
      {days ? (
        <>
          <Spans path={TOPUPS} span={span} locale={locale} />
          <DayLines
            reader={reader}
            caption={words.arrivedByDay}
            days={days}
            series={[
              [words.arrived, "toppedUp"],
              [words.returned, "takenBack"],
            ]}
            isMoney
          />
        </>
      ) : null}
      <Filters locale={locale} path={TOPUPS}>
        <Choice
          label={lists.state}
          name="state"
          chosen={filter.state}
          all={lists.all}
          choices={topupStates.map((state) => [state, withoutSymbol(nameIn(topupStateNames, state, locale))])}
        />
        <MemberField locale={locale} value={filter.member} />
        <label>
          {lists.day}
          <input type="date" name="day" value={filter.day} />
        </label>
      </Filters>
      <Table
        caption={words.topups}
        none={isAll ? firstWords[locale][deps.midtrans ? "topups" : "topupsOff"] : lists.none}
        rows={rows}
        columns={topupColumns(reader)}
      />
      <Pager locale={locale} path={TOPUPS} parts={parts} after={after} next={next && writtenKey(next)} />
      <p class="ways">
        <a href={addressWith(`${TOPUPS}/export.csv`, filter)}>{lists.csv}</a>
        <span class="hint">{lists.csvOf(number(EXPORT_ROWS_MAX))}</span>
      </p>
      {deps.midtrans ? (
        <Form context={context} action={`${TOPUPS}/reconcile`} class="panel">
          <p class="hint">{words.askAllHint}</p>
          <button type="submit">{words.askAll}</button>
        </Form>
      ) : null}
    </>,
  );
}

function topupColumns({ locale, money, moment }: Reader) {
  const words = topupPageWords[locale];
  return [
    {
      title: listWords[locale].id,
      cell: ({ id }: ListedTopup) => <a href={`${TOPUPS}/${encodeURIComponent(id)}`}>{id}</a>,
    },
    { title: listWords[locale].when, cell: ({ createdAtMs }: ListedTopup) => moment(createdAtMs) },
    {
      title: listWords[locale].member,
      cell: ({ memberId }: ListedTopup) => <MemberLink id={memberId} locale={locale} />,
    },
    {
      title: listWords[locale].amount,
      isNumber: true,
      cell: ({ amount }: ListedTopup) => money(amount),
    },
    {
      title: words.returned,
      isNumber: true,
      cell: ({ refunded }: ListedTopup) => (refunded > 0 ? money(refunded) : ""),
    },
    {
      title: listWords[locale].state,
      cell: ({ state, disputedAtMs }: ListedTopup) => (
        <>
          <NamedState state={state} name={nameIn(topupStateNames, state, locale)} />{" "}
          {disputedAtMs === null ? null : <span class="badge warning">{words.disputed}</span>}
        </>
      ),
    },
  ];
}
