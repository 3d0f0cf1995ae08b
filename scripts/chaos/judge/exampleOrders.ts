import type { Evidence } from "./evidence.ts";

/** Who orders, and who brought them. */
const PATRON = "301";
const REFERRER = "302";
const BATCH = "BATCH-20270115-030000";

/**
 * Three orders: one that used its token and earned the referrer 4.5 units, of which 4 were paid; one that has a token and is
 * open; one that was cancelled, whose token the open one has.
 */
export function soundOrders() {
  const order = (number: number, state: string, token: string | null) => ({
    id: `8${number}`,
    number,
    customer_id: PATRON,
    token_code: token,
    amount: 1_000,
    discount: token ? 100 : 0,
    state,
    completed_at_ms: state === "completed" ? 2_000 : null,
  });
  const earning = { referrer_id: REFERRER, member_id: PATRON, amount: 900, units: 45_000, batch_id: BATCH };
  const books: Pick<Evidence["books"], "orders" | "tokens" | "referrals" | "earnings" | "cashback_payouts"> =
    {
      orders: [order(1, "completed", "AAAAA"), order(2, "pending", "CCCCC"), order(3, "cancelled", "CCCCC")],
      tokens: [
        { code: "AAAAA", state: "used", order_id: "81" },
        { code: "CCCCC", state: "reserved", order_id: "82" },
        { code: "DDDDD", state: "available", order_id: null },
      ],
      referrals: [{ member_id: PATRON, referrer_id: REFERRER, created_at_ms: 1_000 }],
      earnings: [
        { ...earning, cause: "order:81", kind: "order" },
        {
          ...earning,
          cause: `remainder:${BATCH}:${REFERRER}`,
          kind: "remainder",
          member_id: REFERRER,
          amount: 0,
          units: 5_000,
          batch_id: null,
        },
      ],
      cashback_payouts: [{ batch_id: BATCH, member_id: REFERRER, units: 45_000, amount: 4, state: "paid" }],
    };
  const transfers = [
    {
      seq: 900,
      debit: "system:cashback/money",
      credit: `member:${REFERRER}/money`,
      amount: 4,
      asset: "money",
      kind: "referral_cashback",
      cause: `cashback:${BATCH}:${REFERRER}`,
      debit_balance: -4,
      credit_balance: 4,
    },
  ];
  const accounts = [
    { id: "system:cashback/money", owner: "system:cashback", asset: "money", balance: -4 },
    { id: `member:${REFERRER}/money`, owner: `member:${REFERRER}`, asset: "money", balance: 4 },
  ];
  return { books, transfers, accounts };
}
