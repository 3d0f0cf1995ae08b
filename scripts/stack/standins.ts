import * as z from "zod";
import { EXAMPLE_WORLD } from "../standins/discord/example-world.ts";
import { savedDiscordSchema } from "../standins/discord/saved.ts";
import type { KeyPair } from "../standins/discord/signing.ts";
import { createDiscordStandIn, type DiscordStandIn } from "../standins/discord/standin.ts";
import { savedPaymentsSchema } from "../standins/midtrans/saved.ts";
import { createMidtransStandIn, type MidtransStandIn } from "../standins/midtrans/standin.ts";
import { savedMailsSchema } from "../standins/sendgrid/saved.ts";
import { createSendGridStandIn, type SendGridStandIn } from "../standins/sendgrid/standin.ts";
import { type Keeper, keepIn, readKept } from "./keep.ts";

const APPLICATION_ID = "1180000000000000900";
export const DISCORD_CLIENT_SECRET = "playground-secret";
export const SENDGRID_KEY = "SG.playground";
export const MIDTRANS_KEY = "SB-Mid-server-playground";
/** Midtrans' pauses between tries of a notification, 2 minutes to 3.5 hours, become 1.2 seconds to 2 minutes. */
const MIDTRANS_PAUSE_SCALE = 0.01;

/** To be raised when an older file no longer means what it says. */
const KEPT_VERSION = 2;
const keptSchema = z.object({
  version: z.literal(KEPT_VERSION),
  discord: savedDiscordSchema,
  sendgrid: savedMailsSchema,
  midtrans: savedPaymentsSchema,
});

/** Where messages, mails and payments outlive a restart, and who hears when that fails. */
export type KeepOptions = { readonly path: string; readonly tell: (line: string) => void };

export type StandInsOptions = {
  readonly workerUrl: string;
  /** What the Worker believes to be its address; left out: the same. */
  readonly publicUrl?: string;
  readonly standInsUrl: string;
  readonly keyPair?: KeyPair;
  readonly rateLimited?: boolean;
  /** Left out: everything is in memory alone. */
  readonly keep?: KeepOptions;
};

/** The Discord, the SendGrid and the Midtrans of a shop on this machine, as they were when it closed. */
export function createStandIns(options: StandInsOptions) {
  const { workerUrl, publicUrl = workerUrl, standInsUrl, keyPair, rateLimited, keep } = options;
  const kept = keep ? readKept(keep.path, keptSchema, keep.tell) : null;
  const discord = createDiscordStandIn({
    ...EXAMPLE_WORLD,
    applicationId: APPLICATION_ID,
    login: {
      clientSecret: DISCORD_CLIENT_SECRET,
      redirectUris: () => [`${publicUrl}/dashboard/callback`],
    },
    ...(keyPair ? { keyPair } : {}),
    rateLimited: rateLimited ?? true,
    workerUrl: () => workerUrl,
    baseUrl: () => standInsUrl,
    saved: kept?.discord ?? null,
  });
  const sendgrid = createSendGridStandIn({
    apiKey: SENDGRID_KEY,
    eventsUrl: () => `${workerUrl}/webhooks/sendgrid`,
    saved: kept?.sendgrid ?? null,
  });
  const midtrans = createMidtransStandIn({
    serverKey: MIDTRANS_KEY,
    baseUrl: () => `${standInsUrl}/midtrans`,
    notifyUrl: () => `${workerUrl}/webhooks/midtrans`,
    pauseScale: MIDTRANS_PAUSE_SCALE,
    saved: kept?.midtrans ?? null,
  });
  const standIns = { discord, sendgrid, midtrans };
  return { ...standIns, keeper: keep ? startKeeper(keep, standIns) : null };
}

type StandIns = {
  readonly discord: DiscordStandIn;
  readonly sendgrid: SendGridStandIn;
  readonly midtrans: MidtransStandIn;
};

function startKeeper({ path, tell }: KeepOptions, { discord, sendgrid, midtrans }: StandIns): Keeper {
  const take = (): z.infer<typeof keptSchema> => ({
    version: KEPT_VERSION,
    discord: discord.save(),
    sendgrid: sendgrid.save(),
    midtrans: midtrans.save(),
  });
  const keeper = keepIn(path, take, tell);
  discord.onMessage(keeper.changed);
  sendgrid.mailbox.subscribe(keeper.changed);
  midtrans.subscribe(keeper.changed);
  return keeper;
}
