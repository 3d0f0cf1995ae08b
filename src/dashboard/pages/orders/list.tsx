import * as z from "zod/mini";
import { CODES_PER_REQUEST_MAX, type FullOrder, PRIORITIES } from "../../../domain/orders/order.ts";
import { type FoundOrders, ORDERS_COUNTED_MAX, searchOrders } from "../../../domain/orders/search.ts";
import type { OrderSearch } from "../../../domain/orders/searchWays.ts";
import { orderCode } from "../../../lib/orderCode.ts";
import { firstWords } from "../../../lib/words/dashboard/firsts.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { orderPageWords } from "../../../lib/words/dashboard/orders.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { csvMoment } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { Choice, Filters, MemberField } from "../../parts/filters.tsx";
import { Form } from "../../parts/form.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { afterPart, asked, maybe, memberIdSchema } from "../../parts/sent.ts";
import { type Column, Table } from "../../parts/table.tsx";
import { Tiles } from "../../parts/tile.tsx";
import type { In } from "../../room.ts";
import { show } from "../../show.tsx";
import {
  Due,
  ORDERS,
  OrderStateBadge,
  orderAddress,
  orderStateName,
  Price,
  Priority,
  priorityName,
} from "./parts.tsx";

const STATES = ["pending", "in_progress", "waiting", "completed", "cancelled"] as const;

const filterSchema = z.object({
  which: maybe(z.enum(["all", ...STATES])),
  member: maybe(memberIdSchema),
  priority: maybe(z.enum(["0", "1", "2", "3"])),
  overdue: maybe(z.literal("1")),
  after: afterPart,
});
type Filter = z.infer<typeof filterSchema>;

const searchOf = ({ which, member, priority, overdue, after }: Filter): OrderSearch => ({
  which: which ?? "open",
  customerId: member,
  priority: priority === undefined ? undefined : Number(priority),
  isOverdue: overdue !== undefined,
  after,
});

/** Orders: those that wait to be done, the most urgent first; or all, the newest first. */
export async function orderList(context: In) {
  const reader = readerOf(context);
  const { locale } = reader;
  const filter = asked(context, filterSchema);
  const found = await searchOrders(reader.deps, searchOf(filter));
  const { after, ...parts } = filter;
  const lists = listWords[locale];
  return show(
    context,
    { title: shellWords[locale].places.orders, place: "orders" },
    <>
      <p class="ways">
        <a class="button" href={`${ORDERS}/new`}>
          {orderPageWords[locale].make}
        </a>
      </p>
      <Tiles tiles={tilesOf(found, reader)} />
      <OrderFilters filter={filter} locale={locale} />
      <Rows context={context} found={found} isAll={!Object.values(filter).some(Boolean)} />
      <Pager locale={locale} path={ORDERS} parts={parts} after={after} next={found.next} />
      {found.rows.length > 0 ? (
        <p>
          <a href={addressWith(`${ORDERS}/export.csv`, parts)}>{lists.csv}</a>{" "}
          <span class="hint">{lists.csvOf(reader.number(EXPORT_ROWS_MAX))}</span>
        </p>
      ) : null}
    </>,
  );
}

function tilesOf({ open, overdue }: FoundOrders, { locale, upTo }: Reader) {
  const words = orderPageWords[locale];
  return [
    { name: words.open, value: upTo(open, ORDERS_COUNTED_MAX), to: ORDERS },
    { name: words.overdue, value: upTo(overdue, ORDERS_COUNTED_MAX), to: `${ORDERS}?overdue=1` },
  ];
}

const OrderFilters = ({ filter, locale }: { readonly filter: Filter; readonly locale: Locale }) => {
  const words = orderPageWords[locale];
  return (
    <Filters locale={locale} path={ORDERS}>
      <Choice
        label={words.which}
        name="which"
        chosen={filter.which}
        all={words.openOnes}
        choices={[
          ["all", words.all],
          ...STATES.map((state) => [state, orderStateName(state, locale)] as const),
        ]}
      />
      <Choice
        label={words.priority}
        name="priority"
        chosen={filter.priority}
        all={listWords[locale].all}
        choices={PRIORITIES.map((priority) => [String(priority), priorityName(priority, locale)] as const)}
      />
      <MemberField locale={locale} value={filter.member} />
      <label class="check">
        <input type="checkbox" name="overdue" value="1" checked={filter.overdue !== undefined} />
        {words.onlyOverdue}
      </label>
    </Filters>
  );
};

type RowsProps = { readonly context: In; readonly found: FoundOrders; readonly isAll: boolean };

/** Open ones can be marked, and completed together. */
const Rows = ({ context, found, isAll }: RowsProps) => {
  const reader = readerOf(context);
  const { locale, number } = reader;
  const words = orderPageWords[locale];
  const noSuch = found.next === null ? words.none : listWords[locale].noneHere;
  const canComplete = found.rows.some(isOpenOrder);
  const table = (
    <Table
      caption={shellWords[locale].places.orders}
      none={isAll ? firstWords[locale].orders : noSuch}
      rows={found.rows}
      columns={columnsOf(reader, found.nowMs, canComplete)}
    />
  );
  if (!canComplete) return table;
  return (
    <Form context={context} action={`${ORDERS}/complete`} class="marking">
      {table}
      <p class="ways">
        <button type="submit">{words.completeMarked}</button>
        <span class="hint">{words.completeHint(number(CODES_PER_REQUEST_MAX))}</span>
      </p>
    </Form>
  );
};

const isOpenOrder = ({ order: { state } }: FullOrder) => state !== "completed" && state !== "cancelled";

function columnsOf(reader: Reader, nowMs: number, canComplete: boolean): Column<FullOrder>[] {
  const { locale } = reader;
  const words = orderPageWords[locale];
  const mark: Column<FullOrder> = {
    title: "✓",
    cell: (row) =>
      isOpenOrder(row) ? (
        <input
          type="checkbox"
          name="order"
          value={orderCode(row.order.number)}
          aria-label={words.mark(orderCode(row.order.number))}
        />
      ) : (
        ""
      ),
  };
  return [
    ...(canComplete ? [mark] : []),
    {
      title: words.order,
      cell: ({ order }) => <a href={orderAddress(order.number)}>{orderCode(order.number)}</a>,
    },
    { title: words.description, cell: ({ order }) => <bdi class="clipped">{order.description}</bdi> },
    { title: words.customer, cell: ({ order }) => <MemberLink id={order.customerId} locale={locale} /> },
    {
      title: listWords[locale].state,
      cell: ({ order }) => <OrderStateBadge state={order.state} locale={locale} />,
    },
    { title: words.priority, cell: ({ order }) => <Priority order={order} locale={locale} /> },
    { title: words.due, cell: ({ order }) => <Due order={order} nowMs={nowMs} reader={reader} /> },
    { title: words.pays, isNumber: true, cell: ({ order }) => <Price order={order} reader={reader} /> },
  ];
}

/** The same orders as a file. */
export async function orderFile(context: In) {
  const search = { ...searchOf(asked(context, filterSchema)), after: undefined, most: EXPORT_ROWS_MAX };
  const { rows } = await searchOrders(readerOf(context).deps, search);
  return csvAnswer(context, "orders.csv", [
    [
      "order",
      "made",
      "customer",
      "description",
      "state",
      "priority",
      "due",
      "amount",
      "discount",
      "token",
      "completed",
    ],
    ...rows.map(({ order }) => [
      orderCode(order.number),
      csvMoment(order.createdAtMs),
      order.customerId,
      order.description,
      order.state,
      String(order.priority),
      csvMoment(order.dueAtMs),
      order.amount === null ? "" : String(order.amount),
      String(order.discount),
      order.tokenCode ?? "",
      csvMoment(order.completedAtMs),
    ]),
  ]);
}
