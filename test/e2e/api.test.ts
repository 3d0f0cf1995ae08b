import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { type Asking, otherProgram, walletPath } from "../support/api.ts";
import { described, openapiFile } from "../support/openapi.ts";
import { type DatabaseProxy, startProxy } from "../support/proxy.ts";
import { captureLog } from "./support/log.ts";
import { shown, textOf } from "./support/orders.ts";
import { buttonsIn } from "./support/outside-reading.ts";
import { answerOf, EPHEMERAL } from "./support/raw.ts";
import {
  ADMIN,
  AUDIT_CHANNEL,
  AYU,
  DIMAS,
  type OpenShop,
  openShop,
  PATIENCE,
  STAFF,
  threePorts,
} from "./support/shop.ts";

const log = captureLog();
let proxy: DatabaseProxy;
let shop: OpenShop;
const keys: string[] = [];
beforeAll(async () => {
  const ports = await threePorts();
  proxy = await startProxy(`http://127.0.0.1:${ports.database}`);
  shop = await openShop({ rateLimited: false, logLevel: "log", ports, databaseUrl: () => proxy.url });
});
afterAll(async () => {
  await shop.stop();
  await proxy.stop();
  log.stop();
});

const seen = new Set<string>();
const ask = otherProgram(
  (path, init) => fetch(`${shop.worker.url}${path}`, init),
  (operation, status) => seen.add(`${operation} ${status}`),
);
const apikey = (subcommand: string, options: Record<string, string | number> = {}, as: string = ADMIN.id) =>
  shop.discord.command(as, { name: "admin", group: "apikey", subcommand, options }, { unchecked: true });

/** A key as an admin copies it out of the answer. */
async function newKey(name: string, access = "all"): Promise<string> {
  const { message } = await apikey("create", { name, access });
  const [key] = /coffer_\w+/.exec(shown(message).body) ?? expect.fail("no key is shown");
  keys.push(key);
  return key;
}
const move = (what: "credits" | "debits", memberId: string, key: string, amount: number, more: Asking = {}) =>
  ask("POST", `${walletPath(memberId)}/${what}`, {
    key,
    idempotencyKey: randomUUID(),
    body: { amount, reason: "won the quiz" },
    ...more,
  });

describe("/admin apikey", () => {
  test("makes a key that the admin alone is shown, once, and that opens the wallet until it is revoked", async () => {
    const made = await apikey("create", { name: "quiz-bot", access: "all" });
    expect(answerOf(made).flags).toBe(EPHEMERAL);
    const [key = ""] = /coffer_[0-9a-z]{40}/.exec(shown(made.message).body) ?? [];
    keys.push(key);
    expect(shown(made.message).title).toBe("API key quiz-bot");
    expect(await move("credits", AYU.id, key, 15_000)).toMatchObject({
      status: 200,
      body: { balance: 15_000 },
    });
    expect(await ask("GET", walletPath(AYU.id), { key })).toMatchObject({
      body: { balance: 15_000, debt: 0 },
    });
    const listed = shown((await apikey("list")).message).body;
    expect(listed).toContain("quiz-bot");
    expect(listed).toContain("last used <t:");
    expect(listed).not.toContain(key);
    const path = { name: "admin", group: "apikey", subcommand: "revoke" };
    const offered = await shop.discord.autocomplete(ADMIN.id, { ...path, options: { name: "quiz" } }, "name");
    expect(offered.choices).toEqual([{ name: "quiz-bot", value: "quiz-bot" }]);
    const ended = await apikey("revoke", { name: "quiz-bot", reason: "leaked" });
    expect(shown(ended.message).title).toBe("API key revoked");
    expect((await ask("GET", walletPath(AYU.id), { key })).status).toBe(401);
    expect((await move("debits", AYU.id, key, 1)).status).toBe(401);
    await shop.idle();
    const posted = shop.discord.messages(AUDIT_CHANNEL).map((message) => textOf(message));
    for (const title of ["API key made", "API key revoked"])
      expect(posted.filter((text) => text.includes(title) && text.includes("quiz-bot"))).toHaveLength(1);
  });

  test("is for admins: staff and customers are refused, and are offered nothing", async () => {
    for (const as of [STAFF.id, AYU.id]) {
      const refused = await apikey("create", { name: "mine", access: "all" }, as);
      expect(shown(refused.message).title).toBe("Not for you");
      expect(shown((await apikey("list", {}, as)).message).title).toBe("Not for you");
      expect(shown((await apikey("revoke", { name: "x", reason: "x" }, as)).message).title).toBe(
        "Not for you",
      );
      const call = { name: "admin", group: "apikey", subcommand: "revoke", options: { name: "" } };
      const offered = await shop.discord.autocomplete(as, call, "name", { unchecked: true });
      expect(offered.choices).toEqual([]);
    }
    expect(await shop.value("select count(*) from api_keys where name = 'mine'")).toBe(0);
  });

  test("lists so many keys a page, with buttons to the others", async () => {
    for (let at = 1; at <= 11; at++) await newKey(`page-${at}`, "read");
    const { message } = await apikey("list");
    const next = buttonsIn(message?.components).at(-1)?.custom_id ?? "";
    const second = await shop.discord.press(ADMIN.id, message ?? "", next);
    expect(shown(second.message).footer).toContain("page 2 of 2");
    for (let at = 1; at <= 11; at++) await apikey("revoke", { name: `page-${at}`, reason: "tidy" });
  });
});

describe("another program", () => {
  test("puts money in and takes it out; the member sees it in /history with its reason, and is sent nothing", async () => {
    const key = await newKey("store");
    await move("credits", DIMAS.id, key, 20_000);
    await move("debits", DIMAS.id, key, 5_000, { body: { amount: 5_000, reason: "a sword" } });
    const history = await shop.discord.command(DIMAS.id, { name: "history", options: { asset: "money" } });
    expect(shown(history.message).body).toMatch(
      /^\*\*−Rp 5,000\*\* .*Spent through another program: a sword.*\n\*\*\+Rp 20,000\*\* .*Added by another program: won the quiz/,
    );
    const balance = await shop.discord.command(DIMAS.id, { name: "balance" });
    expect(textOf(balance.message)).toContain("15,000");
    expect(
      await shop.value(
        "select group_concat(distinct source) from transfers where asset = 'money' and actor like 'api:%'",
      ),
    ).toContain("api:store");
    await shop.idle();
    expect(shop.discord.messages(shop.discord.dmChannelId(DIMAS.id))).toEqual([]);
  });

  test("reads a top-up that the member sees in Discord", async () => {
    const key = await newKey("reader", "read");
    await shop.discord.command(AYU.id, { name: "topup", options: { amount: 25_000 } });
    await shop.discord.waitFor(({ embeds }) => embeds[0]?.footer?.text.includes("tu-") ?? false, PATIENCE);
    const id = await shop.value("select id from topups where member_id = ?", AYU.id);
    expect(await ask("GET", `/api/v1/topups/${id}`, { key })).toMatchObject({
      status: 200,
      body: { id, member: AYU.id, amount: 25_000, state: "pending" },
    });
    expect((await ask("GET", "/api/v1/topups/tu-0", { key })).status).toBe(404);
    expect((await move("credits", AYU.id, key, 1)).status).toBe(403);
    expect((await move("debits", AYU.id, key, 1)).status).toBe(403);
  });

  test("that may only take money out reads nothing", async () => {
    const key = await newKey("taker", "debit");
    await shop.rows("update api_keys set scopes = ' wallets:debit ' where name = 'taker'");
    for (const path of [walletPath(AYU.id), "/api/v1/topups/tu-1"]) {
      const { status, headers } = await ask("GET", path, { key });
      expect([status, headers.get("www-authenticate")]).toEqual([
        403,
        expect.stringMatching(/scope="\w+:read"$/),
      ]);
    }
    expect((await move("debits", AYU.id, key, 9_999_999)).status).toBe(409);
  });

  test("gets one booking and equal answers for twenty repeats at once", async () => {
    const key = await newKey("racer");
    const same = { idempotencyKey: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => move("credits", STAFF.id, key, 777, same)),
    );
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(await ask("GET", walletPath(STAFF.id), { key })).toMatchObject({ body: { balance: 777 } });
    expect((await move("credits", STAFF.id, key, 778, same)).status).toBe(422);
    expect((await move("debits", STAFF.id, key, 777, same)).status).toBe(422);
    expect((await move("credits", STAFF.id, key, 2_000_000)).status).toBe(409);
    expect((await move("debits", STAFF.id, key, 778)).status).toBe(409);
    expect((await move("debits", STAFF.id, key, 777)).status).toBe(200);
  });

  test("finds the description without a key, as the file has it", async () => {
    const { status, body } = await ask("GET", "/api/v1/openapi.json");
    expect([status, body]).toEqual([200, JSON.parse(openapiFile)]);
  });
});

describe("a request that is malformed", () => {
  const at = (answered: { body: unknown }) => answered.body;
  let key: string;
  beforeAll(async () => {
    key = await newKey("clumsy");
  });

  test.each([
    ["no JSON", "{", "body"],
    ["no object", "[]", "body"],
    ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "body"],
    ["nothing", "", "body"],
    ["a field more", { amount: 5, reason: "x", currency: "USD" }, "body"],
    ["no amount", { reason: "x" }, "body/amount"],
    ["an amount in words", { amount: "5", reason: "x" }, "body/amount"],
    ["a part of a unit", { amount: 0.5, reason: "x" }, "body/amount"],
    ["nothing to move", { amount: 0, reason: "x" }, "body/amount"],
    ["less than nothing", { amount: -5, reason: "x" }, "body/amount"],
    ["more than numbers are exact", { amount: 2 ** 53, reason: "x" }, "body/amount"],
    ["no reason", { amount: 5 }, "body/reason"],
    ["a blank reason", { amount: 5, reason: " \n" }, "body/reason"],
    ["a reason too long", { amount: 5, reason: "😀".repeat(201) }, "body/reason"],
    ["half a character", '{"amount":5,"reason":"\\ud83d"}', "body/reason"],
  ])("%s is answered with 400, and where it is wrong", async (_, body, where) => {
    for (const what of ["credits", "debits"] as const) {
      const headers = { "content-type": "application/json; charset=utf-8" };
      const answered = await move(what, AYU.id, key, 5, { body, headers });
      expect(answered).toMatchObject({
        status: 400,
        body: { type: "urn:coffer:problem:malformed", at: where },
      });
    }
  });

  test("a reason of two hundred emoji is taken", async () => {
    const body = { amount: 1, reason: "😀".repeat(200) };
    expect((await move("credits", AYU.id, key, 1, { body })).status).toBe(200);
  });

  test.each(["1234", "1".repeat(21), "abcdef", "%31%32%33%34%35", "-12345", "12345 "])(
    "“%s” is no member",
    async (member) => {
      const path = walletPath(encodeURI(member));
      for (const answered of [
        await ask("GET", path, { key }),
        await move("debits", encodeURI(member), key, 5),
      ])
        expect(answered).toMatchObject({ status: 400, body: { at: "path/member" } });
    },
  );

  test.each([
    ["none", null],
    ["an empty one", ""],
    ["one of 256", "x".repeat(256)],
    ["one beyond ASCII", "é"],
    ["one with a tab in it", "a\tb"],
  ])("an Idempotency-Key is demanded: %s", async (_, idempotencyKey) => {
    expect(at(await move("credits", AYU.id, key, 5, { idempotencyKey }))).toMatchObject({
      status: 400,
      type: "urn:coffer:problem:idempotency-key-missing",
    });
  });

  test("an Idempotency-Key of 255 printable characters is taken", async () => {
    const idempotencyKey = `!~ ${"x".repeat(252)}`;
    expect((await move("credits", AYU.id, key, 5, { idempotencyKey })).status).toBe(200);
  });

  test("a body that is not JSON by its type is answered with 415", async () => {
    for (const what of ["credits", "debits"] as const) {
      const headers = { "content-type": "text/plain" };
      expect((await move(what, AYU.id, key, 5, { headers })).status).toBe(415);
    }
  });

  test("a body over 8 KB is answered with 413, whether its length is told or not", async () => {
    const body = JSON.stringify({ amount: 5, reason: "x".repeat(8 * 1024) });
    for (const what of ["credits", "debits"] as const)
      expect((await move(what, AYU.id, key, 5, { body })).status).toBe(413);
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < 9; at++) controller.enqueue(new Uint8Array(1_024).fill(0x78));
        controller.close();
      },
    });
    expect((await move("credits", AYU.id, key, 5, { body: chunks })).status).toBe(413);
  });

  test("no key is answered with 401 and a challenge", async () => {
    for (const headers of [
      {},
      { authorization: key },
      { authorization: `Basic ${key}` },
      { authorization: "Bearer" },
    ]) {
      for (const answered of [
        await ask("GET", walletPath(AYU.id), { headers }),
        await ask("GET", "/api/v1/topups/tu-1", { headers }),
        await move("credits", AYU.id, "", 5, { headers }),
        await move("debits", AYU.id, "", 5, { headers }),
      ]) {
        expect(answered.status).toBe(401);
        expect(answered.headers.get("www-authenticate")).toMatch(/^Bearer realm="wallet"/);
      }
    }
  });

  test("another method is answered with 405 and those that are taken, another address with 404", async () => {
    const allowOf = async (method: string, path: string) => {
      const { status, headers } = await ask(method, path, { key });
      return [status, headers.get("allow")];
    };
    expect(await allowOf("POST", walletPath(AYU.id))).toEqual([405, "GET, HEAD"]);
    expect(await allowOf("GET", `${walletPath(AYU.id)}/credits`)).toEqual([405, "POST"]);
    expect(await allowOf("OPTIONS", `${walletPath(AYU.id)}/debits`)).toEqual([405, "POST"]);
    expect(await allowOf("DELETE", "/api/v1/openapi.json")).toEqual([405, "GET, HEAD"]);
    for (const path of [
      "/api",
      "/api/v1",
      "/api/v2/wallets/12345",
      "/api/v1/wallets",
      "/api/v1/topups/a/b",
      "/api/v1/wallets/12345/",
    ])
      expect((await ask("GET", path, { key })).status).toBe(404);
  });

  test("HEAD is answered as GET without a body", async () => {
    const head = await fetch(`${shop.worker.url}${walletPath(AYU.id)}`, {
      method: "HEAD",
      headers: { authorization: `Bearer ${key}` },
    });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });
});

describe("when something is broken", () => {
  const everything = (key: string) => [
    ask("GET", walletPath(AYU.id), { key }),
    ask("GET", "/api/v1/topups/tu-1", { key }),
    move("credits", AYU.id, key, 5),
    move("debits", AYU.id, key, 5),
  ];

  test("a database that is away is answered with 503 and when to come again", async () => {
    const key = await newKey("patient");
    proxy.plan(() => ({ kind: "status", status: 503 }));
    for (const { status, headers } of await Promise.all(everything(key)))
      expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
    proxy.reset();
    expect((await ask("GET", walletPath(AYU.id), { key })).status).toBe(200);
  });

  test("a failure that nobody foresaw is answered with 500 and a reference that the log has, and nothing else", async () => {
    const key = await newKey("unlucky");
    await shop.rows("alter table api_keys rename to lost_keys");
    const answers = await Promise.all(everything(key));
    await shop.rows("alter table lost_keys rename to api_keys");
    for (const { status, body } of answers) {
      expect(status).toBe(500);
      const { reference } = z.object({ reference: z.string() }).parse(body);
      await log.waitFor(reference);
      expect(JSON.stringify(body)).not.toMatch(/no such table|lost_keys|SQL/i);
    }
  });
});

test("every answer that the description has was seen, and no other", () => {
  const all = Object.values(described.paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ operationId, responses }) =>
      Object.keys(responses).map((status) => `${operationId} ${status}`),
    )
    .filter((each) => !/^getDescription 50[03]$/.test(each));
  expect([...seen].sort()).toEqual(all.sort());
});

test("no key was ever written to the log", () => {
  const lines = log.events().join("\n");
  expect(lines).toContain('"operation":"creditWallet"');
  expect(keys.length).toBeGreaterThan(5);
  for (const key of keys) expect(lines).not.toContain(key);
});
