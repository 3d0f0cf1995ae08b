import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  claim,
  claimedPointsOf,
  mailsTo,
  newClaim,
  newOrders,
  orderCsv,
  pressCancel,
  pressImport,
  preview,
  shown,
  upload,
} from "./support/orders.ts";
import { ADMIN, AYU, type OpenShop, openShop, STAFF } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

const stateOf = (importId: string) => shop.value("select state from imports where id = ?", importId);
const auditsOf = (target: string) => shop.value("select count(*) from audits where target = ?", target);

describe("an interaction that Discord delivers again acts once and is answered alike", () => {
  test("/claim", async () => {
    const { code } = await newClaim(shop, 11);
    const before = await claimedPointsOf(shop, AYU.id);
    const first = await claim(shop, AYU.id, code);
    const again = await Promise.all(Array.from({ length: 5 }, () => shop.discord.redeliver(first)));
    expect(again.map(({ body }) => body)).toEqual(Array(5).fill(first.body));
    expect(await claimedPointsOf(shop, AYU.id)).toBe(before + 11);
  });

  test("/claim, when other claims came between", async () => {
    const [one, other] = [await newClaim(shop, 11), await newClaim(shop, 13)];
    const first = await claim(shop, AYU.id, one.code);
    await claim(shop, AYU.id, other.code);
    expect((await shop.discord.redeliver(first)).body).toEqual(first.body);
  });

  test("/claim with a wrong code, which counts once as a guess", async () => {
    const { code, claimId } = await newClaim(shop);
    await claim(shop, ADMIN.id, code);
    const wrong = await claim(shop, AYU.id, code);
    for (let times = 0; times < 6; times++) {
      expect((await shop.discord.redeliver(wrong)).body).toEqual(wrong.body);
    }
    expect(await shop.value("select count(*) from claim_failures where member_id = ?", AYU.id)).toBe(1);
    expect(await shop.value("select claimed_by from claims where id = ?", claimId)).toBe(ADMIN.id);
  });

  test("/import orders", async () => {
    const orders = newOrders(3);
    const { exchange, importId, messageId } = await upload(shop, orderCsv(orders));
    const again = await Promise.all([shop.discord.redeliver(exchange), shop.discord.redeliver(exchange)]);
    for (const { body } of again) expect(body).toEqual(exchange.body);
    const message = await shop.discord.waitFor(({ id, embeds }) => id === messageId && embeds.length > 0);
    expect(await auditsOf(`import:${importId}`)).toBe(1);
    expect((await shop.discord.redeliver(exchange)).body).toEqual(exchange.body);
    await pressImport(shop, message);
    await shop.until(`select state from imports where id = '${importId}'`, "done");
    await shop.discord.redeliver(exchange);
    expect(await stateOf(importId)).toBe("done");
    for (const { email } of orders) expect(mailsTo(shop, email)).toHaveLength(1);
  });

  test("the press of Import, also when all is done", async () => {
    const orders = newOrders(3);
    const { importId, message } = await preview(shop, orderCsv(orders));
    const pressed = await pressImport(shop, message);
    expect((await shop.discord.redeliver(pressed)).body).toEqual(pressed.body);
    await shop.until(`select state from imports where id = '${importId}'`, "done");
    expect((await shop.discord.redeliver(pressed)).body).toEqual(pressed.body);
    await shop.idle();
    for (const { email } of orders) expect(mailsTo(shop, email)).toHaveLength(1);
    expect(await auditsOf(`import:${importId}`)).toBe(2);
  });

  test.each([
    ["resend", {}],
    ["revoke", { reason: "a reason" }],
  ])("/claims %s", async (subcommand, more) => {
    const { order, claimId } = await newClaim(shop);
    const first = await shop.discord.command(STAFF.id, {
      name: "claims",
      subcommand,
      options: { claim: claimId, ...more },
    });
    for (let times = 0; times < 3; times++) {
      expect((await shop.discord.redeliver(first)).body).toEqual(first.body);
    }
    await shop.idle();
    expect(mailsTo(shop, order.email)).toHaveLength(subcommand === "resend" ? 2 : 1);
    expect(await auditsOf(`claim:${claimId}`)).toBe(1);
  });
});

describe("a preview's buttons", () => {
  test("belong to the one who asked", async () => {
    const orders = newOrders(2);
    const { importId, message } = await preview(shop, orderCsv(orders));
    for (const custom_id of message.components
      .flatMap((row) => row.components)
      .map((button) => button.custom_id)) {
      const pressed = await shop.discord.press(STAFF.id, message, custom_id ?? "", { unchecked: true });
      expect(shown(pressed.message).body).toBe(
        `Only <@${ADMIN.id}>, who uploaded the file, can decide about this import.`,
      );
    }
    expect(await stateOf(importId)).toBe("previewed");
    expect(shop.discord.message(message.id)?.components).toEqual(message.components);
  });

  test("pressed twice at once: one import, one refusal", async () => {
    const orders = newOrders(5);
    const { importId, message } = await preview(shop, orderCsv(orders));
    const presses = await Promise.all([
      pressImport(shop, message),
      pressImport(shop, message),
      pressImport(shop, message),
    ]);
    const started = presses.filter(({ body }) => JSON.stringify(body).includes("Import started"));
    const refused = presses.filter(({ body }) => JSON.stringify(body).includes("decided already"));
    expect([started.length, refused.length]).toEqual([1, 2]);
    for (const { body } of refused) expect(JSON.stringify(body)).toContain("Already settled");
    await shop.until(`select state from imports where id = '${importId}'`, "done");
    for (const { email } of orders) expect(mailsTo(shop, email)).toHaveLength(1);
  });

  test("Import and Cancel at once: one of them counts, wholly", async () => {
    const orders = newOrders(5);
    const { importId, message } = await preview(shop, orderCsv(orders));
    await Promise.all([pressImport(shop, message), pressCancel(shop, message)]);
    await shop.until(`select state in ('done', 'cancelled') from imports where id = '${importId}'`, 1);
    const mailed = orders.filter(({ email }) => mailsTo(shop, email).length === 1).length;
    expect(mailed).toBe((await stateOf(importId)) === "done" ? 5 : 0);
    expect(await shop.value("select count(*) from import_rows where import_id = ?", importId)).toBe(0);
  });

  test("Cancel mails nobody, keeps no row, and the same file can be uploaded again", async () => {
    const orders = newOrders(2);
    const { importId, message } = await preview(shop, orderCsv(orders));
    const pressed = await pressCancel(shop, message);
    expect(shown(pressed.message)).toMatchObject({ title: "Import cancelled" });
    expect(pressed.message?.components).toEqual([]);
    expect(await shop.value("select count(*) from import_rows where import_id = ?", importId)).toBe(0);
    expect(shown((await preview(shop, orderCsv(orders))).message).fields).toMatchObject({
      "To be mailed": "2",
    });
  });

  test("work for fifteen minutes and no longer", async () => {
    const orders = newOrders(2);
    const { importId, message } = await preview(shop, orderCsv(orders));
    const [row] = await shop.rows(
      "select confirm_until_ms - created_at_ms as life from imports where id = ?",
      importId,
    );
    expect(Number(row?.life)).toBeGreaterThanOrEqual(15 * 60_000);
    expect(Number(row?.life)).toBeLessThan(15.5 * 60_000);
    await shop.rows("update imports set confirm_until_ms = ? where id = ?", Date.now() - 1, importId);
    const pressed = await pressImport(shop, message);
    expect(shown(pressed.message).body).toContain("older than 15 minutes");
    await shop.cron();
    for (const { email } of orders) expect(mailsTo(shop, email)).toHaveLength(0);
  });
});

test("the books agree after all of it", async () => {
  expect(await shop.value("select sum(balance) from accounts")).toBe(0);
  expect(await shop.value("select count(*) from outbox where state = 'failed'")).toBe(0);
});
