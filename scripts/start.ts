import { join } from "node:path";
import { registerCommands } from "./register/register.ts";
import { localKeys } from "./stack/keys.ts";
import { freePort, portIsFree } from "./stack/ports.ts";
import { seedShop } from "./stack/seed.ts";
import { type Shop, startShop } from "./stack/shop.ts";

const DATA = join(import.meta.dirname, "../.data");
const PORTS = { worker: 8787, playground: 8788, database: 8080 };
const CRON_MS = 60_000;

/** The port itself where it may be another; the two that people type must be free. */
async function choosePorts(): Promise<typeof PORTS> {
  for (const [name, port] of [
    ["the Worker", PORTS.worker],
    ["the playground", PORTS.playground],
  ] as const) {
    if (await portIsFree(port)) continue;
    console.error(
      `Port ${port}, where ${name} would listen, is taken. End what uses it (lsof -i :${port}) and start again.`,
    );
    process.exit(1);
  }
  return { ...PORTS, database: (await portIsFree(PORTS.database)) ? PORTS.database : await freePort() };
}

async function openShop(): Promise<Shop> {
  const ports = await choosePorts();
  const { keyPair, encryptionKey } = localKeys(join(DATA, "keys.json"));
  const shop = await startShop({
    folder: join(DATA, "database"),
    ports,
    keyPair,
    encryptionKey,
    watch: true,
    playground: true,
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
  return shop;
}

const shop = await openShop().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
const seeded = await seedShop(shop);
const cron = setInterval(() => void shop.cron().catch(() => {}), CRON_MS);

console.log(`
  Coffer is open${seeded ? ", with a small history" : ""}.

  Playground  ${shop.standInsUrl.replace("127.0.0.1", "localhost")}   be an admin, a staff member or a customer
  Worker      ${shop.worker.url.replace("127.0.0.1", "localhost")}   what would run at Cloudflare
  Database    ${shop.sqld.url.replace("127.0.0.1", "localhost")}   libSQL, kept in .data/

  Ctrl-C closes it.
`);

let closing = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (closing) return;
    closing = true;
    clearInterval(cron);
    // wrangler ends the process on SIGTERM before anything asynchronous is done.
    shop.sqld.process.kill("SIGTERM");
    void shop.stop().finally(() => process.exit(0));
  });
}
