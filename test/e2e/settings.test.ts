import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorker } from "../../scripts/stack/worker.ts";
import { captureLog } from "./support/log.ts";
import { newOrders, orderCsv, shown, upload } from "./support/orders.ts";
import { AYU, type OpenShop, openShop, STAFF, testPort } from "./support/shop.ts";

const log = captureLog();
afterAll(() => log.stop());

const SECRET = "do-not-tell-this-value";
const GOOD = {
  DISCORD_APPLICATION_ID: "1180000000000000900",
  DISCORD_PUBLIC_KEY: "a".repeat(64),
  DISCORD_BOT_TOKEN: SECRET,
  DISCORD_GUILD_IDS: "1180000000000000001",
  TURSO_DATABASE_URL: "http://127.0.0.1:1",
  ENCRYPTION_KEY: randomBytes(32).toString("base64"),
};

/** Starts a Worker with settings, asks it, and gives its answers and log. */
async function ask(settings: Readonly<Record<string, string>>) {
  const port = await testPort();
  const before = log.events().length;
  const worker = await startWorker({ port, settings, watch: false, logLevel: "log" });
  try {
    const answers = [
      await fetch(`${worker.url}/health`),
      await fetch(`${worker.url}/interactions`, { method: "POST", body: "{}" }),
      await fetch(`${worker.url}/webhooks/sendgrid`, { method: "POST", body: "[]" }),
      await fetch(`${worker.url}/api/v1/wallets/12345`),
    ];
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    await fetch(`${worker.url}/cdn-cgi/handler/scheduled?cron=*/5+*+*+*+*`);
    return {
      statuses: answers.map(({ status }) => status),
      bodies,
      log: log.events().slice(before).join("\n"),
    };
  } finally {
    await worker.stop();
  }
}

describe("settings that are missing or malformed", () => {
  test.each<[string, Record<string, string>, string]>([
    [
      "several at once",
      { CURRENCY: "rupiah", ENCRYPTION_KEY: "", ENCRYPTION_KEY_PREVIOUS: SECRET, TURSO_DATABASE_URL: SECRET },
      "CURRENCY ENCRYPTION_KEY ENCRYPTION_KEY_PREVIOUS TURSO_DATABASE_URL",
    ],
    ["half of a feature", { SENDGRID_API_KEY: SECRET }, "MAIL_FROM"],
  ])("%s: 503 everywhere, and the log names them, never a value", async (_, wrong, names) => {
    const asked = await ask({ ...GOOD, ...wrong });
    expect(asked.statuses).toEqual([503, 503, 503, 503]);
    expect(asked.log).toContain(`"settings":"${names}"`);
    expect(asked.log + asked.bodies.join()).not.toContain(SECRET);
    const [api, ...others] = asked.bodies.map((body) => JSON.parse(body)).reverse();
    expect(api).toMatchObject({ type: "urn:coffer:problem:not-set-up", status: 503 });
    for (const body of others) expect(body).toMatchObject({ error: "the shop is not set up" });
  });
});

describe("a shop without mail", () => {
  let shop: OpenShop;
  beforeAll(async () => {
    shop = await openShop({
      settings: { SENDGRID_API_KEY: "", MAIL_FROM: "", SENDGRID_WEBHOOK_PUBLIC_KEY: "" },
    });
  });
  afterAll(() => shop.stop());

  test("says so on /import orders, and everything else works", async () => {
    const { exchange } = await upload(shop, orderCsv(newOrders(1)));
    expect(shown(exchange.message).body).toContain("cannot send e-mail yet");
    expect(await shop.value("select count(*) from imports")).toBe(0);
    expect(shown((await shop.discord.command(AYU.id, { name: "balance" })).message).body).toBe(
      "**0** points",
    );
    expect(
      shown((await shop.discord.command(STAFF.id, { name: "claims", subcommand: "list" })).message).title,
    ).toBe("Claims");
    await shop.cron();
  });

  test("/health says that the database answers, and nothing secret", async () => {
    const response = await fetch(`${shop.worker.url}/health`);
    expect([response.status, await response.json()]).toEqual([200, { database: "ok" }]);
  });

  test("there is no event webhook", async () => {
    const response = await fetch(`${shop.worker.url}/webhooks/sendgrid`, { method: "POST", body: "[]" });
    expect(response.status).toBe(404);
  });
});
