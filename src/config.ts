import * as z from "zod";
import { rootKeyBytes } from "./lib/secret.ts";
import { locales } from "./lib/words/locale.ts";

/** Names of settings that are missing or malformed. Values stay out of it: some are secrets. */
export class ConfigInvalid extends Error {
  override name = "ConfigInvalid";
  readonly settings: readonly string[];
  constructor(settings: readonly string[]) {
    super(`settings missing or malformed: ${settings.join(", ")}`);
    this.settings = settings;
  }
}

const ID_LIST_MAX = 100;
/** The highest that the limits on points can be set to; ranks are counted fast up to four times as many. */
const POINTS_LIMIT_MAX = 1_000_000_000;
/** Base64 of an SPKI: what stands before the point is the same in every key of the curve. */
const P256_PUBLIC_KEY = /^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{86}==$/;
const snowflake = z.string().regex(/^\d{5,20}$/);
const text = z.preprocess(
  (value) => (value === undefined || value === null ? "" : String(value).trim()),
  z.string(),
);
const required = text.pipe(z.string().min(1).max(4_096));
const withDefault = (value: string) => text.transform((given) => given || value);
const optional = text.transform((given) => given || null);
const idList = text
  .transform((given) =>
    given
      .split(",")
      .map((id) => id.trim())
      .filter(Boolean),
  )
  .pipe(z.array(snowflake).max(ID_LIST_MAX));
const baseUrl = (value: string) =>
  withDefault(value)
    .pipe(z.url({ protocol: /^https?$/ }))
    .transform((url) => url.replace(/\/+$/, ""));
const rootKey = text.transform((given, context) => {
  const bytes = rootKeyBytes(given);
  if (bytes) return bytes;
  context.addIssue({ code: "custom", message: "not base64 of 32 bytes" });
  return z.NEVER;
});
const wholeNumber = (value: number, least: number, most: number) =>
  withDefault(String(value)).transform(Number).pipe(z.number().int().min(least).max(most));

const settingsSchema = z.object({
  SHOP_NAME: withDefault("Coffer").pipe(z.string().max(80)),
  PUBLIC_URL: baseUrl("http://localhost:8787"),
  CURRENCY: withDefault("IDR").pipe(z.string().regex(/^[A-Z]{3}$/)),
  LOCALE: withDefault("en").pipe(z.enum(locales)),
  TIME_ZONE: withDefault("Asia/Jakarta").refine(isTimeZone),
  DISCORD_APPLICATION_ID: required.pipe(snowflake),
  DISCORD_PUBLIC_KEY: required.pipe(z.string().regex(/^[0-9a-fA-F]{64}$/)),
  DISCORD_BOT_TOKEN: required,
  DISCORD_CLIENT_SECRET: optional,
  DISCORD_API_URL: baseUrl("https://discord.com/api/v10"),
  DISCORD_CDN_URL: baseUrl("https://cdn.discordapp.com"),
  DISCORD_GUILD_IDS: idList.pipe(z.array(z.string()).min(1)),
  ADMIN_ROLE_IDS: idList,
  STAFF_ROLE_IDS: idList,
  AUDIT_CHANNEL_ID: optional.pipe(z.nullable(snowflake)),
  ANNOUNCEMENT_CHANNEL_ID: optional.pipe(z.nullable(snowflake)),
  TURSO_DATABASE_URL: withDefault("http://127.0.0.1:8080").pipe(z.url({ protocol: /^(https?|libsql)$/ })),
  TURSO_AUTH_TOKEN: optional,
  ENCRYPTION_KEY: rootKey,
  ENCRYPTION_KEY_PREVIOUS: z.union([text.pipe(z.literal("")).transform(() => null), rootKey]),
  SENDGRID_API_KEY: optional,
  SENDGRID_API_URL: baseUrl("https://api.sendgrid.com"),
  SENDGRID_WEBHOOK_PUBLIC_KEY: optional.pipe(z.nullable(z.string().regex(P256_PUBLIC_KEY))),
  MAIL_FROM: optional.pipe(
    z.nullable(
      z
        .string()
        .transform(mailbox)
        .pipe(z.object({ name: z.string(), email: z.email() })),
    ),
  ),
  CLAIM_EXPIRY_DAYS: wholeNumber(90, 1, 3_650),
  POINTS_PER_CHANGE_MAX: wholeNumber(1_000_000, 1, POINTS_LIMIT_MAX),
  POINTS_PER_MEMBER_MAX: wholeNumber(10_000_000, 1, POINTS_LIMIT_MAX),
});

type Settings = z.infer<typeof settingsSchema>;

/**
 * Reads and checks the settings.
 * @throws ConfigInvalid with the names of all settings that are missing or malformed.
 */
export function readConfig(env: Readonly<Record<string, unknown>>) {
  const read = settingsSchema.safeParse(env);
  if (!read.success) throw new ConfigInvalid(invalidNames(read.error));
  const settings = read.data;
  return {
    shop: {
      name: settings.SHOP_NAME,
      publicUrl: settings.PUBLIC_URL,
      currency: settings.CURRENCY,
      locale: settings.LOCALE,
      timeZone: settings.TIME_ZONE,
    },
    discord: {
      applicationId: settings.DISCORD_APPLICATION_ID,
      publicKey: settings.DISCORD_PUBLIC_KEY,
      botToken: settings.DISCORD_BOT_TOKEN,
      apiUrl: settings.DISCORD_API_URL,
      cdnUrl: settings.DISCORD_CDN_URL,
      guildIds: settings.DISCORD_GUILD_IDS,
      adminRoleIds: settings.ADMIN_ROLE_IDS,
      staffRoleIds: settings.STAFF_ROLE_IDS,
      auditChannelId: settings.AUDIT_CHANNEL_ID,
      announcementChannelId: settings.ANNOUNCEMENT_CHANNEL_ID,
    },
    database: { url: settings.TURSO_DATABASE_URL, authToken: settings.TURSO_AUTH_TOKEN },
    rootKeys: rootKeys(settings),
    mail: mailSlice(settings),
    claims: { expiryDays: settings.CLAIM_EXPIRY_DAYS },
    points: { perChangeMax: settings.POINTS_PER_CHANGE_MAX, perMemberMax: settings.POINTS_PER_MEMBER_MAX },
  };
}

export type Config = ReturnType<typeof readConfig>;

function rootKeys(settings: Settings): readonly [Uint8Array, ...Uint8Array[]] {
  const previous = settings.ENCRYPTION_KEY_PREVIOUS;
  return previous ? [settings.ENCRYPTION_KEY, previous] : [settings.ENCRYPTION_KEY];
}

/** Mail is a feature of its own: no key and no sender means no mail, one without the other is a mistake. */
function mailSlice(settings: Settings) {
  const { SENDGRID_API_KEY: apiKey, MAIL_FROM: from } = settings;
  if (!apiKey && !from) return null;
  if (!apiKey) throw new ConfigInvalid(["SENDGRID_API_KEY"]);
  if (!from) throw new ConfigInvalid(["MAIL_FROM"]);
  return {
    apiKey,
    from,
    apiUrl: settings.SENDGRID_API_URL,
    webhookPublicKey: settings.SENDGRID_WEBHOOK_PUBLIC_KEY,
  };
}

function invalidNames(error: z.ZodError): string[] {
  return [...new Set(error.issues.map((issue) => String(issue.path[0])))].sort();
}

/** `Name <address>` or an address alone. */
function mailbox(value: string): { name: string; email: string } {
  const match = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(value);
  return match ? { name: match[1] ?? "", email: match[2] ?? "" } : { name: "", email: value };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
