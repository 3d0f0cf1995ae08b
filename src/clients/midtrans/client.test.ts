import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { createMidtrans } from "./client.ts";

const KEY = "SB-Mid-server-test";
const PATIENT_MS = 5_000;

type Asked = {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
};
let asked: Asked[];
let answer: (response: ServerResponse) => void;
let server: ReturnType<typeof createServer>;

beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    const { method, url: path, headers } = request;
    asked.push({ method, path, headers, body: await text(request) });
    answer(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const url = () => `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
const midtrans = (apiUrl = url()) =>
  createMidtrans({ serverKey: KEY, apiUrl, notifyUrl: "https://shop.example.com/webhooks/midtrans" });
const say = (body: unknown, http = 200) => {
  answer = (response) =>
    response
      .writeHead(http, { "content-type": "application/json" })
      .end(typeof body === "string" ? body : JSON.stringify(body));
};

describe("what Midtrans is asked", () => {
  it("a charge: whole rupiah by QRIS, once an id, and where to tell of it", async () => {
    say({ status_code: "201", qr_string: "0002" });
    expect(await midtrans().charge("tu-1", 10_000)).toMatchObject({ kind: "created" });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      method: "POST",
      path: "/v2/charge",
      headers: {
        authorization: `Basic ${btoa(`${KEY}:`)}`,
        "content-type": "application/json",
        accept: "application/json",
        "idempotency-key": "tu-1",
        "x-override-notification": "https://shop.example.com/webhooks/midtrans",
      },
    });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
      payment_type: "qris",
      transaction_details: { order_id: "tu-1", gross_amount: 10_000 },
    });
  });

  it("a status and a cancellation, of an id that can be no other path", async () => {
    say({ status_code: "404" });
    await midtrans().status("../a?b", PATIENT_MS);
    await midtrans().cancel("../a?b", PATIENT_MS);
    expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
      ["GET", "/v2/..%2Fa%3Fb/status", ""],
      ["POST", "/v2/..%2Fa%3Fb/cancel", ""],
    ]);
  });
});

describe("an answer that nothing can be done with is none:", () => {
  const huge = JSON.stringify({ status_code: "201", status_message: "x".repeat(70_000) });
  it.each([
    ["a web page", 200, "<html>"],
    ["a web page of a gateway", 502, "<html>"],
    ["a failure of the server", 500, { status_code: "500" }],
    ["a failure inside HTTP 200", 200, { status_code: "503" }],
    ["one without a code", 200, { order_id: "tu-1", transaction_status: "settlement" }],
    ["a huge one", 200, huge],
    ["an empty one", 204, ""],
  ])("%s (HTTP %i)", async (_, http, body) => {
    say(body, http);
    expect(await midtrans().charge("tu-1", 10_000)).toEqual({ kind: "away" });
    expect(await midtrans().status("tu-1", PATIENT_MS)).toEqual({ kind: "away" });
  });

  it("one that takes too long, and one that begins and does not end", async () => {
    answer = () => undefined;
    expect(await midtrans().status("tu-1", 50)).toEqual({ kind: "away" });
    answer = (response) => void response.writeHead(200).write('{"status_code":');
    expect(await midtrans().status("tu-1", 50)).toEqual({ kind: "away" });
  });

  it("a lost connection, and nobody there", async () => {
    answer = (response) => void response.destroy();
    expect(await midtrans().charge("tu-1", 10_000)).toEqual({ kind: "away" });
    await expect(midtrans().cancel("tu-1", PATIENT_MS)).resolves.toBeUndefined();
    expect(await midtrans("http://127.0.0.1:1").status("tu-1", PATIENT_MS)).toEqual({ kind: "away" });
  });

  it("a redirect, after which the key does not go", async () => {
    answer = (response) => void response.writeHead(307, { location: `${url()}/elsewhere` }).end();
    expect(await midtrans().charge("tu-1", 10_000)).toEqual({ kind: "away" });
    expect(asked.map(({ path }) => path)).toEqual(["/v2/charge"]);
  });

  it("the status of another payment", async () => {
    say({ status_code: "200", order_id: "tu-2", transaction_status: "settlement", gross_amount: "10000.00" });
    expect(await midtrans().status("tu-1", PATIENT_MS)).toEqual({ kind: "away" });
    expect(await midtrans().status("tu-2", PATIENT_MS)).toMatchObject({ kind: "found" });
  });
});

describe("a failure is what the body says, whatever the HTTP status:", () => {
  it.each([200, 401, 404, 406])("HTTP %i", async (http) => {
    say({ status_code: "406" }, http);
    expect(await midtrans().charge("tu-1", 10_000)).toEqual({ kind: "duplicate" });
    say({ status_code: "401" }, http);
    expect(await midtrans().charge("tu-1", 10_000)).toEqual({ kind: "refused", code: "401" });
    say({ status_code: "404" }, http);
    expect(await midtrans().status("tu-1", PATIENT_MS)).toEqual({ kind: "unknown" });
    say({ status_code: "407", order_id: "tu-1", transaction_status: "expire" }, http);
    expect(await midtrans().status("tu-1", PATIENT_MS)).toMatchObject({ status: { status: "expire" } });
  });
});

it("Midtrans' own picture of a code is found by the payment's id", () => {
  expect(midtrans("https://api.example.com").pictureUrl("a/b")).toBe(
    "https://api.example.com/v2/qris/a%2Fb/qr-code",
  );
});
