import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningWorker, startWorker } from "../../scripts/stack/worker.ts";
import type { Message } from "../../scripts/standins/discord/message.ts";
import { buttonLabelled, buttonOf, fresh, shown, textOf } from "./support/orders.ts";
import { answerOf, EPHEMERAL } from "./support/raw.ts";
import { ADMIN, AUDIT_CHANNEL, type OpenShop, openShop, PATIENCE, STAFF } from "./support/shop.ts";

const ROTATE = join(import.meta.dirname, "../../scripts/rotate-key.ts");

let shop: OpenShop;
let worker: RunningWorker;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
  worker = shop.worker;
});
afterAll(async () => {
  await worker.stop();
  await shop.stop();
});

type Options = Readonly<Record<string, string | number | boolean | { name: string; bytes: Uint8Array }>>;

/** The answer that there must be. */
function shownTo({ message }: { message: Message | null }): Message {
  if (!message) throw new Error("nothing was answered");
  return message;
}
const pressOn = async (message: Message, id: string) => await shop.discord.press(ADMIN.id, message, id);

const admin = (subcommand: string, options: Options, group?: string) =>
  shop.discord.command(ADMIN.id, { name: "admin", subcommand, options, ...(group ? { group } : {}) });
const suggested = async (subcommand: string, typed: string) => {
  const call = { name: "admin", subcommand, options: { product: typed } };
  const { choices } = await shop.discord.autocomplete(ADMIN.id, call, "product");
  return choices ?? [];
};
const codesFile = (lines: readonly string[], name = "codes.csv") => ({
  name,
  bytes: new TextEncoder().encode(`${lines.join("\r\n")}\r\n`),
});
const becomes = (message: Message | null | undefined, title: string) =>
  shop.discord.waitFor(({ id, embeds }) => id === message?.id && embeds[0]?.title === title, PATIENCE);
const fileOf = (message: Message) =>
  Buffer.from(shop.discord.file(message.attachments[0]?.id ?? "") ?? []).toString();
const newCodes = (count: number) => Array.from({ length: count }, () => fresh("CODE"));

/** A product with these codes in stock, brought there as an admin does it. */
async function stocked(codes: readonly string[]): Promise<{ sku: string; summary: Message }> {
  const sku = fresh("gift");
  await admin("create", { sku, name: "Gift card 10", low_stock: 3 }, "product");
  const asked = await admin("addstock", { product: sku, file: codesFile(codes, "codes.txt") });
  const preview = await becomes(asked.message, "Preview of codes.txt");
  await shop.discord.press(ADMIN.id, preview, buttonOf(preview, 3));
  return { sku, summary: await becomes(asked.message, "Codes added") };
}

async function exported(product: string): Promise<string[]> {
  const message = shownTo(await admin("exportstock", { product }));
  await pressOn(message, buttonOf(message, 3));
  return fileOf(await becomes(message, "Codes given out"))
    .trim()
    .split("\n");
}

test("an admin makes a product with packages and brings codes into stock, seen by nobody else", async () => {
  const sku = fresh("steam");
  const created = await admin("create", { sku, name: "Steam *wallet*", low_stock: 2 }, "product");
  expect(answerOf(created).flags).toBe(EPHEMERAL);
  await admin("set", { product: sku, size: 1, price: 15_000 }, "package");
  const set = await admin("set", { product: sku, size: 5, price: 70_000 }, "package");
  expect(shown(set.message)).toMatchObject({
    title: "Package set",
    body: expect.stringContaining("**Steam \\*wallet\\***"),
    fields: { Packages: "1 = Rp 15,000\n5 = Rp 70,000" },
  });
  const [choice] = await suggested("addstock", "steam");
  expect(choice?.name).toBe(`${sku} · Steam *wallet*`);

  const [one = "", two = ""] = newCodes(2);
  const lines = ["no,code", `1,${one}`, `2,${two}`, `3,${one}`, "4,abc"];
  const asked = await admin("addstock", { product: choice?.value ?? "", file: codesFile(lines) });
  const preview = await becomes(asked.message, "Preview of codes.csv");
  expect(preview.ephemeralTo).toBe(ADMIN.id);
  expect(shown(preview).fields).toMatchObject({
    New: "2",
    "Free in stock": "0 → 2",
    "Refused: 2": expect.stringContaining("(line 4)"),
  });
  expect(fileOf(preview)).toContain('"4","stands further up in the file","2"');
  expect(textOf(preview) + fileOf(preview)).not.toContain(one);
  expect(await shop.value("select count(*) from stock")).toBe(0);

  const refused = await shop.discord.press(STAFF.id, preview, buttonOf(preview, 3), { unchecked: true });
  expect(textOf(refused.message)).toContain("Only the shop's admins");
  await shop.discord.press(ADMIN.id, preview, buttonOf(preview, 3));
  const summary = await becomes(asked.message, "Codes added");
  expect(shown(summary)).toMatchObject({
    body: "**2** codes of **Steam \\*wallet\\*** came into stock.",
    fields: { "Free in stock": "2" },
  });
  const seen = await shop.discord.command(STAFF.id, {
    name: "admin",
    subcommand: "viewstock",
    options: { product: sku },
  });
  expect(shown(seen.message).body).toContain("**2** free · 0 sold · 0 void");
  await shop.idle();
  const posts = shop.discord.messages(AUDIT_CHANNEL).map((message) => textOf(message));
  for (const title of ["Product made", "Package of a product set", "Codes added to stock"])
    expect(posts.filter((text) => text.includes(title)).length, title).toBeGreaterThan(0);
  expect(posts.join()).not.toContain(one);
});

test("staff who are no admins see products and stock, and change nothing", async () => {
  const staff = (subcommand: string, options: Options, group?: string) =>
    shop.discord.command(STAFF.id, { name: "admin", subcommand, options, ...(group ? { group } : {}) });
  expect(shown((await staff("list", {}, "product")).message).body).toContain("Redfinger code");
  const tries = [
    await staff("create", { sku: "mine", name: "Mine" }, "product"),
    await staff("set", { product: "redfinger", size: 1, price: 1 }, "package"),
    await staff("addstock", { product: "redfinger", file: codesFile(["ABCDE"]) }),
    await staff("voidstock", { product: "redfinger", count: "all", reason: "no" }),
    await staff("exportstock", { product: "redfinger" }),
  ];
  for (const { message } of tries) expect(shown(message).title).toBe("Not for you");
});

test("codes are taken out and given out after a confirmation, and staff are told when few are left", async () => {
  const codes = newCodes(5);
  const { sku } = await stocked(codes);
  const ask = async () => shownTo(await admin("voidstock", { product: sku, count: "3", reason: "expired" }));
  const asked = await ask();
  expect(shown(asked).body).toContain("**3** free codes of **Gift card 10** would be taken out");
  const cancelled = await pressOn(asked, buttonOf(asked, 2));
  expect(shown(cancelled.message).title).toBe("Cancelled");
  const again = await ask();
  const taken = await pressOn(again, buttonLabelled(again, "Take 3 codes out"));
  expect(shown(taken.message)).toMatchObject({
    title: "Codes taken out of stock",
    fields: { "Free codes left": "2" },
  });
  expect(await exported(sku)).toEqual(codes.slice(3));
  await shop.idle();
  const posts = shop.discord.messages(AUDIT_CHANNEL).map((message) => textOf(message));
  for (const title of ["Few codes are left", "Codes taken out of stock", "Codes in stock given out"])
    expect(
      posts.filter((text) => text.includes(title)),
      title,
    ).toHaveLength(1);
});

test("after a change of the root key npm run rotate-key moves the codes to it, and says what still needs the old one", async () => {
  const codes = newCodes(4);
  const { sku } = await stocked(codes);
  await worker.stop();
  const keys = {
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    ENCRYPTION_KEY_PREVIOUS: shop.settings.ENCRYPTION_KEY ?? "",
  };
  const env = { PATH: process.env.PATH, TURSO_DATABASE_URL: shop.sqld.url, ...keys };
  const rotate = () =>
    new Promise<string>((resolve, reject) => {
      execFile(process.execPath, [ROTATE], { cwd: tmpdir(), env }, (error, out, errors) =>
        error ? reject(error) : resolve(out + errors),
      );
    });
  const files = "0 parts of files of orders re-encrypted\n";
  expect(await rotate()).toMatch(
    new RegExp(`^\\d+ codes of stock re-encrypted with the current key\n${files}$`),
  );
  expect(await rotate()).toBe(`0 codes of stock re-encrypted with the current key\n${files}`);
  const settings = { ...shop.settings, ENCRYPTION_KEY: keys.ENCRYPTION_KEY };
  worker = await startWorker({ port: shop.ports.worker, settings, watch: false });
  await fetch(`${worker.url}/health`);
  expect(await exported(sku)).toEqual(codes);
});
