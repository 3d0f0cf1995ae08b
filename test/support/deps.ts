import { createDiscord } from "../../src/clients/discord/api.ts";
import { createOAuth } from "../../src/clients/discord/oauth.ts";
import type { Ringer } from "../../src/clients/jobs.ts";
import { createMidtrans } from "../../src/clients/midtrans/client.ts";
import { createSendGrid } from "../../src/clients/sendgrid/client.ts";
import { connect } from "../../src/db/client.ts";
import type { Deps, Shop } from "../../src/domain/deps.ts";
import { createKeyring, type Keyring } from "../../src/lib/secret.ts";
import { type Clock, DAY_MS, sleep } from "../../src/lib/time.ts";
import { SENDGRID_KEY } from "./mailbox.ts";
import { MIDTRANS_KEY } from "./midtrans.ts";
import type { TestRandom } from "./random.ts";

export type TestDepsOptions = {
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly random: TestRandom;
  readonly keyring: Keyring;
  readonly ringer: Ringer;
  /** Discord's API and CDN. */
  readonly discordUrl: string;
  /** Null: the shop has set up no mail. */
  readonly sendgridUrl: string | null;
  /** Null: the shop takes no top-ups. */
  readonly midtransUrl: string | null;
  /** After so long without an answer a mail call counts as lost. */
  readonly sendgridTimeoutMs?: number | undefined;
  /** How long the database is asked again, in real time. */
  readonly patienceMs?: number | undefined;
  /** Called before the database is asked again; a throw is the end of the process. */
  readonly beforeAgain?: (() => void) | undefined;
  readonly shop?: Partial<Shop> | undefined;
};

const SHOP: Shop = {
  name: "Kopi Senja",
  publicUrl: "https://coffer.example.com",
  currency: "IDR",
  locale: "en",
  timeZone: "Asia/Jakarta",
  adminRoleIds: [],
  staffRoleIds: [],
  guildIds: ["1"],
  auditChannelId: null,
  announcementChannelId: null,
  cdnUrl: "",
  claimExpiryDays: 90,
  pointsPerChangeMax: 1_000_000,
  pointsPerMemberMax: 10_000_000,
  topupMin: 10_000,
  topupMax: 10_000_000,
  topupsOpenMax: 3,
  walletPerMemberMax: 2_000_000,
  walletFloatAlarm: 800_000_000,
  purchaseCodesMax: 50,
  purchasesPerDayMax: 10,
  purchasePauseMs: 60_000,
  reviewChannelId: null,
  reviewPoints: 0,
  mailMessage: null,
  purchaseMessage: null,
  receiptMessage: null,
  tokenCodeLength: 5,
  staffChannelId: null,
  orderPendingMs: 3 * DAY_MS,
  digestHour: 8,
  cashbackBasisPoints: 50,
  cashbackHoldMs: 0,
  cashbackIsWeekly: true,
  cashbackWeekday: 5,
  cashbackHourUtc: 15,
  cashbackReceiversMax: 100_000,
  cashbackPayoutMax: 1_000_000,
};
const PATIENCE_MS = 20_000;

/** What a verb works with: the real clients, with time, randomness and bells in the test's hand. */
export function createTestDeps(options: TestDepsOptions): Deps {
  const { clock, random, ringer, discordUrl, sendgridUrl, sendgridTimeoutMs, midtransUrl } = options;
  const deadlineMs = Date.now() + (options.patienceMs ?? PATIENCE_MS);
  return {
    shop: { ...SHOP, cdnUrl: discordUrl, ...options.shop },
    db: connect({
      url: options.databaseUrl,
      authToken: null,
      deadlineMs: () => deadlineMs,
      clock: Date.now,
      chance: random.chance,
      sleep: async (ms) => {
        options.beforeAgain?.();
        await sleep(ms);
      },
    }),
    keyring: async () => options.keyring,
    discord: createDiscord({
      apiUrl: discordUrl,
      cdnUrl: discordUrl,
      applicationId: "1",
      botToken: "test",
      publicUrl: SHOP.publicUrl,
    }),
    oauth: createOAuth({
      apiUrl: discordUrl,
      applicationId: "1",
      clientSecret: "test",
      redirectUrl: `${SHOP.publicUrl}/dashboard/callback`,
      publicUrl: SHOP.publicUrl,
    }),
    sendgrid:
      sendgridUrl === null
        ? null
        : createSendGrid({
            apiKey: SENDGRID_KEY,
            baseUrl: sendgridUrl,
            from: { name: "Kopi Senja", email: "shop@example.com" },
            ...(sendgridTimeoutMs ? { timeoutMs: sendgridTimeoutMs } : {}),
          }),
    midtrans:
      midtransUrl === null
        ? null
        : createMidtrans({
            serverKey: MIDTRANS_KEY,
            apiUrl: midtransUrl,
            notifyUrl: `${SHOP.publicUrl}/webhooks/midtrans`,
          }),
    ringer,
    clock,
    random: random.bytes,
    chance: random.chance,
  };
}

/** The keyring of a shop whose root keys are named by numbers, the current one first. */
export async function keyringOf(random: TestRandom, first: number, ...others: number[]): Promise<Keyring> {
  const root = (name: number) => new Uint8Array(32).fill(name);
  return await createKeyring([root(first), ...others.map(root)], random.bytes);
}
