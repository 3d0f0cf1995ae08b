import { createClient } from "@libsql/client/http";
import type { Shop } from "./shop.ts";

const ORDERS = [
  ["Order ID", "Date", "Customer email", "Product", "Amount"],
  ["KS-1001", "2026-11-17", "ayu@example.com", "Kopi Gayo 250 g", "Rp 89.000"],
  ["KS-1002", "2026-11-17", "dimas@example.com", "Kopi Toraja 250 g", "Rp 95.000"],
  ["KS-1003", "2026-11-18", "sari@example.com", "Kopi Gayo 1 kg", "Rp 310.000"],
  ["KS-1004", "2026-11-18", "joko@example.com", "Teh Melati", "Rp 42.500"],
  ["KS-1005", "2026-11-19", "putri@example.com", "Kopi Toraja 250 g", "-"],
] as const;

/** Fills an empty shop with a small history, through the same doors as people use. False when it has one already. */
export async function seedShop(shop: Shop): Promise<boolean> {
  if (await hasHistory(shop.sqld.url)) return false;
  const [admin, , ayu] = shop.discord.world.users;
  const channel = shop.discord.world.channels[1]?.id;
  if (!admin || !ayu || !channel) throw new Error("the example world has no admin, customer or shop channel");
  const bytes = new TextEncoder().encode(ORDERS.map((row) => row.join(",")).join("\r\n"));
  const options = {
    file: { name: "orders-november.csv", bytes, contentType: "text/csv" },
    campaign: "November",
    message: "Thank you for drinking coffee with us this month!",
  };
  const asked = await shop.discord.command(
    admin.id,
    { name: "import", subcommand: "orders", options },
    { channel },
  );
  const preview = await shop.discord.waitFor(
    (message) => message.id === asked.message?.id && message.components.length > 0,
  );
  const confirm = preview.components[0]?.components[0]?.custom_id;
  await shop.discord.press(admin.id, preview, confirm ?? "");
  await shop.discord.waitFor((message) => message.embeds[0]?.title?.includes("is imported") ?? false);
  for (const mail of shop.sendgrid.mailbox.list()) {
    await shop.sendgrid.mailbox.deliver(mail.id, mail.to.startsWith("joko") ? "bounce" : "delivered");
  }
  const code = /\/claim code:(\S+)/.exec(
    shop.sendgrid.mailbox.list().find(({ to }) => to.startsWith("ayu"))?.text ?? "",
  );
  await shop.discord.command(ayu.id, { name: "claim", options: { code: code?.[1] ?? "" } }, { channel });
  return true;
}

async function hasHistory(url: string): Promise<boolean> {
  const client = createClient({ url });
  try {
    const { rows } = await client.execute("select 1 from imports limit 1");
    return rows.length > 0;
  } finally {
    client.close();
  }
}
