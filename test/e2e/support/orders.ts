import { randomInt } from "node:crypto";
import type { Message } from "../../../scripts/standins/discord/message.ts";
import type { Mail } from "../../../scripts/standins/sendgrid/mailbox.ts";
import { ADMIN, type OpenShop } from "./shop.ts";

type Options = Readonly<Record<string, string | number>>;

export type Order = { readonly id: string; readonly email: string; readonly amount: string | number };

/** A name that no other test has: of a customer, or of an order. */
export const fresh = (what: string): string => `${what}-${randomInt(36 ** 7).toString(36)}`;

/** An order of a new customer. */
export const newOrder = (amount: string | number = 1_000): Order => ({
  id: fresh("O"),
  email: `${fresh("buyer")}@example.com`,
  amount,
});

/** So many orders of as many new customers. */
export const newOrders = (count: number, amount?: string | number): Order[] =>
  Array.from({ length: count }, () => newOrder(amount));

export const orderCsv = (orders: readonly Order[]): string =>
  ["order_id,email,amount", ...orders.map(({ id, email, amount }) => `${id},${email},${amount}`), ""].join(
    "\n",
  );

export function csvFile(content: string | Uint8Array, name = "orders.csv") {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { name, bytes, contentType: "text/csv" };
}

/** Runs `/import orders`. */
export async function upload(
  shop: OpenShop,
  content: string | Uint8Array,
  { as = ADMIN.id, options = {} }: { as?: string; options?: Options } = {},
) {
  const call = { name: "import", subcommand: "orders", options: { ...options, file: csvFile(content) } };
  const exchange = await shop.discord.command(as, call);
  return { exchange, importId: exchange.interaction.id, messageId: exchange.message?.id ?? "" };
}

/** Uploads a file and waits for what its answer says of it. */
export async function preview(
  shop: OpenShop,
  content: string | Uint8Array,
  given: { as?: string; options?: Options } = {},
) {
  const { exchange, importId, messageId } = await upload(shop, content, given);
  const message = await shop.discord.waitFor(({ id, embeds }) => id === messageId && embeds.length > 0);
  return { exchange, importId, message };
}

/** Uploads a file, presses Import and waits until all its mails are settled. */
export async function importOrders(
  shop: OpenShop,
  content: string | Uint8Array,
  given: { as?: string; options?: Options } = {},
) {
  const { importId, message } = await preview(shop, content, given);
  await pressImport(shop, message, given.as);
  await shop.until(`select state from imports where id = '${importId}'`, "done");
  return { importId, message };
}

export const pressImport = (shop: OpenShop, message: Message, as: string = ADMIN.id) =>
  shop.discord.press(as, message, buttonOf(message, 3));

export const pressCancel = (shop: OpenShop, message: Message, as: string = ADMIN.id) =>
  shop.discord.press(as, message, buttonOf(message, 2));

/** The `custom_id` of the message's button of a style. */
export function buttonOf(message: Message, style: number): string {
  const buttons = message.components.flatMap((row) => row.components);
  const found = buttons.find((button) => button.type === 2 && button.style === style);
  if (!found?.custom_id) throw new Error(`the message has no button of style ${style}`);
  return found.custom_id;
}

/** The `custom_id` of the message's button with a label. */
export function buttonLabelled(message: Message | null | undefined, label: string): string {
  const buttons = message?.components.flatMap((row) => row.components) ?? [];
  const found = buttons.find((button) => button.type === 2 && button.label === label);
  if (!found?.custom_id) throw new Error(`the message has no button ${label}`);
  return found.custom_id;
}

/** What stands in a message's first embed, for assertions: its fields by their names. */
export function shown(message: Message | null | undefined) {
  const embed = message?.embeds[0];
  return {
    title: embed?.title ?? "",
    body: embed?.description ?? "",
    footer: embed?.footer?.text ?? "",
    fields: Object.fromEntries((embed?.fields ?? []).map(({ name, value }) => [name, value])),
  };
}

/** All that can be read in a message, in one text. */
export const textOf = (message: Message | null | undefined): string =>
  JSON.stringify([message?.content, message?.embeds, message?.components]);

export function mailsTo(shop: OpenShop, address: string): Mail[] {
  return shop.sendgrid.mailbox.list().filter(({ to }) => to === address);
}

/** The one mail that reached an address. */
export function mailTo(shop: OpenShop, address: string): Mail {
  const [mail, ...others] = mailsTo(shop, address);
  if (!mail || others.length > 0) throw new Error(`${address} has ${mail ? others.length + 1 : 0} mails`);
  return mail;
}

export const codeFor = (shop: OpenShop, address: string): string => codeIn(mailTo(shop, address));

export function codeIn(mail: Mail): string {
  const code = /^\/claim code:([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})$/m.exec(mail.text)?.[1];
  if (!code) throw new Error("the mail has no line with the command");
  return code;
}

/** Imports one new order and gives its claim. */
export async function newClaim(shop: OpenShop, amount: string | number = 1_000) {
  const order = newOrder(amount);
  const { importId } = await importOrders(shop, orderCsv([order]));
  return { order, importId, code: codeFor(shop, order.email), claimId: `${importId}.2` };
}

export const claim = (shop: OpenShop, userId: string, code: string) =>
  shop.discord.command(userId, { name: "claim", options: { code } });

/** What a member's claims were booked with, from the books: without the bonuses of achievements. */
export async function claimedPointsOf(shop: OpenShop, userId: string): Promise<number> {
  const sum = "select sum(amount) from transfers where kind = 'claim' and credit = ?";
  return Number((await shop.value(sum, `member:${userId}/points`)) ?? 0);
}

/** The points of a member's account, from the books. */
export async function pointsOf(shop: OpenShop, userId: string): Promise<number> {
  return Number(
    (await shop.value("select balance from accounts where id = ?", `member:${userId}/points`)) ?? 0,
  );
}
