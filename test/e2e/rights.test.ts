import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  claim,
  codeFor,
  csvFile,
  newClaim,
  newOrder,
  newOrders,
  orderCsv,
  pressImport,
  preview,
  shown,
} from "./support/orders.ts";
import { answerOf, commandPayload, EPHEMERAL, postSigned } from "./support/raw.ts";
import { AYU, DIMAS, type OpenShop, openShop, PATIENCE, STAFF } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

const STAFF_COMMANDS = [
  { name: "import", subcommand: "status" },
  { name: "import", subcommand: "orders", options: { file: csvFile("email,amount\na@example.com,5\n") } },
  { name: "claims", subcommand: "list" },
  { name: "claims", subcommand: "lookup", options: { email: "a@example.com" } },
  { name: "claims", subcommand: "resend", options: { claim: "1.2" } },
  { name: "claims", subcommand: "revoke", options: { claim: "1.2", reason: "because" } },
  { name: "jobs" },
];

describe("rights", () => {
  test.each(STAFF_COMMANDS)(
    "a customer cannot use /$name $subcommand, whatever Discord let through",
    async (call) => {
      const exchange = await shop.discord.command(DIMAS.id, call, { unchecked: true });
      expect(answerOf(exchange)).toMatchObject({
        flags: EPHEMERAL,
        embeds: [{ title: "Not for you", description: "Only the shop's staff can do this." }],
      });
    },
  );

  test("Discord's own Administrator permission is an admin's, whatever the roles", async () => {
    const payload = commandPayload(shop, { name: "jobs" });
    const member = { ...payload.member, permissions: "8" };
    const response = await postSigned(shop, { ...payload, member });
    expect(await response.json()).toMatchObject({ type: 4, data: { embeds: [{ title: "Failed jobs" }] } });
  });

  test("a customer cannot press staff's buttons", async () => {
    const { message, importId } = await preview(shop, orderCsv(newOrders(2)));
    for (const custom_id of [
      `import:confirm:${importId}`,
      `import:cancel:${importId}`,
      "claims:page:any:any:1",
      "jobs:retry",
    ]) {
      const response = await postSigned(shop, commandPayload(shop, { custom_id }, { type: 3 }));
      expect(await response.json()).toMatchObject({
        type: 4,
        data: { flags: EPHEMERAL, embeds: [{ title: "Not for you" }] },
      });
    }
    expect(await shop.value("select state from imports where id = ?", importId)).toBe("previewed");
    expect((await pressImport(shop, message)).failure).toBeNull();
  });

  test("staff's own suggestions are for staff alone", async () => {
    const { order, importId, claimId } = await newClaim(shop);
    const asked = [
      {
        call: { name: "import", subcommand: "status", options: { import: "orders" } },
        focused: "import",
        value: importId,
      },
      {
        call: { name: "claims", subcommand: "list", options: { import: importId } },
        focused: "import",
        value: importId,
      },
      {
        call: { name: "claims", subcommand: "resend", options: { claim: order.id } },
        focused: "claim",
        value: claimId,
      },
      {
        call: { name: "claims", subcommand: "revoke", options: { claim: order.id } },
        focused: "claim",
        value: claimId,
      },
    ];
    for (const { call, focused, value } of asked) {
      const forStaff = await shop.discord.autocomplete(STAFF.id, call, focused);
      expect(forStaff.choices?.map((choice) => choice.value)).toContain(value);
      const forCustomer = await shop.discord.autocomplete(AYU.id, call, focused, { unchecked: true });
      expect(forCustomer.choices).toEqual([]);
      const elsewhere = await shop.discord.autocomplete(STAFF.id, call, focused, {
        guildId: "1180000000000000999",
      });
      expect(elsewhere.choices).toEqual([]);
    }
  });

  test("what is typed for a suggestion is text, not a pattern", async () => {
    for (const typed of ["%", "_", "'; drop table claims; --", "\\"]) {
      const call = { name: "claims", subcommand: "resend", options: { claim: typed } };
      expect((await shop.discord.autocomplete(STAFF.id, call, "claim")).choices).toEqual([]);
    }
  });
});

describe("answers", () => {
  test("about staff's matters and about points are ephemeral, and no answer can ping", async () => {
    const calls: [string, Parameters<OpenShop["discord"]["command"]>[1]][] = [
      [AYU.id, { name: "balance" }],
      [AYU.id, { name: "claim", options: { code: "nonsense" } }],
      [AYU.id, { name: "language", options: { language: "en" } }],
      ...STAFF_COMMANDS.filter(({ subcommand }) => subcommand !== "orders").map(
        (call) => [STAFF.id, call] as const satisfies [string, object],
      ),
    ];
    for (const [userId, call] of calls) {
      const answer = answerOf(await shop.discord.command(userId, call));
      expect(answer).toMatchObject({ flags: EPHEMERAL, allowed_mentions: { parse: [] } });
    }
    for (const channel of shop.discord.world.channels) {
      for (const message of shop.discord.messages(channel.id))
        expect(message.allowedMentions).toEqual({ parse: [] });
    }
  });

  test("text of others cannot write into the shop's cards", async () => {
    const order = newOrder();
    const email = order.email;
    const csv = `order_id,email,amount\n"@everyone **[x](https://evil.example.com)** \`\`\`",${email},5\n`;
    const { message } = await preview(shop, csv);
    await pressImport(shop, message);
    await shop.sendgrid.waitFor((mails) => mails.some(({ to }) => to === email), PATIENCE);
    const claimed = await claim(shop, AYU.id, codeFor(shop, email));
    expect(claimed.failure).toBeNull();
    const { message: found } = await shop.discord.command(STAFF.id, {
      name: "claims",
      subcommand: "lookup",
      options: { email },
    });
    expect(shown(found).body).toMatch(/^`@everyone \*\*\[x\]\(https:\/\/evil\.example\.com\)\*\* ˋˋˋ`/);
  });
});
