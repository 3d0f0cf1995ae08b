import * as z from "zod/mini";
import { timeAtMs, wholeAmount } from "./values.ts";

/** A payment as Midtrans' own status describes it. */
export type PaymentStatus = {
  readonly orderId: string;
  readonly transactionId: string | null;
  readonly statusCode: string;
  readonly status: string;
  readonly fraud: string | null;
  /** Null where it is no whole amount. */
  readonly amount: number | null;
  readonly currency: string | null;
  /** What was given back in all; null where it does not say. */
  readonly refunded: number | null;
  readonly expiresAtMs: number | null;
};

/** A payment that was made, with what its QR code says. */
export type Charge = {
  readonly transactionId: string | null;
  readonly qrString: string | null;
  /** Midtrans' own picture of it. */
  readonly qrUrl: string | null;
  readonly expiresAtMs: number | null;
};

/**
 * `unknown`: Midtrans has no such payment. `refused`: it will not, with its code. `busy`: the same charge is being made
 * at this moment. `away`: no answer that can be relied on.
 */
export type ChargeOutcome =
  | { readonly kind: "created"; readonly charge: Charge }
  | { readonly kind: "duplicate" }
  | { readonly kind: "busy" }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "away" };
export type StatusOutcome =
  | { readonly kind: "found"; readonly status: PaymentStatus }
  | { readonly kind: "unknown" }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "away" };

const optionalText = z.optional(z.nullable(z.string()));
const code = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
const optionalAmount = z.optional(z.nullable(code));

const answerSchema = z.object({
  status_code: code,
  order_id: optionalText,
  transaction_id: optionalText,
  transaction_status: optionalText,
  fraud_status: optionalText,
  gross_amount: optionalAmount,
  currency: optionalText,
  expiry_time: optionalText,
  qr_string: optionalText,
  refund_amount: optionalAmount,
  refunds: z.optional(z.array(z.object({ refund_amount: optionalAmount }))),
  actions: z.optional(z.array(z.object({ name: z.string(), url: z.string() }))),
});
type Answer = z.infer<typeof answerSchema>;

/** An answer of Midtrans: what its body says, for a failure comes with HTTP 200 as well. Null for what is none. */
export function readAnswer(text: string): Answer | null {
  try {
    const read = answerSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

const CREATED = "201";
const BUSY = "202";
const DUPLICATE = "406";
const UNKNOWN = "404";

/** What a charge came to. An answer that is none, or of 5xx, leaves it open whether there is a payment now. */
export function chargeOutcome(answer: Answer | null): ChargeOutcome {
  if (!answer) return { kind: "away" };
  if (answer.status_code === CREATED) return { kind: "created", charge: chargeOf(answer) };
  if (answer.status_code === DUPLICATE) return { kind: "duplicate" };
  if (answer.status_code === BUSY) return { kind: "busy" };
  return refusal(answer.status_code);
}

/** What the status of a payment is. One of an expired payment has the code 407 and is found all the same. */
export function statusOutcome(answer: Answer | null): StatusOutcome {
  if (!answer) return { kind: "away" };
  const { order_id: orderId, transaction_status: status } = answer;
  if (orderId && status && !isServers(answer.status_code))
    return { kind: "found", status: statusOf(answer, orderId, status) };
  if (answer.status_code === UNKNOWN) return { kind: "unknown" };
  return refusal(answer.status_code);
}

const isServers = (statusCode: string) => /^5/.test(statusCode);

/** 429 is no refusal. */
const refusal = (statusCode: string) =>
  /^4/.test(statusCode) && statusCode !== "429"
    ? ({ kind: "refused", code: statusCode } as const)
    : ({ kind: "away" } as const);

function chargeOf(answer: Answer): Charge {
  const pictures = answer.actions?.filter(({ name }) => name.startsWith("generate-qr-code")) ?? [];
  return {
    transactionId: answer.transaction_id ?? null,
    qrString: answer.qr_string || null,
    qrUrl: pictures[0]?.url ?? null,
    expiresAtMs: timeAtMs(answer.expiry_time ?? ""),
  };
}

function statusOf(answer: Answer, orderId: string, status: string): PaymentStatus {
  return {
    orderId,
    status,
    transactionId: answer.transaction_id ?? null,
    statusCode: answer.status_code,
    fraud: answer.fraud_status ?? null,
    amount: wholeAmount(answer.gross_amount ?? ""),
    currency: answer.currency ?? null,
    refunded: refundedOf(answer),
    expiresAtMs: timeAtMs(answer.expiry_time ?? ""),
  };
}

/** The parts sum to the whole; where both stand there, the larger is what was given back. */
function refundedOf({ refund_amount, refunds = [] }: Answer): number | null {
  const parts = refunds.map((refund) => wholeAmount(refund.refund_amount ?? "") ?? 0);
  const whole = wholeAmount(refund_amount ?? "");
  if (whole === null && parts.length === 0) return null;
  return Math.max(
    whole ?? 0,
    parts.reduce((sum, part) => sum + part, 0),
  );
}
