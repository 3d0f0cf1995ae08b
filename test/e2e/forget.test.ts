import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { claim, newClaim, pointsOf, shown, textOf } from "./support/orders.ts";
import { buttonsIn } from "./support/outside-reading.ts";
import { answerOf, commandPayload, EPHEMERAL, postSigned } from "./support/raw.ts";
import { AUDIT_CHANNEL, AYU, DIMAS, type OpenShop, openShop, PATIENCE } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
  // A shop without bonuses: one transfer a gift.
  await shop.value("update achievements set retired_at_ms = 0");
  for (const person of [AYU, DIMAS]) {
    const { code } = await newClaim(shop, 5_000);
    await claim(shop, person.id, code);
  }
});
afterAll(() => shop.stop());

const privacy = (userId: string, subcommand: string) =>
  shop.discord.command(userId, { name: "privacy", subcommand });
const board = async (userId: string) =>
  shown((await shop.discord.command(userId, { name: "leaderboard" })).message).body;

test("/privacy hide and show take somebody off the leaderboard and put them back", async () => {
  const hidden = await privacy(AYU.id, "hide");
  expect(answerOf(hidden).flags).toBe(EPHEMERAL);
  expect(shown(hidden.message).title).toBe("You are hidden");
  expect(await board(DIMAS.id)).not.toContain(AYU.id);
  expect(shown((await privacy(AYU.id, "show")).message).title).toBe("You are shown");
  expect(await board(DIMAS.id)).toContain(`<@${AYU.id}> · 5,000 points`);
});

test("/privacy export answers with a file that the asker alone sees", async () => {
  const { message, failure } = await privacy(AYU.id, "export");
  expect(failure).toBeNull();
  const told = await shop.discord.waitFor(
    ({ id, attachments }) => id === message?.id && attachments.length > 0,
    PATIENCE,
  );
  expect(told.ephemeralTo).toBe(AYU.id);
  expect(shown(told).body).toContain("all of your 1 movements");
  expect(told.attachments[0]?.filename).toBe("my-data.json");
  const file = Buffer.from(shop.discord.file(told.attachments[0]?.id ?? "") ?? []).toString();
  const schema = z.looseObject({
    memberId: z.string(),
    balances: z.array(z.object({ balance: z.number() })),
  });
  expect(schema.parse(JSON.parse(file))).toMatchObject({ memberId: AYU.id, balances: [{ balance: 5_000 }] });
  expect(file).not.toContain(DIMAS.id);
  expect(file).not.toContain("@example.com");
});

test("an export arrives though Discord is away at first", async () => {
  shop.discord.faults.next({ method: "PATCH", path: "@original", status: 502 });
  const { message, failure } = await privacy(DIMAS.id, "export");
  expect(failure).toBeNull();
  await shop.discord.waitFor(({ id, attachments }) => id === message?.id && attachments.length > 0, PATIENCE);
});

test("an export that Discord does not take is told to have failed", async () => {
  shop.discord.faults.next({ method: "PATCH", path: "@original", status: 413 });
  const { message } = await privacy(DIMAS.id, "export");
  await shop.discord.waitFor(
    ({ id, embeds }) => id === message?.id && embeds[0]?.title === "That did not work",
    PATIENCE,
  );
});

test("/privacy delete asks, and Keep it changes nothing", async () => {
  const { message } = await privacy(AYU.id, "delete");
  expect(shown(message).title).toBe("Erase everything of you?");
  const [erase, keep] = buttonsIn(message?.components);
  expect([erase?.style, keep?.style]).toEqual([4, 2]);
  const kept = await shop.discord.press(AYU.id, message?.id ?? "", keep?.custom_id ?? "");
  expect(shown(kept.message).title).toBe("Nothing was erased");
  expect(kept.message?.components).toEqual([]);
  expect(await pointsOf(shop, AYU.id)).toBe(5_000);
});

test("/privacy delete forgets who confirms it, keeps the books whole, and tells the audit channel no name", async () => {
  const { message } = await privacy(AYU.id, "delete");
  const [erase] = buttonsIn(message?.components);
  const erased = await shop.discord.press(AYU.id, message?.id ?? "", erase?.custom_id ?? "");
  expect(shown(erased.message).title).toBe("You are forgotten");
  expect(await pointsOf(shop, AYU.id)).toBe(0);
  expect(await board(DIMAS.id)).not.toContain(AYU.id);
  expect(await shop.value("select count(*) from accounts where id like ?", `member:${AYU.id}/%`)).toBe(0);
  expect(await shop.value("select sum(balance) from accounts where asset = 'points'")).toBe(0);
  expect(await shop.value("select sum(balance) from accounts where owner like 'member:%'")).toBe(10_000);
  const posted = await shop.discord.waitFor(
    (told) => told.channelId === AUDIT_CHANNEL && textOf(told).includes("A member had their data erased"),
    PATIENCE,
  );
  expect(textOf(posted)).not.toContain(AYU.id);
  const { code } = await newClaim(shop, 300);
  await claim(shop, AYU.id, code);
  expect(await pointsOf(shop, AYU.id)).toBe(300);
});

test("a button of another making erases nothing", async () => {
  for (const custom_id of ["privacy:erase", "privacy:erase:1:x", "privacy:erase:1:1"]) {
    const pressed = await postSigned(shop, commandPayload(shop, { custom_id }, { type: 3, person: DIMAS }));
    expect(await pressed.json()).toMatchObject({ type: 4, data: { flags: EPHEMERAL } });
  }
  expect(await pointsOf(shop, DIMAS.id)).toBe(5_000);
});
