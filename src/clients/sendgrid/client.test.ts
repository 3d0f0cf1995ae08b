import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { createSendGrid, type MailCall, RECIPIENTS_PER_CALL_MAX } from "./client.ts";
import { MAIL_ID_ARG } from "./events.ts";

const apiKey = "SG.not-a-real-key";
const nowMs = 1_800_000_000_000;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let bodies: string[] = [];
let headers: IncomingMessage["headers"][] = [];

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    bodies.push(Buffer.concat(chunks).toString());
    headers.push(request.headers);
    answer(request, response);
  });
});

beforeEach(async () => {
  bodies = [];
  headers = [];
  answer = (_, response) => response.writeHead(202, { "x-message-id": "m1" }).end();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function baseUrl(): string {
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return `http://127.0.0.1:${port}`;
}

function client(timeoutMs = 2_000, url = baseUrl()) {
  return createSendGrid({
    apiKey,
    baseUrl: url,
    from: { name: "Kopi, Kita", email: "shop@example.com" },
    timeoutMs,
  });
}

function call(recipients = 2): MailCall {
  return {
    content: { subject: "S {{orderId}}", text: "T {{order_id}}", html: "<p>{{order-id}}</p>" },
    recipients: Array.from({ length: recipients }, (_, index) => ({
      mailId: `mail${index}`,
      address: `budi${index}@example.com`,
      substitutions: { orderId: `a${index}`, order_id: `b${index}`, "order-id": `c${index}` },
    })),
    nowMs,
  };
}

describe("a call to SendGrid", () => {
  it("carries one address a personalization, values and our id with their names unchanged, and no tracking", async () => {
    expect(await client().send(call())).toEqual({ kind: "accepted", messageId: "m1" });
    expect(headers[0]).toMatchObject({
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
    });
    expect(JSON.parse(bodies[0] ?? "")).toEqual({
      from: { email: "shop@example.com", name: "Kopi, Kita" },
      subject: "S {{orderId}}",
      content: [
        { type: "text/plain", value: "T {{order_id}}" },
        { type: "text/html", value: "<p>{{order-id}}</p>" },
      ],
      tracking_settings: {
        click_tracking: { enable: false, enable_text: false },
        open_tracking: { enable: false },
        subscription_tracking: { enable: false },
      },
      personalizations: [0, 1].map((index) => ({
        to: [{ email: `budi${index}@example.com` }],
        substitutions: {
          "{{orderId}}": `a${index}`,
          "{{order_id}}": `b${index}`,
          "{{order-id}}": `c${index}`,
        },
        custom_args: { [MAIL_ID_ARG]: `mail${index}` },
      })),
    });
  });

  it("takes 1 to 1,000 recipients", async () => {
    expect((await client().send(call(RECIPIENTS_PER_CALL_MAX))).kind).toBe("accepted");
    await expect(client().send(call(0))).rejects.toThrow(RangeError);
    await expect(client().send(call(RECIPIENTS_PER_CALL_MAX + 1))).rejects.toThrow(RangeError);
    expect(bodies).toHaveLength(1);
  });

  it("that names a refused recipient says which", async () => {
    const errors = [{ message: "bad budi1@example.com", field: "personalizations.1.to.0.email", help: null }];
    answer = (_, response) =>
      response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ errors }));
    expect(await client().send(call())).toEqual({
      kind: "recipient_refused",
      indexes: [1],
      reason: "bad [address]",
    });
  });

  it("that is limited says for how long", async () => {
    answer = (_, response) =>
      response.writeHead(429, { "X-RateLimit-Reset": String(nowMs / 1_000 + 9) }).end();
    expect(await client().send(call())).toEqual({ kind: "rate_limited", retryAfterMs: 9_000 });
  });

  it("that is answered with HTML is unavailable", async () => {
    answer = (_, response) =>
      response.writeHead(502, { "content-type": "text/html" }).end("<html>oops</html>");
    expect(await client().send(call())).toEqual({ kind: "unavailable", status: 502 });
  });

  it("does not follow a redirect", async () => {
    answer = (_, response) => response.writeHead(307, { location: `${baseUrl()}/elsewhere` }).end();
    expect(await client().send(call())).toEqual({ kind: "unavailable", status: 307 });
    expect(bodies).toHaveLength(1);
  });

  it("without an answer in time is uncertain", async () => {
    answer = () => undefined;
    expect(await client(100).send(call())).toEqual({ kind: "uncertain", reason: "timeout" });
  });

  it("whose answer does not end in time is uncertain", async () => {
    answer = (_, response) => response.writeHead(202).write(" ");
    expect(await client(100).send(call())).toEqual({ kind: "uncertain", reason: "timeout" });
  });

  it.each<[string, typeof answer]>([
    ["dropped", (request) => request.socket.destroy()],
    ["reset", (request) => request.socket.resetAndDestroy()],
    [
      "cut inside the answer",
      (request, response) =>
        response.writeHead(202, { "content-length": "9" }).write("x", () => request.socket.destroy()),
    ],
  ])("whose connection is %s is uncertain", async (_, ending) => {
    answer = ending;
    expect(await client().send(call())).toEqual({ kind: "uncertain", reason: "connection_lost" });
    expect(bodies).toHaveLength(1);
  });

  it("to a closed port is uncertain too, because workerd cannot tell it from a dropped one", async () => {
    const url = baseUrl();
    await new Promise((resolve) => server.close(resolve));
    expect(await client(500, url).send(call())).toEqual({ kind: "uncertain", reason: "connection_lost" });
  });

  it("shows neither key nor recipients in what it gives back or logs, however it ends", async () => {
    const logs = (["log", "warn", "error"] as const).map((level) =>
      vi.spyOn(console, level).mockReturnValue(),
    );
    const endings: (typeof answer)[] = [
      (request) => request.socket.destroy(),
      (_, response) => response.writeHead(302, { location: "/" }).end(),
      (_, response) =>
        response.writeHead(401).end(JSON.stringify({ errors: [{ message: "budi0@example.com" }] })),
      () => undefined,
    ];
    for (const ending of endings) {
      answer = ending;
      const shown = JSON.stringify(await client(100).send(call()));
      expect(shown).not.toMatch(/SG\.|budi/);
    }
    for (const log of logs) {
      expect(log).not.toHaveBeenCalled();
      log.mockRestore();
    }
  });
});
