import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  buttonOf,
  importOrders,
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
import { AUDIT_CHANNEL, AYU, type OpenShop, openShop, PATIENCE, STAFF } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterEach(() => shop.sendgrid.faults.clear());
afterAll(() => shop.stop());

const SUMMARY = "orders.csv is imported";
const timesMailed = (orders: readonly Order[]) => orders.map(({ email }) => mailsTo(shop, email).length);
const summaryOf = (messageId: string) =>
  shop.discord.waitFor(({ id, embeds }) => id === messageId && embeds[0]?.title === SUMMARY);

async function statusMessage(importId: string) {
  const call = { name: "import", subcommand: "status", options: { import: importId } };
  const { message } = await shop.discord.command(STAFF.id, call);
  if (!message) throw new Error("no answer");
  return message;
}

const status = async (importId: string) => shown(await statusMessage(importId));

async function startImport(orders: readonly Order[]) {
  const { importId, message } = await preview(shop, orderCsv(orders));
  await pressImport(shop, message);
  return { importId, messageId: message.id, jobs: `outbox where id like '${importId}.mail.%'` };
}

describe("SendGrid refuses", () => {
  test("one address of six: that one is told, the others have their mail once", async () => {
    const orders = newOrders(6);
    const refused = orders[3]?.email ?? "";
    shop.sendgrid.rejectAddress(refused);
    const { importId, messageId } = await startImport(orders);
    const summary = await summaryOf(messageId);
    expect(shown(summary).fields).toMatchObject({ Mailed: "5", "Not accepted": "1" });
    expect(timesMailed(orders)).toEqual([1, 1, 1, 0, 1, 1]);
    const { fields } = await status(importId);
    expect(fields["Not delivered"]).toContain(`\`${refused}\``);
    expect(fields["Not delivered"]).toContain("is not a valid address.)");
  });

  test("a call without naming anybody: halves find the one, and all others are mailed once", async () => {
    const orders = newOrders(7);
    const unnamed = { errors: [{ message: "Bad Request", field: null }] };
    shop.sendgrid.faults.next({ status: 400, body: unnamed, times: 2 });
    const { messageId } = await startImport(orders);
    expect(shown(await summaryOf(messageId)).fields).toMatchObject({ Mailed: "6", "Not accepted": "1" });
    expect(timesMailed(orders).toSorted()).toEqual([0, 1, 1, 1, 1, 1, 1]);
  });

  test("a call as too large: it is sent in halves", async () => {
    const orders = newOrders(4);
    shop.sendgrid.faults.next({ status: 413 });
    const { messageId } = await startImport(orders);
    await summaryOf(messageId);
    expect(timesMailed(orders)).toEqual([1, 1, 1, 1]);
  });

  test("our key: all mail rests, staff are told once, and later everybody is mailed once", async () => {
    const order = newOrder();
    const orders = [...newOrders(3), order, { ...order, id: `${order.id}-2` }];
    shop.sendgrid.faults.next({ status: 401, times: 10 });
    const { importId, jobs } = await startImport(orders);
    await shop.until(`select count(*) from ${jobs} and state = 'waiting' and last_error is not null`, 2);
    await shop.discord.waitFor(
      ({ channelId, embeds }) =>
        channelId === AUDIT_CHANNEL && (embeds[0]?.title ?? "").includes("E-mail stopped"),
    );
    expect((await status(importId)).body).toContain("E-mail is stopped");
    const callsBefore = shop.sendgrid.calls.length;
    await shop.hurry();
    await shop.until(`select count(*) from ${jobs} and state = 'waiting' and due_at_ms > 0`, 2);
    expect(shop.sendgrid.calls).toHaveLength(callsBefore);
    const told = shop.discord
      .messages(AUDIT_CHANNEL)
      .filter((message) => textOf(message).includes("E-mail stopped"));
    expect(told).toHaveLength(1);
    shop.sendgrid.faults.clear();
    await shop.rows("update gates set closed_until_ms = 0");
    await shop.hurry();
    await shop.until(`select state from imports where id = '${importId}'`, "done");
    expect(timesMailed(orders)).toEqual([1, 1, 1, 2, 2]);
    expect((await status(importId)).body).not.toContain("stopped");
  });
});

describe("SendGrid is not able", () => {
  test("429: the job waits as long as it is told, and everybody is mailed once", async () => {
    const orders = newOrders(3);
    const resetAtS = Math.ceil(Date.now() / 1_000) + 3;
    shop.sendgrid.faults.next({ status: 429, headers: { "x-ratelimit-reset": String(resetAtS) } });
    const { messageId } = await startImport(orders);
    await summaryOf(messageId);
    expect(Date.now()).toBeGreaterThanOrEqual(resetAtS * 1_000);
    expect(timesMailed(orders)).toEqual([1, 1, 1]);
  });

  test.each([
    ["500", { status: 500 }],
    ["a 502 with a web page", { status: 502, body: "<html>Bad gateway</html>" }],
    ["a redirect", { status: 307, headers: { location: "http://127.0.0.1:1/" } }],
  ])("%s: it is tried again later, and everybody is mailed once", async (_, fault) => {
    const orders = newOrders(3);
    shop.sendgrid.faults.next(fault);
    const { importId, jobs } = await startImport(orders);
    await shop.until(`select last_error from ${jobs}`, `status_${fault.status}`);
    expect(timesMailed(orders)).toEqual([0, 0, 0]);
    await shop.hurry();
    await shop.until(`select state from imports where id = '${importId}'`, "done");
    expect(timesMailed(orders)).toEqual([1, 1, 1]);
  });
});

describe("SendGrid's answer is lost", () => {
  test("after it took the mails: nobody is mailed twice, staff are told, events settle it", async () => {
    const orders = newOrders(3);
    shop.sendgrid.faults.next({ dropAfterAccept: true });
    const { importId, messageId } = await startImport(orders);
    const summary = shown(await summaryOf(messageId));
    expect(summary.fields).toMatchObject({ Mailed: "0", Uncertain: "3" });
    expect(summary.body).toContain("not sent again by themselves");
    await shop.hurry();
    await shop.cron();
    expect(timesMailed(orders)).toEqual([1, 1, 1]);
    const mails = orders.flatMap(({ email }) => mailsTo(shop, email));
    await shop.sendgrid.report(mails.map(({ id }) => ({ id, event: "delivered" as const })));
    expect((await status(importId)).fields["E-mails"]).toBe("delivered: **3**");
  });

  test("before it took them: they are not repeated blindly, and staff can send them again", async () => {
    const orders = newOrders(2);
    shop.sendgrid.faults.next({ dropBefore: true });
    const { importId, messageId } = await startImport(orders);
    await summaryOf(messageId);
    await shop.hurry();
    expect(timesMailed(orders)).toEqual([0, 0]);
    expect((await status(importId)).fields["E-mails"]).toBe("❔ uncertain: **2**");
    await shop.discord.command(STAFF.id, {
      name: "claims",
      subcommand: "resend",
      options: { claim: `${importId}.2` },
    });
    await shop.sendgrid.waitFor(() => timesMailed(orders).join() === "1,0", PATIENCE);
  });

  test("staff are warned, and mail all of them again with two presses: once, also when pressed twice", async () => {
    const orders = newOrders(3);
    shop.sendgrid.faults.next({ dropBefore: true });
    const { importId, messageId } = await startImport(orders);
    await summaryOf(messageId);
    const fresh = await statusMessage(importId);
    expect(shown(fresh).body).toMatch(/\*\*3\*\* mails are uncertain: .* from <t:\d+:t> on/s);
    expect(fresh.components).toEqual([]);
    await shop.rows("update mails set state_at_ms = state_at_ms - 600000 where import_id = ?", importId);
    const rested = await statusMessage(importId);
    expect(rested.embeds[0]?.color).toBe((await summaryOf(messageId)).embeds[0]?.color);
    const { message: asked } = await shop.discord.press(STAFF.id, rested, buttonOf(rested, 2));
    if (!asked) throw new Error("nothing was asked");
    expect(shown(asked).body).toContain("**3** customers would be mailed the same code once more");
    const go = buttonOf(asked, 3);
    const customers = await shop.discord.press(AYU.id, asked, go, { unchecked: true });
    expect(shown(customers.message).title).toBe("Not for you");
    const presses = await Promise.all([1, 2].map(() => shop.discord.press(STAFF.id, asked, go)));
    for (const { message } of presses) expect(shown(message).body).toContain("**3** mails are on their way");
    await shop.sendgrid.waitFor(() => timesMailed(orders).join() === "1,1,1", PATIENCE);
    await shop.idle();
    expect(timesMailed(orders)).toEqual([1, 1, 1]);
    const posts = () =>
      shop.discord.messages(AUDIT_CHANNEL).filter((post) => textOf(post).includes("Mails of an import"));
    expect(posts()).toHaveLength(1);
    const after = await statusMessage(importId);
    expect(shown(after).fields["E-mails"]).toBe("sent: **3**");
    expect(after.components).toEqual([]);
  });
});

test("what waits for mail is not sent once its claim is revoked", async () => {
  const orders = newOrders(2);
  shop.sendgrid.faults.next({ status: 500 });
  const { importId, jobs } = await startImport(orders);
  await shop.until(`select last_error from ${jobs}`, "status_500");
  const revoke = { claim: `${importId}.3`, reason: "returned" };
  await shop.discord.command(STAFF.id, { name: "claims", subcommand: "revoke", options: revoke });
  await shop.hurry();
  await shop.until(`select state from imports where id = '${importId}'`, "done");
  expect(timesMailed(orders)).toEqual([1, 0]);
});

test("a thousand and one customers go out in two calls", async () => {
  const orders = newOrders(1_001);
  const before = shop.sendgrid.calls.length;
  await importOrders(shop, orderCsv(orders));
  expect(
    shop.sendgrid.calls
      .slice(before)
      .map(({ recipients }) => recipients)
      .toSorted(),
  ).toEqual([1, 1_000]);
  const addresses = shop.sendgrid.mailbox.list().map(({ to }) => to);
  expect(orders.every(({ email }) => addresses.filter((to) => to === email).length === 1)).toBe(true);
});
