import { emptyHistory } from "../history.ts";
import type { Evidence } from "./evidence.ts";
import { soundOrders } from "./exampleOrders.ts";
import { soundWallet, tellOfWallet } from "./exampleWallet.ts";

export const AYU = "201";
export const DIMAS = "202";

/**
 * A small sound day, made anew at each call: one import of three orders of which two codes were claimed, one
 * of them with an answer that never came, and the first with a bonus; a cancelled import; a mail that bounced, one that is uncertain and
 * was sent again; a wallet with top-ups; orders with promo tokens, and cashback for one.
 */
export function soundEvidence(): Evidence {
  const orders = [
    { orderId: "KS-1", email: "a@example.com", points: 100 },
    { orderId: "KS-2", email: "b@example.com", points: 250 },
    { orderId: "KS-3", email: "c@example.com", points: 70 },
  ];
  const history = emptyHistory();
  history.imports = [
    {
      id: "10",
      askedMs: 100,
      fileName: "orders-1.csv",
      staffId: "101",
      orders,
      shown: true,
      previewed: true,
      decisions: [
        { id: "11", wish: "confirm", answer: { kind: "unknown", why: "no answer" } },
        { id: "12", wish: "confirm", answer: { kind: "refused", why: "import_decided" } },
      ],
    },
    {
      id: "20",
      askedMs: 200,
      fileName: "orders-2.csv",
      staffId: "101",
      orders: [{ orderId: "KS-4", email: "d@example.com", points: 9 }],
      shown: true,
      previewed: true,
      decisions: [{ id: "21", wish: "cancel", answer: { kind: "acknowledged" } }],
    },
  ];
  history.summaries = [
    {
      messageId: "90",
      fileName: "orders-1.csv",
      direct: false,
      created: 3,
      mailed: 2,
      uncertain: 1,
      failed: 0,
      held: 0,
    },
  ];
  history.claims = [
    {
      id: "31",
      memberId: AYU,
      code: "CODE-1",
      attempts: [
        {
          startedMs: 1_000,
          endedMs: 1_100,
          answer: { kind: "acknowledged", points: 100, balance: 150, orderId: "KS-1" },
        },
      ],
    },
    {
      id: "32",
      memberId: DIMAS,
      code: "CODE-1",
      attempts: [{ startedMs: 1_050, endedMs: 1_150, answer: { kind: "refused", why: "code_unknown" } }],
    },
    {
      id: "33",
      memberId: AYU,
      code: "CODE-2",
      attempts: [{ startedMs: 2_000, endedMs: 5_000, answer: { kind: "unknown", why: "no answer" } }],
    },
  ];
  history.balances = [
    { memberId: AYU, startedMs: 1_200, endedMs: 1_250, points: 150 },
    { memberId: AYU, startedMs: 6_000, endedMs: 6_050, points: 400 },
  ];
  history.finalBalances = [
    { memberId: AYU, points: 400 },
    { memberId: DIMAS, points: 0 },
  ];
  history.resends = [{ id: "50", orderId: "KS-3", answer: { kind: "acknowledged" } }];
  history.reports = [{ mailId: "10.3.1", proves: "bounced", taken: true }];
  history.auditPosts = [
    { title: "Order file uploaded", target: "import:10" },
    { title: "Import started", target: "import:10" },
    { title: "Order file uploaded", target: "import:20" },
    { title: "Import cancelled", target: "import:20" },
    { title: "Claim mail sent again", target: "claim:10.4" },
  ];
  history.orderEnds = [
    { number: 1, word: "completed" },
    { number: 3, word: "cancelled" },
  ];
  tellOfWallet(history, AYU);
  const orderDesk = soundOrders();
  const wallet = soundWallet(AYU);
  return {
    history,
    midtrans: wallet.midtrans,
    books: {
      ...wallet.books,
      ...orderDesk.books,
      claims: [
        claimRow("10.2", "KS-1", 100, AYU, "31"),
        claimRow("10.3", "KS-2", 250, AYU, "33"),
        claimRow("10.4", "KS-3", 70, null, null),
      ],
      transfers: [
        transferRow(1, "10.2", 100, [-100, 100]),
        {
          ...transferRow(2, "", 50, [-50, 150]),
          debit: "system:achievements/points",
          kind: "achievement",
          cause: `achievement:first_points:${AYU}`,
        },
        ...orderDesk.transfers,
        ...wallet.transfers,
        transferRow(3, "10.3", 250, [-350, 400]),
      ],
      accounts: [
        { id: "system:claims/points", owner: "system:claims", asset: "points", balance: -350 },
        { id: `member:${AYU}/points`, owner: `member:${AYU}`, asset: "points", balance: 400 },
        { id: `member:${DIMAS}/points`, owner: `member:${DIMAS}`, asset: "points", balance: 0 },
        { id: "system:achievements/points", owner: "system:achievements", asset: "points", balance: -50 },
        ...orderDesk.accounts,
        ...wallet.accounts,
      ],
      imports: [
        { id: "10", state: "done", decided_request: "11" },
        { id: "20", state: "cancelled", decided_request: "21" },
      ],
      mails: [
        mailRow("10.2.1", "sent", null),
        mailRow("10.3.1", "bounced", "550 no such mailbox"),
        mailRow("10.4.1", "uncertain", "connection_lost"),
        { ...mailRow("10.4.1", "sent", null), id: "50.mail" },
      ],
      outbox: [{ id: "10.read", kind: "import.read", state: "done", tries: 1, last_error: null }],
      audits: [
        { action: "import.upload", target: "import:10" },
        { action: "import.confirm", target: "import:10" },
        { action: "import.upload", target: "import:20" },
        { action: "import.cancel", target: "import:20" },
        { action: "claim.resend", target: "claim:10.4" },
      ],
      dead_letters: [],
      achievements: [
        { key: "first_points", rule: "first_points", threshold: 0, bonus: 50 },
        { key: "earned_400", rule: "earned_total", threshold: 400, bonus: 0 },
      ],
      awards: [
        { achievement: "first_points", member_id: AYU, cause: "interaction:31" },
        { achievement: "earned_400", member_id: AYU, cause: "interaction:33" },
      ],
    },
    mailbox: [
      { mailId: "10.2.1", to: "a@example.com", orderId: "KS-1", points: 100, code: "CODE-1" },
      { mailId: "10.3.1", to: "b@example.com", orderId: "KS-2", points: 250, code: "CODE-2" },
      { mailId: "50.mail", to: "c@example.com", orderId: "KS-3", points: 70, code: "CODE-3" },
    ],
  };
}

function claimRow(
  id: string,
  orderId: string,
  points: number,
  claimedBy: string | null,
  request: string | null,
) {
  return {
    id,
    import_id: "10",
    order_id: orderId,
    points,
    state: claimedBy ? "claimed" : "pending",
    claimed_by: claimedBy,
    claimed_interaction: request,
  };
}

function transferRow(seq: number, claimId: string, amount: number, [debited, credited]: [number, number]) {
  return {
    seq,
    debit: "system:claims/points",
    credit: `member:${AYU}/points`,
    amount,
    asset: "points",
    kind: "claim",
    cause: `claim:${claimId}`,
    debit_balance: debited,
    credit_balance: credited,
  };
}

function mailRow(id: string, state: string, reason: string | null) {
  return { id, claim_id: id.replace(/\.\d$/, ""), import_id: "10", state, reason };
}
