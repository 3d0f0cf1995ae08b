import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "@libsql/client/http";
import { migrateDatabase } from "../stack/migrate.ts";
import { freePort } from "../stack/ports.ts";
import { scratchFolder } from "../stack/scratch.ts";
import { startSqld } from "../stack/sqld.ts";
import { bundle, gzippedBytes } from "./bundle.ts";
import { measureCashback } from "./cashback.ts";
import { readProject } from "./config.ts";
import { measureImports } from "./imports.ts";
import { openMidtrans } from "./midtrans.ts";
import { openOutside } from "./outside.ts";
import { measurePayments, takePaymentTemplates } from "./payments.ts";
import { countPaymentTrips } from "./paymentTrips.ts";
import { printFigures } from "./print.ts";
import { countPurchaseTrips, measurePurchases, takePurchaseTemplate } from "./purchases.ts";
import { measureRequests } from "./requests.ts";
import { countRoundTrips } from "./roundTrips.ts";
import { runScale } from "./scaleRun.ts";
import { createShop } from "./shop.ts";
import { measureStartup } from "./startup.ts";
import { measureStock } from "./stock.ts";
import { takeTemplates } from "./templates.ts";
import { openWire } from "./wire.ts";
import { startWorkerd } from "./workerd.ts";

const ROOT = join(import.meta.dirname, "../..");
const SEEDED_CLAIMS = 4;
const FULL = {
  requests: { pairs: 9, sliceMs: 700 },
  imports: { pairs: 3, rows: 20_000, largeRows: 100_000 },
  stock: { pairs: 3, codes: 100_000 },
  cashback: { members: 100_000, earnings: 1_000_000, sample: 2_000 },
  starts: 5,
};
const QUICK = {
  requests: { pairs: 3, sliceMs: 300 },
  imports: { pairs: 1, rows: 20_000, largeRows: 20_000 },
  stock: { pairs: 1, codes: 20_000 },
  cashback: { members: 10_000, earnings: 100_000, sample: 500 },
  starts: 3,
};

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    scale: { type: "boolean", default: false },
    members: { type: "string", default: "1000000" },
    folder: { type: "string" },
  },
});
const pace = values.quick ? QUICK : FULL;
if (values.scale) {
  await runScale(ROOT, Number(values.members), values.folder, pace.requests);
  process.exit(0);
}
const folder = scratchFolder("coffer-bench-");
const outside = await openOutside();
const midtrans = await openMidtrans();
const sqld = await startSqld({ folder: join(folder, "database"), port: await freePort() });
const wire = await openWire(sqld.url);
const running: { stop(): Promise<void> }[] = [];

try {
  await migrateDatabase(sqld.url);
  const project = readProject(ROOT);
  const shop = await createShop();
  const bare = (name: string) =>
    bundle(ROOT, `scripts/bench/bare/${name}.ts`, join(folder, `bundle-${name}`));
  const modules = {
    coffer: await bundle(ROOT, "src/index.ts", join(folder, "bundle-coffer")),
    ping: await bare("ping"),
    statements: await bare("statements"),
    notification: await bare("notification"),
    rows: await bare("rows"),
    codes: await bare("codes"),
    empty: await bare("empty"),
  };
  const settings = {
    ...shop.settings(project.vars, sqld.url, outside.url),
    MIDTRANS_API_URL: midtrans.url,
  };
  const start = async (name: string, modulePath: string, more: Readonly<Record<string, string>> = {}) => {
    const options = { folder: join(folder, name), modulePath, project, settings: { ...settings, ...more } };
    const worker = await startWorkerd({
      ...options,
      queues: modulePath === modules.coffer ? "kept" : "none",
    });
    running.push(worker);
    return worker.port;
  };
  const watched = await start("watched", modules.coffer, { TURSO_DATABASE_URL: wire.url });
  const client = createClient({ url: sqld.url });
  const [templated, ...claims] = await shop.seedClaims(client, SEEDED_CLAIMS);
  if (!templated) throw new Error("no claim was seeded");
  const templates = await takeTemplates(shop, watched, wire, templated);
  const roundTrips = [
    ...(await countRoundTrips(shop, watched, wire, claims)),
    ...(await countPaymentTrips(shop, watched, wire, midtrans)),
    ...(await countPurchaseTrips(shop, client, watched, wire)),
  ];
  const purchase = await takePurchaseTemplate(shop, client, watched, wire);
  const paid = await takePaymentTemplates(client, watched, wire);
  const ports = {
    coffer: await start("coffer", modules.coffer),
    barePing: await start("ping", modules.ping),
    bareBalance: await start("balance", modules.statements, { STATEMENTS: templates.balance }),
    bareClaim: await start("claim", modules.statements, { STATEMENTS: templates.claim }),
    bare: await start("payment", modules.notification, { STATEMENTS: paid.settled }),
    barePurchase: await start("purchase", modules.statements, { STATEMENTS: purchase }),
    bareRepeat: await start("repeat", modules.notification, { STATEMENTS: paid.repeated }),
  };
  const requests = await measureRequests(shop, ports, sqld.url, pace.requests);
  const payments = await measurePayments(ports, sqld.url, pace.requests);
  const buying = { coffer: ports.coffer, bare: ports.barePurchase };
  const purchases = await measurePurchases(shop, buying, sqld.url, pace.requests);
  for (const worker of running.splice(0)) await worker.stop();
  const contestants = {
    coffer: { modulePath: modules.coffer, settings },
    empty: { modulePath: modules.empty, settings: {} },
  };
  const starts = await measureStartup(folder, project, shop, contestants, pace.starts);
  const stage = { folder, shop, project, outside, coffer: modules.coffer };
  const imports = await measureImports({ ...stage, bareRows: modules.rows }, pace.imports);
  const stock = await measureStock({ ...stage, bareCodes: modules.codes }, pace.stock);
  const cashback = await measureCashback(stage, pace.cashback);
  printFigures({
    requests,
    payments,
    purchases,
    roundTrips,
    imports,
    stock,
    cashback,
    starts,
    pace,
    bundleBytes: gzippedBytes(modules.coffer),
  });
} finally {
  for (const worker of running) await worker.stop();
  await wire.close();
  await sqld.stop();
  await outside.close();
  await midtrans.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
