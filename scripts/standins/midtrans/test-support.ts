import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { serve } from "@hono/node-server";
import * as z from "zod";
import { createMidtransStandIn } from "./standin.ts";

export const SERVER_KEY = "SB-Mid-server-test";
export const START_MS = Date.UTC(2027, 0, 15, 3);

const portSchema = z.object({ port: z.number() });
const bodySchema = z.looseObject({
  status_code: z.string(),
  transaction_id: z.string().optional(),
  transaction_status: z.string().optional(),
  qr_string: z.string().optional(),
});
const notificationSchema = z.looseObject({
  order_id: z.string(),
  status_code: z.string(),
  gross_amount: z.string(),
  transaction_status: z.string(),
  signature_key: z.string(),
});

export type Started = Awaited<ReturnType<typeof startMidtrans>>;

/** A Midtrans that listens, and a shop that keeps the notifications and answers them as it is told to. */
export async function startMidtrans() {
  let nowMs = START_MS;
  const received: z.infer<typeof notificationSchema>[] = [];
  const statuses: number[] = [];
  const shop = createServer(async (request, response) => {
    received.push(notificationSchema.parse(JSON.parse(await text(request))));
    const status = statuses.shift() ?? 200;
    response.writeHead(status, status === 307 ? { location: "/moved" } : {}).end();
  }).listen(0, "127.0.0.1");
  await once(shop, "listening");
  const shopUrl = `http://127.0.0.1:${portSchema.parse(shop.address()).port}/webhooks/midtrans`;
  const midtrans = createMidtransStandIn({
    serverKey: SERVER_KEY,
    baseUrl: () => "http://127.0.0.1/midtrans",
    notifyUrl: () => shopUrl,
    clock: () => nowMs,
    pauseScale: 1e-5,
  });
  const server = serve({ fetch: midtrans.app.fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  const url = `http://127.0.0.1:${portSchema.parse(server.address()).port}`;

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${SERVER_KEY}:`)}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { http: answer.status, ...bodySchema.parse(await answer.json()) };
  }

  return {
    midtrans,
    url,
    shopUrl,
    received,
    call,
    /** The shop answers the next notifications so; 200 to those after them. */
    answer: (...next: number[]) => void statuses.push(...next),
    pass(ms: number): void {
      nowMs += ms;
    },
    charge: (orderId: string, amount: unknown = 10_000, headers?: Record<string, string>) =>
      call("POST", "/v2/charge", chargeOf(orderId, amount), headers),
    /** A pending payment whose notification of that was taken. */
    async pending(orderId: string, amount = 10_000): Promise<void> {
      await call("POST", "/v2/charge", chargeOf(orderId, amount));
      await midtrans.idle();
      received.length = 0;
    },
    status: async (id: string) => await call("GET", `/v2/${id}/status`),
    async close(): Promise<void> {
      midtrans.close();
      shop.closeAllConnections();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await Promise.all([once(server.close(), "close"), once(shop.close(), "close")]);
    },
  };
}

export function chargeOf(orderId: unknown, amount: unknown, more: object = {}) {
  return {
    payment_type: "qris",
    transaction_details: { order_id: orderId, gross_amount: amount },
    ...more,
  };
}
