import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  mailsTo,
  newClaim,
  newOrder,
  newOrders,
  orderCsv,
  pressImport,
  preview,
  shown,
  textOf,
  upload,
} from "./support/orders.ts";
import { ADMIN, AUDIT_CHANNEL, type OpenShop, openShop, STAFF } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterEach(async () => {
  shop.discord.faults.clear();
  shop.sendgrid.faults.clear();
  await shop.idle();
});
afterAll(() => shop.stop());

const EDIT = { method: "PATCH", path: "/messages/@original" };
const AUDIT_POST = { method: "POST", path: `/channels/${AUDIT_CHANNEL}/messages` };

describe("the edit that shows a preview", () => {
  test.each([
    ["is rate limited", { status: 429, retryAfterS: 1 }],
    ["is held up by Cloudflare's page", { status: 429, html: true, headers: { "retry-after": "1" } }],
    ["fails with 500", { status: 500 }],
    ["loses its connection", { dropConnection: true }],
    ["is done, and its answer is lost", { dropConnection: true, afterCommit: true }],
  ])("%s: the preview comes later, and Import still mails everybody once", async (_, fault) => {
    const orders = newOrders(3);
    shop.discord.faults.next({ ...EDIT, ...fault });
    const { importId, messageId } = await upload(shop, orderCsv(orders));
    await shop.until(`select last_error is not null from outbox where id = '${importId}.read'`, 1);
    await shop.hurry();
    await shop.until(`select state from outbox where id = '${importId}.read'`, "done");
    const message = await shop.discord.waitFor(({ id, embeds }) => id === messageId && embeds.length > 0);
    expect(shown(message).fields).toMatchObject({ "To be mailed": "3" });
    await pressImport(shop, message);
    await shop.until(`select state from imports where id = '${importId}'`, "done");
    for (const { email } of orders) expect(mailsTo(shop, email)).toHaveLength(1);
  });

  test("is done, its answer lost, and Import pressed while the file is read again: nobody is left out", async () => {
    const orders = newOrders(3);
    shop.discord.faults.next({ ...EDIT, dropConnection: true, afterCommit: true });
    const { importId, message } = await preview(shop, orderCsv(orders));
    await shop.until(`select last_error is not null from outbox where id = '${importId}.read'`, 1);
    shop.discord.faults.next({ path: "/ephemeral-attachments/", delayMs: 1_500 });
    await shop.hurry();
    await shop.until(`select count(*) from import_rows where import_id = '${importId}'`, 0);
    const early = await pressImport(shop, message);
    expect(shown(early.message).body).toContain("just being read");
    await shop.until(`select state from outbox where id = '${importId}.read'`, "done");
    await pressImport(shop, message);
    await shop.until(`select state from imports where id = '${importId}'`, "done");
    for (const { email } of orders) expect(mailsTo(shop, email)).toHaveLength(1);
  });
});

describe("the file's download", () => {
  test("fails for a while: the preview comes later", async () => {
    shop.discord.faults.next({ path: "/ephemeral-attachments/", status: 503 });
    const { importId, messageId } = await upload(shop, orderCsv(newOrders(2)));
    await shop.until(`select last_error from outbox where id = '${importId}.read'`, "DiscordFailure");
    await shop.hurry();
    const message = await shop.discord.waitFor(({ id, embeds }) => id === messageId && embeds.length > 0);
    expect(shown(message).title).toBe("Preview of orders.csv");
  });

  test.each([
    ["the file is gone", { status: 404 }],
    ["the CDN sends us elsewhere", { status: 302, headers: { location: "http://127.0.0.1:1/secret" } }],
  ])("%s: the answer says so at once", async (_, fault) => {
    shop.discord.faults.next({ path: "/ephemeral-attachments/", ...fault });
    const { message } = await preview(shop, orderCsv(newOrders(2)));
    expect(shown(message).body).toBe("Discord no longer has the file. Attach it to the command again.");
  });
});

describe("a post to the audit channel", () => {
  test.each([
    ["is rate limited", { status: 429, retryAfterS: 1 }],
    ["fails with 500", { status: 500 }],
    ["is done, and its answer is lost", { dropConnection: true, afterCommit: true }],
  ])("%s: it stands there once in the end", async (_, fault) => {
    const { claimId } = await newClaim(shop);
    await shop.idle();
    shop.discord.faults.next({ ...AUDIT_POST, ...fault });
    const options = { claim: claimId, reason: `because ${claimId}` };
    await shop.discord.command(STAFF.id, { name: "claims", subcommand: "revoke", options });
    await shop.until(
      `select count(*) from outbox where kind = 'audit.post' and last_error is not null and state <> 'done'`,
      1,
    );
    await shop.hurry();
    await shop.idle();
    const posts = shop.discord
      .messages(AUDIT_CHANNEL)
      .filter((message) => textOf(message).includes(`because ${claimId}`));
    expect(posts).toHaveLength(1);
  });
});

describe("the summary of an import that ends after the fifteen minutes", () => {
  /** An import whose mails wait until its answer cannot be edited any more. */
  async function lateImport() {
    const orders = newOrders(2);
    shop.sendgrid.faults.next({ status: 500 });
    const { importId, message } = await preview(shop, orderCsv(orders));
    await pressImport(shop, message);
    await shop.until(`select last_error from outbox where id like '${importId}.mail.%'`, "status_500");
    await shop.rows("update imports set answer_until_ms = 1 where id = ?", importId);
    await shop.hurry();
    await shop.until(`select state from outbox where id = '${importId}.report'`, "done");
    return orders;
  }
  const dms = () => shop.discord.directMessages(ADMIN.id).map((message) => shown(message).title);

  test("comes as a direct message, once", async () => {
    await lateImport();
    await shop.hurry();
    expect(dms()).toEqual(["orders.csv is imported"]);
  });

  test("is given up quietly where direct messages are closed, and the mails went out all the same", async () => {
    shop.discord.closeDms(ADMIN.id);
    const orders = await lateImport();
    for (const { email } of orders) expect(mailsTo(shop, email)).toHaveLength(1);
    expect(dms()).toHaveLength(1);
    expect(await shop.value("select count(*) from outbox where state = 'failed'")).toBe(0);
    shop.discord.openDms(ADMIN.id);
  });
});

test("progress is shown while mails go out, and an edit of it that fails holds nothing up", async () => {
  const order = newOrder();
  const again = [1, 2, 3].map((nth) => ({ ...order, id: `${order.id}-${nth}` }));
  for (const delayMs of [2_100, 4_300, 6_500]) shop.sendgrid.faults.next({ delayMs });
  const { importId, message } = await preview(shop, orderCsv(again));
  await pressImport(shop, message);
  const progress = await shop.discord.waitFor(
    ({ id, embeds }) => id === message.id && embeds[0]?.title === "Importing: orders.csv",
  );
  expect(shown(progress).body).toMatch(/^`█+░+` 33 %\n1 of 3 mails are on their way\.$/);
  shop.discord.faults.next({ ...EDIT, status: 500 });
  await shop.until(`select state from imports where id = '${importId}'`, "done");
  await shop.hurry();
  const summary = await shop.discord.waitFor(
    ({ id, embeds }) => id === message.id && embeds[0]?.title === "orders.csv is imported",
  );
  expect(shown(summary).fields).toMatchObject({ Mailed: "3" });
  const editsAtMs = shop.discord.history(message.id).map(({ atMs }) => atMs);
  expect(editsAtMs.length).toBeLessThanOrEqual(5);
});
