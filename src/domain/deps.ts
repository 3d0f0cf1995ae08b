import type { Discord } from "../clients/discord/api.ts";
import type { OAuth } from "../clients/discord/oauth.ts";
import type { Ringer } from "../clients/jobs.ts";
import type { Midtrans } from "../clients/midtrans/client.ts";
import type { SendGrid } from "../clients/sendgrid/client.ts";
import type { Database } from "../db/client.ts";
import type { Keyring } from "../lib/secret.ts";
import type { Clock } from "../lib/time.ts";
import type { Locale } from "../lib/words/locale.ts";

/** What the owner has set about the shop. */
export type Shop = {
  readonly name: string;
  readonly publicUrl: string;
  readonly currency: string;
  readonly locale: Locale;
  readonly timeZone: string;
  /** The Discord servers that it serves. */
  readonly guildIds: readonly string[];
  /** Who may do what admins may, and what staff may. */
  readonly adminRoleIds: readonly string[];
  readonly staffRoleIds: readonly string[];
  readonly auditChannelId: string | null;
  /** Where achievements are told to all; null: nowhere. */
  readonly announcementChannelId: string | null;
  readonly cdnUrl: string;
  readonly claimExpiryDays: number;
  /** The most that staff can add or take at once. */
  readonly pointsPerChangeMax: number;
  /** The most that staff can let a member have. */
  readonly pointsPerMemberMax: number;
  /** What one top-up may be, and how many of a member may be open. */
  readonly topupMin: number;
  readonly topupMax: number;
  readonly topupsOpenMax: number;
  /** The most money that a member's wallet may be filled to. */
  readonly walletPerMemberMax: number;
  /** The most codes of one purchase, purchases of a member in a day, and the least time between two. */
  readonly purchaseCodesMax: number;
  readonly purchasesPerDayMax: number;
  readonly purchasePauseMs: number;
  /** Where reviews are told to all; null: nowhere. What one brings its writer, in points. */
  readonly reviewChannelId: string | null;
  readonly reviewPoints: number;
  /** The owner's own words in mails of codes that have no message of their import, with bought codes, and in receipts; null: none. */
  readonly mailMessage: string | null;
  readonly purchaseMessage: string | null;
  readonly receiptMessage: string | null;
  /** Symbols of a promo token, where staff say nothing else. */
  readonly tokenCodeLength: number;
  /** Where staff are told of orders; null: nowhere. After how long without a start, and at what hour of the shop's day. */
  readonly staffChannelId: string | null;
  readonly orderPendingMs: number;
  readonly digestHour: number;
  /** What referrers earn of what those they brought spend, and when it can be paid. */
  readonly cashbackBasisPoints: number;
  readonly cashbackHoldMs: number;
  /** Whether cashback is paid every week by itself, on which day (0 is Sunday) and at what hour of UTC. */
  readonly cashbackIsWeekly: boolean;
  readonly cashbackWeekday: number;
  readonly cashbackHourUtc: number;
  /** The most members that one cashback batch pays, and the most that it pays one. */
  readonly cashbackReceiversMax: number;
  readonly cashbackPayoutMax: number;
  /** Staff are told when the shop owes its members so much in all. */
  readonly walletFloatAlarm: number;
};

/** What a verb works with, made for one request or job. */
export type Deps = {
  readonly shop: Shop;
  readonly db: Database;
  readonly keyring: () => Promise<Keyring>;
  readonly discord: Discord;
  /** Null where the shop has set up no dashboard. */
  readonly oauth: OAuth | null;
  /** Null where the shop has set up no mail. */
  readonly sendgrid: SendGrid | null;
  /** Null where the shop takes no top-ups. */
  readonly midtrans: Midtrans | null;
  readonly ringer: Ringer;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  /** 0 to 1, for jitter. */
  readonly chance: () => number;
};
