import { createDiscord } from "./clients/discord/api.ts";
import { createOAuth } from "./clients/discord/oauth.ts";
import { type Bell, createRinger, type Lane } from "./clients/jobs.ts";
import { createMidtrans } from "./clients/midtrans/client.ts";
import { createSendGrid } from "./clients/sendgrid/client.ts";
import type { Config } from "./config.ts";
import { connect } from "./db/client.ts";
import type { Deps } from "./domain/deps.ts";
import { createKeyring, type Keyring } from "./lib/secret.ts";
import { SECOND_MS, sleep } from "./lib/time.ts";

/** What wrangler.toml binds, besides settings. */
export type Bindings = {
  readonly JOBS: Queue<Bell>;
  readonly MESSAGES: Queue<Bell>;
};

export type Env = Bindings & Readonly<Record<string, unknown>>;

/** A request must be answered before the platform cancels what runs after its response (30 s). */
const REQUEST_LIFE_MS = 20 * SECOND_MS;
/** A job may run for minutes, so each of its questions to the database has this long for itself. */
const JOB_CALL_MS = 20 * SECOND_MS;
/** Midtrans wishes an answer within five seconds, and what it asks Midtrans itself takes up to three. */
const HOOK_LIFE_MS = 4.5 * SECOND_MS;
/** Another program gives up after some ten seconds itself, and may repeat what it asked. */
const API_LIFE_MS = 10 * SECOND_MS;
/** An uptime check wants a verdict, not patience. */
const CHECK_LIFE_MS = 3 * SECOND_MS;

/** How long database calls are tried, by what they are for. */
export const patience = {
  request: () => until(Date.now() + REQUEST_LIFE_MS),
  hook: () => until(Date.now() + HOOK_LIFE_MS),
  api: () => until(Date.now() + API_LIFE_MS),
  check: () => until(Date.now() + CHECK_LIFE_MS),
  job: () => () => Date.now() + JOB_CALL_MS,
};

const until = (deadlineMs: number) => () => deadlineMs;

type Shared = "shop" | "discord" | "oauth" | "sendgrid" | "midtrans";

const keyrings = new WeakMap<Config, Keyring>();
const shared = new WeakMap<Config, Pick<Deps, Shared>>();

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const chance = () => Math.random();

/**
 * What verbs work with, for one request or job.
 * @param after keeps the Worker alive until a promise is settled (`waitUntil`).
 */
export function createDeps(
  config: Config,
  bindings: Bindings,
  deadlineMs: () => number,
  after: (work: Promise<unknown>) => void,
): Deps {
  const queues: Record<Lane, Queue<Bell>> = { jobs: bindings.JOBS, messages: bindings.MESSAGES };
  return {
    ...sharedOf(config),
    db: connect({ ...config.database, deadlineMs, clock: Date.now, chance, sleep }),
    keyring: () => keyringOf(config),
    ringer: createRinger(queues, after),
    clock: Date.now,
    random,
    chance,
  };
}

/** What holds no connection is made once an isolate. */
function sharedOf(config: Config): Pick<Deps, Shared> {
  const known = shared.get(config);
  if (known) return known;
  const { shop, discord, mail, topups, wallet, purchases, reviews, texts, tokens, orders, cashback } = config;
  const made = {
    shop: {
      ...shop,
      guildIds: discord.guildIds,
      adminRoleIds: discord.adminRoleIds,
      staffRoleIds: discord.staffRoleIds,
      auditChannelId: discord.auditChannelId,
      announcementChannelId: discord.announcementChannelId,
      cdnUrl: discord.cdnUrl,
      claimExpiryDays: config.claims.expiryDays,
      pointsPerChangeMax: config.points.perChangeMax,
      pointsPerMemberMax: config.points.perMemberMax,
      topupMin: topups.limits.min,
      topupMax: topups.limits.max,
      topupsOpenMax: topups.limits.openMax,
      walletPerMemberMax: wallet.perMemberMax,
      walletFloatAlarm: wallet.floatAlarm,
      purchaseCodesMax: purchases.codesMax,
      purchasesPerDayMax: purchases.perDayMax,
      purchasePauseMs: purchases.pauseMs,
      reviewChannelId: reviews.channelId,
      reviewPoints: reviews.points,
      mailMessage: texts.mail,
      purchaseMessage: texts.purchase,
      receiptMessage: texts.receipt,
      tokenCodeLength: tokens.codeLength,
      staffChannelId: orders.staffChannelId,
      orderPendingMs: orders.pendingMs,
      digestHour: orders.digestHour,
      cashbackBasisPoints: cashback.basisPoints,
      cashbackHoldMs: cashback.holdMs,
      cashbackIsWeekly: cashback.isWeekly,
      cashbackWeekday: cashback.weekday,
      cashbackHourUtc: cashback.hourUtc,
      cashbackReceiversMax: cashback.receiversMax,
      cashbackPayoutMax: cashback.payoutMax,
    },
    discord: createDiscord({ ...discord, publicUrl: shop.publicUrl }),
    oauth: discord.clientSecret
      ? createOAuth({
          apiUrl: discord.apiUrl,
          applicationId: discord.applicationId,
          clientSecret: discord.clientSecret,
          redirectUrl: `${shop.publicUrl}/dashboard/callback`,
          publicUrl: shop.publicUrl,
        })
      : null,
    sendgrid: mail && createSendGrid({ apiKey: mail.apiKey, baseUrl: mail.apiUrl, from: mail.from }),
    midtrans:
      topups.midtrans &&
      createMidtrans({ ...topups.midtrans, notifyUrl: `${shop.publicUrl}/webhooks/midtrans` }),
  };
  shared.set(config, made);
  return made;
}

/** The keyring itself is kept, not the promise of it: workerd does not let one request await another's. */
async function keyringOf(config: Config): Promise<Keyring> {
  const known = keyrings.get(config);
  if (known) return known;
  const made = await createKeyring(config.rootKeys, random);
  keyrings.set(config, made);
  return made;
}
