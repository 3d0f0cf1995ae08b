import { inArray, type SQL, sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import {
  accountId,
  accountOfMember,
  openMemberAccounts,
  systemOwner,
  transfersFrom,
} from "../../db/ledger.ts";
import { orders } from "../../db/schema/orders.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { announceEarned, announces, ringAnnouncement } from "../achievements/announce.ts";
import { awardEarned, bonusesOf } from "../achievements/earn.ts";
import type { Request } from "../actor.ts";
import { recordAuditsFrom, ringAudit } from "../audit/record.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { noticeBell } from "../notices/put.ts";
import { putNoticeFrom } from "../notices/putFrom.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { earnFrom } from "../referrals/earn.ts";
import { useTokens } from "../tokens/reserve.ts";
import { rewardCause, tokenRows } from "../tokens/reward.ts";
import {
  CODES_PER_REQUEST_MAX,
  type FullOrder,
  fullOrder,
  isOpenRow,
  type NamedOrder,
  namedOrders,
  selectOrders,
} from "./order.ts";

/** What became of each order that was named. */
export type CompletionTold =
  | ({ readonly kind: "completed" } & FullOrder)
  | ({ readonly kind: "completed_before" | "cancelled" } & FullOrder)
  | { readonly kind: "unknown" | "malformed"; readonly code: string };

export type OrdersCompleted = { readonly told: readonly CompletionTold[]; readonly locale: Locale };

const noticeIdOf = (orderId: string | SQL) => sql`${orderId} || ${NOTICE}`;
const auditIdOf = (orderId: string | SQL) => sql`${orderId} || ${AUDIT}`;
const NOTICE = ".completed";
const AUDIT = ".complete";
/** What is earned by orders that are completed together has this cause. */
const causeOf = (request: Request) => `orders:${request.id}`;

/**
 * Completes all of the named orders that are open, in one batch: their tokens are used, what those bring is booked, their
 * amounts count as spent, and their customers are told. The repeat of a request tells what the first told.
 * @throws Problem when none or too many are named.
 */
export async function completeOrders(deps: Deps, request: Request, text: string): Promise<OrdersCompleted> {
  const named = namedOrders(text);
  if (named.length === 0)
    throw new Problem({ kind: "option_invalid", option: "order_codes", expected: "some_text" });
  if (named.length > CODES_PER_REQUEST_MAX)
    throw new Problem({ kind: "orders_too_many", max: CODES_PER_REQUEST_MAX });
  const numbers = named.flatMap(({ number }) => (number === null ? [] : [number]));
  const { db } = deps;
  const [rows, readers] = await writeThenRead(db, completing(deps, request, numbers), [
    selectOrders(db).where(inArray(orders.number, numbers)),
    chosenLocale(db, request.actor.id),
  ]);
  const found = new Map(rows.map((row) => [row.order.number, fullOrder(row)]));
  const told = named.map((one) => toldOf(one, found, request));
  ringFor(deps, request, told);
  return { told, locale: localeFrom(deps, readers) };
}

/** The statements; what hangs on the first being no repeat stands right behind a statement that tells it. */
function completing(deps: Deps, request: Request, numbers: readonly number[]) {
  const { db } = deps;
  const booked = bookedNow(deps);
  const nowMs = booked.createdAtMs;
  const cause = causeOf(request);
  const given = sql`(select value from json_each(${JSON.stringify(numbers)}))`;
  const open = sql`number in ${given} and ${isOpenRow}`;
  const done = sql`o.number in ${given} and o.state = 'completed' and o.changed_request = ${request.id}`;
  // A repeat may come when its notices and posts are pruned.
  const fresh = sql`${orders} as o where ${done} and o.completed_at_ms = ${nowMs}`;
  const pointsTokens = sql`${tokenRows} join ${orders} as o on o.id = t.order_id
    where ${done} and t.state = 'used' and b.reward_kind = 'points'`;
  return [
    openMemberAccounts(
      db,
      "points",
      sql`select customer_id as member_id from ${orders} where ${open} and token_code is not null`,
    ),
    db.run(sql`
      update ${orders} set state = 'completed', completed_at_ms = ${nowMs}, changed_at_ms = ${nowMs},
        changed_by = ${request.actor.id}, changed_request = ${request.id}
      where id in (select id from ${orders} where ${open}) and not exists (select 1 from ${orders} as o where ${done})`),
    earnFrom(
      deps,
      {
        kind: "order",
        cause: sql`'order:' || o.id`,
        memberId: sql`o.customer_id`,
        amount: sql`coalesce(o.amount, 0) - o.discount`,
      },
      sql`${fresh} and changes() > 0`,
    ),
    useTokens(deps, request, sql`select o.id from ${orders} as o where ${done}`),
    awardEarned(db, {
      moved: sql`select o.customer_id as id, sum(b.reward_value) as points from ${pointsTokens} group by o.customer_id`,
      cause,
      createdAtMs: nowMs,
    }),
    transfersFrom(db, [
      [
        {
          debit: accountId(systemOwner("tokens"), "points"),
          credit: accountOfMember(sql`o.customer_id`, "points"),
          amount: sql`b.reward_value`,
          asset: "points",
          kind: "token",
          cause: rewardCause(sql`t.code`),
          actor: request.actor.id,
          memo: sql`t.code`,
          source: "staff",
          ...booked,
        },
        pointsTokens,
      ],
      bonusesOf(cause, booked),
    ]),
    putNoticeFrom(
      deps,
      noticeIdOf(sql`o.id`),
      "order_completed",
      { orderId: sql`o.id`, memberId: sql`o.customer_id` },
      fresh,
    ),
    ...recordAuditsFrom(
      deps,
      {
        id: auditIdOf(sql`o.id`),
        actor: request.actor.id,
        action: "order.complete",
        target: sql`'order:' || o.id`,
        after: sql`json_object('member', o.customer_id, 'amount', o.amount - o.discount, 'token', o.token_code)`,
        cause: auditIdOf(sql`o.id`),
      },
      fresh,
    ),
    ...(announces(deps) ? [announceEarned(db, cause, nowMs)] : []),
  ];
}

function toldOf(
  { code, number }: NamedOrder,
  found: ReadonlyMap<number, FullOrder>,
  request: Request,
): CompletionTold {
  if (number === null) return { kind: "malformed", code };
  const full = found.get(number);
  if (!full) return { kind: "unknown", code };
  const { state, changedRequest } = full.order;
  if (state === "cancelled") return { kind: "cancelled", ...full };
  return { kind: changedRequest === request.id ? "completed" : "completed_before", ...full };
}

function ringFor(deps: Deps, request: Request, told: readonly CompletionTold[]): void {
  const ids = told.flatMap((one) => (one.kind === "completed" ? [one.order.id] : []));
  ring(
    deps,
    ids.map((id) => noticeBell(`${id}${NOTICE}`)),
  );
  for (const id of ids) ringAudit(deps, `${id}${AUDIT}`);
  if (ids.length > 0) ringAnnouncement(deps, causeOf(request));
}
