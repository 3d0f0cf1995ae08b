import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";

/**
 * What goes wrong with one exchange: `request_lost` before the database sees it, `reply_lost` after it has
 * committed, `reply_cut` in the middle of the reply's bytes.
 */
export type Fault =
  | { readonly kind: "request_lost" | "reply_lost" | "reply_cut" }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "delay"; readonly ms: number };

/** Stands between the shop and its database, and counts what goes over the wire. */
export type DatabaseProxy = {
  readonly url: string;
  /** Exchanges since the last `reset`. */
  readonly exchanges: number;
  /** Decides about the exchange `at`, counted from 1. */
  plan(fault: (at: number) => Fault | undefined): void;
  /** No more faults, and counting begins anew. */
  reset(): void;
  stop(): Promise<void>;
};

const portSchema = z.object({ port: z.number() });

export async function startProxy(targetUrl: string): Promise<DatabaseProxy> {
  let exchanges = 0;
  let faultAt: (at: number) => Fault | undefined = () => undefined;
  const server = createServer((request, response) => {
    exchanges++;
    const fault = faultAt(exchanges);
    exchange(targetUrl, request, response, fault).catch(() => response.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${portSchema.parse(server.address()).port}`,
    get exchanges() {
      return exchanges;
    },
    plan: (fault) => {
      faultAt = fault;
    },
    reset: () => {
      exchanges = 0;
      faultAt = () => undefined;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function exchange(
  targetUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): Promise<void> {
  const body = await buffer(request);
  if (fault?.kind === "request_lost") return void response.destroy();
  if (fault?.kind === "status") return void response.writeHead(fault.status).end("not now");
  if (fault?.kind === "delay") await sleep(fault.ms);
  const reply = await fetch(`${targetUrl}${request.url}`, {
    method: request.method ?? "GET",
    headers: { "content-type": request.headers["content-type"] ?? "application/json" },
    ...(body.length > 0 ? { body } : {}),
  });
  const bytes = Buffer.from(await reply.arrayBuffer());
  if (fault?.kind === "reply_lost") return void response.destroy();
  response.writeHead(reply.status, {
    "content-type": reply.headers.get("content-type") ?? "application/json",
    "content-length": bytes.length,
  });
  if (fault?.kind !== "reply_cut") return void response.end(bytes);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
