import { Hono } from "hono";
import * as z from "zod/mini";
import { REASON_CHARS_MAX } from "../../../domain/points/change.ts";
import { deliverAgain } from "../../../domain/shop/again.ts";
import { stageOf } from "../../../domain/shop/progress.ts";
import { type PurchaseDetail, purchaseDetail } from "../../../domain/shop/purchaseDetail.ts";
import { refundPurchase } from "../../../domain/shop/refund.ts";
import { stars } from "../../../domain/shop/reviewCards.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { purchaseDeskWords } from "../../../lib/words/dashboard/purchases.ts";
import { purchaseWords } from "../../../lib/words/purchases.ts";
import { FormStale } from "../../failure.tsx";
import { adminsOnly } from "../../guard.ts";
import { Facts } from "../../parts/facts.tsx";
import { TextField } from "../../parts/field.tsx";
import { Form, requestOf } from "../../parts/form.tsx";
import { ActorLink, MemberLink } from "../../parts/links.tsx";
import { Notice } from "../../parts/notice.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { ID, sent } from "../../parts/sent.ts";
import { NamedState } from "../../parts/state.tsx";
import { Transfers } from "../../parts/transfers.tsx";
import { depsOf, type In, type Inside } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { SHOP } from "./tabs.tsx";

const addressOf = (id: string) => `${SHOP}/purchases/${id}`;
const refundSchema = z.object({ reason: z.string().check(z.maxLength(REASON_CHARS_MAX)) });

/** One purchase: whose, how far its codes came, what it moved. Its codes are for its buyer alone. */
export const onePurchase = new Hono<Inside>()
  .get(`/purchases/${ID}`, async (context) => {
    const reader = readerOf(context);
    const detail = await purchaseDetail(reader.deps, context.req.param("id"));
    const title = `${purchaseDeskWords[reader.locale].title} ${detail.purchase.id}`;
    return show(context, { title, place: "shop" }, <PurchasePage context={context} detail={detail} />);
  })
  .post(`/purchases/${ID}/deliver`, async (context) => {
    const request = await requestOf(context);
    if (!request) throw new FormStale();
    const { purchase, locale } = await deliverAgain(depsOf(context), request, context.req.param("id"));
    return goOn(context, addressOf(purchase.id), { tone: "done", title: purchaseWords[locale].again });
  })
  .get(`/purchases/${ID}/refund`, adminsOnly, async (context) => {
    const reader = readerOf(context);
    const detail = await purchaseDetail(reader.deps, context.req.param("id"));
    const title = purchaseDeskWords[reader.locale].refund;
    return show(context, { title, place: "shop" }, <RefundPage context={context} detail={detail} />);
  })
  .post(`/purchases/${ID}/refund`, adminsOnly, async (context) => {
    const { request, form } = await sent(context, refundSchema);
    const { number } = readerOf(context);
    const done = await refundPurchase(depsOf(context), request, context.req.param("id"), form.reason);
    const words = purchaseWords[done.locale];
    const body = [
      ...(done.returned > 0 ? [words.returned(number(done.returned))] : []),
      ...(done.lost > 0 ? [words.lost(number(done.lost))] : []),
    ].join(" ");
    return goOn(context, addressOf(done.purchase.id), { tone: "done", title: words.refunded, body });
  });

type Props = { readonly context: In; readonly detail: PurchaseDetail };

const PurchasePage = ({ context, detail }: Props) => {
  const reader = readerOf(context);
  const { locale } = reader;
  const { purchase, review, isOfSomebody, transfers } = detail;
  const words = purchaseDeskWords[locale];
  const canAct = purchase.state === "paid" && isOfSomebody;
  return (
    <>
      <Facts facts={factsOf(detail, reader)} />
      {isOfSomebody ? null : <Notice tone="info" title={words.forgotten} />}
      {canAct ? (
        <div class="panel">
          <h2>{listWords[locale].actions}</h2>
          <p class="hint">{words.againHint}</p>
          <div class="ways">
            <Form context={context} action={`${addressOf(purchase.id)}/deliver`} class="inline">
              <button type="submit">{words.again}</button>
            </Form>
            {reader.isAdmin ? <a href={`${addressOf(purchase.id)}/refund`}>{words.refund} …</a> : null}
          </div>
        </div>
      ) : null}
      {review ? (
        <>
          <h2>{words.review}</h2>
          <p>
            <span role="img" aria-label={`${review.rating}/5`}>
              {stars(review.rating)}
            </span>{" "}
            <bdi>{review.comment ?? ""}</bdi>
          </p>
        </>
      ) : null}
      <h2>{words.moved}</h2>
      <Transfers reader={reader} rows={transfers} caption={words.moved} none={words.notMoved} />
    </>
  );
};

function factsOf({ purchase, name }: PurchaseDetail, { locale, number, money, moment }: Reader) {
  const words = purchaseDeskWords[locale];
  const when = (atMs: number | null) => atMs && moment(atMs);
  return [
    [
      words.what,
      <>
        <bdi>{name}</bdi> × {number(purchase.size)}
      </>,
    ],
    [listWords[locale].amount, money(purchase.price)],
    [words.buyer, <MemberLink id={purchase.memberId} locale={locale} />],
    [
      words.furthest,
      <NamedState
        state={stageOf(purchase).stage}
        name={purchaseWords[locale].stages[stageOf(purchase).stage]}
      />,
    ],
    [words.bought, moment(purchase.createdAtMs)],
    [words.delivering, when(purchase.deliveringAtMs)],
    [words.delivered, when(purchase.deliveredAtMs)],
    [words.failed, when(purchase.deliveryFailedAtMs)],
    [words.why, purchase.deliveryFailure && <code>{purchase.deliveryFailure}</code>],
    [words.revealed, when(purchase.revealedAtMs)],
    [words.closed, when(purchase.closedAtMs)],
    [words.refunded, when(purchase.refundedAtMs)],
    [words.by, purchase.refundedBy && <ActorLink id={purchase.refundedBy} />],
    [listWords[locale].reason, purchase.refundReason && <bdi>{purchase.refundReason}</bdi>],
  ] as const;
}

const RefundPage = ({ context, detail: { purchase, name } }: Props) => {
  const { locale, number, money } = readerOf(context);
  const words = purchaseDeskWords[locale];
  const isSeen = (purchase.deliveringAtMs ?? purchase.deliveredAtMs ?? purchase.revealedAtMs) !== null;
  const codes = number(purchase.size);
  return (
    <>
      <p>
        <bdi>{name}</bdi> × {codes} · <MemberLink id={purchase.memberId} locale={locale} />
      </p>
      <Notice tone="warning" title={words.refundAsk(money(purchase.price))}>
        {isSeen ? words.refundSeen(codes) : words.refundUnseen(codes)}
      </Notice>
      <Form context={context} action={`${addressOf(purchase.id)}/refund`}>
        <TextField
          label={listWords[locale].reason}
          name="reason"
          hint={words.refundReason}
          max={REASON_CHARS_MAX}
        />
        <div class="ways">
          <button type="submit" class="danger">
            {words.refundGo}
          </button>
          <a href={addressOf(purchase.id)}>{listWords[locale].cancel}</a>
        </div>
      </Form>
    </>
  );
};
