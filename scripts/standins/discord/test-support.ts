import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { verifyKey } from "discord-interactions";
import { Hono } from "hono";
import * as z from "zod";
import { EXAMPLE_WORLD } from "./example-world.ts";
import { createDiscordStandIn, type DiscordStandInOptions } from "./standin.ts";

export const APPLICATION_ID = "1180000000000000900";
export const BOT_TOKEN = "made-up-bot-token";
export const CLIENT_SECRET = "made-up-client-secret";
export const REDIRECT_URI = "https://shop.example.com/dashboard/callback";
export const [ADMIN, STAFF, AYU, DIMAS] = EXAMPLE_WORLD.users;
export const [GENERAL, SHOP, AUDIT] = EXAMPLE_WORLD.channels;

export const SAY = {
  name: "say",
  description: "Says something",
  options: [{ type: 3, name: "text", description: "What" }],
};

const payloadSchema = z.looseObject({ id: z.string(), token: z.string(), type: z.number() });
type Payload = z.infer<typeof payloadSchema>;

/** How the test's Worker answers; undefined: never. */
export type Answering = (payload: Payload) => Promise<Response> | Response | object | undefined;

/** A stand-in that listens, and a Worker that verifies signatures and answers as the test says. */
export async function startDiscord(given: Partial<DiscordStandInOptions> = {}) {
  let answering: Answering = () => ({ type: 1 });
  const seen: Payload[] = [];
  const never = new Promise<Response>(() => undefined);

  const worker = new Hono();
  worker.post("/interactions", async (context) => {
    const body = await context.req.text();
    const signature = context.req.header("x-signature-ed25519") ?? "";
    const timestamp = context.req.header("x-signature-timestamp") ?? "";
    if (!(await verifyKey(body, signature, timestamp, discord.publicKeyHex))) return context.text("", 401);
    const payload = payloadSchema.parse(JSON.parse(body));
    seen.push(payload);
    const answer = await answering(payload);
    if (answer === undefined) return await never;
    return answer instanceof Response ? answer : Response.json(answer);
  });

  const workerServer = await listen(worker);
  let discordUrl = "";
  const discord = createDiscordStandIn({
    ...EXAMPLE_WORLD,
    applicationId: APPLICATION_ID,
    botToken: BOT_TOKEN,
    login: { clientSecret: CLIENT_SECRET, redirectUris: () => [REDIRECT_URI] },
    workerUrl: () => workerServer.url,
    baseUrl: () => discordUrl,
    ...given,
  });
  const discordServer = await listen(discord.app);
  discordUrl = discordServer.url;
  discord.registerCommands([SAY]);

  return {
    discord,
    seen,
    url: discordUrl,
    answerWith: (next: Answering) => {
      answering = next;
    },
    /** A REST call as our client makes it. */
    rest: (method: string, path: string, body?: object | FormData, headers: Record<string, string> = {}) =>
      fetch(`${discordUrl}/discord/api/v10${path}`, {
        method,
        headers: {
          authorization: `Bot ${BOT_TOKEN}`,
          "user-agent": "DiscordBot (https://example.com, 1)",
          ...(body && !(body instanceof FormData) ? { "content-type": "application/json" } : {}),
          ...headers,
        },
        body: body instanceof FormData ? body : body ? JSON.stringify(body) : null,
      }),
    async close() {
      await Promise.all([workerServer.close(), discordServer.close()]);
    },
  };
}

export type Started = Awaited<ReturnType<typeof startDiscord>>;

const errorSchema = z.looseObject({ code: z.number(), errors: z.unknown().optional() });

/** Discord's JSON code of an error, and the path of the first wrong field. */
export async function errorOf(
  response: Response,
): Promise<{ status: number; code: number; field: string | null }> {
  const { code, errors } = errorSchema.parse(await response.json());
  return { status: response.status, code, field: firstField(errors) };
}

/** The dotted path of the first leaf in Discord's nested errors. */
export function firstField(errors: unknown): string | null {
  const nested = z.record(z.string(), z.unknown()).safeParse(errors);
  const [entry] = nested.success ? Object.entries(nested.data) : [];
  if (!entry) return null;
  const [key, below] = entry;
  if (key === "_errors") return "";
  return [key, firstField(below)].filter(Boolean).join(".");
}

async function listen(app: Hono): Promise<{ url: string; close(): Promise<void> }> {
  return await new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, (info: AddressInfo) => {
      resolve({
        url: `http://127.0.0.1:${info.port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      });
    });
  });
}
