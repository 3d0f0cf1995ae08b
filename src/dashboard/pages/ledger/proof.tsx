import { Hono } from "hono";
import * as z from "zod/mini";
import { askBooksCheck, type BooksCheck, stateOfCheck } from "../../../domain/ledger/booksCheck.ts";
import { type BooksStanding, booksStanding, type OwnAccount } from "../../../domain/ledger/standing.ts";
import { SECOND_MS } from "../../../lib/time.ts";
import { ledgerWords } from "../../../lib/words/dashboard/ledger.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { FormStale } from "../../failure.tsx";
import { adminsOnly } from "../../guard.ts";
import { Form, requestOf } from "../../parts/form.tsx";
import { ActorLink } from "../../parts/links.tsx";
import { Notice } from "../../parts/notice.tsx";
import { addressWith } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { asked, idSchema, maybe } from "../../parts/sent.ts";
import { Table } from "../../parts/table.tsx";
import { AccountLink } from "../../parts/transfers.tsx";
import { depsOf, type In, type Inside } from "../../room.ts";
import { goOn, show, showPart } from "../../show.tsx";
import { LedgerTabs, PROOF } from "./tabs.tsx";

const POLL_MS = 2_000;
const askedSchema = z.object({ check: maybe(idSchema) });

/** Whether the books agree: what the last checks found, and a check at once. */
export const proof = new Hono<Inside>()
  .get("/", async (context) => {
    const reader = readerOf(context);
    const { check } = asked(context, askedSchema);
    const title = shellWords[reader.locale].places.ledger;
    const [standing, state] = await Promise.all([
      booksStanding(reader.deps),
      check ? stateOfCheck(reader.deps, check) : null,
    ]);
    return show(
      context,
      { title, place: "ledger" },
      <>
        <LedgerTabs locale={reader.locale} current="proof" />
        {check && state ? <CheckState reader={reader} check={check} state={state} /> : null}
        <Checks context={context} standing={standing} />
        <Own reader={reader} standing={standing} />
      </>,
    );
  })
  .get("/state", async (context) => {
    const reader = readerOf(context);
    const { check } = asked(context, askedSchema);
    const state = check ? await stateOfCheck(reader.deps, check) : null;
    if (!check || !state) return context.notFound();
    return showPart(context, <CheckState reader={reader} check={check} state={state} />);
  })
  .post("/check", adminsOnly, async (context) => {
    const request = await requestOf(context);
    if (!request) throw new FormStale();
    await askBooksCheck(depsOf(context), request);
    return goOn(context, addressWith(PROOF, { check: request.id }));
  });

type StateProps = {
  readonly reader: Reader;
  readonly check: string;
  readonly state: "running" | "done" | "failed";
};

const CheckState = ({ reader: { locale }, check, state }: StateProps) => {
  const words = ledgerWords[locale];
  if (state === "running")
    return (
      <div data-again={addressWith(`${PROOF}/state`, { check })} data-every-ms={POLL_MS}>
        <Notice tone="info" title={words.running}>
          {words.runningBody}
        </Notice>
        <progress aria-label={words.running} />
      </div>
    );
  const isDone = state === "done";
  return (
    <div>
      <Notice tone={isDone ? "done" : "refused"} title={isDone ? words.checkDone : words.checkFailed}>
        <a href={isDone ? PROOF : "/dashboard/jobs"}>{isDone ? words.seeResult : words.checkFailedBody}</a>
      </Notice>
    </div>
  );
};

const Checks = ({ context, standing }: { context: In; standing: BooksStanding }) => {
  const reader = readerOf(context);
  const { locale, number, moment, isAdmin } = reader;
  const words = ledgerWords[locale];
  return (
    <>
      <h2>{words.checks}</h2>
      <p class="hint">{words.checkHint}</p>
      <Table
        caption={words.checks}
        none={words.noChecks}
        rows={standing.checks}
        columns={[
          { title: listWords[locale].when, cell: ({ atMs }: BooksCheck) => moment(atMs) },
          {
            title: words.result,
            cell: ({ broken }: BooksCheck) => <Result reader={reader} broken={broken} />,
          },
          { title: words.accounts, isNumber: true, cell: (check: BooksCheck) => number(check.accounts) },
          { title: words.transfers, isNumber: true, cell: (check: BooksCheck) => number(check.transfers) },
          {
            title: words.took,
            isNumber: true,
            cell: ({ tookMs }: BooksCheck) => words.seconds((tookMs / SECOND_MS).toFixed(1)),
          },
          {
            title: listWords[locale].from,
            cell: ({ actor }: BooksCheck) => (actor === "system" ? words.byItself : <ActorLink id={actor} />),
          },
        ]}
      />
      {isAdmin ? (
        <Form context={context} action={`${PROOF}/check`} class="inline">
          <p>
            <button type="submit">{words.checkNow}</button>
          </p>
        </Form>
      ) : null}
    </>
  );
};

const Result = ({ reader: { locale }, broken }: { reader: Reader; broken: readonly string[] }) => {
  const words = ledgerWords[locale];
  if (broken.length === 0) return <span class="badge done">{words.agrees}</span>;
  return (
    <>
      <span class="badge refused">{words.disagrees}</span>{" "}
      {broken.map((id) => (
        <div>{id.includes("/") ? <AccountLink id={id} /> : id}</div>
      ))}
    </>
  );
};

const Own = ({ reader, standing }: { reader: Reader; standing: BooksStanding }) => {
  const { locale, number, money } = reader;
  const words = ledgerWords[locale];
  const rows = [
    ...standing.own,
    { id: words.debts, asset: "money", balance: standing.debt } as const,
    { id: words.held, asset: "points", balance: standing.points } as const,
    { id: words.held, asset: "money", balance: standing.money } as const,
  ];
  return (
    <>
      <h2>{words.own}</h2>
      <p class="hint">{words.owed}</p>
      <Table
        caption={words.own}
        none={listWords[locale].none}
        rows={rows}
        columns={[
          {
            title: words.account,
            cell: ({ id }: OwnAccount) =>
              id.includes("/") ? <AccountLink id={id} /> : <strong>{id}</strong>,
          },
          {
            title: words.balance,
            isNumber: true,
            cell: ({ asset, balance }: OwnAccount) =>
              asset === "money" ? money(balance) : words.points(number(balance)),
          },
        ]}
      />
    </>
  );
};
