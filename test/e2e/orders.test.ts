import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buttonLabelled, shown, textOf } from "./support/orders.ts";
import { answerOf, EPHEMERAL } from "./support/raw.ts";
import { AUDIT_CHANNEL, AYU, DIMAS, type OpenShop, openShop, PATIENCE, STAFF } from "./support/shop.ts";

const TOKEN = "K7M4Q";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
  await shop.rows(
    `insert into token_batches (id, description, quantity, code_length, reward_kind, reward_value, created_by,
       created_at_ms, answer_until_ms) values ('flyer', 'Flyer', 1, 5, 'percent', 10, '1', 1, 1)`,
  );
  await shop.rows(
    "insert into tokens (code, batch_id, number, changed_at_ms, changed_by) values (?, 'flyer', 1, 1, '1')",
    TOKEN,
  );
});
afterAll(() => shop.stop());

type Options = Parameters<OpenShop["discord"]["command"]>[1]["options"];
const command = (as: string, name: string, options: Options = {}) =>
  shop.discord.command(as, { name, options });
const press = async (as: string, message: Awaited<ReturnType<typeof command>>["message"], label: string) =>
  await shop.discord.press(as, message?.id ?? "", buttonLabelled(message, label));
const directTo = (userId: string, text: string) =>
  shop.discord.waitFor(
    (message) => message.channelId === shop.discord.dmChannelId(userId) && textOf(message).includes(text),
    PATIENCE,
  );

describe("an order from its making to its end", () => {
  test("staff make it with a token and a file; the customer is told, sees it and its file", async () => {
    const bytes = new TextEncoder().encode("a sketch of a cake");
    const made = await command(STAFF.id, "createorder", {
      description: "A *cake* with roses",
      customer: AYU.id,
      token_code: "k7-m4q",
      amount: 50_000,
      priority: "1",
      attachment: { name: "sketch.txt", bytes, contentType: "text/plain" },
    });
    expect(answerOf(made).flags).toBe(EPHEMERAL);
    expect(shown(made.message)).toMatchObject({
      title: "Order ED001 is made",
      body: "A \\*cake\\* with roses",
    });
    expect(shown(made.message).fields).toMatchObject({
      Customer: `<@${AYU.id}>`,
      "Promo token": `\`${TOKEN}\` · 10 % off`,
      "Customer pays": "**Rp 45,000** (~~Rp 50,000~~ − Rp 5,000)",
      Priority: "🟠 high",
    });
    expect(textOf(await directTo(AYU.id, "your order is written down"))).toContain(
      "**Rp 45,000** instead of Rp 50,000",
    );

    const refused = await command(STAFF.id, "createorder", {
      description: "x",
      customer: DIMAS.id,
      token_code: TOKEN,
    });
    expect(shown(refused.message).body).toContain("is reserved for order ED001");

    await shop.idle();
    const seen = await command(AYU.id, "orderstatus", { order_code: "ed1" });
    expect(shown(seen.message).title).toBe("ED001 · 🕐 pending");
    expect(shown(seen.message).fields).not.toHaveProperty("What happened");
    await press(AYU.id, seen.message, "Show the file");
    const message = await shop.discord.waitFor(
      // A late answer is a message of its own.
      ({ ephemeralTo, attachments }) => ephemeralTo === AYU.id && attachments.length > 0,
      PATIENCE,
    );
    expect(Buffer.from(shop.discord.file(message.attachments[0]?.id ?? "") ?? []).toString()).toBe(
      "a sketch of a cake",
    );
    const other = await command(DIMAS.id, "orderstatus", { order_code: "ED001" });
    expect(shown(other.message).body).toContain("There is no such order");
  });

  test("it is in the queue and among the customer's orders; a note is told; it is completed with its token", async () => {
    const queue = await command(STAFF.id, "queue");
    expect(shown(queue.message).body).toContain("**ED001**");
    const own = await command(AYU.id, "orders");
    expect(shown(own.message).title).toBe("Your orders");
    const one = await press(AYU.id, own.message, "ED001");
    expect(shown(one.message).title).toContain("ED001");
    await press(AYU.id, one.message, "Back");

    const updated = await command(STAFF.id, "updatestatus", {
      order_code: "ED001",
      status: "waiting",
      note: "Which colour?",
    });
    expect(shown(updated.message).body).toContain("waiting for the customer");
    await directTo(AYU.id, "Which colour?");

    const offered = await shop.discord.autocomplete(
      STAFF.id,
      { name: "completeorder", options: { order_codes: "ED9 cake" } },
      "order_codes",
    );
    expect(offered.body).toMatchObject({ data: { choices: [{ value: "ED9 ED001" }] } });
    const done = await command(STAFF.id, "completeorder", { order_codes: "ED001 ED999 pizza" });
    const { body = "" } = shown(done.message);
    expect(body.split("\n")).toEqual([
      `✅ **ED001** is completed for <@${AYU.id}>. · Paid: Rp 45,000 · Saved: Rp 5,000`,
      "❓ There is no order **ED999**.",
      "❓ `pizza` is not the code of an order; those look like `ED001`.",
    ]);
    expect(textOf(await directTo(AYU.id, "your order is completed"))).toContain("Rp 45,000");
    expect(await shop.value("select state from tokens where code = ?", TOKEN)).toBe("used");
    const seen = await command(STAFF.id, "orderstatus", { order_code: "ED001" });
    expect(shown(seen.message).fields["What happened"]).toMatch(/^<t:\d+:f> made by <@\d+>\n.*✅ completed/s);
    expect(shown((await command(AYU.id, "orders")).message).title).toBe("Your purchases");
  });

  test("another is cancelled with a reason that its customer reads; all of it is in the audit channel", async () => {
    await command(STAFF.id, "createorder", { description: "Tea", customer: DIMAS.id });
    const cancelled = await command(STAFF.id, "cancelorder", { order_code: "ED002", reason: "no *tea*" });
    expect(shown(cancelled.message).title).toBe("Order ED002 is cancelled");
    expect(textOf(await directTo(DIMAS.id, "was cancelled"))).toContain("no \\\\*tea\\\\*");
    const again = await command(STAFF.id, "cancelorder", { order_code: "ED002", reason: "x" });
    expect(shown(again.message).body).toContain("was cancelled by");
    await shop.idle();
    const posted = shop.discord.messages(AUDIT_CHANNEL).map((message) => textOf(message));
    for (const title of ["Order made", "Order completed", "Order cancelled", "Status of an order changed"])
      expect(posted.some((text) => text.includes(title) && /ED00[12]/.test(text))).toBe(true);
  });

  test("is the work of staff alone, its lists and their buttons too", async () => {
    const orders = { order_code: "ED001", order_codes: "ED001", status: "waiting", reason: "x" };
    const calls = {
      createorder: { description: "x", customer: AYU.id },
      completeorder: { order_codes: orders.order_codes },
      cancelorder: { order_code: orders.order_code, reason: orders.reason },
      updatestatus: { order_code: orders.order_code, status: orders.status },
      queue: {},
      overdue: {},
    };
    for (const [name, options] of Object.entries(calls)) {
      const { message } = await shop.discord.command(AYU.id, { name, options }, { unchecked: true });
      expect(shown(message).body).toBe("Only the shop's staff can do this.");
    }
    await shop.rows(
      `insert into orders (id, number, description, customer_id, created_by, created_at_ms, changed_at_ms, changed_by, changed_request)
       with recursive n(value) as (select 3 union all select value + 1 from n where value < 23)
       select 'x' || value, value, 'x', '1', '1', 1, 1, '1', 'x' from n`,
    );
    const { message } = await command(STAFF.id, "queue");
    expect(shown(message).footer).toBe("Orders: 21 · page 1 of 3");
    const next = buttonLabelled(message, "▶");
    const refused = await shop.discord.press(AYU.id, message?.id ?? "", next, { unchecked: true });
    expect(shown(refused.message).body).toBe("Only the shop's staff can do this.");
    expect(shown((await press(STAFF.id, message, "▶")).message).footer).toContain("page 2 of 3");
  });
});
