import { DAY_MS } from "../../src/lib/time.ts";
import type { ScaleDatabase } from "./database.ts";
import { fill, hashSql, ownerSql, SEALED, STAFF_SQL, spreadSql, type Whole } from "./parts.ts";

const DAYS = 90;
export const TOPUP_AMOUNT = 100_000;
export const PRICE = 15_000;
const UPLOADS = 100;
const FIRST_PURCHASE_ID = 1_600_000_000_000_000_000n;
const FIRST_TOPUP_ID = 1_610_000_000_000_000_000n;

export const purchaseId = (n: number) => String(FIRST_PURCHASE_ID + BigInt(n));
export const topupId = (n: number) => String(FIRST_TOPUP_ID + BigInt(n));
const purchaseSql = (n: string) => `cast(${FIRST_PURCHASE_ID} + ${n} as text)`;
const topupSql = (n: string) => `cast(${FIRST_TOPUP_ID} + ${n} as text)`;
/** Half of all is of one product. */
const productSql = (n: string) => `iif(${n} % 2 = 0, 'redfinger', 'product-' || (${n} % 19))`;
/** The top-up that a purchase is paid from: a paid one of the same member, not long before it. */
const paidBySql = ({ topups, purchases }: Whole) =>
  `(n * ${topups} / ${purchases} - (n * ${topups} / ${purchases} % 20 = 19))`;

/** Top-ups, and what was bought with them. What they move stands in `scale_money`, for the books to be written from. */
export async function makeSales(database: ScaleDatabase, whole: Whole): Promise<void> {
  await makeTopups(database, whole);
  await makeProducts(database, whole);
  await makePurchases(database, whole);
  await makeStock(database, whole);
}

async function makeTopups(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { topups, nowMs } = whole;
  const made = spreadSql("n", topups, DAYS, whole);
  await fill(
    database,
    topups,
    `topups (id, member_id, amount, state, transaction_id, qr_string, expires_at_ms, answer_until_ms, disputed_at_ms,
      created_at_ms, state_at_ms)`,
    `select ${topupSql("n")}, ${ownerSql("n", whole)}, ${TOPUP_AMOUNT}, case when n % 20 <> 19 then 'paid'
         when n > ${topups} - 200 then 'pending' when n % 60 = 19 then 'cancelled' else 'expired' end,
       'transaction-' || n, '00020101021226670016COM.NOBUBANK.WWW', ${made} + 900000, 0,
       iif(n % 20 = 19 and n > ${topups} - 400, ${nowMs}, null), ${made}, ${made} + 60000 from counted`,
  );
  await fill(
    database,
    topups,
    "payment_events (id, order_id, status, body, outcome, first_at_ms, last_at_ms)",
    `select ${hashSql("n", 21)}, ${topupSql("n")}, iif(n % 20 = 19, 'expire', 'settlement'),
       json_object('order_id', ${topupSql("n")}, 'transaction_status', iif(n % 20 = 19, 'expire', 'settlement'),
         'gross_amount', '${TOPUP_AMOUNT}.00', 'payment_type', 'qris'), 'applied', ${made} + 60000, ${made} + 60000 from counted`,
  );
  await fill(
    database,
    topups / 50,
    "unmatched_payments (order_id, why, status, amount, currency, state, first_at_ms, last_at_ms)",
    `select 'unmatched-' || n, 'unknown_order', 'settlement', 50000, 'IDR', iif(n % 2 = 0, 'open', 'dismissed'),
       ${spreadSql("n", topups / 50, DAYS, whole)}, ${spreadSql("n", topups / 50, DAYS, whole)} from counted`,
  );
}

async function makeProducts(database: ScaleDatabase, whole: Whole): Promise<void> {
  await database.run(
    `insert into products (id, sku, name, low_stock, created_at_ms)
     with recursive counted(n) as (select 0 union all select n + 1 from counted where n < 18)
     select 'product-' || n, 'sku-' || n, 'Voucher ' || n, 50, 1 + n from counted`,
  );
  await database.run(
    `insert into packages (product_id, size, price, changed_at_ms)
     select id, 1, ${PRICE}, 0 from products where id <> 'redfinger'`,
  );
  await fill(
    database,
    UPLOADS,
    `stock_uploads (id, state, product_id, asked_by, answer_until_ms, file_name, file_bytes, findings, total, added,
      created_at_ms, finished_at_ms)`,
    `select 'upload-' || n, 'done', ${productSql("n")}, ${STAFF_SQL("n")}, 0, 'codes-' || n || '.txt', 90000,
       '{"codes":7000,"hasHeader":false,"charsLeast":12,"charsMost":12,"refused":[],"lines":[]}', 7000, 7000,
       ${spreadSql("n", UPLOADS, DAYS, whole)}, ${spreadSql("n", UPLOADS, DAYS, whole)} + 60000 from counted`,
  );
}

async function makePurchases(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { purchases, topups } = whole;
  const made = `(${spreadSql(paidBySql(whole), topups, DAYS, whole)} + 3600000 + n % 1000)`;
  const isRefunded = "n % 50 = 7";
  const isUnseen = "n % 500 = 8";
  await fill(
    database,
    purchases,
    `purchases (id, member_id, product_id, size, price, state, confirmed_request, delivering_at_ms, delivered_at_ms,
      delivery_failed_at_ms, delivery_failure, revealed_at_ms, closed_at_ms, refunded_at_ms, refunded_by, refund_reason,
      created_at_ms)`,
    `select ${purchaseSql("n")}, ${ownerSql(paidBySql(whole), whole)}, ${productSql("n")}, 1, ${PRICE},
       iif(${isRefunded}, 'refunded', 'paid'), 'press-' || n, ${made}, iif(${isUnseen}, null, ${made} + 2000),
       iif(${isUnseen}, ${made} + 2000, null), iif(${isUnseen}, 'closed', null),
       iif(n % 3 = 0 and not ${isUnseen}, ${made} + 60000, null), iif(n % 4 = 0, ${made} + 90000, null),
       iif(${isRefunded}, ${made} + 600000, null), iif(${isRefunded}, ${STAFF_SQL("n")}, null),
       iif(${isRefunded}, 'did not work', null), ${made} from counted`,
  );
  await fill(
    database,
    purchases,
    "reviews (id, subject, member_id, product_id, rating, comment, created_at_ms)",
    `select id, 'purchase', member_id, product_id, 1 + n % 5, 'Quick and as it should be', created_at_ms + 86400000
     from counted join purchases on purchases.rowid = n + 1 where n % 10 = 5`,
  );
}

async function makeStock(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { purchases, nowMs } = whole;
  const codes = Math.ceil(purchases * 1.4);
  await fill(
    database,
    codes,
    `stock (id, product_id, upload_id, key_id, sealed, code_hash, state, purchase_id, created_at_ms, state_at_ms)`,
    `select 'stock-' || n, ${productSql("n")}, 'upload-' || (n % ${UPLOADS}), 'nokey', ${SEALED}, ${hashSql("n", 31)},
       case when n >= ${purchases} then iif(n % 40 = 3, 'void', 'free') when n % 50 = 7 then 'void' else 'sold' end,
       iif(n < ${purchases}, ${purchaseSql("n")}, null), ${nowMs - DAYS * DAY_MS}, ${nowMs - DAY_MS} from counted`,
  );
}

/** What sales moved, in the order of time: top-ups, purchases and refunds. */
export async function tellSales(database: ScaleDatabase): Promise<void> {
  const told = [
    `'topup', 'topup:' || id, 'system:midtrans', 'member:' || member_id, amount, 'midtrans', 'midtrans', state_at_ms
      from topups where state = 'paid'`,
    `'purchase', 'purchase:' || id, 'member:' || member_id, 'system:sales', price, member_id, 'discord', created_at_ms
      from purchases where true`,
    `'purchase.refund', 'purchase.refund:' || id, 'system:sales', 'member:' || member_id, price, refunded_by, 'staff',
      refunded_at_ms from purchases where state = 'refunded'`,
  ];
  for (const part of told)
    await database.run(
      `insert into scale_money (kind, cause, debit, credit, amount, actor, source, at_ms) select ${part}`,
    );
}
