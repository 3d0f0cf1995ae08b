import * as z from "zod/mini";
import { changeableGroups, WEEKDAYS } from "./lib/changeable.ts";
import { DAY_MS, SECOND_MS } from "./lib/time.ts";
import { locales } from "./lib/words/locale.ts";
import {
  baseUrl,
  idList,
  onOff,
  optional,
  ownText,
  required,
  rootKey,
  snowflake,
  wholeNumber,
  withDefault,
} from "./settings.ts";

/** Names of settings that are missing or malformed. Values stay out of it: some are secrets. */
export class ConfigInvalid extends Error {
  override name = "ConfigInvalid";
  readonly settings: readonly string[];
  constructor(settings: readonly string[]) {
    super(`settings missing or malformed: ${settings.join(", ")}`);
    this.settings = settings;
  }
}

/** Midtrans takes rupiah alone. */
const MIDTRANS_CURRENCY = "IDR";
/** Base64 of an SPKI: what stands before the point is the same in every key of the curve. */
const P256_PUBLIC_KEY = /^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{86}==$/;

const { points, money, sales, cashback, texts } = changeableGroups;

const settingsSchema = z.object({
  SHOP_NAME: z.pipe(withDefault("Coffer"), z.string().check(z.maxLength(80))),
  PUBLIC_URL: baseUrl("http://localhost:8787"),
  CURRENCY: z.pipe(withDefault("IDR"), z.string().check(z.regex(/^[A-Z]{3}$/))),
  LOCALE: z.pipe(withDefault("en"), z.enum(locales)),
  TIME_ZONE: withDefault("Asia/Jakarta").check(z.refine(isTimeZone)),
  DISCORD_APPLICATION_ID: z.pipe(required, snowflake),
  DISCORD_PUBLIC_KEY: z.pipe(required, z.string().check(z.regex(/^[0-9a-fA-F]{64}$/))),
  DISCORD_BOT_TOKEN: required,
  DISCORD_CLIENT_SECRET: optional,
  DISCORD_API_URL: baseUrl("https://discord.com/api/v10"),
  DISCORD_CDN_URL: baseUrl("https://cdn.discordapp.com"),
  DISCORD_GUILD_IDS: z.pipe(idList, z.array(z.string()).check(z.minLength(1))),
  ADMIN_ROLE_IDS: idList,
  STAFF_ROLE_IDS: idList,
  AUDIT_CHANNEL_ID: z.pipe(optional, z.nullable(snowflake)),
  ANNOUNCEMENT_CHANNEL_ID: z.pipe(optional, z.nullable(snowflake)),
  TURSO_DATABASE_URL: z.pipe(withDefault("http://127.0.0.1:8080"), z.url({ protocol: /^(https?|libsql)$/ })),
  TURSO_AUTH_TOKEN: optional,
  ENCRYPTION_KEY: rootKey,
  ENCRYPTION_KEY_PREVIOUS: z.union([z.pipe(optional, z.null()), rootKey]),
  SENDGRID_API_KEY: optional,
  SENDGRID_API_URL: baseUrl("https://api.sendgrid.com"),
  SENDGRID_WEBHOOK_PUBLIC_KEY: z.pipe(optional, z.nullable(z.string().check(z.regex(P256_PUBLIC_KEY)))),
  MAIL_FROM: z.pipe(
    z.pipe(
      optional,
      z.transform((given: string | null) => given && mailbox(given)),
    ),
    z.nullable(z.object({ name: z.string(), email: z.email() })),
  ),
  MIDTRANS_SERVER_KEY: optional,
  MIDTRANS_API_URL: baseUrl("https://api.sandbox.midtrans.com"),
  TOPUP_MIN: wholeNumber(money.TOPUP_MIN),
  TOPUP_MAX: wholeNumber(money.TOPUP_MAX),
  TOPUPS_OPEN_MAX: wholeNumber(money.TOPUPS_OPEN_MAX),
  WALLET_PER_MEMBER_MAX: wholeNumber(money.WALLET_PER_MEMBER_MAX),
  WALLET_FLOAT_ALARM: wholeNumber(money.WALLET_FLOAT_ALARM),
  PURCHASE_CODES_MAX: wholeNumber(sales.PURCHASE_CODES_MAX),
  PURCHASES_PER_DAY_MAX: wholeNumber(sales.PURCHASES_PER_DAY_MAX),
  PURCHASE_PAUSE_SECONDS: wholeNumber(sales.PURCHASE_PAUSE_SECONDS),
  REVIEW_CHANNEL_ID: z.pipe(optional, z.nullable(snowflake)),
  REVIEW_POINTS: wholeNumber(points.REVIEW_POINTS),
  TOKEN_CODE_LENGTH: wholeNumber(sales.TOKEN_CODE_LENGTH),
  STAFF_CHANNEL_ID: z.pipe(optional, z.nullable(snowflake)),
  ORDER_PENDING_DAYS: wholeNumber(sales.ORDER_PENDING_DAYS),
  DIGEST_HOUR: wholeNumber(sales.DIGEST_HOUR),
  CASHBACK_BASIS_POINTS: wholeNumber(cashback.CASHBACK_BASIS_POINTS),
  CASHBACK_HOLD_DAYS: wholeNumber(cashback.CASHBACK_HOLD_DAYS),
  CASHBACK_AUTO_BATCH: onOff(cashback.CASHBACK_AUTO_BATCH.standard),
  CASHBACK_DAY: z.pipe(withDefault(cashback.CASHBACK_DAY.standard), z.enum(WEEKDAYS)),
  MAIL_MESSAGE: ownText(texts.MAIL_MESSAGE),
  PURCHASE_MESSAGE: ownText(texts.PURCHASE_MESSAGE),
  RECEIPT_MESSAGE: ownText(texts.RECEIPT_MESSAGE),
  CASHBACK_HOUR_UTC: wholeNumber(cashback.CASHBACK_HOUR_UTC),
  CASHBACK_RECEIVERS_MAX: wholeNumber(cashback.CASHBACK_RECEIVERS_MAX),
  CASHBACK_PAYOUT_MAX: wholeNumber(cashback.CASHBACK_PAYOUT_MAX),
  CLAIM_EXPIRY_DAYS: wholeNumber(points.CLAIM_EXPIRY_DAYS),
  POINTS_PER_CHANGE_MAX: wholeNumber(points.POINTS_PER_CHANGE_MAX),
  POINTS_PER_MEMBER_MAX: wholeNumber(points.POINTS_PER_MEMBER_MAX),
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
      clientSecret: settings.DISCORD_CLIENT_SECRET,
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
    topups: topupsSlice(settings),
    wallet: { perMemberMax: settings.WALLET_PER_MEMBER_MAX, floatAlarm: settings.WALLET_FLOAT_ALARM },
    purchases: {
      codesMax: settings.PURCHASE_CODES_MAX,
      perDayMax: settings.PURCHASES_PER_DAY_MAX,
      pauseMs: settings.PURCHASE_PAUSE_SECONDS * SECOND_MS,
    },
    reviews: { channelId: settings.REVIEW_CHANNEL_ID, points: settings.REVIEW_POINTS },
    texts: {
      mail: settings.MAIL_MESSAGE,
      purchase: settings.PURCHASE_MESSAGE,
      receipt: settings.RECEIPT_MESSAGE,
    },
    tokens: { codeLength: settings.TOKEN_CODE_LENGTH },
    orders: {
      staffChannelId: settings.STAFF_CHANNEL_ID ?? settings.AUDIT_CHANNEL_ID,
      pendingMs: settings.ORDER_PENDING_DAYS * DAY_MS,
      digestHour: settings.DIGEST_HOUR,
    },
    cashback: {
      basisPoints: settings.CASHBACK_BASIS_POINTS,
      holdMs: settings.CASHBACK_HOLD_DAYS * DAY_MS,
      isWeekly: settings.CASHBACK_AUTO_BATCH,
      weekday: WEEKDAYS.indexOf(settings.CASHBACK_DAY),
      hourUtc: settings.CASHBACK_HOUR_UTC,
      receiversMax: settings.CASHBACK_RECEIVERS_MAX,
      payoutMax: settings.CASHBACK_PAYOUT_MAX,
    },
    claims: { expiryDays: settings.CLAIM_EXPIRY_DAYS },
    points: { perChangeMax: settings.POINTS_PER_CHANGE_MAX, perMemberMax: settings.POINTS_PER_MEMBER_MAX },
  };
}

export type Config = ReturnType<typeof readConfig>;

const configs = new WeakMap<Readonly<Record<string, unknown>>, Config>();

/**
 * The settings, read once an isolate.
 * @throws ConfigInvalid
 */
export function configOf(env: Readonly<Record<string, unknown>>): Config {
  const known = configs.get(env);
  if (known) return known;
  const config = readConfig(env);
  configs.set(env, config);
  return config;
}

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

/**
 * Top-ups are a feature of their own: no key, or a currency that Midtrans does not take, means none. A key of the
 * sandbox at the real address is a mistake.
 */
function topupsSlice(settings: Settings) {
  const {
    MIDTRANS_SERVER_KEY: serverKey,
    MIDTRANS_API_URL: apiUrl,
    TOPUP_MIN: min,
    TOPUP_MAX: max,
  } = settings;
  if (min > max) throw new ConfigInvalid(["TOPUP_MAX", "TOPUP_MIN"]);
  if (serverKey?.startsWith("SB-") && new URL(apiUrl).hostname === "api.midtrans.com")
    throw new ConfigInvalid(["MIDTRANS_API_URL", "MIDTRANS_SERVER_KEY"]);
  const midtrans = serverKey && settings.CURRENCY === MIDTRANS_CURRENCY ? { serverKey, apiUrl } : null;
  return { midtrans, limits: { min, max, openMax: settings.TOPUPS_OPEN_MAX } };
}

function invalidNames(error: z.core.$ZodError): string[] {
  return [...new Set(error.issues.map((issue) => String(issue.path[0])))].sort();
}

/** `Name <address>` or an address alone. */
function mailbox(value: string): { name: string; email: string } {
  const match = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(value);
  return match ? { name: match[1] ?? "", email: match[2] ?? "" } : { name: "", email: value };
}

/** Most names are in the list; a format, which takes ten times as long, also knows the older ones. */
function isTimeZone(name: string): boolean {
  if (Intl.supportedValuesOf("timeZone").includes(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
