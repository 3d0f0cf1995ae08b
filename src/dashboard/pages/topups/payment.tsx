import { Hono } from "hono";
import type { Child } from "hono/jsx";
import * as z from "zod/mini";
import { findPresence } from "../../../domain/members/presence.ts";
import { creditPayment, dismissPayment } from "../../../domain/wallet/unmatchedDecide.ts";
import { type PaymentView, unmatchedPayment } from "../../../domain/wallet/unmatchedList.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { topupPageWords } from "../../../lib/words/dashboard/topups.ts";
import { unmatchedWords } from "../../../lib/words/unmatched.ts";
import { nameIn, unmatchedReasonNames, unmatchedStateNames } from "../../../lib/words/walletStates.ts";
import { adminsOnly } from "../../guard.ts";
import { Facts } from "../../parts/facts.tsx";
import { MemberField } from "../../parts/filters.tsx";
import { Form } from "../../parts/form.tsx";
import { ActorLink, MemberLink } from "../../parts/links.tsx";
import { Notice } from "../../parts/notice.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { asked, memberIdSchema, sent } from "../../parts/sent.ts";
import { NamedState } from "../../parts/state.tsx";
import { depsOf, type In, type Inside } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { TOPUPS, UNMATCHED } from "./tabs.tsx";
import { paidIn, paymentAddress } from "./unmatched.tsx";

const ORDER_CHARS_MAX = 200;
const order = z.string().check(z.minLength(1), z.maxLength(ORDER_CHARS_MAX));
const paymentSchema = z.object({ order: z.catch(order, "") });
const creditQuerySchema = z.object({ order: z.catch(order, ""), member: z.catch(memberIdSchema, "") });
const creditSchema = z.object({ order, member: memberIdSchema });
const dismissSchema = z.object({ order });

/** A payment that fits no top-up: looked at, credited to a member, or set aside. */
export const onePayment = new Hono<Inside>()
  .get("/unmatched/payment", async (context) => {
    const { deps, actor } = readerOf(context);
    const view = await unmatchedPayment(deps, actor.id, asked(context, paymentSchema).order);
    return page(
      context,
      topupPageWords[view.locale].payment,
      view,
      <Choices context={context} view={view} />,
    );
  })
  .get("/unmatched/credit", adminsOnly, async (context) => {
    const reader = readerOf(context);
    const { order: orderId, member } = asked(context, creditQuerySchema);
    if (member === "") return goOn(context, paymentAddress(orderId));
    const [view, { left }] = await Promise.all([
      unmatchedPayment(reader.deps, reader.actor.id, orderId),
      findPresence(reader.deps, [member]),
    ]);
    const words = topupPageWords[reader.locale];
    return page(
      context,
      words.confirm,
      view,
      <>
        {left.length > 0 ? <Notice tone="warning" title={words.notHere} /> : null}
        <Confirm context={context} view={view} decision="credit" member={member} />
      </>,
    );
  })
  .get("/unmatched/dismiss", adminsOnly, async (context) => {
    const { deps, actor } = readerOf(context);
    const view = await unmatchedPayment(deps, actor.id, asked(context, paymentSchema).order);
    return page(
      context,
      topupPageWords[view.locale].dismiss,
      view,
      <Confirm context={context} view={view} decision="dismiss" />,
    );
  })
  .post("/unmatched/credit", adminsOnly, async (context) => {
    const { request, form } = await sent(context, creditSchema);
    const { money } = readerOf(context);
    const credit = { orderId: form.order, memberId: form.member };
    const { change, debtPaid, memberId, locale } = await creditPayment(depsOf(context), request, credit);
    const body = [
      unmatchedWords[locale].gets(`<@${memberId}>`, money(change)),
      ...(debtPaid > 0 ? [topupPageWords[locale].debtPaid(money(debtPaid))] : []),
    ].join(" ");
    const title = unmatchedWords[locale].credited;
    return goOn(context, paymentAddress(form.order), { tone: "done", title, body });
  })
  .post("/unmatched/dismiss", adminsOnly, async (context) => {
    const { request, form } = await sent(context, dismissSchema);
    const { locale } = await dismissPayment(depsOf(context), request, form.order);
    return goOn(context, UNMATCHED, { tone: "done", title: unmatchedWords[locale].dismissed });
  });

type Props = { readonly context: In; readonly view: PaymentView };

function page(context: In, title: string, view: PaymentView, below: Child) {
  const reader = readerOf(context);
  return show(
    context,
    { title, place: "topups" },
    <>
      <Facts facts={factsOf(view, reader)} />
      {below}
    </>,
  );
}

function factsOf({ payment, expected }: PaymentView, reader: Reader) {
  const { locale, moment, number, money } = reader;
  const words = topupPageWords[locale];
  const unmatched = unmatchedWords[locale];
  return [
    [words.order, <bdi>{payment.orderId}</bdi>],
    [unmatched.amount, paidIn(payment, reader)],
    [unmatched.status, payment.status === null ? unmatched.unknown : <code>{payment.status}</code>],
    [unmatched.why, nameIn(unmatchedReasonNames, payment.why, locale)],
    [
      words.expected,
      expected && (
        <>
          <a href={`${TOPUPS}/${encodeURIComponent(payment.orderId)}`}>{money(expected.amount)}</a> ·{" "}
          <MemberLink id={expected.memberId} locale={locale} />
        </>
      ),
    ],
    [
      unmatched.state,
      <NamedState state={payment.state} name={nameIn(unmatchedStateNames, payment.state, locale)} />,
    ],
    [words.decidedBy, payment.decidedBy && <ActorLink id={payment.decidedBy} />],
    [words.to, payment.memberId && <MemberLink id={payment.memberId} locale={locale} />],
    [words.times, number(payment.deliveries)],
    [listWords[locale].when, moment(payment.firstAtMs)],
    [words.last, moment(payment.lastAtMs)],
  ] as const;
}

/** What admins can still decide; what was dismissed can be credited all the same. */
const Choices = ({ context, view: { payment, expected } }: Props) => {
  const { locale, isAdmin } = readerOf(context);
  const words = topupPageWords[locale];
  if (payment.state === "credited") return null;
  if (!isAdmin) return <p class="hint">{unmatchedWords[locale].forAdmins}</p>;
  return (
    <div class="panel">
      <h2>{words.creditTo}</h2>
      <form method="get" action={`${UNMATCHED}/credit`} class="filters">
        <input type="hidden" name="order" value={payment.orderId} />
        <MemberField locale={locale} value={expected?.memberId} required />
        <button type="submit">{words.creditLook}</button>
      </form>
      <p class="hint">{words.creditHint}</p>
      {payment.state === "open" ? (
        <form method="get" action={`${UNMATCHED}/dismiss`} class="filters">
          <input type="hidden" name="order" value={payment.orderId} />
          <button type="submit" class="quiet">
            {words.dismissGo} …
          </button>
        </form>
      ) : null}
    </div>
  );
};

type ConfirmProps = Props & {
  readonly decision: "credit" | "dismiss";
  readonly member?: string;
};

const Confirm = ({ context, view: { payment }, decision, member }: ConfirmProps) => {
  const { locale } = readerOf(context);
  const words = topupPageWords[locale];
  const isCredit = decision === "credit";
  return (
    <>
      <Notice tone="warning" title={isCredit ? words.confirmHint : words.dismissHint} />
      <Form context={context} action={`${UNMATCHED}/${decision}`}>
        <input type="hidden" name="order" value={payment.orderId} />
        {member === undefined ? null : (
          <>
            <input type="hidden" name="member" value={member} />
            <p>
              {words.to}: <MemberLink id={member} locale={locale} />
            </p>
          </>
        )}
        <div class="ways">
          <button type="submit" class={isCredit ? undefined : "danger"}>
            {isCredit ? words.credit : words.dismissGo}
          </button>
          <a href={paymentAddress(payment.orderId)}>{listWords[locale].cancel}</a>
        </div>
      </Form>
    </>
  );
};
