import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { serve } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { createSendGrid, type MailRecipient } from "../../../src/clients/sendgrid/client.ts";
import { MAIL_ID_ARG, type MailEvent, parseEvents } from "../../../src/clients/sendgrid/events.ts";
import { claimMail } from "../../../src/clients/sendgrid/template.ts";
import { verifyEventSignature } from "../../../src/clients/sendgrid/verify.ts";
import { createSendGridStandIn, type SendGridStandIn } from "./standin.ts";

const apiKey = "SG.stand-in";
const nowMs = Date.UTC(2027, 0, 1);
const portSchema = z.object({ port: z.number() });
const mail = claimMail({
  locale: "en",
  shopName: "Kopi Kita",
  timeZone: "Asia/Jakarta",
  campaignMessage: null,
});

let standIn: SendGridStandIn;
let server: ReturnType<typeof serve>;
let worker: ReturnType<typeof createServer>;
/** Of the next event webhook. */
let workerStatus: number;
let received: MailEvent[];
let verified: boolean[];

async function url(of: { address(): unknown }): Promise<string> {
  return `http://127.0.0.1:${portSchema.parse(of.address()).port}`;
}

beforeEach(async () => {
  workerStatus = 200;
  received = [];
  verified = [];
  worker = createServer(async (request, response) => {
    const rawBody = new Uint8Array(await buffer(request));
    const header = (name: string) => z.string().parse(request.headers[name]);
    const ok = await verifyEventSignature({
      publicKeyBase64Spki: standIn.publicKeyBase64,
      signatureBase64: header("x-twilio-email-event-webhook-signature"),
      timestamp: header("x-twilio-email-event-webhook-timestamp"),
      rawBody,
      nowMs,
    });
    verified.push(ok);
    const read = parseEvents(Buffer.from(rawBody).toString());
    const status = workerStatus;
    workerStatus = 200;
    if (status === 200 && "events" in read) received.push(...read.events);
    response.writeHead(status).end();
  }).listen(0, "127.0.0.1");
  await once(worker, "listening");
  const eventsUrl = await url(worker);
  standIn = createSendGridStandIn({
    apiKey,
    eventsUrl: () => eventsUrl,
    verifiedSenders: ["shop@example.com"],
    clock: () => nowMs,
  });
  server = serve({ fetch: standIn.app.fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
});

afterEach(async () => {
  standIn.close();
  await Promise.all([once(server.close(), "close"), once(worker.close(), "close")]);
});

async function client(overrides: { apiKey?: string; sender?: string } = {}) {
  const from = { name: "Kopi Kita", email: overrides.sender ?? "shop@example.com" };
  return createSendGrid({ apiKey, ...overrides, baseUrl: await url(server), from, timeoutMs: 2_000 });
}

function recipient(index: number, address = `budi${index}@example.com`): MailRecipient {
  const code = `${String(index).padStart(4, "0")}-AAAA-BBBB-CCCC`;
  const claim = { points: index, orderId: `A-${index}`, code, expiresAtMs: nowMs };
  return { mailId: `mail${index}`, address, substitutions: mail.substitutions(claim) };
}

async function send(recipients: readonly MailRecipient[], by?: Awaited<ReturnType<typeof client>>) {
  return (by ?? (await client())).send({ content: mail.content, recipients, nowMs });
}

const raw = (body: unknown, key = apiKey) =>
  standIn.app.request("/v3/mail/send", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const refusalsSchema = z.object({ errors: z.array(z.object({ field: z.string().nullable() })) });

describe("SendGrid's stand-in", () => {
  it("keeps each recipient's mail with the values put in", async () => {
    expect(await send([recipient(1), recipient(2)])).toMatchObject({
      kind: "accepted",
      messageId: expect.any(String),
    });
    const mails = standIn.mailbox.list();
    expect(mails.map(({ to, subject, customArgs }) => ({ to, subject, customArgs }))).toEqual(
      [1, 2].map((index) => ({
        to: `budi${index}@example.com`,
        subject: `Discord points available – order A-${index}`,
        customArgs: { [MAIL_ID_ARG]: `mail${index}` },
      })),
    );
    expect(mails[1]?.text).toContain("\n/claim code:0002-AAAA-BBBB-CCCC\n");
    expect(JSON.parse(JSON.stringify(mails[1])).html).toContain("0002-AAAA-BBBB-CCCC");
    expect(standIn.calls).toMatchObject([{ recipients: 2, status: 202, atMs: nowMs }]);
  });

  it("puts values into values, so a tag in an order id would be seen", async () => {
    const trick = recipient(1);
    await send([{ ...trick, substitutions: { ...trick.substitutions, ofOrder: "{{code}}" } }]);
    expect(standIn.mailbox.list()[0]?.subject).toContain("0001-AAAA-BBBB-CCCC");
  });

  it("takes a thousand recipients, and no call with a wrong key, sender or size", async () => {
    const thousand = Array.from({ length: 1_000 }, (_, index) => recipient(index));
    expect((await send(thousand)).kind).toBe("accepted");
    expect(await send([recipient(1)], await client({ apiKey: "SG.other" }))).toMatchObject({ status: 401 });
    const stranger = await send([recipient(1)], await client({ sender: "other@example.com" }));
    expect(stranger).toMatchObject({ kind: "unauthorized", status: 403 });
    expect((await raw(" ".repeat(30 * 1024 * 1024 + 1))).status).toBe(413);
    expect(standIn.mailbox.list()).toHaveLength(1_000);
  });

  const valid = {
    from: { email: "shop@example.com" },
    subject: "S",
    content: [{ type: "text/plain", value: "T" }],
    personalizations: [{ to: [{ email: "a@example.com" }] }, { to: [{ email: "b@example.com" }] }],
  };
  const second = (fields: object) => [
    valid.personalizations[0],
    { to: [{ email: "b@example.com" }], ...fields },
  ];
  it.each([
    ["no recipients", { personalizations: [] }, "personalizations"],
    ["too many", { personalizations: Array(1_001).fill(valid.personalizations[0]) }, "personalizations"],
    [
      "a bad address",
      { personalizations: second({ to: [{ email: "b" }] }) },
      "personalizations.1.to.0.email",
    ],
    [
      "an address twice",
      { personalizations: second({ to: [{ email: "A@example.com" }] }) },
      "personalizations",
    ],
    ["no address", { personalizations: second({ to: [] }) }, "personalizations.1.to"],
    [
      "large values",
      { personalizations: second({ substitutions: { a: "é".repeat(5_000) } }) },
      "personalizations.1.substitutions",
    ],
    [
      "large arguments",
      { personalizations: second({ custom_args: { a: "x".repeat(10_000) } }) },
      "personalizations.1.custom_args",
    ],
    [
      "values that are no texts",
      { personalizations: second({ substitutions: { a: 1 } }) },
      "personalizations.1.substitutions.a",
    ],
    ["no subject", { subject: " " }, "subject"],
    ["a line break in the subject", { subject: "a\nBcc: x" }, "subject"],
    ["no content", { content: [] }, "content"],
    ["empty content", { content: [{ type: "text/plain", value: "" }] }, "content.0.value"],
    ["no sender", { from: undefined }, "from"],
  ])("refuses a call with %s", async (_, fields, field) => {
    expect((await raw(valid)).status).toBe(202);
    const answer = await raw({ ...valid, ...fields });
    expect(answer.status).toBe(400);
    expect(refusalsSchema.parse(await answer.json()).errors[0]?.field).toBe(field);
  });

  it("refuses the addresses it was told to, by name", async () => {
    standIn.rejectAddress("Budi2@example.com");
    expect(await send([recipient(1), recipient(2)])).toMatchObject({
      kind: "recipient_refused",
      indexes: [1],
    });
    expect(standIn.mailbox.list()).toEqual([]);
  });

  it("fails as often as asked, then works again", async () => {
    standIn.faults.next({ status: 503, times: 2 });
    standIn.faults.next({ status: 500, body: "<html>oops</html>" });
    const kinds: string[] = [];
    for (let turn = 0; turn < 4; turn++) kinds.push((await send([recipient(turn)])).kind);
    expect(kinds).toEqual(["unavailable", "unavailable", "unavailable", "accepted"]);
    standIn.faults.next({ status: 429, headers: { "x-ratelimit-reset": String(nowMs / 1_000 + 5) } });
    expect(await send([recipient(9)])).toEqual({ kind: "rate_limited", retryAfterMs: 5_000 });
    standIn.faults.next({ status: 400 });
    standIn.faults.clear();
    expect((await send([recipient(10)])).kind).toBe("accepted");
  });

  it("drops a connection before or after it took the mail", async () => {
    standIn.faults.next({ dropBefore: true });
    standIn.faults.next({ dropAfterAccept: true, delayMs: 1 });
    for (const index of [1, 2]) expect((await send([recipient(index)])).kind).toBe("uncertain");
    expect(standIn.mailbox.list().map(({ to }) => to)).toEqual(["budi2@example.com"]);
    expect(standIn.calls.map(({ status }) => status)).toEqual([null, 202]);
  });

  it("has mail before its late answer tells so", async () => {
    standIn.faults.next({ answerDelayMs: 200 });
    const answer = send([recipient(1)]).then(() => "answered");
    const arrival = standIn
      .waitFor((mails) => mails.length === 1, { timeoutMs: 5_000 })
      .then(() => "arrived");
    expect(await Promise.race([answer, arrival])).toBe("arrived");
    expect(await answer).toBe("answered");
  });

  it("tells of its limits in each answer", async () => {
    const headers = (await raw(valid)).headers;
    expect(headers.get("x-ratelimit-remaining")).toBe("599");
    expect(headers.get("x-ratelimit-reset")).toBe(String(nowMs / 1_000 + 60));
  });

  it("reports by itself when asked, signed, and again when the Worker did not take it", async () => {
    standIn.autoDeliver(true);
    workerStatus = 503;
    await send([recipient(1), recipient(2)]);
    await standIn.idle();
    expect(verified).toEqual([true, true]);
    expect(received.map(({ mailId, kind }) => `${mailId} ${kind}`)).toEqual([
      "mail1 processed",
      "mail1 delivered",
      "mail2 processed",
      "mail2 delivered",
    ]);
    expect(standIn.mailbox.list().map(({ state }) => state)).toEqual(["delivered", "delivered"]);
  });

  it("reports by hand, repeated and in any order", async () => {
    await send([recipient(1)]);
    const id = z.string().parse(standIn.mailbox.list()[0]?.id);
    await standIn.report(
      [
        { id, event: "bounce" },
        { id, event: "processed" },
      ],
      { copies: 2 },
    );
    expect(received.map(({ kind }) => kind)).toEqual(["bounced", "processed", "bounced", "processed"]);
    expect(new Set(received.map(({ eventId }) => eventId)).size).toBe(2);
    expect(received[0]?.reason).toMatch(/^550/);
    await standIn.mailbox.deliver(id, "spamreport");
    expect(received.at(-1)?.kind).toBe("complaint");
    expect(standIn.mailbox.list()[0]?.state).toBe("spamreport");
    workerStatus = 401;
    await expect(standIn.mailbox.deliver(id, "delivered")).rejects.toThrow("401");
    await expect(standIn.mailbox.deliver("nobody", "delivered")).rejects.toThrow("no mail");
  });

  it("wakes who waits as soon as it holds, and says so when it never does", async () => {
    const waiting = standIn.waitFor((mails, calls) => mails.length === 2 && calls.length === 2, {
      timeoutMs: 5_000,
    });
    await send([recipient(1)]);
    await send([recipient(2)]);
    await waiting;
    await expect(standIn.waitFor((mails) => mails.length > 2, { timeoutMs: 20 })).rejects.toThrow("in vain");
    await expect(
      standIn.waitFor(
        () => {
          throw new Error("a check that fails");
        },
        { timeoutMs: 5_000 },
      ),
    ).rejects.toThrow("a check that fails");
  });
});
