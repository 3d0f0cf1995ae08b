import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXAMPLE_WORLD } from "../../scripts/standins/discord/example-world.ts";
import { buttonLabelled, claim, newClaim, pointsOf, shown, textOf } from "./support/orders.ts";
import { answerOf, EPHEMERAL } from "./support/raw.ts";
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

const ANNOUNCEMENTS = EXAMPLE_WORLD.channels[0].id;

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false, settings: { ANNOUNCEMENT_CHANNEL_ID: ANNOUNCEMENTS } });
});
afterAll(() => shop.stop());

type Options = Record<string, string | number | boolean>;

const achievement = (subcommand: string, options: Options, as: string = ADMIN.id) =>
  shop.discord.command(as, { name: "achievement", subcommand, options }, { unchecked: true });

const achievements = (as: string, options: Options = {}) =>
  shop.discord.command(as, { name: "achievements", options });

const announced = (text: string) =>
  shop.discord.waitFor(
    (message) => message.channelId === ANNOUNCEMENTS && textOf(message).includes(text),
    PATIENCE,
  );

async function create(name: string, bonus = 0): Promise<string> {
  const made = await achievement("create", { name, description: `For ${name}`, emoji: "🏅", bonus });
  expect(shown(made.message).title).toBe("Achievement made");
  return made.interaction.id;
}

describe("a claim", () => {
  test("tells the member and the announcement channel what it earned, once, and pings nobody", async () => {
    const { code } = await newClaim(shop, 60);
    const claimed = await claim(shop, AYU.id, code);
    expect(shown(claimed.message)).toMatchObject({
      title: "+60 points",
      body: "You have **335** points now.",
      fields: {
        "New achievements": [
          "🌱 **First points** · +50 points",
          "🥉 **Collector** · +25 points",
          "🎟️ **First claim**",
          "🚀 **Early adopter** · +200 points",
        ].join("\n"),
      },
    });
    const again = await shop.discord.redeliver(claimed);
    expect(again.body).toEqual(claimed.body);
    const post = await announced(`<@${AYU.id}>`);
    expect(shown(post).title).toBe("🏆 New achievements");
    expect(shown(post).body).toContain(`<@${AYU.id}> · 🌱 **First points** · +50 points`);
    await shop.idle();
    const posts = shop.discord.messages(ANNOUNCEMENTS).map((message) => shown(message).title);
    expect(posts.filter((title) => title === "🏆 New achievements")).toHaveLength(1);
  });
});

describe("/achievements", () => {
  test("shows what is earned and what is open, to oneself with progress", async () => {
    const own = await achievements(AYU.id);
    expect(answerOf(own).flags).toBe(EPHEMERAL);
    expect(shown(own.message).body).toMatch(
      /✅ 🌱 \*\*First points\*\* · Have your first points · <t:\d+:D> · \+50 points/,
    );
    expect(shown(own.message).body).toContain(
      "▫️ 🥈 **Big collector** · Earn 500 points in all · 335 of 500 · +75 points",
    );
    expect(shown(own.message).footer).toBe("4 of 8 · bonuses: 275 points");
  });

  test("shows another what somebody has, not what they hold; staff see all; pages by buttons", async () => {
    const seen = await achievements(DIMAS.id, { member: AYU.id });
    expect(shown(seen.message).body).toContain("✅ 🌱 **First points**");
    expect(textOf(seen.message).replace(/<t:\d+/g, "")).not.toContain("335");
    for (const name of ["Guide", "Artist", "Poet"]) await create(name);
    const page = (await achievements(STAFF.id, { member: AYU.id })).message;
    expect(shown(page).body).toContain("335 of 500");
    expect(shown(page).footer).toBe("4 of 11 · bonuses: 275 points · page 1 of 2");
    const next = await shop.discord.press(STAFF.id, page ?? "", buttonLabelled(page, "▶"));
    expect(shown(next.message).body).toContain("▫️ 🏅 **Poet** · For Poet · awarded by the staff");
  });

  test("of somebody who hides is not shown to others", async () => {
    await shop.rows("update members set hidden_at_ms = 1 where id = ?", AYU.id);
    const refused = await achievements(DIMAS.id, { member: AYU.id });
    expect(shown(refused.message).body).toContain("asked not to be shown");
    await shop.rows("update members set hidden_at_ms = null where id = ?", AYU.id);
  });
});

describe("/achievement", () => {
  test("create, award, revoke and award again: one bonus; member, channel and audit log are told", async () => {
    const key = await create("Helper", 40);
    const before = await pointsOf(shop, DIMAS.id);
    const offered = await shop.discord.autocomplete(
      STAFF.id,
      { name: "achievement", subcommand: "award", options: { member: DIMAS.id, achievement: "help" } },
      "achievement",
    );
    expect(offered.choices).toEqual([{ name: "🏅 Helper", value: key }]);
    const awarded = await achievement("award", { member: DIMAS.id, achievement: key }, STAFF.id);
    expect(shown(awarded.message).title).toBe("Achievement awarded");
    expect(shown(awarded.message).body).toContain("🏅 **Helper** · +40 points");
    const direct = await shop.discord.waitFor(
      ({ channelId, embeds }) => channelId === shop.discord.dmChannelId(DIMAS.id) && embeds.length > 0,
      PATIENCE,
    );
    expect(textOf(direct)).toContain("🏅 **Helper** · +40 points");
    await announced(`<@${DIMAS.id}> · 🏅 **Helper**`);
    const having = await pointsOf(shop, DIMAS.id);
    // With the first points there are come three achievements more.
    expect(having - before).toBe(40 + 50 + 25 + 200);
    const given = { member: DIMAS.id, achievement: key };
    const revoked = await achievement("revoke", { ...given, reason: "not so" }, STAFF.id);
    expect(shown(revoked.message).title).toBe("Achievement revoked");
    const again = await achievement("award", given, STAFF.id);
    expect(shown(again.message).body).toContain("a bonus is paid only once");
    const twice = await achievement("award", given, STAFF.id);
    expect(shown(twice.message).body).toBe(
      `<@${DIMAS.id}> has this achievement already. Nothing was changed.`,
    );
    expect(await pointsOf(shop, DIMAS.id)).toBe(having);
    await shop.discord.waitFor(
      (message) => message.channelId === AUDIT_CHANNEL && textOf(message).includes("not so"),
      PATIENCE,
    );
  });

  test("edit changes and retires; list shows all of it by pages", async () => {
    const key = await create("Singer");
    const edited = await achievement("edit", { achievement: key, bonus: 5, emoji: "🎤", active: false });
    expect(shown(edited.message).body).toBe(
      "🎤 **Singer** · For Singer · awarded by hand · +5 points · retired",
    );
    const first = (await achievement("list", {}, STAFF.id)).message;
    expect(shown(first).body).toContain(
      "🥇 **Master collector** · Earn 1,000 points in all · for 1,000 points earned",
    );
    const next = await shop.discord.press(STAFF.id, first ?? "", buttonLabelled(first, "▶"));
    expect(shown(next.message).body).toContain("🎤 **Singer**");
    const wrong = await achievement("edit", { achievement: key, emoji: "mic" });
    expect(shown(wrong.message).body).toContain("The option `emoji` takes one emoji");
  });

  test("is for staff, and definitions are for admins", async () => {
    const made = { name: "Mine", description: "x", emoji: "🏅" };
    const given = { member: AYU.id, achievement: "first_claim" };
    for (const [subcommand, options] of [
      ["create", made],
      ["edit", { achievement: "first_claim", bonus: 1 }],
      ["award", given],
      ["revoke", { ...given, reason: "x" }],
      ["list", {}],
    ] as const) {
      const refused = await achievement(subcommand, options, DIMAS.id);
      expect(shown(refused.message).title, subcommand).toBe("Not for you");
    }
    for (const [subcommand, options] of [
      ["create", made],
      ["edit", { achievement: "first_claim", bonus: 1 }],
    ] as const) {
      const refused = await achievement(subcommand, options, STAFF.id);
      expect(shown(refused.message).body, subcommand).toBe("Only the shop's admins can do this.");
    }
    expect(await shop.value("select bonus from achievements where key = 'first_claim'")).toBe(0);
  });
});
