import { once } from "node:events";
import { rm } from "node:fs/promises";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import * as z from "zod";
import { registerCommands } from "../register/register.ts";
import { portIsFree } from "../stack/ports.ts";
import { scratchFolder } from "../stack/scratch.ts";
import { type Shop, type ShopOptions, startShop } from "../stack/shop.ts";
import { createDiscordStandIn } from "../standins/discord/standin.ts";
import { type Calendar, createCalendar } from "./calendar.ts";
import { type Database, keepDatabase } from "./database.ts";
import { createDice, type Dice } from "./dice.ts";
import { emptyHistory, type History } from "./history.ts";
import { MONEY_SETTINGS } from "./limits.ts";
import { CROWDED_WORLD } from "./people.ts";
import { startWire, type Wire } from "./wire.ts";
import { findWorker, type WorkerProcess } from "./worker.ts";

const APPLICATION_ID = "1180000000000000901";
/** Below the ports that the kernel gives to outgoing connections: one of those could take the place of a killed server. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

export type Discord = ReturnType<typeof createDiscordStandIn>;

/** A shop with a crowd before it, and everything that can befall it. */
export type Scene = {
  readonly dice: Dice;
  readonly history: History;
  readonly discord: Discord;
  readonly sendgrid: Shop["sendgrid"];
  readonly midtrans: Shop["midtrans"];
  readonly worker: WorkerProcess;
  /** Where other programs reach the wallet. */
  readonly apiUrl: string;
  readonly database: Database;
  readonly wire: Wire;
  readonly calendar: Calendar;
  /** Fires the cron trigger at its next time. */
  cron(): Promise<void>;
  close(): Promise<void>;
};

export async function openScene(seed: number): Promise<Scene> {
  const dice = createDice(seed);
  const folder = scratchFolder("coffer-chaos-");
  // Not from the seed: two runs of the same must not want the same.
  const ports = await choosePorts(createDice(process.pid + Date.now()));
  const wire = await startWire(ports.database);
  const discord = createDiscordStandIn({
    ...CROWDED_WORLD,
    applicationId: APPLICATION_ID,
    workerUrl: () => `http://127.0.0.1:${ports.worker}`,
    baseUrl: () => door.url,
    rateLimited: false,
  });
  const door = await listen(discord.app);
  const shop = await startShop({
    folder,
    ports,
    settings: { ...discord.settings(), ...MONEY_SETTINGS },
    databaseUrl: () => wire.url,
    logLevel: "none",
  });
  await register(shop);
  const database = keepDatabase(shop.sqld, { folder, port: ports.database });
  const worker = findWorker(shop.worker.url);
  await worker.isBack();
  const calendar = createCalendar();
  return {
    dice,
    history: emptyHistory(),
    discord,
    sendgrid: shop.sendgrid,
    midtrans: shop.midtrans,
    worker,
    apiUrl: `${shop.worker.url}/api/v1`,
    database,
    wire,
    calendar,
    cron: () => shop.cron(calendar.nextCronMs()),
    close: async () => {
      await shop.stop();
      await database.stop();
      await wire.stop();
      door.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function register({ settings, worker }: Shop): Promise<void> {
  const setting = (name: string) => settings[name] ?? "";
  await registerCommands(
    {
      applicationId: setting("DISCORD_APPLICATION_ID"),
      botToken: setting("DISCORD_BOT_TOKEN"),
      apiUrl: setting("DISCORD_API_URL"),
      cdnUrl: setting("DISCORD_CDN_URL"),
      publicUrl: worker.url,
    },
    null,
    false,
  );
}

async function listen(app: Hono): Promise<{ url: string; close(): void }> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  if (!server.listening) await once(server, "listening");
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

async function choosePorts(dice: Dice): Promise<ShopOptions["ports"]> {
  const free = async (taken: readonly number[]): Promise<number> => {
    const port = FIRST_PORT + dice.int(0, PORTS - 1);
    return !taken.includes(port) && (await portIsFree(port)) ? port : await free(taken);
  };
  const worker = await free([]);
  const playground = await free([worker]);
  return { worker, playground, database: await free([worker, playground]) };
}
