import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type RunningWorker, startWorker } from "../../scripts/stack/worker.ts";
import {
  claim,
  claimedPointsOf,
  codeFor,
  mailsTo,
  newOrder,
  newOrders,
  type Order,
  orderCsv,
  pressImport,
  preview,
  shown,
  textOf,
} from "./support/orders.ts";
import { signed } from "./support/raw.ts";
import {
  ADMIN,
  AUDIT_CHANNEL,
  AYU,
  type OpenShop,
  openShop,
  PATIENCE,
  STAFF,
  testPort,
} from "./support/shop.ts";

let shop: OpenShop;
let worker: RunningWorker;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
  worker = shop.worker;
});
afterEach(() => {
  shop.sendgrid.faults.clear();
  shop.discord.faults.clear();
});
afterAll(async () => {
  await worker.stop();
  await shop.stop();
});

/** What a queue that forgets everything looks like: workerd's queues live in its memory alone. */
async function restartWorker() {
  await worker.stop();
  worker = await startWorker({ port: shop.ports.worker, settings: shop.settings, watch: false });
  await fetch(`${worker.url}/health`);
}

async function startImport(orders: readonly Order[]) {
  const { importId, message } = await preview(shop, orderCsv(orders));
  await pressImport(shop, message);
  return {
    importId,
    message,
    done: () => shop.until(`select state from imports where id = '${importId}'`, "done"),
  };
}

const timesMailed = (orders: readonly Order[]) => orders.map(({ email }) => mailsTo(shop, email).length);
const callUnderWay = (importId: string) =>
  shop.until(`select state from mails where import_id = '${importId}'`, "sending");

describe("the queue rings again while a job is under way", () => {
  test("the cron fired twenty times at once: a job of many bells is done once", async () => {
    const orders = newOrders(10);
    shop.sendgrid.faults.next({ status: 500 });
    const { importId, done } = await startImport(orders);
    const job = `outbox where id like '${importId}.mail.%'`;
    await shop.until(`select last_error from ${job}`, "status_500");
    shop.sendgrid.faults.next({ delayMs: 1_000 });
    await shop.rows("update outbox set due_at_ms = 0 where state = 'waiting'");
    await Promise.all(Array.from({ length: 20 }, () => shop.cron()));
    await done();
    expect(timesMailed(orders)).toEqual(Array(10).fill(1));
    expect(await shop.value(`select tries from ${job}`)).toBe(2);
    expect(
      await shop.value("select count(*) from mails where import_id = ? and state = 'sent'", importId),
    ).toBe(10);
  });

  test("a job that runs is not begun anew by another bell, in another Worker", async () => {
    const other = await startWorker({ port: await testPort(), settings: shop.settings, watch: false });
    await fetch(`${other.url}/health`);
    const order = newOrder();
    const { importId, done } = await startImport([order]);
    await done();
    shop.sendgrid.faults.next({ delayMs: 2_000 });
    const resent = await shop.discord.command(STAFF.id, {
      name: "claims",
      subcommand: "resend",
      options: { claim: `${importId}.2` },
    });
    const job = `outbox where id = '${resent.interaction.id}.mail'`;
    await shop.until(`select state from ${job}`, "running");
    const body = JSON.stringify(resent.payload);
    await fetch(`${other.url}/interactions`, { method: "POST", headers: signed(shop, body), body });
    await shop.until(`select state from ${job}`, "done");
    await other.stop();
    expect(await shop.value(`select tries from ${job}`)).toBe(1);
    expect(timesMailed([order])).toEqual([2]);
  });

  test("and the job's lease has run out: what may have been sent is not sent again", async () => {
    const orders = newOrders(5);
    shop.sendgrid.faults.next({ delayMs: 1_500 });
    const { importId, done } = await startImport(orders);
    await callUnderWay(importId);
    await shop.rows("update outbox set leased_until_ms = 0 where state = 'running'");
    await shop.cron();
    await done();
    await shop.until(`select count(*) from mails where import_id = '${importId}' and state = 'sent'`, 5);
    await shop.idle();
    expect(timesMailed(orders)).toEqual([1, 1, 1, 1, 1]);
  });

  test("while claims are made: each order has one claim and one mail", async () => {
    const orders = newOrders(300);
    const { done } = await startImport(orders);
    await shop.rows("update outbox set leased_until_ms = 0, due_at_ms = 0 where state <> 'done'");
    await Promise.all([shop.cron(), shop.cron(), shop.cron()]);
    await done();
    await shop.idle();
    expect(new Set(timesMailed(orders))).toEqual(new Set([1]));
  });
});

describe("the Worker dies and the queue has forgotten everything", () => {
  test("before a file is read: the next sweep has it read, and its answer is still edited", async () => {
    const orders = newOrders(2);
    shop.discord.faults.next({ path: "/ephemeral-attachments/", status: 503 });
    const exchange = await shop.discord.command(ADMIN.id, {
      name: "import",
      subcommand: "orders",
      options: { file: { name: "late.csv", bytes: new TextEncoder().encode(orderCsv(orders)) } },
    });
    await shop.until(
      `select last_error from outbox where id = '${exchange.interaction.id}.read'`,
      "DiscordFailure",
    );
    await restartWorker();
    await shop.hurry();
    const message = await shop.discord.waitFor(
      ({ id, embeds }) => id === exchange.message?.id && embeds.length > 0,
    );
    expect(shown(message).title).toBe("Preview of late.csv");
  });

  test("while mails wait: the outbox drains to the last row, and each is mailed once", async () => {
    const orders = newOrders(20);
    shop.sendgrid.faults.next({ status: 429, headers: { "retry-after": "600" } });
    const { importId, done } = await startImport(orders);
    await shop.until(`select last_error from outbox where id like '${importId}.mail.%'`, "rate_limited");
    await restartWorker();
    await shop.hurry();
    await done();
    await shop.hurry();
    await shop.idle();
    expect(timesMailed(orders)).toEqual(Array(20).fill(1));
  });

  test("in the middle of a call to SendGrid: it is uncertain, not repeated, and staff are told", async () => {
    const orders = newOrders(3);
    shop.sendgrid.faults.next({ delayMs: 1_500 });
    const { importId, message, done } = await startImport(orders);
    await callUnderWay(importId);
    await restartWorker();
    await shop.rows("update outbox set leased_until_ms = 0 where state = 'running'");
    await shop.hurry();
    await done();
    await shop.hurry();
    const summary = await shop.discord.waitFor(
      ({ id, embeds }) => id === message.id && embeds[0]?.title === "orders.csv is imported",
    );
    expect(shown(summary).fields).toMatchObject({ Uncertain: "3" });
    await shop.sendgrid.waitFor((mails) => mails.some(({ to }) => to === orders[0]?.email), PATIENCE);
    await shop.hurry();
    await shop.idle();
    expect(timesMailed(orders)).toEqual([1, 1, 1]);
  });

  test("codes of before are still good after it", async () => {
    const order = newOrder(17);
    const { done } = await startImport([order]);
    await done();
    await restartWorker();
    const before = await claimedPointsOf(shop, AYU.id);
    const code = codeFor(shop, order.email);
    expect(shown((await claim(shop, AYU.id, code)).message).title).toBe("+17 points");
    expect(await claimedPointsOf(shop, AYU.id)).toBe(before + 17);
  });
});

describe("a job that is given up", () => {
  test("is shown to staff, told in the audit channel, and done after all when staff try again", async () => {
    const orders = newOrders(2);
    shop.sendgrid.faults.next({ status: 500, times: 50 });
    const { importId, done } = await startImport(orders);
    const job = `outbox where id like '${importId}.mail.%'`;
    await shop.until(`select last_error from ${job}`, "status_500");
    await shop.rows("update outbox set tries = 19 where state = 'waiting' and kind = 'mail.send'");
    await shop.hurry();
    await shop.until(`select state from ${job}`, "failed");
    const told = await shop.discord.waitFor(
      ({ channelId, embeds }) => channelId === AUDIT_CHANNEL && (embeds[0]?.title ?? "").includes("given up"),
    );
    expect(textOf(told)).toContain("status_500");
    shop.sendgrid.faults.clear();
    const listed = await shop.discord.command(STAFF.id, { name: "jobs" });
    expect(shown(listed.message).body).toContain("`mail.send`");
    await shop.discord.press(STAFF.id, listed.message ?? "", "jobs:retry");
    await done();
    expect(timesMailed(orders)).toEqual([1, 1]);
    expect(shown((await shop.discord.command(STAFF.id, { name: "jobs" })).message).body).toBe(
      "Nothing was given up.",
    );
  });
});
