import { once } from "node:events";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import * as z from "zod";
import { createMidtransStandIn, type MidtransStandIn } from "../../scripts/standins/midtrans/standin.ts";
import type { Clock } from "../../src/lib/time.ts";

export const MIDTRANS_KEY = "SB-Mid-server-test";

const portSchema = z.object({ port: z.number() });

/** The Midtrans stand-in behind a port of its own. It tells nobody by itself: tests hand its notifications on. */
export type TestMidtrans = MidtransStandIn & { readonly url: string; stop(): Promise<void> };

export async function startMidtrans(clock: Clock): Promise<TestMidtrans> {
  let url = "";
  const standIn = createMidtransStandIn({
    serverKey: MIDTRANS_KEY,
    baseUrl: () => url,
    notifyUrl: () => null,
    clock,
  });
  standIn.deliver({ never: true });
  const door = new Hono<{ Bindings: Partial<HttpBindings> }>();
  door.route("/", standIn.app);
  const server = serve({ fetch: door.fetch, port: 0, hostname: "127.0.0.1" });
  if (!server.listening) await once(server, "listening");
  url = `http://127.0.0.1:${portSchema.parse(server.address()).port}`;
  return {
    ...standIn,
    url,
    stop: async () => {
      standIn.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
