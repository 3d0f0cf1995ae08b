import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  claim,
  codeFor,
  newOrder,
  newOrders,
  orderCsv,
  pressImport,
  preview,
  shown,
  textOf,
  upload,
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
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

const language = (userId: string, choice: string) =>
  shop.discord.command(userId, { name: "language", options: { language: choice } });

test("the command table carries Indonesian names and descriptions", () => {
  const [imports] = shop.discord.commands().filter(({ name }) => name === "import");
  expect(imports?.name_localizations).toEqual({ id: "impor" });
  expect(JSON.stringify(imports?.options)).toContain('"name_localizations":{"id":"pesanan"}');
});

describe("after /language, what a member reads is Indonesian", () => {
  test("the change itself, and every answer to staff from preview to summary", async () => {
    const changed = await language(ADMIN.id, "id");
    expect(shown(changed.message).body).toBe("Aku akan menulis kepadamu dalam **Bahasa Indonesia**.");
    const order = newOrder("Rp 29.990");
    const csv = `${orderCsv([order])}x,salah,5\n`;
    const { importId, message } = await preview(shop, csv);
    expect(shown(message)).toMatchObject({
      title: "Pratinjau orders.csv",
      fields: {
        "Akan dikirimi": "1",
        "Jumlah poin": "29.990",
        "Ditolak: 1": expect.stringContaining("baris 3"),
      },
    });
    expect(message.attachments[0]?.filename).toBe("ditolak.csv");
    const file = Buffer.from(shop.discord.file(message.attachments[0]?.id ?? "") ?? []).toString();
    expect(file).toContain('"3","alamat e-mail tidak sah"');
    await pressImport(shop, message);
    const done = await shop.discord.waitFor(
      ({ id, embeds }) => id === message.id && embeds[0]?.title === "orders.csv selesai diimpor",
    );
    expect(shown(done).fields).toMatchObject({ "Klaim dibuat": "1", Terkirim: "1" });
    const status = await shop.discord.command(ADMIN.id, {
      name: "import",
      subcommand: "status",
      options: { import: importId },
    });
    expect(shown(status.message).fields["E-mail"]).toBe("terkirim: **1**");
    expect(codeFor(shop, order.email)).toHaveLength(19);
  });

  test("the answers to a customer, a mistyped code among them", async () => {
    await language(AYU.id, "id");
    const order = newOrder(1_500);
    const { message } = await preview(shop, orderCsv([order]), { as: STAFF.id });
    await pressImport(shop, message, STAFF.id);
    await shop.sendgrid.waitFor((mails) => mails.some(({ to }) => to === order.email), PATIENCE);
    const code = codeFor(shop, order.email);
    expect(shown((await claim(shop, AYU.id, "ABCD")).message).body).toContain("salah ketik");
    const claimed = await claim(shop, AYU.id, code);
    expect(shown(claimed.message)).toMatchObject({ title: "+1.500 poin", footer: `Pesanan ${order.id}` });
    expect(shown(claimed.message).fields["Pencapaian baru"]).toContain("🌱 **Poin pertama** · +50 poin");
    expect(shown((await claim(shop, AYU.id, code)).message).body).toContain("Kode ini sudah kamu pakai");
    expect(shown((await shop.discord.command(AYU.id, { name: "balance" })).message).body).toBe(
      "**2.300** poin",
    );
  });

  test("refusals too: of rights, of options, of a wrong place", async () => {
    const forbidden = await shop.discord.command(AYU.id, { name: "jobs" }, { unchecked: true });
    expect(shown(forbidden.message).body).toBe("Hanya staf toko yang bisa melakukan ini.");
    const { exchange } = await upload(shop, orderCsv(newOrders(1)), { options: { from: "kemarin" } });
    expect(shown(exchange.message).body).toContain("harus berupa tanggal");
    const dm = await shop.discord.command(AYU.id, { name: "balance" }, { channel: "dm", unchecked: true });
    expect(shown(dm.message).title).toBe("Tidak di sini");
  });
});

test("others still read the shop's own language, and the choice can be taken back", async () => {
  expect(shown((await shop.discord.command(DIMAS.id, { name: "balance" })).message).title).toBe(
    "Your balance",
  );
  await language(AYU.id, "shop");
  expect(shown((await shop.discord.command(AYU.id, { name: "balance" })).message).title).toBe("Your balance");
  expect(shown((await claim(shop, AYU.id, "ABCD")).message).body).toContain("typing error");
});

test("mails are in the shop's language, whatever staff have chosen for themselves", () => {
  const [mail] = shop.sendgrid.mailbox.list();
  expect(mail?.text).toContain("You have 29990 Discord points");
  expect(textOf(shop.discord.messages(AUDIT_CHANNEL)[0])).toContain("Order file uploaded");
});
