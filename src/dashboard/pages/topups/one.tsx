import { Hono } from "hono";
import { type PaymentEvent, type TopupDetail, topupDetail } from "../../../domain/wallet/detail.ts";
import { type ReconciledOne, reconcileOne, reconcileOpen } from "../../../domain/wallet/reconcileNow.ts";
import { saysPaid } from "../../../domain/wallet/states.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { topupPageWords } from "../../../lib/words/dashboard/topups.ts";
import { topupDeskWords } from "../../../lib/words/topupDesk.ts";
import { nameIn, topupStateNames } from "../../../lib/words/walletStates.ts";
import { FormStale } from "../../failure.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Form, requestOf } from "../../parts/form.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { ID } from "../../parts/sent.ts";
import { NamedState } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import { Transfers } from "../../parts/transfers.tsx";
import { depsOf, type In, type Inside } from "../../room.ts";
import { type Flash, goOn, show } from "../../show.tsx";
import { TOPUPS } from "./tabs.tsx";
import { paymentAddress } from "./unmatched.tsx";

/** One top-up, and asking Midtrans about it or about all that are open. */
export const oneTopup = new Hono<Inside>()
  .post("/reconcile", async (context) => {
    const request = await requestOf(context);
    if (!request) throw new FormStale();
    const { number } = readerOf(context);
    const { asked, moved, unanswered, left, locale } = await reconcileOpen(depsOf(context), request);
    const words = topupDeskWords[locale];
    const body = [
      words.asked(number(asked)),
      ...(moved.length > 0 ? [words.moved(number(moved.length)).replace(/:$/, ".")] : []),
      ...(unanswered > 0 ? [words.unanswered(number(unanswered))] : []),
      ...(left > 0 ? [topupPageWords[locale].left(number(left))] : []),
    ].join(" ");
    return goOn(context, TOPUPS, {
      tone: unanswered > 0 ? "warning" : "done",
      title: words.askedTitle,
      body,
    });
  })
  .get(`/${ID}`, async (context) => {
    const reader = readerOf(context);
    const detail = await topupDetail(reader.deps, context.req.param("id"));
    const title = `${topupPageWords[reader.locale].title} ${detail.topup.id}`;
    return show(context, { title, place: "topups" }, <TopupPage context={context} detail={detail} />);
  })
  .post(`/${ID}/reconcile`, async (context) => {
    const request = await requestOf(context);
    if (!request) throw new FormStale();
    const done = await reconcileOne(depsOf(context), request, context.req.param("id"));
    return goOn(context, addressOf(done.after.id), flashOf(done, readerOf(context)));
  });

const addressOf = (id: string) => `${TOPUPS}/${encodeURIComponent(id)}`;

function flashOf({ before, looked, after, locale }: ReconciledOne, { money }: Reader): Flash {
  const words = topupDeskWords[locale];
  const title = words.askedTitle;
  if (looked.kind === "away") return { tone: "warning", title, body: words.away };
  if (looked.kind === "refused") return { tone: "warning", title, body: words.refused(looked.code) };
  const [was, is] = [before, after].map(({ state }) => nameIn(topupStateNames, state, locale));
  const { said } = looked;
  const isOther = said !== null && saysPaid(said.status) && said.amount !== after.amount;
  const told =
    said === null
      ? words.unknown
      : said.amount === null
        ? words.says(`\`${said.status}\``)
        : words.saysAmount(`\`${said.status}\``, money(said.amount));
  return {
    tone: isOther ? "warning" : "done",
    title,
    body: [
      told,
      ...(isOther ? [topupPageWords[locale].anotherAmount] : []),
      was === is ? words.same(is ?? "") : words.state(was ?? "", is ?? ""),
    ].join("\n"),
  };
}

type Props = { readonly context: In; readonly detail: TopupDetail };

const TopupPage = ({ context, detail }: Props) => {
  const reader = readerOf(context);
  const { locale, deps } = reader;
  const { topup, events, transfers, isUnmatched } = detail;
  const words = topupPageWords[locale];
  return (
    <>
      <Facts facts={factsOf(detail, reader)} />
      {isUnmatched ? (
        <p>
          <a href={paymentAddress(topup.id)}>{words.toUnmatched}</a>
        </p>
      ) : null}
      {deps.midtrans ? (
        <Form context={context} action={`${addressOf(topup.id)}/reconcile`} class="panel">
          <p class="hint">{words.askNowHint}</p>
          <button type="submit">{words.askNow}</button>
        </Form>
      ) : null}
      <h2>{words.moved}</h2>
      <Transfers reader={reader} rows={transfers} caption={words.moved} none={words.notMoved} />
      <h2>{words.events}</h2>
      <p class="hint">{words.eventsHint}</p>
      <Table caption={words.events} none={words.noEvents} rows={events} columns={eventColumns(reader)} />
    </>
  );
};

function factsOf({ topup }: TopupDetail, { locale, number, money, moment }: Reader) {
  const words = topupPageWords[locale];
  const lists = listWords[locale];
  const when = (atMs: number | null) => atMs && moment(atMs);
  return [
    [lists.member, <MemberLink id={topup.memberId} locale={locale} />],
    [lists.amount, money(topup.amount)],
    [lists.state, <NamedState state={topup.state} name={nameIn(topupStateNames, topup.state, locale)} />],
    [words.why, topup.reason && <code>{topup.reason}</code>],
    [words.returned, topup.refunded > 0 ? money(topup.refunded) : null],
    [lists.when, moment(topup.createdAtMs)],
    [words.since, moment(topup.stateAtMs)],
    [words.expires, when(topup.expiresAtMs)],
    [words.disputedSince, when(topup.disputedAtMs)],
    [words.transaction, topup.transactionId && <code>{topup.transactionId}</code>],
    [words.asks, number(topup.checks)],
    [words.nextAsk, topup.nextCheckAtMs === null ? words.noMore : moment(topup.nextCheckAtMs)],
  ] as const;
}

/** A notification as it came may say something of its payer, so only admins read it whole. */
function eventColumns({ locale, number, moment, isAdmin }: Reader) {
  const words = topupPageWords[locale];
  const body = {
    title: words.body,
    cell: (event: PaymentEvent) => (
      <details>
        <summary>{listWords[locale].open}</summary>
        <pre>{event.body}</pre>
      </details>
    ),
  };
  return [
    { title: listWords[locale].when, cell: (event: PaymentEvent) => moment(event.firstAtMs) },
    { title: words.last, cell: (event: PaymentEvent) => moment(event.lastAtMs) },
    { title: words.times, isNumber: true, cell: (event: PaymentEvent) => number(event.deliveries) },
    { title: words.status, cell: (event: PaymentEvent) => <code>{event.status}</code> },
    { title: words.outcome, cell: (event: PaymentEvent) => words.outcomes[event.outcome] },
    ...(isAdmin ? [body] : []),
  ];
}
