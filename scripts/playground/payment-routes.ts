import { type Context, Hono } from "hono";
import * as z from "zod";
import { qrPng } from "../../src/lib/qr.ts";
import { ActRefusal } from "../standins/midtrans/acts.ts";
import { MODES } from "../standins/midtrans/modes.ts";
import type { Sent } from "../standins/midtrans/notifier.ts";
import { type Payment, takenBackTotal } from "../standins/midtrans/payment.ts";
import type { MidtransStandIn } from "../standins/midtrans/standin.ts";

const PAYMENTS_LISTED_MAX = 200;
/** Of one payment; the newest are shown. */
const NOTIFICATIONS_LISTED_MAX = 20;

const ACTS = [
  "pay",
  "payLate",
  "payTwice",
  "outOfOrder",
  "wrongAmount",
  "expire",
  "deny",
  "refund",
  "refundHalf",
  "chargeback",
  "forgedSignature",
  "forgedStatus",
] as const;
const actSchema = z.enum(ACTS);
const modeSchema = z.enum(MODES);

/** The QRIS payments at the Midtrans stand-in, and what is done with them. */
export function paymentRoutes(midtrans: MidtransStandIn): Hono {
  const app = new Hono();
  app.get("/payments", (context) => {
    const all = midtrans.payments();
    const sent = Map.groupBy(midtrans.notifications(), ({ orderId }) => orderId);
    return context.json({
      mode: midtrans.mode(),
      total: all.length,
      payments: all
        .slice(-PAYMENTS_LISTED_MAX)
        .reverse()
        .map((payment) => paymentView(payment, sent.get(payment.orderId) ?? [])),
    });
  });
  app.get("/payments/:id/qr", (context) => {
    const payment = midtrans.payment(context.req.param("id"));
    if (!payment) return context.text("There is no such payment.", 404);
    return context.body(qrPng(payment.qrString), 200, { "content-type": "image/png" });
  });
  app.post("/payments/:id/:act", async (context) => {
    const { id, act } = context.req.param();
    const known = actSchema.safeParse(act);
    if (!known.success) return context.json({ error: "There is no such act." }, 404);
    return await acted(context, () => perform(midtrans, id, known.data));
  });
  app.post("/midtrans/unknown-order", (context) => acted(context, () => midtrans.unknownOrder()));
  app.post("/midtrans/mode/:mode", (context) => {
    const mode = modeSchema.safeParse(context.req.param("mode"));
    if (!mode.success) return context.json({ error: "There is no such mode." }, 404);
    midtrans.setMode(mode.data);
    return context.json({});
  });
  return app;
}

function perform(midtrans: MidtransStandIn, id: string, act: (typeof ACTS)[number]) {
  if (act !== "refundHalf") return midtrans[act](id);
  const payment = midtrans.payment(id);
  const left = payment ? payment.amount - takenBackTotal(payment) : 0;
  return midtrans.refund(id, Math.ceil(left / 2));
}

async function acted(context: Context, work: () => Promise<readonly Sent[]>): Promise<Response> {
  try {
    return context.json({ sent: (await work()).map(sentView) });
  } catch (error) {
    if (error instanceof ActRefusal) return context.json({ error: error.message }, 400);
    throw error;
  }
}

function paymentView(payment: Payment, sent: readonly Sent[]) {
  const { transactionId, orderId, amount, status, chargedAtMs, expiresAtMs } = payment;
  return {
    id: transactionId,
    orderId,
    amount,
    takenBack: takenBackTotal(payment),
    status,
    chargedAtMs,
    expiresAtMs,
    sent: sent.slice(-NOTIFICATIONS_LISTED_MAX).reverse().map(sentView),
  };
}

/** A notification as the page shows it: what it said, and with which statuses the shop answered its tries. */
function sentView({ id, what, atMs, state, attempts }: Sent) {
  return { id, what, atMs, state, answers: attempts.map(({ status }) => status) };
}
