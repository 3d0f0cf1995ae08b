import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claim, newClaim, pointsOf, shown } from "./support/orders.ts";
import { answerOf, commandPayload, EPHEMERAL, postRaw, postSigned, signed } from "./support/raw.ts";
import { ADMIN, AYU, type OpenShop, openShop } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

describe("signatures", () => {
  test.each([
    ["bad", { signature: "bad" }],
    ["malformed", { signature: "malformed" }],
    ["missing", { signature: "missing" }],
    ["right but ten minutes old", { timestampOffsetS: -600 }],
    ["right but ten minutes ahead", { timestampOffsetS: 600 }],
  ] as const)("a signature that is %s is answered with 401, and nothing happens", async (_, tamper) => {
    const { code, claimId } = await newClaim(shop);
    const before = await pointsOf(shop, AYU.id);
    const exchange = await shop.discord.command(AYU.id, { name: "claim", options: { code } }, tamper);
    expect(exchange.status).toBe(401);
    expect(exchange.body).toBe("invalid request signature");
    expect(await pointsOf(shop, AYU.id)).toBe(before);
    expect(await shop.value("select state from claims where id = ?", claimId)).toBe("pending");
    expect((await shop.discord.ping(tamper)).status).toBe(401);
  });

  test("a signature over another body or another timestamp is worth nothing", async () => {
    const body = JSON.stringify({ type: 1 });
    const headers = signed(shop, body);
    expect((await postRaw(shop, body, headers)).status).toBe(200);
    expect((await postRaw(shop, `${body} `, headers)).status).toBe(401);
    const later = String(Number(headers["x-signature-timestamp"]) + 1);
    expect((await postRaw(shop, body, { ...headers, "x-signature-timestamp": later })).status).toBe(401);
    const zeros = "0".repeat(128);
    expect((await postRaw(shop, body, { ...headers, "x-signature-ed25519": zeros })).status).toBe(401);
  });

  test("PING is answered with PONG", async () => {
    const exchange = await shop.discord.ping();
    expect(exchange).toMatchObject({ status: 200, body: { type: 1 }, failure: null });
  });
});

describe("bodies", () => {
  test("one over 256 KB is refused before anything is checked", async () => {
    const body = JSON.stringify({ type: 1, padding: "x".repeat(256 * 1024) });
    expect((await postRaw(shop, body, signed(shop, body))).status).toBe(413);
  });

  test.each(["not json", "null", "[]", '{"type":1', '{"type":99}', '{"type":2}', '{"type":2,"data":{}}'])(
    "%s, rightly signed, is answered with 400",
    async (body) => {
      expect((await postRaw(shop, body, signed(shop, body))).status).toBe(400);
    },
  );

  test("other methods and paths are not there", async () => {
    for (const path of ["/interactions", "/", "/.env", "/webhooks/midtrans"]) {
      expect((await fetch(`${shop.worker.url}${path}`)).status).toBe(404);
    }
  });

  test("a command that is not in the table is refused politely", async () => {
    const response = await postSigned(shop, commandPayload(shop, { name: "forgotten" }));
    expect(response.status).toBe(200);
    expect(JSON.stringify(await response.json())).toContain("does not know this command any more");
  });

  test.each(["constructor", "__proto__", "toString"])("%s is no subcommand and no button", async (name) => {
    const command = await postSigned(
      shop,
      commandPayload(shop, { name: "import", options: [{ name, type: 1 }] }, { person: ADMIN }),
    );
    expect(JSON.stringify(await command.json())).toContain("does not know this command");
    const press = await postSigned(shop, commandPayload(shop, { custom_id: `claims:${name}` }, { type: 3 }));
    expect(JSON.stringify(await press.json())).toContain("older version");
  });
});

describe("places", () => {
  test("a guild that is not listed is refused, staff or not", async () => {
    const { code } = await newClaim(shop);
    const exchange = await shop.discord.command(
      AYU.id,
      { name: "claim", options: { code } },
      { guildId: "1180000000000000999" },
    );
    expect(answerOf(exchange)).toMatchObject({ flags: EPHEMERAL, embeds: [{ title: "Not here" }] });
    const byAdmin = await shop.discord.command(
      ADMIN.id,
      { name: "jobs" },
      { guildId: "1180000000000000999" },
    );
    expect(answerOf(byAdmin)).toMatchObject({ embeds: [{ title: "Not here" }] });
    expect(shown((await claim(shop, AYU.id, code)).message).title).toBe("+1,000 points");
  });

  test("a direct message is sent to the server", async () => {
    const exchange = await shop.discord.command(
      ADMIN.id,
      { name: "jobs" },
      { channel: "dm", unchecked: true },
    );
    expect(shown(exchange.message)).toMatchObject({
      title: "Not here",
      body: expect.stringContaining("server only"),
    });
  });
});
