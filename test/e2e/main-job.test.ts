import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  claim,
  codeIn,
  importOrders,
  mailTo,
  orderCsv,
  pressImport,
  preview,
  shown,
  textOf,
} from "./support/orders.ts";
import {
  ADMIN,
  AUDIT_CHANNEL,
  AYU,
  DIMAS,
  type OpenShop,
  openShop,
  PATIENCE,
  STAFF,
} from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.stop());

/** Every quirk of the files that people have: five orders of four customers are good, one comes twice, five rows are not. */
const QUIRKS = [
  "\uFEFF Order No ; User_Email;Product; Amount ",
  "",
  "Q-1;Budi@Example.com;Sticker;Rp 29.990",
  'Q-2;budi@example.com;"Poster,\r\nA2; matte";" 9,999 "',
  "Q-3;sari@example.com;Mug;1.234,56",
  'Q-4;"Wati ""W"" <wati@example.com>";Mug;1,234.56',
  "Q-5;tono@example.com;Mug;$5",
  "Q-1;budi@example.com;Sticker;Rp 29.990",
  "Q-6;rina@example.com;Mug;-",
  "Q-7;not an address;Mug;5.000",
  "Q-8;=HYPERLINK@example.com;Mug;gratis",
  "Q-9;eko@example.com;Mug;0,99",
  ";;;",
  "Total;;;1.095.544,11",
  "",
].join("\r\n");

const ADDRESSES = ["budi", "budi", "sari", "tono", "wati"].map((name) => `${name}@example.com`);

describe("a file with every quirk, from upload to points", () => {
  let asked: Awaited<ReturnType<typeof preview>>;
  let codes: Record<string, string>;

  test("its preview tells what would happen, and nobody is mailed before Import", async () => {
    asked = await preview(shop, QUIRKS);
    expect(asked.exchange.body).toEqual({ type: 5, data: { flags: 64 } });
    const { title, body, fields } = shown(asked.message);
    expect(title).toBe("Preview of orders.csv");
    expect(body).toContain("**5** e-mails with a code");
    expect(fields).toMatchObject({
      "Rows read": "11",
      "To be mailed": "5",
      "Points in all": "42,462",
      "Repeated in the file: 1": expect.stringMatching(/^line \d+$/),
      Columns: "E-mail `User_Email` · amount `Amount` · order id `Order No`",
    });
    expect(fields["Refused: 5"]?.split("\n").toSorted()).toEqual([
      "1 × no amount (line 10)",
      "1 × no e-mail address (line 15)",
      "1 × not a valid e-mail address (line 11)",
      "1 × the amount cannot be read (line 12)",
      "1 × the amount gives 0 points (line 13)",
    ]);
    expect(fields["Amounts as read"]).toContain("`Rp 29.990` → Rp 29,990");
    expect(fields["Sample e-mails"]).toContain("To `budi@example.com`");
    expect(fields["Sample e-mails"]?.split("\n")).toHaveLength(2);
    expect(shop.sendgrid.calls).toHaveLength(0);
  });

  test("its refused rows come back as a CSV with reasons, formulas disarmed", () => {
    const [file] = asked.message.attachments;
    expect(file).toMatchObject({ filename: "refused.csv", ephemeral: true });
    const text = Buffer.from(shop.discord.file(file?.id ?? "") ?? []).toString();
    expect(text.split("\r\n")).toEqual([
      '\uFEFF"line","reason","Order No","User_Email","Product","Amount"',
      '"10","no amount","Q-6","rina@example.com","Mug","\'-"',
      '"11","not a valid e-mail address","Q-7","not an address","Mug","5.000"',
      '"12","the amount cannot be read","Q-8","\'=HYPERLINK@example.com","Mug","gratis"',
      '"13","the amount gives 0 points","Q-9","eko@example.com","Mug","0,99"',
      '"15","no e-mail address","Total","","","1.095.544,11"',
      "",
    ]);
  });

  test("it has two buttons, of styles 3 and 2", () => {
    const buttons = asked.message.components.flatMap((row) => row.components);
    expect(buttons).toMatchObject([
      { type: 2, style: 3, label: "Import and mail 5" },
      { type: 2, style: 2, label: "Cancel" },
    ]);
  });

  test("after Import each order is mailed once, each address once a call", async () => {
    const pressed = await pressImport(shop, asked.message);
    expect(pressed.body).toMatchObject({
      type: 7,
      data: { components: [], allowed_mentions: { parse: [] } },
    });
    await shop.sendgrid.waitFor((mails) => mails.length === 5, PATIENCE);
    const mails = shop.sendgrid.mailbox.list();
    expect(mails.map(({ to }) => to).toSorted()).toEqual(ADDRESSES);
    expect(shop.sendgrid.calls.map(({ recipients }) => recipients).toSorted()).toEqual([1, 4]);
    codes = Object.fromEntries(
      mails.map((mail) => [/order (Q-\d)/.exec(mail.subject)?.[1] ?? "", codeIn(mail)]),
    );
    expect(new Set(Object.values(codes)).size).toBe(5);
    expect(Object.keys(codes).toSorted()).toEqual(["Q-1", "Q-2", "Q-3", "Q-4", "Q-5"]);
  });

  test("a mail says what it must, and carries no address or code to SendGrid's arguments", () => {
    const mail = mailTo(shop, "sari@example.com");
    expect(mail.subject).toBe("Discord points available – order Q-3");
    expect(mail.text).toContain("1234 Discord points");
    expect(mail.html).toContain(codes["Q-3"]);
    expect(mail.html).toContain("Kopi Senja");
    expect(JSON.stringify(mail.customArgs)).not.toMatch(/@|-[0-9A-Z]{4}-/);
  });

  test("its summary replaces the preview", async () => {
    const done = await shop.discord.waitFor(
      ({ id, embeds }) => id === asked.message.id && embeds[0]?.title === "orders.csv is imported",
    );
    expect(shown(done).fields).toEqual({
      "Claims created": "5",
      Mailed: "5",
      "Skipped, already imported": "0",
    });
    expect(done.components).toEqual([]);
  });

  test("a code in any case and spacing becomes points, once", async () => {
    const code = codes["Q-1"] ?? "";
    const claimed = await claim(shop, AYU.id, ` ${code.toLowerCase().replaceAll("-", " ")} `);
    expect(shown(claimed.message)).toMatchObject({
      title: "+29,990 points",
      body: "You have **30,790** points now.",
      fields: {
        "New achievements": [
          "🌱 **First points** · +50 points",
          "🥉 **Collector** · +25 points",
          "🥈 **Big collector** · +75 points",
          "🥇 **Master collector** · +150 points",
          "💰 **Treasure chest** · +300 points",
          "🎟️ **First claim**",
          "🚀 **Early adopter** · +200 points",
        ].join("\n"),
      },
      footer: "Order Q-1",
    });
    const again = await claim(shop, AYU.id, code);
    expect(shown(again.message).body).toMatch(/^You used this code yourself on <t:\d+:f>/);
    const byAnother = await claim(shop, DIMAS.id, code);
    expect(shown(byAnother.message).body).toContain("No claim is open for this code");
    await claim(shop, AYU.id, codes["Q-2"] ?? "");
    const balance = await shop.discord.command(AYU.id, { name: "balance" });
    expect(shown(balance.message).body).toBe("**40,789** points");
  });

  test("SendGrid's events move the mails, and /import status tells the bounced address", async () => {
    await shop.sendgrid.mailbox.deliver(mailTo(shop, "sari@example.com").id, "delivered");
    await shop.sendgrid.mailbox.deliver(mailTo(shop, "wati@example.com").id, "bounce");
    const status = await shop.discord.command(STAFF.id, {
      name: "import",
      subcommand: "status",
      options: { import: asked.importId },
    });
    const { title, fields, footer } = shown(status.message);
    expect([title, footer]).toEqual(["orders.csv", asked.importId]);
    expect(fields["E-mails"]?.split("\n").toSorted()).toEqual([
      "delivered: **1**",
      "sent: **3**",
      "❌ bounced: **1**",
    ]);
    expect(fields.Claims?.split("\n").toSorted()).toEqual(["✅ claimed: **2**", "🟢 open: **3**"]);
    expect(fields["Not delivered"]).toMatch(/^`wati@example.com` · `Q-4` · ❌ bounced \(550 /);
  });

  test("staff's actions stand in the audit channel, without an address or a code", async () => {
    for (const title of ["Order file uploaded", "Import started"]) {
      await shop.discord.waitFor(
        ({ channelId, embeds }) => channelId === AUDIT_CHANNEL && embeds[0]?.title === title,
      );
    }
    const audit = shop.discord.messages(AUDIT_CHANNEL).map(textOf).join();
    expect(audit).toContain(`<@${ADMIN.id}>`);
    const started = shop.discord
      .messages(AUDIT_CHANNEL)
      .find(({ embeds }) => embeds[0]?.title === "Import started");
    expect(shown(started).body).toMatch(/\*\*File:\*\* `.+\.csv`\n\*\*Mails:\*\* 5\n\*\*Points:\*\* [\d,]+$/);
    expect(audit).not.toMatch(/bytes|previewed/);
    expect(audit).not.toMatch(/@example\.com/);
    for (const code of Object.values(codes)) expect(audit).not.toContain(code);
  });

  test("a bounced address is not mailed again unasked, and the summary tells it", async () => {
    const before = shop.sendgrid.mailbox.list().length;
    const { message } = await importOrders(
      shop,
      orderCsv([{ id: "Q-10", email: "wati@example.com", amount: 7 }]),
    );
    const done = await shop.discord.waitFor(
      ({ id, embeds }) => id === message.id && embeds[0]?.title === "orders.csv is imported",
    );
    expect(shown(done).fields).toMatchObject({ Mailed: "0", "Held back": "1" });
    expect(shop.sendgrid.mailbox.list()).toHaveLength(before);
  });
});
