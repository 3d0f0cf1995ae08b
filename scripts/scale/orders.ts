import { DAY_MS } from "../../src/lib/time.ts";
import type { ScaleDatabase } from "./database.ts";
import { fill, ownerSql, STAFF_SQL, spreadSql, type Whole } from "./parts.ts";

const DAYS = 180;
const CAMPAIGNS = 50;
const SYMBOLS = "346789ABCDEFGHJKMNPQRTVWXY";
const CODE_LENGTH = 6;
/** Without a common divisor with the number of codes, so that no code comes twice. */
const CODE_STEP = 100_003;

const FIRST_ORDER_ID = 1_620_000_000_000_000_000n;
const orderSql = (n: string) => `cast(${FIRST_ORDER_ID} + ${n} as text)`;

/** The campaign that half of the tokens are of; each campaign's tokens were made as one batch. */
export const HEAVY_CAMPAIGN = `campaign-${CAMPAIGNS - 1}`;
export const HEAVY_TOKEN_BATCH = `batch-${CAMPAIGNS - 1}`;
const campaignSql = (n: string) => `iif(${n} % 2 = 0, ${CAMPAIGNS - 1}, ${n} % ${CAMPAIGNS - 1})`;

export function tokenCode(n: number): string {
  let rest = (n * CODE_STEP) % SYMBOLS.length ** CODE_LENGTH;
  let code = "";
  for (let at = 0; at < CODE_LENGTH; at++) {
    code += SYMBOLS.charAt(rest % SYMBOLS.length);
    rest = Math.floor(rest / SYMBOLS.length);
  }
  return code;
}

const codeSql = (n: string): string =>
  Array.from(
    { length: CODE_LENGTH },
    (_, at) =>
      `substr('${SYMBOLS}', 1 + ${n} * ${CODE_STEP} / ${SYMBOLS.length ** at} % ${SYMBOLS.length}, 1)`,
  ).join(" || ");

const isUsed = (n: string) => `${n} % 10 < 3`;
const isReserved = (n: string) => `${n} % 10 = 3`;

/** What staff did for customers, and the promo tokens: the `n`th order has the `n`th token, where there is one that has an order. */
export async function makeOrders(database: ScaleDatabase, whole: Whole): Promise<void> {
  await makeOrderRows(database, whole);
  await makeReceipts(database, whole);
  await makeCampaigns(database, whole);
  await makeTokens(database, whole);
}

async function makeOrderRows(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { orders, tokens } = whole;
  const hasToken = `n < ${tokens} and (${isUsed("n")} or ${isReserved("n")})`;
  await fill(
    database,
    orders,
    `orders (id, number, description, customer_id, token_code, amount, discount, state, priority, due_at_ms, note, created_by,
      created_at_ms, changed_at_ms, changed_by, changed_request, completed_at_ms, cancelled_at_ms, cancel_reason)`,
    `, put(n, made, state) as (select n, ${spreadSql("n", orders, DAYS, whole)}, case
         when n < ${tokens} and ${isReserved("n")} or n >= ${orders * 0.99} then
           case n % 3 when 0 then 'pending' when 1 then 'in_progress' else 'waiting' end
         when n % 10 = 9 then 'cancelled' else 'completed' end from counted)
     select ${orderSql("n")}, n + 1, 'Top-up of an account, step by step', ${ownerSql("n", whole)},
       iif(${hasToken}, ${codeSql("n")}, null), 50000, iif(${hasToken}, 5000, 0), state, n % 4,
       iif(n % 2 = 0, made + ${7 * DAY_MS}, null), iif(n % 5 = 0, 'nearly done', null), ${STAFF_SQL("n")}, made, made + 3600000,
       ${STAFF_SQL("n")}, 'request-' || n, iif(state = 'completed', made + 3600000, null),
       iif(state = 'cancelled', made + 3600000, null), iif(state = 'cancelled', 'asked for', null)
     from put`,
  );
  await fill(
    database,
    orders,
    "order_events (order_id, from_state, to_state, actor, note, at_ms)",
    `select id, 'pending', state, changed_by, coalesce(cancel_reason, note), changed_at_ms
     from counted join orders on orders.rowid = n + 1 where state <> 'pending'`,
  );
}

async function makeReceipts(database: ScaleDatabase, { orders }: Whole): Promise<void> {
  await database.run(
    `insert into receipts (order_id, number, created_by, created_at_ms)
     select id, row_number() over (order by number), created_by, completed_at_ms from orders
     where state = 'completed' and number % 2 = 0`,
  );
  await fill(
    database,
    orders,
    "receipt_sends (id, order_id, way, state, sent_by, created_at_ms, state_at_ms)",
    `select 'send-' || n, order_id, iif(n % 2 = 0, 'mail', 'direct'), iif(n % 20 = 0, 'bounced', 'sent'), created_by,
       created_at_ms, created_at_ms + 60000 from counted join receipts on receipts.rowid = n + 1 where n % 4 = 0`,
  );
}

async function makeCampaigns(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { tokens } = whole;
  const made = spreadSql("n", CAMPAIGNS, DAYS, whole);
  await fill(
    database,
    CAMPAIGNS,
    "campaigns (id, name, name_key, created_by, created_at_ms)",
    `select 'campaign-' || n, 'Campaign ' || n, 'campaign ' || n, ${STAFF_SQL("n")}, ${made} from counted`,
  );
  await fill(
    database,
    CAMPAIGNS,
    `token_batches (id, description, campaign_id, quantity, code_length, created_by, created_at_ms, finished_at_ms, answer_until_ms)`,
    `select 'batch-' || n, '5,000 off', 'campaign-' || n,
       iif(n = ${CAMPAIGNS - 1}, ${Math.ceil(tokens / 2)}, ${Math.ceil(tokens / 2 / (CAMPAIGNS - 1)) + 1}), ${CODE_LENGTH},
       ${STAFF_SQL("n")}, ${made}, ${made} + 60000, 0 from counted`,
  );
}

async function makeTokens(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { tokens, nowMs } = whole;
  const hasOrder = `(${isUsed("n")} or ${isReserved("n")})`;
  await database.run(
    `insert into tokens (code, batch_id, number, campaign_id, expires_at_ms, state, order_id, customer_id, changed_at_ms, changed_by)
     with recursive counted(n) as (select 0 union all select n + 1 from counted where n + 1 < ${tokens})
     select ${codeSql("n")}, 'batch-' || ${campaignSql("n")}, row_number() over (partition by ${campaignSql("n")} order by n),
       'campaign-' || ${campaignSql("n")}, iif(n % 50 = 6, ${nowMs - DAY_MS}, ${nowMs + 30 * DAY_MS}),
       case when ${isUsed("n")} then 'used' when ${isReserved("n")} then 'reserved' when n % 10 = 4 then 'expired'
         when n % 100 = 5 then 'removed' else 'available' end,
       iif(${hasOrder}, ${orderSql("n")}, null), iif(${hasOrder}, ${ownerSql("n", whole)}, null),
       ${spreadSql("n", tokens, DAYS, whole)}, ${STAFF_SQL("n")} from counted order by n`,
  );
  await fill(
    database,
    tokens,
    "token_events (code, from_state, to_state, order_id, actor, at_ms)",
    `select code, iif(way.value = 'used', 'reserved', 'available'), way.value, order_id, changed_by, changed_at_ms
     from counted join tokens on tokens.seq = n + 1,
       json_each(iif(state = 'used', '["reserved", "used"]', json_array(state))) as way where state <> 'available'`,
  );
}
