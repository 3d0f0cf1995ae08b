import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importOrders, mailTo, newOrder, orderCsv } from "./support/orders.ts";
import { type OpenShop, openShop } from "./support/shop.ts";

const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" });

let shop: OpenShop;
beforeAll(async () => {
  const publicKey = keys.publicKey.export({ format: "der", type: "spki" }).toString("base64");
  shop = await openShop({ rateLimited: false, settings: { SENDGRID_WEBHOOK_PUBLIC_KEY: publicKey } });
});
afterAll(() => shop.stop());

type Kind = "processed" | "deferred" | "delivered" | "bounce" | "dropped" | "spamreport" | "open" | "click";
const seconds = (ms: number) => Math.floor(ms / 1_000);
const eventOf = (args: object, event: Kind, more: object = {}) => ({
  email: "somebody@example.com",
  timestamp: seconds(Date.now()),
  event,
  sg_event_id: randomUUID(),
  sg_message_id: "made-up",
  ...args,
  ...more,
});

/** Posts events as SendGrid does: line breaks in the body, signed with the timestamp before it. */
async function post(
  events: unknown,
  { atMs = Date.now(), key = keys.privateKey as KeyObject, signed = (body: string) => body } = {},
) {
  const body = Array.isArray(events)
    ? `[${events.map((event) => JSON.stringify(event)).join(",\r\n")}]\r\n`
    : String(events);
  const timestamp = String(seconds(atMs));
  const response = await fetch(`${shop.worker.url}/webhooks/sendgrid`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-twilio-email-event-webhook-timestamp": timestamp,
      "x-twilio-email-event-webhook-signature": sign(
        "sha256",
        Buffer.from(timestamp + signed(body)),
        key,
      ).toString("base64"),
    },
    body,
  });
  return response.status;
}

/** One mail that went out, by what SendGrid's events carry of it. */
async function sentMail() {
  const order = newOrder();
  await importOrders(shop, orderCsv([order]));
  const args = mailTo(shop, order.email).customArgs;
  const [id = ""] = Object.values(args);
  return { args, state: () => shop.value("select state from mails where id = ?", id), id };
}

describe("an event webhook that SendGrid did not sign", () => {
  test.each([
    ["forged with another key", { key: stranger.privateKey }],
    ["tampered with after it was signed", { signed: (body: string) => body.replace("bounce", "processed") }],
    ["older than a day", { atMs: Date.now() - 26 * 3_600_000 }],
    ["from the future", { atMs: Date.now() + 600_000 }],
  ])("%s is answered with 401 and changes nothing", async (_, how) => {
    const mail = await sentMail();
    expect(await post([eventOf(mail.args, "bounce")], how)).toBe(401);
    expect(await mail.state()).toBe("sent");
  });

  test("without or with senseless headers: 401", async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${shop.worker.url}/webhooks/sendgrid`, { method: "POST", headers, body: "[]" });
    const name = "x-twilio-email-event-webhook";
    for (const headers of [
      {},
      { [`${name}-signature`]: "AAAA", [`${name}-timestamp`]: String(seconds(Date.now())) },
      { [`${name}-signature`]: "not base64!", [`${name}-timestamp`]: "soon" },
    ]) {
      expect((await post(headers)).status).toBe(401);
    }
  });
});

describe("events that SendGrid signed", () => {
  test("ten times the same, and in disorder, end in the one state", async () => {
    const mail = await sentMail();
    const [processed, deferred, delivered] = (["processed", "deferred", "delivered"] as const).map((kind) =>
      eventOf(mail.args, kind),
    );
    for (const events of [
      [delivered],
      [processed, delivered, deferred],
      Array(10).fill(delivered),
      [deferred],
      [processed],
    ]) {
      expect(await post(events)).toBe(204);
      expect(await mail.state()).toBe("delivered");
    }
    expect(await shop.value("select count(*) from mail_events where mail_id = ?", mail.id)).toBe(3);
  });

  test("every order of the same five ends alike", async () => {
    const kinds = ["processed", "delivered", "bounce", "deferred", "spamreport"] as const;
    for (let rotation = 0; rotation < kinds.length; rotation++) {
      const mail = await sentMail();
      const events = kinds.map((kind) => eventOf(mail.args, kind));
      for (const event of [...events.slice(rotation), ...events.slice(0, rotation)])
        expect(await post([event])).toBe(204);
      expect(await mail.state()).toBe("complaint");
    }
  });

  test("what is not ours, is not known or makes no sense costs only itself", async () => {
    const mail = await sentMail();
    const [name = ""] = Object.keys(mail.args);
    const events = [
      eventOf({}, "bounce"),
      eventOf({ [name]: "0.0.0" }, "delivered"),
      eventOf(mail.args, "open"),
      { event: "delivered" },
      null,
      eventOf(mail.args, "delivered"),
    ];
    expect(await post(events)).toBe(204);
    expect(await mail.state()).toBe("delivered");
  });

  test("a bounce's reason is kept without an address and on one line", async () => {
    const mail = await sentMail();
    await post([
      eventOf(mail.args, "bounce", { reason: "550 5.1.1 <somebody@example.com>\r\nno such user" }),
    ]);
    expect(await shop.value("select reason from mails where id = ?", mail.id)).toBe(
      "550 5.1.1 <[address]> no such user",
    );
  });

  test.each(["not json", "{}", '"text"'])("%s is answered with 400", async (body) => {
    expect(await post(body)).toBe(400);
  });

  test("a body beyond the limit is refused", async () => {
    expect(await post(" ".repeat(4_000_001))).toBe(413);
  });

  test("thousands in one post are booked at once", async () => {
    const mail = await sentMail();
    const events = Array.from({ length: 5_000 }, () => eventOf(mail.args, "processed"));
    expect(await post([...events, eventOf(mail.args, "delivered")])).toBe(204);
    expect(await mail.state()).toBe("delivered");
    expect(await shop.value("select count(*) from mail_events where mail_id = ?", mail.id)).toBe(5_001);
  });
});
