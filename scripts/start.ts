import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isPlayground } from "./playground/playground.ts";
import { registerCommands } from "./register/register.ts";
import { localKeys } from "./stack/keys.ts";
import { freePort, portIsFree } from "./stack/ports.ts";
import { seedShop } from "./stack/seed.ts";
import { type Shop, startShop } from "./stack/shop.ts";
import { EXAMPLE_SHOP_CHANNEL_ID } from "./standins/discord/example-world.ts";

const DATA = join(import.meta.dirname, "../.data");
const PORTS = { worker: 8787, playground: 8788, database: 8080 };
const DATABASE = join(DATA, "database");
const STAND_INS = join(DATA, "standins.json");
const CRON_MS = 60_000;

// wrangler tells of every batch of a queue otherwise; what goes wrong in one is a warning.
process.env.WRANGLER_LOG ??= "warn";

const local = (url: string) => url.replace("127.0.0.1", "localhost");

/** The port itself where it may be another; the two that people type must be free. */
async function choosePorts(): Promise<typeof PORTS> {
  for (const [name, port] of [
    ["the Worker", PORTS.worker],
    ["the playground", PORTS.playground],
  ] as const) {
    if (await portIsFree(port)) continue;
    const playground = `http://127.0.0.1:${PORTS.playground}`;
    throw new Error(
      (await isPlayground(playground))
        ? `Coffer may be running already at ${local(playground)}: open that, or end it (Ctrl-C where it was started) and start again.`
        : `Port ${port}, where ${name} would listen, is taken. End what uses it (lsof -i :${port}) and start again.`,
    );
  }
  return { ...PORTS, database: (await portIsFree(PORTS.database)) ? PORTS.database : await freePort() };
}

async function openShop(): Promise<Shop> {
  const ports = await choosePorts();
  // Messages of books that are gone would tell of codes that nobody can claim.
  if (!existsSync(DATABASE)) rmSync(STAND_INS, { force: true });
  const { keyPair, encryptionKey } = localKeys(join(DATA, "keys.json"));
  const shop = await startShop({
    folder: DATABASE,
    ports,
    keyPair,
    encryptionKey,
    watch: true,
    playground: true,
    settings: { ANNOUNCEMENT_CHANNEL_ID: EXAMPLE_SHOP_CHANNEL_ID },
    keep: { path: STAND_INS, tell: console.warn },
  });
  const settings = shop.discord.settings();
  await registerCommands(
    {
      applicationId: settings.DISCORD_APPLICATION_ID,
      botToken: "playground",
      apiUrl: settings.DISCORD_API_URL,
      cdnUrl: settings.DISCORD_CDN_URL,
      publicUrl: shop.worker.url,
    },
    null,
    false,
  );
  // The first answer of a Worker takes longest, and Discord waits 3 s for one.
  await fetch(`${shop.worker.url}/health`);
  return shop;
}

const shop = await openShop().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
const seeded = await seedShop(shop).catch((error: unknown) => {
  console.warn("The example history could not be made; the shop is open without it.", error);
  return false;
});
setInterval(() => void shop.cron().catch(() => {}), CRON_MS);

console.log(`
  Coffer is open${seeded ? ", with a small history" : ""}.

  Playground  ${local(shop.standInsUrl)}   be an admin, a staff member or a customer
  Worker      ${local(shop.worker.url)}   what would run at Cloudflare
  Database    ${local(shop.sqld.url)}   libSQL

  Ctrl-C closes it. Books, messages, mails and payments are kept in .data/: delete that folder to begin afresh.
`);

// Signals end a process that has wrangler in it before anything asynchronous is done: what must be done then hears of the exit.
process.once("exit", () => console.log("Coffer is closed."));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));
