import { rmSync } from "node:fs";
import { createClient, type InValue } from "@libsql/client/http";
import { expect, vi } from "vitest";
import { registerCommands } from "../../../scripts/register/register.ts";
import { portIsFree } from "../../../scripts/stack/ports.ts";
import { scratchFolder } from "../../../scripts/stack/scratch.ts";
import { type ShopOptions, startShop } from "../../../scripts/stack/shop.ts";
import { EXAMPLE_WORLD } from "../../../scripts/standins/discord/example-world.ts";
import { generateKeyPair } from "../../../scripts/standins/discord/signing.ts";

export const [ADMIN, STAFF, AYU, DIMAS] = EXAMPLE_WORLD.users;
export const SHOP_CHANNEL = EXAMPLE_WORLD.channels[1].id;
export const AUDIT_CHANNEL = EXAMPLE_WORLD.channels[2].id;

/** Below the range that the kernel gives to outgoing connections, which would take a port between asking and listening. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;
const MINUTE_MS = 60_000;
/** How long a condition may take to come true on a machine that is busy. */
export const PATIENCE = { timeoutMs: 15_000 };
const POLL_MS = 30;

export type OpenShop = Awaited<ReturnType<typeof openShop>>;

/** An empty shop for one test file: its own database, ports and keys; commands registered, Worker warm. */
export async function openShop(options: Partial<Omit<ShopOptions, "folder" | "keyPair">> = {}) {
  const folder = scratchFolder("coffer-e2e-");
  const keyPair = generateKeyPair();
  const ports = options.ports ?? (await threePorts());
  const shop = await startShop({ ...options, folder, keyPair, ports });
  const database = createClient({ url: shop.sqld.url });
  let firedAtMs = Date.now();
  await registerCommands(clientOptions(shop.settings), null, false);
  await fetch(`${shop.worker.url}/health`);

  const rows = async (sql: string, ...args: InValue[]) => (await database.execute({ sql, args })).rows;
  const until = (sql: string, wanted: unknown) =>
    vi.waitFor(async () => expect((await rows(sql))[0]?.[0]).toEqual(wanted), {
      timeout: PATIENCE.timeoutMs,
      interval: POLL_MS,
    });
  return {
    ...shop,
    folder,
    keyPair,
    ports,
    rows,
    /** The first value of the first row. */
    value: async (sql: string, ...args: InValue[]) => (await rows(sql, ...args))[0]?.[0],
    /** Resolves when the first value of the first row is `wanted`. */
    until,
    /** Resolves when no job is under way or waits. */
    idle: () => until("select count(*) from outbox where state in ('waiting', 'running')", 0),
    fireCron: shop.cron,
    /** Fires the cron trigger as if five more minutes had passed, so that every duty of it is due. */
    async cron() {
      firedAtMs += 5 * MINUTE_MS;
      await shop.cron(firedAtMs);
    },
    /** Makes all that waits due now, and has the sweep ring for it. */
    async hurry() {
      await database.execute("update outbox set due_at_ms = 0 where state = 'waiting'");
      firedAtMs += 5 * MINUTE_MS;
      await shop.cron(firedAtMs);
    },
    async stop() {
      await shop.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a client of the stand-in's Discord needs of the Worker's settings. */
export function clientOptions(settings: Readonly<Record<string, string>>) {
  return {
    applicationId: settings.DISCORD_APPLICATION_ID ?? "",
    botToken: settings.DISCORD_BOT_TOKEN ?? "",
    apiUrl: settings.DISCORD_API_URL ?? "",
    cdnUrl: settings.DISCORD_CDN_URL ?? "",
    publicUrl: settings.PUBLIC_URL ?? "",
  };
}

export async function threePorts(): Promise<ShopOptions["ports"]> {
  return { worker: await testPort(), playground: await testPort(), database: await testPort() };
}

/** A port that nobody has; other test files look for theirs at the same time. */
export async function testPort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    if (await portIsFree(port)) return port;
  }
}
