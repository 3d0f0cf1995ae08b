import type { ProblemFacts } from "../../src/domain/problem.ts";

/** No answer came, or none that tells what happened: it may have been done, and may not. */
export type Unknown = { kind: "unknown"; why: string };
export type Refused = { kind: "refused"; why: ProblemFacts["kind"] };

/** One delivery of a request and what came back; times are milliseconds of the client's clock. */
export type Attempt<A> = { startedMs: number; endedMs: number; answer: A };

export type ClaimAnswer =
  | { kind: "acknowledged"; points: number; balance: number; orderId: string | null }
  | Refused
  | Unknown;

/** One interaction that claims a code; delivered again it has more attempts. */
export type ClaimRequest = { id: string; memberId: string; code: string; attempts: Attempt<ClaimAnswer>[] };

/** A balance that somebody was shown. */
export type BalanceRead = { memberId: string; startedMs: number; endedMs: number; points: number };

export type Order = { orderId: string; email: string; points: number };

export type DecisionAnswer = { kind: "acknowledged" } | Refused | Unknown;
/** A press on one of a preview's buttons; delivered again it stands here again. */
export type Decision = { id: string; wish: "confirm" | "cancel"; answer: DecisionAnswer };

/** An upload. Its import has the id of the interaction. */
export type ImportAsked = {
  id: string;
  askedMs: number;
  fileName: string;
  staffId: string;
  orders: Order[];
  /** Whether the person saw an answer, in which a preview can be shown. */
  shown: boolean;
  /** Whether the preview came. */
  previewed: boolean;
  decisions: Decision[];
};

/** The end of an import as staff were shown it, in its answer or as a direct message. */
export type Summary = {
  messageId: string;
  fileName: string;
  direct: boolean;
  created: number;
  mailed: number;
  uncertain: number;
  failed: number;
  held: number;
};

export type ResendAnswer = { kind: "acknowledged" } | Refused | Unknown;
export type Resend = { id: string; orderId: string; answer: ResendAnswer };

/** What SendGrid told of a mail, and which state that proves. `taken`: the Worker answered 2xx. */
export type MailReport = { mailId: string; proves: string; taken: boolean };

/** A `/topup`. Its top-up has the id of the interaction. */
export type TopupAsked = { id: string; memberId: string; amount: number; refused: boolean };

/** What a card says of a payment. */
export type TopupWord = "waiting" | "ended" | "arrived" | "returned";

/** A card about a payment that somebody saw, wherever it stood; `amount` is what arrived, or went back in all. */
export type TopupTold = { topupId: string; atMs: number; word: TopupWord; amount: number | null };

/** `unconfirmed`: Midtrans did not answer the shop. */
export type PressAnswer = { kind: "told"; word: TopupWord } | { kind: "unconfirmed" } | Refused | Unknown;

/** A press on one of a payment's buttons, and the answer to it. */
export type TopupPress = {
  topupId: string;
  wish: "check" | "cancel";
  startedMs: number;
  answer: PressAnswer;
};

/** A direct message about money that arrived or went back. */
export type MoneyNotice = { messageId: string; memberId: string; word: TopupWord; amount: number };

/** Money that another program asked to take out of a wallet, and each answer that it had; `key` is the same for a repeat. */
export type MoveAsked = {
  key: string;
  memberId: string;
  amount: number;
  answers: ({ kind: "moved"; entry: number; balance: number } | { kind: "refused" })[];
};

/** The end of an order that staff were told of. */
export type OrderEnd = { number: number; word: "completed" | "cancelled" };

/** A post in the audit channel. */
export type AuditPost = { title: string; target: string };

/** Everything that was asked and answered, as those outside saw it. */
export type History = {
  claims: ClaimRequest[];
  balances: BalanceRead[];
  /** What members were shown when all was over. */
  finalBalances: Pick<BalanceRead, "memberId" | "points">[];
  imports: ImportAsked[];
  summaries: Summary[];
  resends: Resend[];
  reports: MailReport[];
  auditPosts: AuditPost[];
  orderEnds: OrderEnd[];
  /** Askings for a preview of cashback of which nobody saw an answer. */
  cashbackUnanswered: string[];
  topups: TopupAsked[];
  topupsTold: TopupTold[];
  topupPresses: TopupPress[];
  moneyNotices: MoneyNotice[];
  moves: MoveAsked[];
  /** Addresses that SendGrid refuses. */
  badAddresses: string[];
  /** Answers that the client could not make sense of. */
  strange: string[];
};

export function emptyHistory(): History {
  return {
    claims: [],
    balances: [],
    finalBalances: [],
    imports: [],
    summaries: [],
    resends: [],
    reports: [],
    auditPosts: [],
    orderEnds: [],
    cashbackUnanswered: [],
    topups: [],
    topupsTold: [],
    topupPresses: [],
    moneyNotices: [],
    moves: [],
    badAddresses: [],
    strange: [],
  };
}
