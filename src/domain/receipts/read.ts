import { eq, sql } from "drizzle-orm";
import type { MailContent } from "../../clients/sendgrid/client.ts";
import { receiptContent } from "../../clients/sendgrid/receipt.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { orders, receiptSends, receipts } from "../../db/schema/orders.ts";
import { tokenBatches, tokens } from "../../db/schema/tokens.ts";
import { orderCode } from "../../lib/orderCode.ts";
import { fillPlaceholders } from "../../lib/placeholders.ts";
import { receiptCode } from "../../lib/receiptCode.ts";
import type { Deps } from "../deps.ts";

/** A sending with all that its receipt tells. */
export function writtenSend({ db }: Deps) {
  return db
    .select({
      send: receiptSends,
      receipt: receipts,
      order: orders,
      rewardKind: tokenBatches.rewardKind,
      rewardValue: tokenBatches.rewardValue,
      points: sql<number>`coalesce((select amount from ${transfers} where cause = 'token:' || ${orders.tokenCode}), 0)`,
      locale: members.locale,
    })
    .from(receiptSends)
    .innerJoin(orders, eq(orders.id, receiptSends.orderId))
    .innerJoin(receipts, eq(receipts.orderId, receiptSends.orderId))
    .leftJoin(tokens, eq(tokens.code, orders.tokenCode))
    .leftJoin(tokenBatches, eq(tokenBatches.id, tokens.batchId))
    .leftJoin(members, eq(members.id, orders.customerId));
}
type Row = Awaited<ReturnType<typeof writtenSend>>[number];

export type Written = Pick<Row, "send" | "locale"> & {
  readonly customerId: string;
  readonly orderCode: string;
  readonly receiptCode: string;
  /** The receipt itself, in the shop's language. */
  content(deps: Deps): MailContent;
};

export function readWritten({ send, receipt, order, rewardKind, rewardValue, points, locale }: Row): Written {
  const codes = { receiptCode: receiptCode(receipt.number), orderCode: orderCode(order.number) };
  return {
    send,
    locale,
    ...codes,
    customerId: order.customerId,
    content: ({ shop }) =>
      receiptContent(
        {
          locale: shop.locale,
          shopName: shop.name,
          timeZone: shop.timeZone,
          currency: shop.currency,
          message:
            shop.receiptMessage &&
            fillPlaceholders(shop.receiptMessage, { shop: shop.name, order: codes.orderCode }),
        },
        {
          code: codes.receiptCode,
          issuedAtMs: receipt.createdAtMs,
          order: codes.orderCode,
          completedAtMs: order.completedAtMs ?? receipt.createdAtMs,
          description: order.description,
          token:
            order.tokenCode === null
              ? null
              : { code: order.tokenCode, percent: percentOf(rewardKind, rewardValue) },
          amount: order.amount,
          discount: order.discount,
          points,
        },
      ),
  };
}

const percentOf = (kind: Row["rewardKind"], value: number | null) => (kind === "percent" ? value : null);
