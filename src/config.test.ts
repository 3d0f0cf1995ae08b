import { describe, expect, it } from "vitest";
import { ConfigInvalid, readConfig } from "./config.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");
const WEBHOOK_KEY = `MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${"A".repeat(86)}==`;
const NEEDED = {
  DISCORD_APPLICATION_ID: "1180000000000000900",
  DISCORD_PUBLIC_KEY: "aB".repeat(32),
  DISCORD_BOT_TOKEN: "a token",
  DISCORD_GUILD_IDS: "1180000000000000001",
  ENCRYPTION_KEY: KEY,
};
const MAIL = { SENDGRID_API_KEY: "SG.key", MAIL_FROM: "Kopi Senja <shop@example.com>" };

/** The names that a set of settings is refused for. */
function refusedFor(settings: Record<string, unknown>): readonly string[] {
  try {
    readConfig(settings);
    return [];
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.settings;
    throw error;
  }
}

describe("settings", () => {
  it("have the contract's defaults, and no mail where none is set up", () => {
    const config = readConfig(NEEDED);
    expect(config.shop).toEqual({
      name: "Coffer",
      publicUrl: "http://localhost:8787",
      currency: "IDR",
      locale: "en",
      timeZone: "Asia/Jakarta",
    });
    expect(config.database).toEqual({ url: "http://127.0.0.1:8080", authToken: null });
    expect(config.discord.apiUrl).toBe("https://discord.com/api/v10");
    expect(config.claims.expiryDays).toBe(90);
    expect(config.points).toEqual({ perChangeMax: 1_000_000, perMemberMax: 10_000_000 });
    expect(config.mail).toBeNull();
  });

  it("count an empty or blank value as none, as wrangler.toml has them", () => {
    const blank = {
      SHOP_NAME: " ",
      TURSO_AUTH_TOKEN: "",
      ENCRYPTION_KEY_PREVIOUS: "",
      AUDIT_CHANNEL_ID: " ",
      ANNOUNCEMENT_CHANNEL_ID: " ",
    };
    expect(refusedFor({ ...NEEDED, ...blank })).toEqual([]);
  });

  it("read a sender with and without a name, and lists with blanks", () => {
    const config = readConfig({ ...NEEDED, ...MAIL, STAFF_ROLE_IDS: " 12345 , 67890," });
    expect(config.mail?.from).toEqual({ name: "Kopi Senja", email: "shop@example.com" });
    expect(config.discord.staffRoleIds).toEqual(["12345", "67890"]);
    const plain = readConfig({ ...NEEDED, ...MAIL, MAIL_FROM: "shop@example.com" });
    expect(plain.mail?.from).toEqual({ name: "", email: "shop@example.com" });
  });

  it.each(Object.keys(NEEDED))("need %s", (name) => {
    expect(refusedFor({ ...NEEDED, [name]: "" })).toEqual([name]);
    expect(refusedFor({ ...NEEDED, [name]: undefined })).toEqual([name]);
  });

  it.each([
    ["ENCRYPTION_KEY", "too short"],
    ["ENCRYPTION_KEY", Buffer.alloc(31).toString("base64")],
    ["ENCRYPTION_KEY_PREVIOUS", "x"],
    ["DISCORD_PUBLIC_KEY", "z".repeat(64)],
    ["DISCORD_GUILD_IDS", "my server"],
    ["STAFF_ROLE_IDS", "12345;67890"],
    ["AUDIT_CHANNEL_ID", "#audit"],
    ["ANNOUNCEMENT_CHANNEL_ID", "#shop"],
    ["CURRENCY", "rupiah"],
    ["LOCALE", "fr"],
    ["TIME_ZONE", "Mars/Base"],
    ["PUBLIC_URL", "shop.example.com"],
    ["DISCORD_CDN_URL", "file:///etc"],
    ["TURSO_DATABASE_URL", "a database"],
    ["CLAIM_EXPIRY_DAYS", "0"],
    ["CLAIM_EXPIRY_DAYS", "soon"],
    ["POINTS_PER_CHANGE_MAX", "0"],
    ["POINTS_PER_MEMBER_MAX", "many"],
  ])("refuse %s = %s", (name, value) => {
    expect(refusedFor({ ...NEEDED, [name]: value })).toEqual([name]);
  });

  it("refuse half of mail, and a sender or a webhook key that is none", () => {
    expect(refusedFor({ ...NEEDED, SENDGRID_API_KEY: "SG.key" })).toEqual(["MAIL_FROM"]);
    expect(refusedFor({ ...NEEDED, MAIL_FROM: MAIL.MAIL_FROM })).toEqual(["SENDGRID_API_KEY"]);
    expect(refusedFor({ ...NEEDED, ...MAIL, MAIL_FROM: "Kopi Senja" })).toEqual(["MAIL_FROM"]);
    const webhook = (key: string) => refusedFor({ ...NEEDED, ...MAIL, SENDGRID_WEBHOOK_PUBLIC_KEY: key });
    expect(webhook(WEBHOOK_KEY)).toEqual([]);
    expect(webhook(WEBHOOK_KEY.slice(4))).toEqual(["SENDGRID_WEBHOOK_PUBLIC_KEY"]);
  });

  it("tell no value of what is wrong", () => {
    const secret = "a-secret-in-the-wrong-place";
    try {
      readConfig({ ...NEEDED, ENCRYPTION_KEY: secret, CURRENCY: secret });
      expect.fail("it was taken");
    } catch (error) {
      expect(JSON.stringify([error, String(error)])).not.toContain(secret);
    }
  });
});
