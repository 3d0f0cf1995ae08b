import { isOpen, type Order } from "../../../domain/orders/order.ts";
import { type OrderEvent, type SeenOrder, seeOrder } from "../../../domain/orders/read.ts";
import type { ListedSend } from "../../../domain/receipts/sends.ts";
import { orderCode } from "../../../lib/orderCode.ts";
import { receiptCode } from "../../../lib/receiptCode.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { orderPageWords } from "../../../lib/words/dashboard/orders.ts";
import { orderDeskWords } from "../../../lib/words/orderDesk.ts";
import { receiptDeskWords } from "../../../lib/words/receipts.ts";
import { Facts } from "../../parts/facts.tsx";
import { ActorLink, CauseLink, MemberLink } from "../../parts/links.tsx";
import { addressWith } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { StateBadge } from "../../parts/state.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { type In, requestIdOf } from "../../room.ts";
import { show } from "../../show.tsx";
import { CompletedDeeds, OpenDeeds } from "./deeds.tsx";
import { Due, ORDERS, OrderStateBadge, orderAddress, Price, Priority, TokenOf } from "./parts.tsx";

/** One order: what it is, what happened to it, how its receipt was sent, and what can be done. */
export async function oneOrder(context: In, code: string) {
  const reader = readerOf(context);
  const { deps, locale, actor } = reader;
  const seen = await seeOrder(deps, { id: requestIdOf(context), actor }, code);
  const { order, staff } = seen;
  const words = orderPageWords[locale];
  const events = staff?.events ?? [];
  const sends = staff?.receipt.sends ?? [];
  return show(
    context,
    { title: `${words.order} ${orderCode(order.number)}`, place: "orders" },
    <>
      <p class="ways">
        <OrderStateBadge state={order.state} locale={locale} />
        <Priority order={order} locale={locale} />
      </p>
      <p class="lines">
        <bdi>{order.description}</bdi>
      </p>
      <About seen={seen} reader={reader} nowMs={deps.clock()} />
      {isOpen(order) ? <OpenDeeds context={context} order={order} /> : null}
      {order.state === "completed" ? <CompletedDeeds context={context} order={order} /> : null}
      <h2>{orderDeskWords[locale].timeline}</h2>
      <Table
        caption={orderDeskWords[locale].timeline}
        none=""
        rows={[null, ...events]}
        columns={timelineColumns(order, reader)}
      />
      {sends.length > 0 ? (
        <>
          <h2>{words.receiptTitle}</h2>
          <Table caption={words.receiptTitle} none="" rows={sends} columns={sendColumns(reader)} />
        </>
      ) : null}
      <p>
        <a href={addressWith(ORDERS, { which: "all", member: order.customerId })}>{words.customerOrders}</a>
      </p>
    </>,
  );
}

type AboutProps = { readonly seen: SeenOrder; readonly reader: Reader; readonly nowMs: number };

const About = ({ seen, reader, nowMs }: AboutProps) => {
  const { order, points } = seen;
  const { locale, number, moment } = reader;
  const words = orderPageWords[locale];
  const desk = orderDeskWords[locale];
  const text = (value: string | null) => (value === null ? null : <bdi>{value}</bdi>);
  return (
    <Facts
      facts={[
        [words.customer, <MemberLink id={order.customerId} locale={locale} />],
        [words.token, order.tokenCode === null ? null : <TokenOf full={seen} reader={reader} />],
        [words.pays, <Price order={order} reader={reader} />],
        [
          "",
          points > 0 ? (
            <>
              {desk.pointsWon(number(points))} · <CauseLink cause={`token:${order.tokenCode}`} />
            </>
          ) : null,
        ],
        [words.due, order.dueAtMs === null ? null : <Due order={order} nowMs={nowMs} reader={reader} />],
        [desk.note, text(order.note)],
        [listWords[locale].reason, text(order.cancelReason)],
        [desk.made, moment(order.createdAtMs)],
        [words.file, order.fileName === null ? null : <FileOf order={order} reader={reader} />],
      ]}
    />
  );
};

const FileOf = ({ order, reader: { locale } }: { readonly order: Order; readonly reader: Reader }) => {
  const words = orderDeskWords[locale];
  if (order.fileStoredAtMs !== null)
    return (
      <a href={`${orderAddress(order.number)}/file`}>
        <bdi>{order.fileName}</bdi>
      </a>
    );
  return (
    <>
      <bdi>{order.fileName}</bdi> · {order.fileUrl === null ? words.fileLost : words.fileComing}
    </>
  );
};

/** The first line is that it was made. */
function timelineColumns(order: Order, { locale, moment }: Reader): Column<OrderEvent | null>[] {
  const words = orderPageWords[locale];
  return [
    { title: listWords[locale].when, cell: (event) => moment(event?.atMs ?? order.createdAtMs) },
    {
      title: words.what,
      cell: (event) =>
        event === null ? (
          orderDeskWords[locale].made
        ) : (
          <OrderStateBadge state={event.toState} locale={locale} />
        ),
    },
    { title: words.who, cell: (event) => <ActorLink id={event?.actor ?? order.createdBy} /> },
    { title: orderDeskWords[locale].note, cell: (event) => <bdi>{event?.note ?? ""}</bdi> },
  ];
}

function sendColumns({ locale, moment }: Reader): Column<ListedSend>[] {
  const words = orderPageWords[locale];
  const desk = receiptDeskWords[locale];
  return [
    { title: listWords[locale].when, cell: ({ atMs }) => moment(atMs) },
    { title: words.receipt, cell: ({ receiptNumber }) => receiptCode(receiptNumber) },
    {
      title: words.way,
      cell: ({ way, address }) =>
        way === "mail" ? <bdi>{words.byMail(address ?? desk.noAddress)}</bdi> : words.direct,
    },
    { title: listWords[locale].state, cell: ({ state }) => <StateBadge state={state} locale={locale} /> },
    {
      title: words.why,
      cell: ({ reason }) => (reason === null ? "" : (desk.reasons[reason] ?? <bdi>{reason}</bdi>)),
    },
    { title: words.who, cell: ({ sentBy }) => <ActorLink id={sentBy} /> },
  ];
}
