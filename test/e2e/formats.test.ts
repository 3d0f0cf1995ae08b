import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  importOrders,
  mailsTo,
  mailTo,
  newOrder,
  newOrders,
  orderCsv,
  preview,
  shown,
  upload,
} from "./support/orders.ts";
import { ADMIN, AYU, type OpenShop, openShop } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

const refusalOf = async (content: string | Uint8Array, options: Record<string, string | number> = {}) => {
  const { message } = await preview(shop, content, { options });
  expect(message.components).toEqual([]);
  return shown(message).body;
};

describe("files as people have them", () => {
  const files: [string, (csv: string) => string | Uint8Array][] = [
    [
      "UTF-16 with its mark, as Excel saves it",
      (csv) => Buffer.from(`\uFEFF${csv.replaceAll(",", "\t")}`, "utf16le"),
    ],
    ["UTF-16 without a mark", (csv) => Buffer.from(csv, "utf16le")],
    ["big-endian UTF-16", (csv) => Buffer.from(`\uFEFF${csv}`, "utf16le").swap16()],
    ["UTF-8 with a mark and CRLF", (csv) => `\uFEFF${csv.replaceAll("\n", "\r\n")}`],
    ["lone CRs and pipes", (csv) => csv.replaceAll("\n", "\r").replaceAll(",", "|")],
    ["every cell quoted", (csv) => csv.replace(/[^,\n]+/g, '"$&"')],
    ["no newline at the end", (csv) => csv.trimEnd()],
  ];

  test.each(files)("%s: every order is mailed", async (_, form) => {
    const orders = newOrders(2, 29_990);
    await importOrders(shop, form(orderCsv(orders)));
    for (const { email } of orders) expect(mailTo(shop, email).text).toContain("29990 Discord points");
  });
});

describe("options", () => {
  test("fixed points, a campaign's message and an expiry are in the mail", async () => {
    const order = newOrder("-");
    const message = "See you <b>soon</b> {{code}} & thanks";
    await importOrders(shop, orderCsv([order]), { options: { points: 77, message, expires_days: 1 } });
    const mail = mailTo(shop, order.email);
    expect(mail.text).toContain("77 Discord points");
    expect(mail.text).toContain("See you <b>soon</b> { {code}} & thanks");
    expect(mail.html).toContain("See you &lt;b&gt;soon&lt;/b&gt;");
    expect(mail.html).not.toContain("<b>soon");
    const [row] = await shop.rows(
      "select expires_at_ms - created_at_ms as life from claims order by created_at_ms desc",
    );
    expect(row?.life).toBe(86_400_000);
  });

  test("the multiplier scales first, then the fraction is dropped", async () => {
    const order = newOrder("33.3");
    await importOrders(shop, orderCsv([order]), { options: { multiplier: 1.5 } });
    expect(mailTo(shop, order.email).text).toContain("49 Discord points");
  });

  test("product and days filter, and what a file cannot be filtered by is refused", async () => {
    const [one, other, early] = newOrders(3);
    const csv = [
      "order_id,email,amount,product,date",
      `${one?.id},${one?.email},10,Kopi Gayo 250 g,2026-11-17`,
      `${other?.id},${other?.email},10,Teh Melati,2026-11-17`,
      `${early?.id},${early?.email},10,Kopi Gayo,2026-11-01`,
    ].join("\n");
    const options = { product: "kopi gayo", from: "2026-11-10", to: "2026-11-30" };
    const { message } = await preview(shop, csv, { options });
    expect(shown(message).fields).toMatchObject({ "To be mailed": "1", "Filtered out": "2" });
    expect(await refusalOf(orderCsv(newOrders(1)), { product: "kopi" })).toContain(
      "Columns in the file: `order_id`",
    );
    expect(await refusalOf(orderCsv(newOrders(1)), { from: "2026-11-10" })).toContain("date");
  });

  test("orders without ids: one claim an address and campaign, another in another campaign", async () => {
    const order = newOrder();
    const csv = `email,amount\n${order.email},10\n${order.email},20\n`;
    await importOrders(shop, csv, { options: { campaign: "Spring" } });
    expect(mailsTo(shop, order.email)).toHaveLength(1);
    const again = await preview(shop, csv, { options: { campaign: "spring" } });
    expect(shown(again.message).fields).toMatchObject({ "To be mailed": "0" });
    await importOrders(shop, csv, { options: { campaign: "Autumn" } });
    expect(mailsTo(shop, order.email)).toHaveLength(2);
  });

  test("an option that makes no sense is refused at once, with what it takes", async () => {
    const { exchange } = await upload(shop, orderCsv(newOrders(1)), { options: { from: "yesterday" } });
    expect(shown(exchange.message).body).toBe(
      "The option `from` takes a date as year-month-day, such as 2026-01-31.",
    );
  });
});

describe("files that cannot be imported say why and what to do", () => {
  test("two candidates for a column, until the option settles it", async () => {
    const order = newOrder();
    const csv = `order id,email,billing email,amount\n${order.id},${order.email},other@example.com,5\n`;
    const body = await refusalOf(csv);
    expect(body).toContain("`email`, `billing email`");
    expect(body).toContain("email_column");
    await importOrders(shop, csv, { options: { email_column: "EMAIL" } });
    expect(mailsTo(shop, order.email)).toHaveLength(1);
  });

  test.each([
    ["no e-mail column", "order_id,amount\n1,5\n", "Columns in the file: `order_id`, `amount`"],
    ["no header", "budi@example.com,5\n", "The first line must name the columns"],
    ["only a header", "email,amount\n", "no rows"],
    ["nothing", "", "no rows"],
    ["an unclosed quote", 'email,amount\n"a@example.com,5\n', "quotes in line 2"],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0]), "not a CSV file"],
    ["Latin-1", Buffer.from("email,amount\nann\xe9@example.com,5\n", "latin1"), "not UTF-8"],
  ])("%s", async (_, content, sentence) => {
    expect(await refusalOf(content)).toContain(sentence);
  });

  test("a file that Discord calls small and is not: refused while it is read", async () => {
    const bytes = Buffer.alloc(11 * 1024 * 1024, `email,amount,note\n${"x".repeat(7_000)}\n`);
    const file = { name: "big.csv", bytes, claimedSize: 1_000 };
    const call = { name: "import", subcommand: "orders", options: { file } };
    const { message } = await shop.discord.command(ADMIN.id, call, { unchecked: true });
    const answered = await shop.discord.waitFor(({ id, embeds }) => id === message?.id && embeds.length > 0);
    expect(shown(answered).body).toContain("larger than 10 MiB");
    expect(await shop.value("select count(*) from import_rows")).toBeLessThan(1_000);
  });

  test("a file that says it is too large is not even fetched", async () => {
    const file = { name: "big.csv", bytes: new Uint8Array(10), claimedSize: 10 * 1024 * 1024 + 1 };
    const call = { name: "import", subcommand: "orders", options: { file } };
    const { message } = await shop.discord.command(ADMIN.id, call, { unchecked: true });
    expect(shown(message).body).toContain("at most 10 MiB are taken");
  });
});

test("nothing of an order file reaches a customer's account unasked", async () => {
  await importOrders(shop, orderCsv(newOrders(3)));
  expect(await shop.value("select count(*) from accounts where owner like 'member:%'")).toBe(0);
  expect(shown((await shop.discord.command(AYU.id, { name: "balance" })).message).body).toBe("**0** points");
});
