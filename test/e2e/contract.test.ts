import { randomBytes, randomInt } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { readQr } from "../support/png.ts";
import { type Call, eventually, npmRun, startLibsql, startServer, startWrangler } from "./support/outside.ts";
import { discordHeaders, publicKeys, sendgridHeaders } from "./support/outside-keys.ts";
import { createMidtrans, qrOf } from "./support/outside-midtrans.ts";
import { buttonsIn, mailsOf } from "./support/outside-reading.ts";

const GUILD = "990000000000000001";
const APPLICATION = "990000000000000002";
const STAFF_ROLE = "990000000000000003";
const [STAFF, BUYER, STRANGER] = ["990000000000000011", "990000000000000012", "990000000000000013"];
const CSV =
  'Order Number,Customer Email,Total\r\nA-1,first@example.com,29990\r\nA-2,second@example.com,-\r\nA-3,third@example.com,"1,500"\r\n';
const BOT_TOKEN = "made-up-token";
const SENDGRID_KEY = "SG.made-up";
const MIDTRANS_KEY = "SB-Mid-server-made-up";
const PUBLIC_URL = "https://shop.example.com";

const discord = await startServer(({ method, path }) => {
  if (method === "POST" && path.endsWith("/users/@me/channels"))
    return { status: 200, body: { id: "990000000000000021" } };
  return { status: 200, body: { id: "990000000000000022" } };
});
const cdn = await startServer(({ path }) =>
  path === "/some/path/orders.csv" ? { status: 200, text: CSV } : { status: 404 },
);
const sendgrid = await startServer(() => ({ status: 202 }));
const payments = createMidtrans(MIDTRANS_KEY);
const midtrans = await startServer((call) => payments.answer(call));

let libsql: Awaited<ReturnType<typeof startLibsql>>;
let worker: Awaited<ReturnType<typeof startWrangler>>;
beforeAll(async () => {
  libsql = await startLibsql();
  await npmRun("migrate", { TURSO_DATABASE_URL: libsql.url, TURSO_AUTH_TOKEN: "" });
  worker = await startWrangler({
    SHOP_NAME: "Outside",
    PUBLIC_URL,
    CURRENCY: "IDR",
    LOCALE: "en",
    DISCORD_APPLICATION_ID: APPLICATION,
    DISCORD_PUBLIC_KEY: publicKeys.discord,
    DISCORD_BOT_TOKEN: BOT_TOKEN,
    DISCORD_CLIENT_SECRET: "made-up-secret",
    DISCORD_API_URL: `${discord.url}/api/v10`,
    DISCORD_CDN_URL: cdn.url,
    DISCORD_GUILD_IDS: GUILD,
    STAFF_ROLE_IDS: STAFF_ROLE,
    TURSO_DATABASE_URL: libsql.url,
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SENDGRID_API_KEY: SENDGRID_KEY,
    SENDGRID_API_URL: sendgrid.url,
    SENDGRID_WEBHOOK_PUBLIC_KEY: publicKeys.sendgrid,
    MAIL_FROM: "Outside <shop@example.com>",
    MIDTRANS_SERVER_KEY: MIDTRANS_KEY,
    MIDTRANS_API_URL: midtrans.url,
  });
});
afterAll(async () => {
  await worker?.stop();
  await libsql?.stop();
  for (const server of [discord, cdn, sendgrid, midtrans]) server.stop();
});

const answerSchema = z.object({
  type: z.number(),
  data: z.looseObject({ flags: z.number().optional() }).optional(),
});

async function post(payload: object) {
  const body = JSON.stringify(payload);
  return await fetch(`${worker.url}/interactions`, { method: "POST", headers: discordHeaders(body), body });
}

/** Sends an interaction and gives what its user reads in the end: the answer, or what later fills a deferred one. */
async function interact(userId: string, more: { type: number; data: object; message?: object }) {
  const token = randomBytes(20).toString("hex");
  const id = String(randomInt(2 ** 47));
  const member = { user: { id: userId }, roles: userId === STAFF ? [STAFF_ROLE] : [], permissions: "0" };
  const response = await post({
    id,
    token,
    application_id: APPLICATION,
    version: 1,
    guild_id: GUILD,
    channel_id: "990000000000000031",
    member,
    ...more,
  });
  expect(response.status).toBe(200);
  const { type, data } = answerSchema.parse(await response.json());
  const shown =
    type === 4 || type === 7 ? data : await eventually("the deferred answer", () => editOf(token)?.body);
  return { type, shown, flags: data?.flags, token, id };
}

const editOf = (token: string): Call | undefined =>
  discord.calls.findLast(
    ({ method, path, body }) =>
      method === "PATCH" && path.includes(token) && JSON.stringify(body).includes("components"),
  );

const command = (userId: string, data: object) =>
  interact(userId, { type: 2, data: { id: "1", type: 1, ...data } });
const option = (name: string, type: number, value: string | number) => ({ name, type, value });

const mails = () => mailsOf(sendgrid.calls);
const mailTo = (address: string) => mails().find(({ to }) => to === address);
const codeIn = (text: string | undefined) => /^\/claim code:(\S+)$/m.exec(text ?? "")?.[1] ?? "";

describe("a Discord, a SendGrid and a libSQL server that are not ours", () => {
  test("the database answers, Discord's PING is answered, a bad signature is not", async () => {
    expect((await fetch(`${worker.url}/health`)).status).toBe(200);
    const ping = await post({ id: "1", application_id: APPLICATION, type: 1, token: "t", version: 1 });
    expect([ping.status, await ping.json()]).toEqual([200, { type: 1 }]);
    const forged = await fetch(`${worker.url}/interactions`, {
      method: "POST",
      headers: discordHeaders("other"),
      body: '{"type":1}',
    });
    expect(forged.status).toBe(401);
  });

  test("an order file becomes a preview with two buttons, and mails only after the right one", async () => {
    const attachment = {
      id: "77",
      filename: "orders.csv",
      size: CSV.length,
      url: `${cdn.url}/some/path/orders.csv`,
      content_type: "text/csv",
    };
    const asked = await command(STAFF, {
      name: "import",
      options: [{ type: 1, name: "orders", options: [option("file", 11, "77")] }],
      resolved: { attachments: { "77": attachment } },
    });
    expect(asked.flags).toBe(64);
    const buttons = buttonsIn(asked.shown);
    const go = buttons.find(({ style }) => style === 3 || style === 4);
    expect(buttons.filter(({ style }) => style === 2)).toHaveLength(1);
    expect(JSON.stringify(asked.shown)).toContain("A-1");
    expect(sendgrid.calls).toHaveLength(0);
    const pressed = await interact(STAFF, {
      type: 3,
      data: { component_type: 2, custom_id: go?.custom_id },
      message: { id: "88" },
    });
    expect([6, 7]).toContain(pressed.type);
    await eventually("two mails", () => (mails().length === 2 ? true : undefined));
  });

  test("a mail has its code on a line of its own, and its points", () => {
    const mail = mailTo("first@example.com");
    expect(mail?.subject).toBe("Discord points available – order A-1");
    expect(mail?.text).toContain("29990 Discord points");
    expect(codeIn(mail?.text)).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect(mailTo("third@example.com")?.text).toContain("1500 Discord points");
    expect(mailTo("second@example.com")).toBeUndefined();
  });

  test("a customer claims it once, in any case, and has the points", async () => {
    const code = codeIn(mailTo("first@example.com")?.text);
    const claimed = await command(BUYER, {
      name: "claim",
      options: [option("code", 3, code.toLowerCase().replaceAll("-", ""))],
    });
    expect(claimed.flags).toBe(64);
    expect(JSON.stringify(claimed.shown)).toContain("29,990");
    const late = await command(STRANGER, { name: "claim", options: [option("code", 3, code)] });
    expect(JSON.stringify(late.shown)).not.toContain("29,990");
    // First points 50, earned 100, 500 and 1,000: 25, 75 and 150, a balance of 2,000: 300, early adopter: 200.
    const withBonuses = (29_990 + 800).toLocaleString("en");
    expect(JSON.stringify(claimed.shown)).toContain(withBonuses);
    const balances = await Promise.all(
      [BUYER, STRANGER].map((userId) => command(userId, { name: "balance", options: [] })),
    );
    expect(balances.map(({ shown }) => /\*\*([\d,]+)\*\*/.exec(JSON.stringify(shown))?.[1])).toEqual([
      withBonuses,
      "0",
    ]);
  });

  test("SendGrid's signed events are taken, forged ones are not, and staff read what came of a mail", async () => {
    const { args } = mailTo("third@example.com") ?? {};
    const event = {
      ...args,
      event: "bounce",
      email: "third@example.com",
      timestamp: Math.floor(Date.now() / 1_000),
      sg_event_id: "made-up",
      reason: "550 no",
    };
    const body = JSON.stringify([event]);
    const send = (headers: Record<string, string>) =>
      fetch(`${worker.url}/webhooks/sendgrid`, { method: "POST", headers, body });
    expect((await send(sendgridHeaders("[]"))).status).toBe(401);
    expect((await send(sendgridHeaders(body))).ok).toBe(true);
    const found = await command(STAFF, {
      name: "claims",
      options: [{ type: 1, name: "lookup", options: [option("email", 3, "third@example.com")] }],
    });
    expect(JSON.stringify(found.shown)).toContain("bounced");
  });

  test("a customer cannot do what staff can", async () => {
    const refused = await command(BUYER, {
      name: "claims",
      options: [{ type: 1, name: "list", options: [] }],
    });
    expect(refused.flags).toBe(64);
    expect(JSON.stringify(refused.shown)).not.toContain("A-1");
  });

  test("the cron trigger can be fired, and nobody is mailed twice by it", async () => {
    const fired = await fetch(
      `${worker.url}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent("*/5 * * * *")}`,
    );
    expect(fired.status).toBe(200);
    expect(mails()).toHaveLength(2);
  });

  test("each call carries its own key and no other, and no message pings", () => {
    const messages = discord.calls.filter(({ body }) => JSON.stringify(body).includes("embeds"));
    expect(messages.length).toBeGreaterThan(1);
    for (const { body } of messages) expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
    const keysOf = (calls: readonly Call[]) => [...new Set(calls.map(({ authorization }) => authorization))];
    expect(keysOf(discord.calls)).toEqual([`Bot ${BOT_TOKEN}`]);
    expect(keysOf(sendgrid.calls)).toEqual([`Bearer ${SENDGRID_KEY}`]);
    expect(keysOf(cdn.calls)).toEqual([undefined]);
  });
});

describe("a Midtrans that is not ours", () => {
  const TOPPER = "990000000000000014";
  let orderId = "";
  const chargeSchema = z.looseObject({
    transaction_details: z.object({ order_id: z.string(), gross_amount: z.number() }),
  });
  const chargesOf = (calls: readonly Call[]) => calls.filter(({ path }) => path === "/v2/charge");
  const notify = async (notification: object) =>
    (
      await fetch(`${worker.url}/webhooks/midtrans`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(notification),
      })
    ).status;
  const topup = () => command(TOPPER, { name: "topup", options: [option("amount", 4, 10_000)] });
  const wallet = async () => {
    const { shown } = await command(TOPPER, { name: "balance", options: [] });
    return /\*\*Rp\s?([\d,.]+)\*\* in the wallet/.exec(JSON.stringify(shown))?.[1] ?? "0";
  };

  test("is charged whole rupiah once, is told where to tell, and its code is shown as a picture", async () => {
    const asked = await topup();
    const [charge, ...others] = chargesOf(midtrans.calls);
    expect(others).toEqual([]);
    expect(charge?.headers["idempotency-key"]).toMatch(/./);
    expect(charge?.headers["x-override-notification"]).toBe(`${PUBLIC_URL}/webhooks/midtrans`);
    const { order_id, gross_amount } = chargeSchema.parse(charge?.body).transaction_details;
    expect(gross_amount).toBe(10_000);
    orderId = order_id;
    const picture = await eventually("the picture", () =>
      discord.calls
        .flatMap(({ path, files }) => (path.includes(asked.token) ? [...files.values()] : []))
        .at(-1),
    );
    expect(readQr(picture)).toBe(qrOf(orderId));
    expect(buttonsIn(asked.shown)).toHaveLength(2);
  });

  test("is not believed by its notification alone: forged, or said too early, it credits nothing", async () => {
    const settled = { transaction_status: "settlement", status_code: "200" };
    expect(await notify(payments.notification(orderId, settled))).toBe(401);
    const early = payments.notification(orderId, { transaction_status: "settlement" });
    expect(await notify({ ...early, signature_key: "0".repeat(128) })).toBe(401);
    expect(await notify(early)).toBe(200);
    expect(await wallet()).toBe("0");
  });

  test("that fails inside HTTP 200 is told to come again, and one that tells of an order of somebody else, 404", async () => {
    payments.fail(true);
    expect(await notify(payments.notification(orderId))).toBe(503);
    payments.fail(false);
    expect(await notify(payments.notification("not-ours", { transaction_status: "settlement" }))).toBe(404);
    expect(await wallet()).toBe("0");
  });

  test("settles a payment once, in any order and as often as it likes", async () => {
    const pending = payments.notification(orderId);
    payments.become(orderId, { transaction_status: "settlement", settlement_time: "2027-01-15 10:00:00" });
    const paid = payments.notification(orderId);
    const answers = await Promise.all([paid, pending, paid, paid, pending].map((one) => notify(one)));
    expect(answers).toEqual([200, 200, 200, 200, 200]);
    expect(await wallet()).toBe("10,000");
  });

  test("takes back what it gave back, and the member is told by direct message", async () => {
    payments.become(orderId, {
      transaction_status: "partial_refund",
      refund_amount: "4000.00",
      refunds: [{ refund_chargeback_id: 1, refund_amount: "4000.00", refund_key: "made-up" }],
    });
    for (let times = 0; times < 2; times++) expect(await notify(payments.notification(orderId))).toBe(200);
    expect(await wallet()).toBe("6,000");
    await eventually("both messages", () => {
      const told = discord.calls.filter(({ path, body }) => {
        const text = JSON.stringify(body);
        return path.endsWith("/channels/990000000000000021/messages") && /Rp.?(10,000|4,000)/.test(text);
      });
      return told.length === 2 ? true : undefined;
    });
  });

  test("whose notification could not be confirmed is asked by the cron trigger, which credits the payment", async () => {
    await topup();
    const second = chargeSchema.parse(chargesOf(midtrans.calls)[1]?.body).transaction_details.order_id;
    payments.become(second, { transaction_status: "settlement" });
    payments.fail(true);
    expect(await notify(payments.notification(second))).toBe(503);
    payments.fail(false);
    const cron = `cron=${encodeURIComponent("*/5 * * * *")}&time=${Date.now() + 300_000}`;
    expect((await fetch(`${worker.url}/cdn-cgi/handler/scheduled?${cron}`)).status).toBe(200);
    await eventually("the credit", async () => ((await wallet()) === "16,000" ? true : undefined));
  });

  test("is called with its own key and no other", () => {
    const keys = new Set(midtrans.calls.map(({ authorization }) => authorization));
    expect([...keys]).toEqual([`Basic ${Buffer.from(`${MIDTRANS_KEY}:`).toString("base64")}`]);
    for (const { body } of discord.calls) expect(JSON.stringify(body)).not.toContain(MIDTRANS_KEY);
  });
});
