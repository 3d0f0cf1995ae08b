import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import decodeQR from "qr/decode.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { registerCommands } from "../../scripts/register/register.ts";
import { scratchFolder } from "../../scripts/stack/scratch.ts";
import { seedShop } from "../../scripts/stack/seed.ts";
import { type ShopOptions, startShop } from "../../scripts/stack/shop.ts";
import { generateKeyPair } from "../../scripts/standins/discord/signing.ts";
import { createDiscord } from "../../src/clients/discord/api.ts";
import { type Card, renderCard } from "../../src/clients/discord/card.ts";
import { qrPng } from "../../src/lib/qr.ts";
import { CHROMIUM, NO_CHROMIUM, openBrowser, openPage } from "./support/browser.ts";
import { clientOptions, type OpenShop, openShop, SHOP_CHANNEL, threePorts } from "./support/shop.ts";

let shop: OpenShop;
let browser: Browser;
beforeAll(async () => {
  if (!CHROMIUM) return;
  shop = await openShop({ playground: true });
  browser = await openBrowser(CHROMIUM);
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

async function become(page: Page, username: string) {
  await page.getByTestId("user-button").click();
  await page.getByTestId(`person-${username}`).click();
  await page.getByTestId("user-button").getByText(` · ${username}`).waitFor();
}

const lastMessage = (page: Page) => page.getByTestId("message").last();

test("in a browser an admin imports orders, the mail comes, and a customer claims its code", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const { page, wrong } = await openPage(browser, shop.standInsUrl);
  await become(page, "ratna");
  await page.getByTestId("composer").fill("/import or");
  await page.getByTestId("command-import-orders").click();
  await page.getByTestId("sample-orders-small.csv").click();
  await page.getByTestId("send").click();

  await lastMessage(page).getByText("Preview of orders-small.csv").waitFor();
  await page.getByRole("button", { name: "Import and mail 5" }).click();
  await lastMessage(page).getByText("orders-small.csv is imported").waitFor();

  await page.getByTestId("view-mailbox").click();
  await page.getByTestId("mail-search").fill("ayu");
  await page.getByTestId("mail").filter({ hasText: "ayu@example.com" }).click();
  expect(await page.getByTestId("mail-subject").textContent()).toContain(
    "Discord points available – order A-1001",
  );
  await page.getByTestId("tab-text").click();
  const text = (await page.getByTestId("mail-text").textContent()) ?? "";
  const code = /^\/claim code:(\S+)$/m.exec(text)?.[1] ?? "";
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);

  await page.getByTestId("mail-delivered").click();
  await page.getByTestId("mails").getByText("delivered").waitFor();
  expect(await page.getByTestId("mail-search").inputValue()).toBe("ayu");
  expect(await page.getByTestId("mail").count()).toBe(1);

  await page.getByTestId("view-channel").click();
  await become(page, "ayu");
  await page.getByTestId("composer").fill("/claim");
  await page.getByTestId("command-claim").click();
  await page.getByTestId("field-code").fill(code);
  await page.getByTestId("send").click();
  await lastMessage(page).getByText("points now").waitFor();
  const points = Number(await shop.value("select points from claims where order_id = 'A-1001'"));
  expect(await lastMessage(page).getByTestId("embed-title").textContent()).toBe(
    `+${points.toLocaleString("en")} points`,
  );
  expect(await page.getByText("Preview of orders-small.csv").count()).toBe(0);

  await become(page, "dimas");
  await page.getByText("points now").waitFor({ state: "detached" });
  expect(wrong).toEqual([]);
});

const QRIS = `00020101021226620014COM.GO-JEK.WWW${"0123456789".repeat(16)}6304B1C2`;
const QR_CARD: Card = {
  tone: "info",
  title: "Pay Rp 50.000",
  body: "Scan the code with your bank's or wallet's app.",
  image: "qr.png",
  memberSelect: { id: "nothing:for", placeholder: "Pay for somebody else" },
  buttons: [{ id: "nothing:check", label: "Check payment", style: "go" }],
};

const pictureSchema = z.object({
  width: z.int(),
  height: z.int(),
  data: z.array(z.int()).transform((bytes) => Uint8Array.from(bytes)),
});
/** What the browser made of a picture, pixel by pixel. */
const pixelsOf = async (page: Page, alt: string) =>
  pictureSchema.parse(
    await page.evaluate(`(async () => {
      const image = document.querySelector("img[alt='${alt}']");
      await image.decode();
      const { naturalWidth: width, naturalHeight: height } = image;
      const canvas = new OffscreenCanvas(width, height).getContext("2d");
      canvas.drawImage(image, 0, 0);
      return { width, height, data: [...canvas.getImageData(0, 0, width, height).data] };
    })()`),
  );

/** Puts a card in the place of a message of the bot. */
const edit = (messageId: string, card: Card) =>
  fetch(`${shop.settings.DISCORD_API_URL}/channels/${SHOP_CHANNEL}/messages/${messageId}`, {
    method: "PATCH",
    headers: {
      authorization: `Bot ${shop.settings.DISCORD_BOT_TOKEN}`,
      "user-agent": "DiscordBot (https://example.com, 1)",
      "content-type": "application/json",
    },
    body: JSON.stringify(renderCard(card)),
  });

test("in a browser a card shows its QR code, its menu lists the members, and the code goes when the card says so", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const discord = createDiscord(clientOptions(shop.settings));
  const { page, wrong } = await openPage(browser, shop.standInsUrl);
  await become(page, "ayu");
  await page.getByTestId("channel-shop").click();
  const file = { name: "qr.png", type: "image/png", bytes: qrPng(QRIS) };
  await discord.post(SHOP_CHANNEL, { ...QR_CARD, file }, "qr");

  await lastMessage(page).getByAltText("qr.png").waitFor();
  expect(decodeQR(await pixelsOf(page, "qr.png"), { timeLimit: 5_000 })).toBe(QRIS);
  expect(await lastMessage(page).getByTestId("attachment").count()).toBe(0);

  await lastMessage(page).getByText("Pay for somebody else").click();
  const names = await lastMessage(page).getByRole("option").allTextContents();
  expect(names).toEqual(["Ratnaratna", "Bagusbagus", "Ayuayu", "Dimasdimas", "CofferAPP"]);
  await lastMessage(page).getByRole("option", { name: "Dimas" }).click();
  await lastMessage(page).getByText("This button belongs to an older version").waitFor();

  const posted = shop.discord.messages(SHOP_CHANNEL).find(({ embeds }) => embeds[0]?.title === QR_CARD.title);
  await edit(posted?.id ?? "", { tone: "done", title: "Paid", file: null });
  await page.getByText("Paid", { exact: true }).waitFor();
  expect(await page.getByAltText("qr.png").count()).toBe(0);
  expect(wrong).toEqual([]);
});

/** A shop as `npm start` opens it: on data that stays, with a warm Worker. */
async function openKept(options: ShopOptions) {
  const kept = await startShop(options);
  await registerCommands(clientOptions(kept.settings), null, false);
  await fetch(`${kept.worker.url}/health`);
  return kept;
}

test("after a restart messages and mails are there, and a code mailed before it is claimed", async (context) => {
  if (!CHROMIUM) return context.skip(NO_CHROMIUM);
  const folder = scratchFolder("coffer-restart-");
  const told: string[] = [];
  const options = {
    folder: join(folder, "database"),
    ports: await threePorts(),
    keyPair: generateKeyPair(),
    encryptionKey: randomBytes(32).toString("base64"),
    playground: true,
    keep: { path: join(folder, "standins.json"), tell: (line: string) => void told.push(line) },
  };
  const first = await openKept(options);
  await seedShop(first);
  await first.stop();
  const second = await openKept(options);
  context.onTestFinished(async () => {
    await second.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const { page, wrong } = await openPage(browser, second.standInsUrl);

  await become(page, "ratna");
  await page.getByTestId("channel-shop").click();
  await lastMessage(page).getByText("orders-november.csv is imported").waitFor();
  await become(page, "dimas");
  await page.getByTestId("view-mailbox").click();
  await page.getByTestId("mail").filter({ hasText: "dimas@example.com" }).click();
  await page.getByTestId("type-in-discord").click();
  await page.getByTestId("send").click();
  await lastMessage(page).getByText("+95,000 points").waitFor();
  await page.getByTestId("composer").fill("/claim");
  await page.getByTestId("command-claim").getByText("/klaim").waitFor();

  expect([told, wrong]).toEqual([[], []]);
});
