import * as z from "zod/mini";
import { askCashback } from "../../../domain/cashback/ask.ts";
import { SYSTEM } from "../../../domain/cashback/batch.ts";
import { cashbackAskedBy, type FoundCashback, searchCashback } from "../../../domain/cashback/search.ts";
import { readKey, writtenKey } from "../../../lib/pageKey.ts";
import { cashbackWords } from "../../../lib/words/cashback.ts";
import { cashbackModeNames, cashbackStateNames } from "../../../lib/words/cashbackStates.ts";
import { cashbackPageWords } from "../../../lib/words/dashboard/cashback.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { referralPageWords } from "../../../lib/words/dashboard/referrals.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { nameIn } from "../../../lib/words/walletStates.ts";
import { Bars } from "../../parts/chart/bars.tsx";
import { csvMoment, csvNumber, ExportLink } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { Form } from "../../parts/form.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { afterPart, asked, sent } from "../../parts/sent.ts";
import { NamedState } from "../../parts/state.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { depsOf, type In } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { CASHBACK, ReferralTabs } from "./places.tsx";

const beginSchema = z.object({ member: z.string().check(z.regex(/^\d{0,20}$/)) });

/** Begins a batch, and leads to it: a job sums up what it would pay. */
export async function beginBatch(context: In) {
  const { request, form } = await sent(context, beginSchema);
  const deps = depsOf(context);
  await askCashback(deps, request, { memberId: form.member || null, interactionToken: null });
  const { id } = await cashbackAskedBy(deps, request.id);
  return goOn(context, `${CASHBACK}/${id}`);
}

/** Batches, the newest first, with what each paid. */
export async function batchesPage(context: In) {
  const reader = readerOf(context);
  const { deps, locale } = reader;
  const { after } = asked(context, z.object({ after: afterPart }));
  const { rows, next } = await searchCashback(deps, readKey(after));
  return show(
    context,
    { title: shellWords[locale].places.referrals, place: "referrals" },
    <>
      <ReferralTabs reader={reader} current={CASHBACK} />
      <Begin context={context} />
      <PaidByBatch reader={reader} rows={rows} />
      <Table
        caption={referralPageWords[locale].batches}
        none={cashbackPageWords[locale].none}
        rows={rows}
        columns={columnsOf(reader)}
      />
      <Pager locale={locale} path={CASHBACK} parts={{}} after={after} next={next && writtenKey(next)} />
      <ExportLink locale={locale} path={CASHBACK} />
    </>,
  );
}

/** The same as a file. */
export async function batchesFile(context: In) {
  const { rows } = await searchCashback(depsOf(context), null, EXPORT_ROWS_MAX);
  return csvAnswer(context, "cashback-batches.csv", [
    [
      "batch",
      "state",
      "mode",
      "by",
      "begun",
      "ended",
      "members",
      "amount",
      "failed",
      "review",
      "blacklisted",
    ],
    ...rows.map(({ batch, cameTo }) => [
      batch.id,
      batch.state,
      batch.mode,
      batch.askedBy,
      csvMoment(batch.createdAtMs),
      csvMoment(batch.finishedAtMs),
      csvNumber(cameTo?.members),
      csvNumber(cameTo?.amount),
      csvNumber(cameTo?.failed),
      csvNumber(cameTo?.review),
      csvNumber(cameTo?.blacklisted),
    ]),
  ]);
}

const Begin = ({ context }: { readonly context: In }) => {
  const words = cashbackPageWords[context.var.session.locale];
  return (
    <details class="panel">
      <summary>{words.beginTitle}</summary>
      <Form context={context} action={CASHBACK}>
        <p class="hint">{words.beginHint}</p>
        <label>
          {words.onlyMember}
          <input name="member" inputmode="numeric" pattern="[0-9]{1,20}" maxlength={20} autocomplete="off" />
        </label>
        <div>
          <button type="submit">{words.begin}</button>
        </div>
      </Form>
    </details>
  );
};

const PaidByBatch = ({
  reader,
  rows,
}: {
  readonly reader: Reader;
  readonly rows: readonly FoundCashback[];
}) => {
  const { locale, number, money } = reader;
  const words = cashbackPageWords[locale];
  const paid = rows.flatMap(({ batch, cameTo }) =>
    batch.state === "done" && cameTo ? [{ batch, cameTo }] : [],
  );
  if (paid.length === 0) return null;
  return (
    <Bars
      caption={words.paidByBatch}
      names={referralPageWords[locale].batch}
      values={listWords[locale].amount}
      none=""
      bars={paid.map(({ batch, cameTo }) => ({
        name: <a href={`${CASHBACK}/${batch.id}`}>{batch.id}</a>,
        value: cameTo.amount,
        written: words.paidOf(money(cameTo.amount), number(cameTo.members)),
      }))}
    />
  );
};

/** Without the symbol that stands before it in Discord. */
export const batchStateName = (state: string, locale: Locale): string =>
  nameIn(cashbackStateNames, state, locale).replace(/^[^\p{L}]+/u, "");

export const AskedBy = ({ id, locale }: { readonly id: string; readonly locale: Locale }) =>
  id === SYSTEM ? <span>{cashbackWords[locale].system}</span> : <MemberLink id={id} locale={locale} />;

function columnsOf({ locale, number, money, moment }: Reader): Column<FoundCashback>[] {
  const words = cashbackPageWords[locale];
  const counted = (value: number | undefined) => (value === undefined ? "–" : number(value));
  return [
    {
      title: referralPageWords[locale].batch,
      cell: ({ batch }) => <a href={`${CASHBACK}/${batch.id}`}>{batch.id}</a>,
    },
    {
      title: listWords[locale].state,
      cell: ({ batch }) => <NamedState state={batch.state} name={batchStateName(batch.state, locale)} />,
    },
    { title: words.members, isNumber: true, cell: ({ cameTo }) => counted(cameTo?.members) },
    { title: words.sum, isNumber: true, cell: ({ cameTo }) => (cameTo ? money(cameTo.amount) : "–") },
    { title: words.failed, isNumber: true, cell: ({ cameTo }) => counted(cameTo?.failed) },
    { title: words.mode, cell: ({ batch }) => nameIn(cashbackModeNames, batch.mode, locale) },
    { title: words.askedBy, cell: ({ batch }) => <AskedBy id={batch.askedBy} locale={locale} /> },
    { title: words.begun, cell: ({ batch }) => moment(batch.createdAtMs) },
  ];
}
