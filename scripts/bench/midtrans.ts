import { createServer } from "node:http";
import * as z from "zod";
import type { Payment } from "../standins/midtrans/payment.ts";
import { notificationObject, statusObject, transactionObject } from "../standins/midtrans/wire.ts";

export const MIDTRANS_KEY = "SB-Mid-server-made-up";
export const TOPUP_AMOUNT = 50_000;
const EXPIRES_AFTER_MS = 900_000;
const AT_MS = Date.now();

type Status = "pending" | "settlement";
export type BenchMidtrans = Awaited<ReturnType<typeof openMidtrans>>;

/** Midtrans as small as it can be: it makes each payment, and says of all the same. */
export async function openMidtrans() {
  let status: Status = "settlement";
  let calls = 0;
  const server = createServer((incoming, answer) => {
    calls++;
    const orderId = /^\/v2\/([^/]+)\/status$/.exec(incoming.url ?? "")?.[1];
    const body = JSON.stringify(orderId ? statusObject(paymentOf(orderId, status), MIDTRANS_KEY) : CHARGED);
    incoming.resume().on("end", () => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      answer.writeHead(200, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    /** What it says of each payment from now on. */
    say(next: Status): void {
      status = next;
    },
    /** Runs something and tells how many calls Midtrans had for it. */
    async during<T>(work: () => Promise<T>): Promise<{ calls: number; result: T }> {
      const before = calls;
      const result = await work();
      return { calls: calls - before, result };
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What Midtrans tells of a payment, signed. */
export const notificationJson = (orderId: string, status: Status): string =>
  JSON.stringify(notificationObject(paymentOf(orderId, status), MIDTRANS_KEY));

function paymentOf(orderId: string, status: Status): Payment {
  return {
    transactionId: `made-up-${orderId}`,
    orderId,
    amount: TOPUP_AMOUNT,
    acquirer: "gopay",
    status,
    fraudStatus: "accept",
    chargedAtMs: AT_MS,
    expiresAtMs: AT_MS + EXPIRES_AFTER_MS,
    settledAtMs: status === "settlement" ? AT_MS : null,
    takenBack: [],
    notifyUrls: [],
    qrString: "",
  };
}

const CHARGED = {
  ...transactionObject(paymentOf("made-up", "pending")),
  status_code: "201",
  status_message: "QRIS transaction is created",
  qr_string:
    "00020101021226590013ID.CO.QRIS.WWW01189360091800000000180208G0000000303UMI51440014ID.CO.QRIS.WWW",
};
