import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sqld, startSqld } from "../../scripts/stack/sqld.ts";
import { type DatabaseProxy, startProxy } from "../support/proxy.ts";
import {
  claim,
  claimedPointsOf,
  importOrders,
  mailsTo,
  mailTo,
  newClaim,
  newOrders,
  orderCsv,
  pressImport,
  preview,
  shown,
} from "./support/orders.ts";
import { AYU, DIMAS, type OpenShop, openShop, STAFF, threePorts } from "./support/shop.ts";

let proxy: DatabaseProxy;
let shop: OpenShop;
let sqld: Sqld | undefined;
beforeAll(async () => {
  const ports = await threePorts();
  proxy = await startProxy(`http://127.0.0.1:${ports.database}`);
  shop = await openShop({ rateLimited: false, ports, databaseUrl: () => proxy.url });
});
afterEach(() => proxy.reset());
afterAll(async () => {
  await shop.stop();
  await sqld?.stop();
  await proxy.stop();
});

const DISCORD_WAITS_MS = 3_000;
async function idle() {
  proxy.reset();
  await shop.cron();
  await shop.idle();
}

describe("every second reply of the database is lost after its commit", () => {
  const loseReplies = () => proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));

  test("an import is mailed once to everybody, and nothing is left uncertain", async () => {
    const orders = newOrders(30);
    loseReplies();
    const { importId } = await importOrders(shop, orderCsv(orders));
    expect(orders.map(({ email }) => mailsTo(shop, email).length)).toEqual(Array(30).fill(1));
    expect(
      await shop.rows(
        "select state, count(*) as count from mails where import_id = ? group by state",
        importId,
      ),
    ).toMatchObject([{ state: "sent", count: 30 }]);
    expect(await shop.value("select count(*) from audits where target = ?", `import:${importId}`)).toBe(2);
  });

  test("a claim is paid once and told as paid; a resend and a revocation are told as done", async () => {
    const { code } = await newClaim(shop, 21);
    const { order, claimId } = await newClaim(shop, 22);
    await idle();
    const before = await claimedPointsOf(shop, AYU.id);
    loseReplies();
    expect(shown((await claim(shop, AYU.id, code)).message).title).toBe("+21 points");
    for (const [subcommand, more, title] of [
      ["resend", {}, "Mail sent again"],
      ["revoke", { reason: "test" }, "Claim revoked"],
    ] as const) {
      const options = { claim: claimId, ...more };
      const done = await shop.discord.command(STAFF.id, { name: "claims", subcommand, options });
      expect(shown(done.message).title).toBe(title);
      await idle();
    }
    expect(mailsTo(shop, order.email)).toHaveLength(2);
    expect(await claimedPointsOf(shop, AYU.id)).toBe(before + 21);
  });
});

describe("a slow database", () => {
  test("a command is deferred within three seconds, and its answer comes then", async () => {
    const { code } = await newClaim(shop, 31);
    await idle();
    proxy.plan(() => ({ kind: "delay", ms: 2_500 }));
    const exchange = await claim(shop, DIMAS.id, code);
    expect(exchange).toMatchObject({ failure: null, body: { type: 5, data: { flags: 64 } } });
    expect(exchange.tookMs).toBeLessThan(DISCORD_WAITS_MS);
    const answered = await shop.discord.waitFor(
      ({ id, embeds }) => id === exchange.message?.id && embeds.length > 0,
    );
    expect(shown(answered).title).toBe("+31 points");
    expect(answered.ephemeralTo).toBe(DIMAS.id);
    expect(answered.allowedMentions).toEqual({ parse: [] });
  });

  test("a press and its refusal come late, a suggestion not at all, and Discord never gives up", async () => {
    const orders = newOrders(2);
    const { importId, message } = await preview(shop, orderCsv(orders));
    await idle();
    proxy.plan(() => ({ kind: "delay", ms: 2_100 }));
    const asked = { name: "import", subcommand: "status", options: { import: "orders" } };
    const [pressed, refused, suggested] = await Promise.all([
      pressImport(shop, message),
      pressImport(shop, message),
      shop.discord.autocomplete(STAFF.id, asked, "import"),
    ]);
    expect([pressed.body, refused.body]).toEqual([{ type: 6 }, { type: 6 }]);
    expect(suggested).toMatchObject({ failure: null, choices: [] });
    await shop.discord.waitFor(
      (answer) =>
        answer.ephemeralTo === message.ephemeralTo && shown(answer).body.includes("decided already"),
    );
    proxy.reset();
    await shop.until(`select state from imports where id = '${importId}'`, "done");
    await shop.discord.waitFor(
      ({ id, embeds }) => id === message.id && embeds[0]?.title === "orders.csv is imported",
    );
    expect(orders.map(({ email }) => mailsTo(shop, email).length)).toEqual([1, 1]);
  });
});

describe("the database is killed", () => {
  const kill = () => (sqld ?? shop.sqld).kill();
  const revive = async () => {
    sqld = await startSqld({ folder: shop.folder, port: shop.ports.database });
  };

  test("while a claim is under way: it is paid when the database is back, without a retry", async () => {
    const { code } = await newClaim(shop, 41);
    await idle();
    const before = await claimedPointsOf(shop, AYU.id);
    await kill();
    const exchange = await claim(shop, AYU.id, code);
    expect(exchange).toMatchObject({ failure: null, body: { type: 5 } });
    await revive();
    const answered = await shop.discord.waitFor(
      ({ id, embeds }) => id === exchange.message?.id && embeds.length > 0,
    );
    expect(shown(answered).title).toBe("+41 points");
    expect(await claimedPointsOf(shop, AYU.id)).toBe(before + 41);
  });

  test("and stays away: all is told clearly, health and webhooks say 503, and a retry succeeds once", async () => {
    const { order, code } = await newClaim(shop, 43);
    await idle();
    const before = await claimedPointsOf(shop, AYU.id);
    const mail = mailTo(shop, order.email);
    await kill();
    const health = fetch(`${shop.worker.url}/health`);
    const event = shop.sendgrid.mailbox.deliver(mail.id, "delivered");
    const told = expect(event).rejects.toThrow("answered with 503");
    const exchange = await claim(shop, AYU.id, code);
    const away = await shop.discord.waitFor(
      ({ id, embeds }) => id === exchange.message?.id && embeds.length > 0,
      {
        timeoutMs: 30_000,
      },
    );
    expect(shown(away).body).toBe(
      "The shop's database does not answer just now. Nothing is lost: try again in a minute.",
    );
    expect(shown(away).footer).toMatch(/^Ref \d+$/);
    const answer = await health;
    expect([answer.status, await answer.json()]).toEqual([503, { database: "away" }]);
    await told;
    await revive();
    expect(shown((await claim(shop, AYU.id, code)).message).title).toBe("+43 points");
    expect(await claimedPointsOf(shop, AYU.id)).toBe(before + 43);
    await shop.sendgrid.mailbox.deliver(mail.id, "delivered");
    expect(
      await shop.value("select state from mails where claim_id like ? order by created_at_ms desc", `%`),
    ).toBe("delivered");
  });
});

test("the books agree after all of it", async () => {
  expect(await shop.value("select sum(balance) from accounts")).toBe(0);
  expect(await shop.value("select count(*) from transfers where credit_balance is null")).toBe(0);
  expect(await shop.value("select count(*) from outbox where state = 'failed'")).toBe(0);
});
