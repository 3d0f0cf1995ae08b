import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { captureLog } from "./support/log.ts";
import { claim, codeFor, mailTo, newOrders, orderCsv, pressImport, preview } from "./support/orders.ts";
import { AUDIT_CHANNEL, AYU, DIMAS, type OpenShop, openShop, STAFF } from "./support/shop.ts";

const log = captureLog();
let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false, logLevel: "log" });
});
afterAll(async () => {
  await shop.stop();
  log.stop();
});

describe("after a day with everything that goes wrong", () => {
  const orders = newOrders(6);
  const refused = orders[5]?.email ?? "";
  const tokens: string[] = [];
  let codes: string[];

  beforeAll(async () => {
    shop.sendgrid.rejectAddress(refused);
    shop.sendgrid.faults.next({ status: 500, body: { errors: [{ message: `no way to ${refused}` }] } });
    shop.discord.faults.next({ method: "PATCH", status: 500 });
    const { exchange, importId, message } = await preview(shop, `${orderCsv(orders)}x,wrong address,5\n`, {
      options: { campaign: "Secret Spring", message: "Only between us" },
    });
    await shop.hurry();
    const pressed = await pressImport(shop, message);
    await shop.until(`select last_error from outbox where id like '${importId}.mail.%'`, "status_500");
    await shop.hurry();
    await shop.until(`select state from imports where id = '${importId}'`, "done");
    codes = orders.slice(0, 5).map(({ email }) => codeFor(shop, email));
    const [first = "", second = "", third = ""] = codes;
    const answers = [
      await claim(shop, AYU.id, first),
      await claim(shop, DIMAS.id, first),
      await claim(shop, AYU.id, `${second.slice(0, -1)}?`),
      await shop.discord.command(STAFF.id, {
        name: "claims",
        subcommand: "lookup",
        options: { email: orders[1]?.email ?? "" },
      }),
      await shop.discord.command(STAFF.id, {
        name: "claims",
        subcommand: "lookup",
        options: { email: `${refused}@` },
      }),
      await shop.discord.command(STAFF.id, {
        name: "claims",
        subcommand: "resend",
        options: { claim: `${importId}.3` },
      }),
    ];
    tokens.push(...[exchange, pressed, ...answers].map(({ interaction }) => interaction.token));
    await shop.sendgrid.mailbox.deliver(mailTo(shop, orders[2]?.email ?? "").id, "bounce");
    await shop.rows(
      "update claims set code_hash = 'broken', email_sealed = 'broken' where id = ?",
      `${importId}.6`,
    );
    await shop.discord.command(STAFF.id, {
      name: "import",
      subcommand: "status",
      options: { import: importId },
    });
    await claim(shop, DIMAS.id, third);
    await shop.hurry();
    await shop.idle();
  });

  const secrets = () => ({
    addresses: orders.map(({ email }) => email),
    codes: codes.flatMap((code) => [code, code.replaceAll("-", "")]),
    tokens,
    settings: ["DISCORD_BOT_TOKEN", "ENCRYPTION_KEY", "SENDGRID_API_KEY"].map(
      (name) => shop.settings[name] ?? "?",
    ),
    texts: ["Secret Spring", "Only between us", "wrong address"],
  });

  test("the log has no address, code, token, key or text that a person typed", async () => {
    await log.waitFor('"event":"duty_done"');
    const text = log.events().join("\n");
    expect(log.events().length).toBeGreaterThan(30);
    expect(text).toContain('"event":"job_failed"');
    for (const values of Object.values(secrets())) {
      for (const value of values) expect(text).not.toContain(value);
    }
    expect(text).not.toMatch(/@example\.com|invalid|SELECT|insert into/i);
  });

  test("each line of the log is JSON with an event", () => {
    for (const line of log.events())
      expect(JSON.parse(line)).toMatchObject({ event: expect.stringMatching(/^[a-z_]+$/) });
  });

  test("no table holds an address or a code in the clear", async () => {
    const { addresses, codes: sent } = secrets();
    const tables = await shop.rows(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const text = JSON.stringify(await shop.rows(`select * from "${name}"`)).toUpperCase();
      for (const value of [...addresses, ...sent]) expect(text).not.toContain(value.toUpperCase());
    }
  });

  test("no customer has seen another's order, address or code, and the channels show none of them", () => {
    const own: [typeof AYU | typeof DIMAS, string | undefined][] = [
      [AYU, orders[0]?.id],
      [DIMAS, orders[2]?.id],
    ];
    for (const [person, ownPurchase] of own) {
      const text = JSON.stringify(
        shop.discord.world.channels
          .filter(({ id }) => id !== AUDIT_CHANNEL)
          .flatMap(({ id }) => shop.discord.messages(id, { as: person.id })),
      );
      for (const { id, email } of orders) {
        expect(text).not.toContain(email);
        if (id !== ownPurchase) expect(text).not.toContain(id);
      }
      for (const code of codes) expect(text).not.toContain(code);
    }
    const audit = JSON.stringify(shop.discord.messages(AUDIT_CHANNEL));
    for (const value of [...secrets().addresses, ...secrets().codes]) expect(audit).not.toContain(value);
  });
});

test("a duty of the cron runs once for its time, however often the trigger fires", async () => {
  const atMs = Date.now() + 3 * 86_400_000;
  const swept = () => log.events().filter((line) => line.includes('"name":"outbox.sweep"')).length;
  const before = swept();
  await Promise.all(Array.from({ length: 10 }, () => shop.fireCron(atMs)));
  await shop.fireCron(atMs + 5 * 60_000);
  await log.waitFor('"name":"outbox.sweep"', before + 2);
  expect(swept()).toBe(before + 2);
});
