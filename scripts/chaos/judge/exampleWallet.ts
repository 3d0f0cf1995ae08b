import type { History } from "../history.ts";
import type { Evidence, Letter, MidtransBooks, Payment } from "./evidence.ts";
import { inboxIdOf } from "./inbox.ts";
import { nameInBooks } from "./moves.ts";

const MIDTRANS = "system:midtrans/money";

/**
 * Three top-ups of one member: one that was paid, spent by way of another program, and given back in part, so that
 * 15,001 were owed; one that was paid and paid that debt; one that waits. And a payment of another till.
 */
export function soundWallet(memberId: string) {
  const topup = (id: string, amount: number, state: string, refunded = 0) => ({
    id: `tu-${id}`,
    member_id: memberId,
    amount,
    state,
    refunded,
    reason: null,
  });
  const books: Pick<Evidence["books"], "topups" | "payment_events" | "unmatched_payments"> = {
    topups: [
      topup("71", 20_001, "paid"),
      topup("72", 50_002, "partly_refunded", 20_002),
      topup("73", 30_003, "pending"),
    ],
    payment_events: [{ id: inboxIdOf("settled 71"), order_id: "tu-71", outcome: "applied" }],
    unmatched_payments: [{ order_id: "other-1", why: "unknown_order", amount: 25_000 }],
  };
  return {
    books,
    transfers: transfersOf(memberId),
    accounts: accountsOf(memberId),
    midtrans: midtransBooks(),
  };
}

export function tellOfWallet(history: History, memberId: string): void {
  history.topups = [
    { id: "71", memberId, amount: 20_001, refused: false },
    { id: "72", memberId, amount: 50_002, refused: false },
    { id: "73", memberId, amount: 30_003, refused: false },
    { id: "74", memberId, amount: 30_004, refused: true },
  ];
  history.topupsTold = [
    { topupId: "tu-71", atMs: 2_000, word: "waiting", amount: null },
    { topupId: "tu-71", atMs: 3_000, word: "arrived", amount: 20_001 },
    { topupId: "tu-72", atMs: 5_000, word: "returned", amount: 20_002 },
  ];
  history.topupPresses = [
    { topupId: "tu-71", wish: "check", startedMs: 3_500, answer: { kind: "told", word: "arrived" } },
    { topupId: "tu-73", wish: "check", startedMs: 3_500, answer: { kind: "told", word: "waiting" } },
    { topupId: "tu-73", wish: "cancel", startedMs: 4_000, answer: { kind: "unconfirmed" } },
  ];
  history.moves = [
    { key: "order-1", memberId, amount: 45_001, answers: [{ kind: "moved", entry: 12, balance: 5_001 }] },
    { key: "order-2", memberId, amount: 90_000, answers: [{ kind: "refused" }] },
    { key: "order-3", memberId, amount: 1, answers: [] },
  ];
  history.moneyNotices = [
    { messageId: "95", memberId, word: "arrived", amount: 20_001 },
    { messageId: "96", memberId, word: "arrived", amount: 50_002 },
    { messageId: "97", memberId, word: "returned", amount: 20_002 },
  ];
}

function transfersOf(memberId: string): Evidence["books"]["transfers"] {
  const wallet = `member:${memberId}/money`;
  const debt = `system:debt:${memberId}/money`;
  const moved = (
    seq: number,
    [debit, credit]: [string, string],
    amount: number,
    cause: string,
    [debit_balance, credit_balance]: [number, number],
  ) => ({ seq, debit, credit, amount, asset: "money", kind: "topup", cause, debit_balance, credit_balance });
  return [
    moved(11, [MIDTRANS, wallet], 50_002, "topup:tu-72", [-50_002, 50_002]),
    moved(12, [wallet, "system:api/money"], 45_001, `api:k:${nameInBooks("order-1")}`, [5_001, 45_001]),
    moved(13, [wallet, MIDTRANS], 5_001, "topup:tu-72:back:20002", [0, -45_001]),
    moved(14, [debt, MIDTRANS], 15_001, "topup:tu-72:owed:20002", [-15_001, -30_000]),
    moved(15, [MIDTRANS, wallet], 20_001, "topup:tu-71", [-50_001, 20_001]),
    moved(16, [wallet, debt], 15_001, "topup:tu-71:debt", [5_000, 0]),
  ];
}

function accountsOf(memberId: string): Evidence["books"]["accounts"] {
  const account = (owner: string, balance: number) => ({
    id: `${owner}/money`,
    owner,
    asset: "money",
    balance,
  });
  return [
    account("system:midtrans", -50_001),
    account("system:api", 45_001),
    account(`member:${memberId}`, 5_000),
    account(`system:debt:${memberId}`, 0),
  ];
}

function midtransBooks(): MidtransBooks {
  const payment = (orderId: string, amount: number, more: Partial<Payment> = {}): Payment => ({
    transactionId: `transaction of ${orderId}`,
    orderId,
    amount,
    acquirer: "gopay",
    status: "settlement",
    fraudStatus: "accept",
    chargedAtMs: 1_000,
    expiresAtMs: 900_000,
    settledAtMs: 2_500,
    takenBack: [],
    notifyUrls: [],
    qrString: "",
    ...more,
  });
  const letter = (orderId: string, what: string, statuses: Letter["statuses"]): Letter => ({
    orderId,
    what,
    body: `${what} ${orderId.slice(3)}`,
    statuses,
  });
  return {
    payments: [
      payment("tu-71", 20_001),
      payment("tu-72", 50_002, {
        status: "partial_refund",
        takenBack: [{ amount: 20_002, key: "1", reason: "", atMs: 4_000 }],
      }),
      payment("tu-73", 30_003, { status: "pending", settledAtMs: null }),
      payment("other-1", 25_000),
    ],
    letters: [
      letter("tu-71", "settled", [null, 503, 200]),
      letter("tu-73", "forged signature", [401]),
      letter("other-1", "settlement", [404, 404]),
    ],
  };
}
