import { asc, desc, type SQL, sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import {
  type FullOrder,
  isOpenRow,
  type OpenState,
  type OrderState,
  openStates,
  PRIORITIES,
} from "./order.ts";

/** Orders that one page is looked for among, where nothing but their number puts them in order. */
export const ORDERS_LOOKED_THROUGH = 10_000;
/** `open` are those that wait to be done, the most urgent first; all others come with the newest first. */
export type OrderSearch = {
  readonly which: "open" | "all" | OrderState;
  readonly customerId?: string | undefined;
  readonly priority?: number | undefined;
  /** Only what should be done by now, what is late for longest first. */
  readonly isOverdue?: boolean;
  /** Behind which order the page begins, as `next` told it. */
  readonly after?: string | undefined;
  readonly most?: number;
};

/** A way to read a page of orders: which, in which order, and how the next page finds its beginning. */
type Way = {
  readonly keys: SQL;
  readonly order: readonly SQL[];
  readonly keyOf: (row: FullOrder) => string;
};

/** What should be done by now. */
export const isDue = (nowMs: number): SQL => sql`${isOpenRow} and due_at_ms < ${nowMs}`;

/** Each takes the index that has its order. */
export function wayOf(search: OrderSearch, nowMs: number, limit: SQL): Way {
  if (search.customerId !== undefined) return ofCustomer(search, search.customerId, nowMs, limit);
  if (search.isOverdue) return byDue(search, nowMs, limit);
  return isQueue(search) ? byUrgency(search, limit) : byNumber(search, limit);
}

const isQueue = ({ which }: OrderSearch) => which === "open" || isOpenState(which);
const isOpenState = (which: OrderSearch["which"]): which is OpenState =>
  openStates.some((state) => state === which);

/** What is asked besides, to be looked at row by row. */
function filtered({ which, priority }: OrderSearch): SQL {
  const inState = which === "all" ? sql`true` : which === "open" ? isOpenRow : sql`+orders.state = ${which}`;
  return priority === undefined ? inState : sql`${inState} and +orders.priority = ${priority}`;
}

const NEWEST_FIRST = [desc(orders.number)];
const numberKey = ({ order }: FullOrder): string => String(order.number);
const wholeOf = (text: string | undefined): number | null =>
  /^\d{1,15}$/.test(text ?? "") ? Number(text) : null;
const before = (after: string | undefined): SQL =>
  sql`orders.number < ${BigInt(wholeOf(after) ?? Number.MAX_SAFE_INTEGER)}`;

function ofCustomer(search: OrderSearch, customerId: string, nowMs: number, limit: SQL): Way {
  const due = search.isOverdue ? isDue(nowMs) : sql`true`;
  // Of somebody with thousands of orders, few are open.
  const index = sql.raw(search.isOverdue || isQueue(search) ? "order_customer_open" : "order_customer");
  const open = search.isOverdue || isQueue(search) ? isOpenRow : sql`true`;
  const keys = sql`select number from ${orders} indexed by ${index}
    where customer_id = ${customerId} and ${before(search.after)} and ${open} and ${filtered(search)} and ${due}
    order by number desc ${limit}`;
  return { keys, order: NEWEST_FIRST, keyOf: numberKey };
}

/** Numbers have no gaps: so many orders below one are so many numbers below it. */
function byNumber(search: OrderSearch, limit: SQL): Way {
  const floor = sql`(select min(coalesce(max(number), 0) + 1, ${BigInt(wholeOf(search.after) ?? Number.MAX_SAFE_INTEGER)})
    from ${orders}) - ${BigInt(ORDERS_LOOKED_THROUGH)}`;
  const keys = sql`select number from ${orders} indexed by order_number
    where ${before(search.after)} and orders.number >= ${floor} and ${filtered(search)} order by number desc ${limit}`;
  return { keys, order: NEWEST_FIRST, keyOf: numberKey };
}

/** Where orders below those looked through begin; null where none were left out. */
export function edgeOf(search: OrderSearch, newest: number): string | null {
  if (search.customerId !== undefined || search.isOverdue || isQueue(search)) return null;
  const floor = Math.min(newest + 1, wholeOf(search.after) ?? newest + 1) - ORDERS_LOOKED_THROUGH;
  return floor > 1 ? String(floor) : null;
}

function byDue(search: OrderSearch, nowMs: number, limit: SQL): Way {
  const [dueMs = null, number = null] = (search.after ?? "").split(".").map(wholeOf);
  const behind =
    dueMs === null || number === null
      ? sql`true`
      : sql`(due_at_ms, rowid) > (${dueMs}, (select rowid from ${orders} where number = ${BigInt(number)}))`;
  const keys = sql`select number from ${orders} indexed by order_due
    where ${isDue(nowMs)} and ${behind} and ${filtered(search)} order by due_at_ms, rowid ${limit}`;
  return {
    keys,
    order: [asc(orders.dueAtMs), sql`orders.rowid`],
    keyOf: ({ order }) => `${order.dueAtMs}.${order.number}`,
  };
}

const QUEUE_ORDER = [
  asc(orders.priority),
  sql`${orders.dueAtMs} is null`,
  asc(orders.dueAtMs),
  asc(orders.number),
];

/** Of each priority first what has a date and then what has none: each part is a stretch of the index. */
function byUrgency(search: OrderSearch, limit: SQL): Way {
  const [priority, dueMs, number] = (search.after ?? "").split(".").map(wholeOf);
  const isAfter = priority != null && number != null;
  const stretches = PRIORITIES.filter(
    (one) => (search.priority ?? one) === one && (!isAfter || one >= priority),
  ).flatMap((one) => {
    const isFirst = isAfter && one === priority;
    const stretch = (dated: SQL) => sql`select * from (select number from ${orders} indexed by order_queue
      where priority = ${one} and ${dated} and ${isOpenRow} and ${filtered({ which: search.which })}
      order by due_at_ms, number ${limit})`;
    const dated =
      isFirst && dueMs != null
        ? sql`(due_at_ms, number) > (${dueMs}, ${BigInt(number)})`
        : sql`due_at_ms is not null`;
    const undated =
      isFirst && dueMs == null
        ? sql`due_at_ms is null and number > ${BigInt(number)}`
        : sql`due_at_ms is null`;
    return isFirst && dueMs == null ? [stretch(undated)] : [stretch(dated), stretch(undated)];
  });
  return {
    keys:
      stretches.length > 0
        ? sql`${sql.join(stretches, sql` union all `)} ${limit}`
        : sql`select null where false`,
    order: QUEUE_ORDER,
    keyOf: ({ order }) => `${order.priority}.${order.dueAtMs ?? ""}.${order.number}`,
  };
}
