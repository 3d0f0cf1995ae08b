import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createPlayground } from "../playground/playground.ts";
import { EXAMPLE_AUDIT_CHANNEL_ID, EXAMPLE_ROLES } from "../standins/discord/example-world.ts";
import type { KeyPair } from "../standins/discord/signing.ts";
import type { DiscordStandIn } from "../standins/discord/standin.ts";
import type { MidtransStandIn } from "../standins/midtrans/standin.ts";
import type { SendGridStandIn } from "../standins/sendgrid/standin.ts";
import { migrateDatabase } from "./migrate.ts";
import { freePort } from "./ports.ts";
import { type Sqld, startSqld } from "./sqld.ts";
import {
  createStandIns,
  DISCORD_CLIENT_SECRET,
  type KeepOptions,
  MIDTRANS_KEY,
  SENDGRID_KEY,
} from "./standins.ts";
import { type RunningWorker, startWorker, type WorkerOptions } from "./worker.ts";

export const MAIL_FROM = "Kopi Senja <shop@example.com>";

export type ShopOptions = {
  /** Where the database keeps its files. */
  readonly folder: string;
  readonly ports: { readonly worker: number; readonly playground: number; readonly database: number };
  readonly keyPair?: KeyPair;
  /** Base64 of 32 bytes. */
  readonly encryptionKey?: string;
  /** Settings that differ from those of the example shop. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The URL under which the Worker meets the database, when something stands between them. */
  readonly databaseUrl?: (url: string) => string;
  readonly watch?: boolean;
  readonly logLevel?: NonNullable<WorkerOptions["logLevel"]>;
  readonly rateLimited?: boolean;
  /** Whether the playground's page is served beside the stand-ins. */
  readonly playground?: boolean;
  /** Where messages, mails and payments outlive a restart; left out: nowhere. */
  readonly keep?: KeepOptions;
};

export type Shop = {
  readonly sqld: Sqld;
  readonly worker: RunningWorker;
  /** What the Worker was started with, to start it again. */
  readonly settings: Readonly<Record<string, string>>;
  readonly discord: DiscordStandIn;
  readonly sendgrid: SendGridStandIn;
  readonly midtrans: MidtransStandIn;
  readonly standInsUrl: string;
  /** Fires the cron trigger, as Cloudflare does every five minutes. */
  cron(atMs?: number): Promise<void>;
  stop(): Promise<void>;
};

/** Ports that are free now, for a shop of a test. */
export async function freePorts(): Promise<ShopOptions["ports"]> {
  return { worker: await freePort(), playground: await freePort(), database: await freePort() };
}

/** A whole shop on this machine: database, migrations, stand-ins of Discord, SendGrid and Midtrans, and the Worker. */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const { ports } = options;
  const workerUrl = `http://127.0.0.1:${ports.worker}`;
  const standInsUrl = `http://127.0.0.1:${ports.playground}`;
  const publicUrl = options.settings?.PUBLIC_URL ?? workerUrl;
  const { discord, sendgrid, midtrans, keeper } = createStandIns({
    ...options,
    workerUrl,
    publicUrl,
    standInsUrl,
  });
  const web = new Hono();
  web.route("/sendgrid", sendgrid.app);
  web.route("/midtrans", midtrans.app);
  if (options.playground) {
    const loginUrl = `${publicUrl}/dashboard/login`;
    web.route("/", createPlayground({ discord, mailbox: sendgrid.mailbox, midtrans, loginUrl }));
  }
  web.route("/", discord.app);
  const server = await listen(web, ports.playground);
  const sqld = await startSqld({ folder: options.folder, port: ports.database });
  await migrateDatabase(sqld.url);
  const settings = {
    ...discord.settings(),
    SHOP_NAME: "Kopi Senja",
    PUBLIC_URL: publicUrl,
    DISCORD_BOT_TOKEN: "playground",
    DISCORD_CLIENT_SECRET,
    ADMIN_ROLE_IDS: EXAMPLE_ROLES.adminId,
    STAFF_ROLE_IDS: EXAMPLE_ROLES.staffId,
    AUDIT_CHANNEL_ID: EXAMPLE_AUDIT_CHANNEL_ID,
    TURSO_DATABASE_URL: options.databaseUrl?.(sqld.url) ?? sqld.url,
    ENCRYPTION_KEY: options.encryptionKey ?? randomBytes(32).toString("base64"),
    SENDGRID_API_KEY: SENDGRID_KEY,
    SENDGRID_API_URL: `${standInsUrl}/sendgrid`,
    SENDGRID_WEBHOOK_PUBLIC_KEY: sendgrid.publicKeyBase64,
    MAIL_FROM,
    MIDTRANS_SERVER_KEY: MIDTRANS_KEY,
    MIDTRANS_API_URL: `${standInsUrl}/midtrans`,
    ...options.settings,
  };
  const { watch = false, logLevel = "error" } = options;
  const worker = await startWorker({ port: ports.worker, watch, logLevel, settings });
  return {
    sqld,
    worker,
    settings,
    discord,
    sendgrid,
    midtrans,
    standInsUrl,
    cron: (atMs) => fireCron(workerUrl, atMs),
    stop: async () => {
      await worker.stop();
      sendgrid.close();
      midtrans.close();
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await sqld.stop();
      keeper?.close();
    },
  };
}

async function fireCron(workerUrl: string, atMs = Date.now()): Promise<void> {
  const url = `${workerUrl}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent("*/5 * * * *")}&time=${atMs}`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the cron trigger answered ${response.status}`);
}

async function listen(app: Hono, port: number): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(server as Server));
  server.once("error", reject);
  return await promise;
}
