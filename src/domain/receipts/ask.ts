import { and, eq, type SQL, sql } from "drizzle-orm";
import { isDiscordId } from "../../db/columns.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { orders, receiptSends, receipts } from "../../db/schema/orders.ts";
import { normalizeEmail } from "../../lib/email.ts";
import { parseOrderCode } from "../../lib/orderCode.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { type JobKind, ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { lastClaimedAddress, maskedAddressOfSend, type SealedAddress, sealAddress } from "./address.ts";
import { suppressionOf } from "./suppressed.ts";

/** A receipt that is on its way; `address` is masked, and null where it goes by direct message. */
export type ReceiptAsked = {
  readonly orderNumber: number;
  readonly receiptNumber: number;
  readonly customerId: string;
  readonly address: string | null;
  readonly locale: Locale;
};

/** Which job sends it: mail waits for SendGrid, messages go one at a time. */
const jobOf = { mail: "receipt.mail", direct: "receipt.direct" } as const satisfies Record<string, JobKind>;
const jobIdOf = (sendId: string) => `${sendId}.receipt`;
const auditIdOf = (sendId: string) => `${sendId}.receipt`;

/**
 * Sends the receipt of a completed order: to the address that staff typed, else to the one that the customer's last
 * claimed code was mailed to, else by direct message. The first sending gives the receipt its number.
 * @throws Problem when the order is not completed, or the typed address is none or must not be mailed.
 */
export async function sendReceipt(
  deps: Deps,
  request: Request,
  typedOrder: string,
  typedAddress: string | null,
): Promise<ReceiptAsked> {
  const number = parseOrderCode(typedOrder);
  if (number === null) throw new Problem({ kind: "order_not_found" });
  const typed = typedAddress === null ? null : addressFrom(deps, typedAddress);
  const email = typed ?? (deps.sendgrid ? await lastClaimedAddress(deps, number) : null);
  const address = email === null ? null : await sealAddress(deps, request.id, email);
  const { db } = deps;
  const unwanted = suppressionOf(address?.hashes ?? []);
  // An address that nobody named gives way to a direct message; one that staff typed is refused.
  const sendable =
    typed === null ? sendableOrder(number) : and(sendableOrder(number), sql`${unwanted} is null`);
  const sent = sql`${receiptSends} where id = ${request.id}`;
  try {
    const [, , , [found], readers] = await db.batch([
      numberReceipt(deps, request, sendable),
      keepSend(deps, request, address, unwanted, sendable),
      // The repeat of an asking finds its sending, whatever has become of the address since.
      mustHold(db, sql`exists (select 1 from ${sent})`),
      selectAsked(deps, request.id),
      chosenLocale(db, request.actor.id),
      putSendJob(deps, request.id, "mail"),
      putSendJob(deps, request.id, "direct"),
      ...recordAuditFrom(
        deps,
        {
          id: auditIdOf(request.id),
          actor: request.actor.id,
          action: "receipt.send",
          target: sql`'order:' || order_id`,
          after: sql`json_object('member', (select customer_id from ${orders} where ${orders.id} = order_id))`,
          cause: auditIdOf(request.id),
        },
        sent,
      ),
    ]);
    if (!found) throw new Error("a sending is not there");
    const { send, ...asked } = found;
    ring(deps, [{ id: jobIdOf(request.id), kind: jobOf[send.way] }]);
    ringAudit(deps, auditIdOf(request.id));
    return { ...asked, address: await maskedAddressOfSend(deps, send), locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return await refuse(deps, request, number, unwanted);
  }
}

function addressFrom(deps: Deps, typed: string): string {
  if (!deps.sendgrid) throw new Problem({ kind: "mail_not_set_up" });
  const email = normalizeEmail(typed);
  if (!email) throw new Problem({ kind: "email_invalid" });
  return email;
}

/** Whoever was forgotten has a name that is no Discord id. */
const isOfSomebody = sql<number>`${isDiscordId(orders.customerId)}`;

const sendableOrder = (number: number) =>
  sql`${orders.number} = ${number} and ${orders.state} = 'completed' and ${isOfSomebody}`;

/** The order's receipt, with the next number; it keeps the one that it has. */
function numberReceipt({ db, clock }: Deps, request: Request, sendable: SQL | undefined) {
  return db.run(sql`
    insert into ${receipts} (order_id, number, created_by, created_at_ms)
    select ${orders.id}, (select coalesce(max(number), 0) + 1 from ${receipts}), ${request.actor.id}, ${clock()}
    from ${orders} where ${sendable}
    on conflict (order_id) do nothing`);
}

function keepSend(
  { db, clock }: Deps,
  request: Request,
  address: SealedAddress | null,
  unwanted: SQL,
  sendable: SQL | undefined,
) {
  const nowMs = clock();
  const ifMailed = (value: string | null) => sql`iif(mailed, ${value}, null)`;
  return db.run(sql`
    insert into ${receiptSends} (id, order_id, way, email_hash, email_sealed, key_id, sent_by, created_at_ms, state_at_ms)
    select ${request.id}, id, iif(mailed, 'mail', 'direct'), ${ifMailed(address?.emailHash ?? null)},
      ${ifMailed(address?.emailSealed ?? null)}, ${ifMailed(address?.keyId ?? null)}, ${request.actor.id}, ${nowMs}, ${nowMs}
    from (select ${orders.id}, ${address === null ? sql`false` : sql`${unwanted} is null`} as mailed
      from ${orders} where ${sendable})
    where true on conflict do nothing`);
}

function putSendJob({ db, clock }: Deps, sendId: string, way: keyof typeof jobOf) {
  return putInOutboxFrom(
    db,
    {
      id: jobIdOf(sendId),
      kind: jobOf[way],
      payload: sql`json_object('sendId', id)`,
      memberId: sql`(select customer_id from ${orders} where ${orders.id} = order_id)`,
      atMs: clock(),
    },
    sql`${receiptSends} where id = ${sendId} and way = ${way} and state = 'queued'`,
  );
}

const selectAsked = ({ db }: Deps, sendId: string) =>
  db
    .select({
      orderNumber: orders.number,
      receiptNumber: receipts.number,
      customerId: orders.customerId,
      send: receiptSends,
    })
    .from(receiptSends)
    .innerJoin(receipts, eq(receipts.orderId, receiptSends.orderId))
    .innerJoin(orders, eq(orders.id, receiptSends.orderId))
    .where(eq(receiptSends.id, sendId));

async function refuse(deps: Deps, request: Request, number: number, unwanted: SQL): Promise<never> {
  const { db } = deps;
  const [[order], [address], [reader]] = await db.batch([
    db
      .select({ state: orders.state, ofSomebody: isOfSomebody })
      .from(orders)
      .where(eq(orders.number, number)),
    db.select({ kind: sql<string | null>`${unwanted}` }).from(sql`(select 1)`),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = reader?.locale ?? null;
  if (!order) throw new Problem({ kind: "order_not_found" }, locale);
  if (!order.ofSomebody) throw new Problem({ kind: "customer_erased" }, locale);
  if (order.state !== "completed")
    throw new Problem({ kind: "order_not_completed", isCancelled: order.state === "cancelled" }, locale);
  throw new Problem({ kind: "address_unwanted", report: address?.kind ?? "bounced" }, locale);
}
