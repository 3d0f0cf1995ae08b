import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signature } from "../../scripts/standins/midtrans/wire.ts";
import { readQr } from "../support/png.ts";
import { type DatabaseProxy, startProxy } from "../support/proxy.ts";
import { captureLog } from "./support/log.ts";
import { buttonLabelled, shown, textOf } from "./support/orders.ts";
import { AYU, DIMAS, type OpenShop, openShop, STAFF, threePorts } from "./support/shop.ts";

/** Midtrans wishes an answer within five seconds; Discord one within three. */
const MIDTRANS_WISHES_MS = 5_000;
const DISCORD_WAITS_MS = 3_000;

const log = captureLog();
const tokens: string[] = [];
let proxy: DatabaseProxy;
let shop: OpenShop;
beforeAll(async () => {
  const ports = await threePorts();
  proxy = await startProxy(`http://127.0.0.1:${ports.database}`);
  shop = await openShop({ rateLimited: false, logLevel: "log", ports, databaseUrl: () => proxy.url });
});
beforeEach(async () => {
  // Each test has the whole room of a member.
  await shop.rows("update topups set state = 'cancelled' where state in ('creating', 'pending')");
});
afterEach(() => {
  proxy.reset();
  shop.midtrans.faults.clear();
});
afterAll(async () => {
  await shop.stop();
  await proxy.stop();
  log.stop();
});

/** Runs /topup and waits for what it shows in the end. */
async function topup(amount = 50_000, userId: string = AYU.id) {
  const exchange = await shop.discord.command(userId, { name: "topup", options: { amount } });
  tokens.push(exchange.interaction.token);
  const message = await shop.discord.waitFor(
    ({ id, embeds }) => id === exchange.message?.id && embeds.length > 0,
    { timeoutMs: 25_000 },
  );
  const topupId = `tu-${exchange.interaction.id}`;
  return { exchange, message, topupId, payment: shop.midtrans.payment(topupId) };
}

const stateOf = (topupId: string) => shop.value("select state from topups where id = ?", topupId);
const moneyOf = async (userId: string) =>
  Number((await shop.value("select balance from accounts where id = ?", `member:${userId}/money`)) ?? 0);

const post = (body: string) =>
  fetch(`${shop.worker.url}/webhooks/midtrans`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
const deliver = async (notification: object) => (await post(JSON.stringify(notification))).status;

describe("/topup", () => {
  test("shows a picture of Midtrans' code; when that is paid, the answer says so, and a message comes", async () => {
    const { message, topupId, payment } = await topup(50_000);
    expect(message.ephemeralTo).toBe(AYU.id);
    expect(shown(message).title).toBe("Pay Rp 50,000 by QRIS");
    expect(shown(message).body).toContain(`<t:${Math.floor((payment?.expiresAtMs ?? 0) / 1_000)}:R>`);
    const [attachment, ...others] = message.attachments;
    expect([attachment?.contentType, others]).toEqual(["image/png", []]);
    expect(message.embeds[0]?.image?.url).toBe(`attachment://${attachment?.filename}`);
    expect(readQr(shop.discord.file(attachment?.id ?? "") ?? new Uint8Array())).toBe(payment?.qrString);

    const [sent] = await shop.midtrans.pay(topupId);
    expect(sent?.attempts.map(({ status }) => status)).toEqual([200]);
    const paid = await shop.discord.waitFor(
      ({ id, embeds }) => id === message.id && (embeds[0]?.title ?? "").includes("arrived"),
    );
    expect(shown(paid)).toMatchObject({ title: "Rp 50,000 arrived", footer: `Payment: ${topupId}` });
    expect([paid.attachments, paid.components]).toEqual([[], []]);
    await shop.idle();
    const direct = shop.discord.directMessages(AYU.id).map((each) => textOf(each));
    expect(direct.filter((text) => text.includes("Rp 50,000"))).toHaveLength(1);

    const balance = await shop.discord.command(AYU.id, { name: "balance" });
    expect(shown(balance.message).body).toContain("**Rp 50,000** in the wallet");
    const history = await shop.discord.command(AYU.id, { name: "history", options: { asset: "money" } });
    expect(shown(history.message).body).toContain("+Rp 50,000");
  });

  test("speaks the member's language", async () => {
    await shop.discord.command(DIMAS.id, { name: "language", options: { language: "id" } });
    const { message, topupId } = await topup(15_000, DIMAS.id);
    expect(shown(message).title).toBe("Bayar Rp 15.000 dengan QRIS");
    await shop.midtrans.pay(topupId);
    const paid = await shop.discord.waitFor(
      ({ id, embeds }) => id === message.id && embeds[0]?.title === "Rp 15.000 sudah masuk",
    );
    expect(shown(paid).body).toContain("Sekarang isi dompetmu **Rp 15.000**.");
  });

  test("suggests the usual amounts and what is typed, within the limits", async () => {
    const suggested = async (amount: string) => {
      const { choices } = await shop.discord.autocomplete(
        AYU.id,
        { name: "topup", options: { amount } },
        "amount",
      );
      return choices?.map(({ value }) => value);
    };
    expect(await suggested("")).toEqual([10_000, 50_000, 100_000, 500_000, 1_000_000]);
    expect(await suggested("12345")).toEqual([12_345]);
    expect(await suggested("1")).toEqual([10_000, 100_000, 1_000_000]);
    expect(await suggested("99999999")).toEqual([]);
  });

  test("that is delivered twice shows the same payment", async () => {
    const { exchange, topupId } = await topup(10_000);
    await shop.discord.redeliver(exchange);
    expect(await shop.value("select count(*) from topups where id = ?", topupId)).toBe(1);
    expect(shop.midtrans.payments().filter(({ orderId }) => orderId === topupId)).toHaveLength(1);
    expect(await stateOf(topupId)).toBe("pending");
  });

  test("refuses what is out of the limits, and says what they are", async () => {
    const { message } = await topup(9_999);
    expect(shown(message).body).toContain("Rp 10,000");
    expect(shown(message).body).toContain("Rp 10,000,000");
  });

  test("is deferred while Midtrans is slow, and shows the code then", async () => {
    shop.midtrans.faults.next({ path: "/v2/charge", delayMs: 2_500 });
    const { exchange, message, payment } = await topup(10_000);
    expect(exchange.body).toMatchObject({ type: 5, data: { flags: 64 } });
    expect(exchange.tookMs).toBeLessThan(DISCORD_WAITS_MS);
    expect(readQr(shop.discord.file(message.attachments[0]?.id ?? "") ?? new Uint8Array())).toBe(
      payment?.qrString,
    );
  });

  test.each([
    ["is down", { status: 503 }, "did not answer"],
    ["answers 200 with an error inside", { errorInside: "500" }, "did not answer"],
    ["refuses it inside HTTP 200", { errorInside: "402" }, "code 402"],
  ])("says so when Midtrans %s", async (_, fault, told) => {
    shop.midtrans.faults.next({ path: "/v2/charge", ...fault });
    const { message, topupId } = await topup(10_000);
    expect(shown(message).title).toBe("The top-up could not be made");
    expect(shown(message).body).toContain(told);
    expect([message.attachments, await stateOf(topupId)]).toEqual([[], "failed"]);
  });
});

describe("the buttons", () => {
  const press = (message: Parameters<typeof buttonLabelled>[0], label: string, userId: string = AYU.id) =>
    shop.discord.press(userId, message ?? "", buttonLabelled(message, label), {
      unchecked: userId !== AYU.id,
    });

  test("Check says that nothing has arrived, beside the code; once it is paid, it shows that", async () => {
    const { message, topupId } = await topup(20_000);
    const early = await press(message, "Check payment");
    expect(shown(early.message).title).toBe("Not paid yet");
    expect(shop.discord.message(message.id)?.attachments).toHaveLength(1);
    shop.midtrans.settle(topupId);
    await press(message, "Check payment");
    const paid = await shop.discord.waitFor(
      ({ id, embeds }) => id === message.id && (embeds[0]?.title ?? "").includes("arrived"),
    );
    expect(paid.components).toEqual([]);
    await shop.idle();
    expect(
      await shop.rows("select amount from transfers where kind = 'topup' and cause = ?", `topup:${topupId}`),
    ).toMatchObject([{ amount: 20_000 }]);
  });

  test("Check says when Midtrans does not answer", async () => {
    const { message, topupId } = await topup(10_000);
    shop.midtrans.faults.next({ path: topupId, status: 503 });
    const checked = await press(message, "Check payment");
    expect(shown(checked.message).title).toBe("The payment service does not answer");
    expect(await stateOf(topupId)).toBe("pending");
  });

  test("Cancel ends the payment, and takes its code away", async () => {
    const { message, topupId } = await topup(10_000);
    await press(message, "Cancel");
    const ended = await shop.discord.waitFor(
      ({ id, embeds }) => id === message.id && embeds[0]?.title === "Top-up cancelled",
    );
    expect([ended.attachments, ended.components]).toEqual([[], []]);
    expect([await stateOf(topupId), shop.midtrans.payment(topupId)?.status]).toEqual(["cancelled", "cancel"]);
  });

  test("are refused to whoever did not begin the top-up, and show nothing", async () => {
    const { message, topupId } = await topup(10_000);
    for (const label of ["Check payment", "Cancel"]) {
      const { message: refused } = await press(message, label, STAFF.id);
      expect(textOf(refused)).not.toContain(topupId);
      expect(textOf(refused)).not.toContain("10,000");
    }
    expect([await stateOf(topupId), shop.midtrans.payment(topupId)?.status]).toEqual(["pending", "pending"]);
  });
});

describe("a notification is answered", () => {
  test("200 when it is booked, and when it is booked already", async () => {
    const { topupId } = await topup(10_000);
    const before = await moneyOf(AYU.id);
    shop.midtrans.settle(topupId);
    const told = shop.midtrans.notification(topupId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(told)));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await moneyOf(AYU.id)).toBe(before + 10_000);
  });

  test("401 when it is forged, 400 when it cannot be read, 413 when it is too large", async () => {
    const { topupId } = await topup(10_000);
    const [forged] = await shop.midtrans.forgedSignature(topupId);
    expect(forged?.attempts).toMatchObject([{ status: 401 }]);
    for (const body of ["", "not json", "[]", '{"order_id":1}']) expect((await post(body)).status).toBe(400);
    expect((await post(" ".repeat(70_000))).status).toBe(413);
    expect(await stateOf(topupId)).toBe("pending");
  });

  test("200 when only its status is forged, and it credits nothing", async () => {
    const { topupId } = await topup(10_000);
    const before = await moneyOf(AYU.id);
    const [forged] = await shop.midtrans.forgedStatus(topupId);
    expect(forged?.attempts).toMatchObject([{ status: 200 }]);
    expect([await stateOf(topupId), await moneyOf(AYU.id)]).toEqual(["pending", before]);
  });

  test("404 when the order is none of the shop's, which waits for staff", async () => {
    const [sent] = await shop.midtrans.unknownOrder(30_000);
    expect(sent?.attempts[0]?.status).toBe(404);
    const row = await shop.rows(
      "select why, amount from unmatched_payments where order_id = ?",
      sent?.orderId ?? "",
    );
    expect(row).toMatchObject([{ why: "unknown_order", amount: 30_000 }]);
  });

  test.each([
    ["is slow", { delayMs: 7_000 }],
    ["is down", { status: 503 }],
    ["answers 200 with an error inside", { errorInside: "500" }],
  ])("503 within five seconds while Midtrans %s; the cron trigger credits it", async (_, fault) => {
    const { topupId } = await topup(10_000);
    const before = await moneyOf(AYU.id);
    shop.midtrans.settle(topupId);
    shop.midtrans.faults.next({ method: "GET", path: topupId, ...fault });
    const startedAtMs = performance.now();
    expect(await deliver(shop.midtrans.notification(topupId))).toBe(503);
    expect(performance.now() - startedAtMs).toBeLessThan(MIDTRANS_WISHES_MS);
    expect(await moneyOf(AYU.id)).toBe(before);
    await shop.cron();
    await shop.until(`select state from topups where id = '${topupId}'`, "paid");
    expect(await moneyOf(AYU.id)).toBe(before + 10_000);
  });

  test.each([
    ["does not answer", { kind: "request_lost" }],
    ["loses its replies", { kind: "reply_lost" }],
    ["is slow", { kind: "delay", ms: 6_000 }],
  ] as const)(
    "503 within five seconds while the database %s; Midtrans' repeat credits it once",
    async (_, fault) => {
      const { topupId } = await topup(10_000);
      const before = await moneyOf(AYU.id);
      shop.midtrans.settle(topupId);
      proxy.plan(() => fault);
      const startedAtMs = performance.now();
      expect(await deliver(shop.midtrans.notification(topupId))).toBe(503);
      expect(performance.now() - startedAtMs).toBeLessThan(MIDTRANS_WISHES_MS);
      proxy.reset();
      expect(await deliver(shop.midtrans.notification(topupId))).toBe(200);
      expect(await moneyOf(AYU.id)).toBe(before + 10_000);
    },
  );
});

test("the cron trigger settles what no notification told of, and the answer is edited", async () => {
  shop.midtrans.deliver({ never: true });
  const { message, topupId } = await topup(10_000);
  await shop.midtrans.pay(topupId);
  await shop.rows("update topups set next_check_at_ms = 0 where id = ?", topupId);
  await shop.cron();
  shop.midtrans.deliver({});
  await shop.discord.waitFor(
    ({ id, embeds }) => id === message.id && (embeds[0]?.title ?? "").includes("arrived"),
  );
});

test("the Worker's log has no key, signature, code or token, and says what became of notifications", async () => {
  const { topupId, payment } = await topup(10_000);
  const { order_id, status_code, gross_amount } = shop.midtrans.notification(topupId);
  const key = shop.settings.MIDTRANS_SERVER_KEY ?? "?";
  await shop.midtrans.pay(topupId);
  await log.waitFor('"event":"payment_notification"');
  const text = log.events().join("\n");
  expect(text).toContain('"taken":"unconfirmed"');
  const secrets = [
    key,
    btoa(`${key}:`),
    payment?.qrString ?? "?",
    signature(order_id, status_code, gross_amount, key),
  ];
  for (const secret of [...secrets, ...tokens]) expect(text).not.toContain(secret);
});

test("the books agree after all of it", async () => {
  await shop.idle();
  expect(await shop.value("select sum(balance) from accounts")).toBe(0);
  expect(
    await shop.value("select count(*) from accounts where owner not like 'system:%' and balance < 0"),
  ).toBe(0);
  expect(
    await shop.value(
      `select count(*) from topups where state = 'paid' and not exists
         (select 1 from transfers where cause = 'topup:' || topups.id and transfers.amount = topups.amount)`,
    ),
  ).toBe(0);
});
