import type { Hono } from "hono";
import { createClient } from "./client.ts";
import { createCommandTables } from "./commands.ts";
import type { Core, Login } from "./core.ts";
import { deliverAgain } from "./deliver.ts";
import { createDirectory } from "./directory.ts";
import { createFaults } from "./faults.ts";
import { createFiles } from "./files.ts";
import { createInteractions } from "./interaction.ts";
import { ANSWER_WITHIN_MS } from "./limits.ts";
import { type Message, visibleTo } from "./message.ts";
import { createGrants } from "./oauth/grants.ts";
import { authorizeAt } from "./oauth/request.ts";
import { createRequestLog } from "./request-log.ts";
import { API_PATH, restApp } from "./rest/app.ts";
import { filesFrom, interactionsFrom, messagesFrom, type SavedDiscord, saveDiscord } from "./saved.ts";
import { generateKeyPair, type KeyPair } from "./signing.ts";
import { snowflakes } from "./snowflake.ts";
import { createStore, waitForMessage } from "./store.ts";
import type { World } from "./world.ts";

const WAIT_MS = 10_000;

export type DiscordStandInOptions = World & {
  readonly applicationId: string;
  /** The only bot token that is let in; any token when left out. */
  readonly botToken?: string;
  /** Left out: nobody can log in with this Discord. */
  readonly login?: Login | null;
  readonly keyPair?: KeyPair;
  /** Base URL of the Worker, asked at each call because it starts later. */
  readonly workerUrl: () => string;
  /** Origin at which `app` listens. */
  readonly baseUrl: () => string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  readonly answerWithinMs?: number;
  /** Whether rate limits are enforced; their headers are sent in any case. */
  readonly rateLimited?: boolean;
  /** What an earlier stand-in's `save` gave: the Discord to begin with. */
  readonly saved?: SavedDiscord | null;
};

export type DiscordStandIn = ReturnType<typeof createDiscordStandIn>;

/**
 * A Discord for one machine: the REST API and CDN that the Worker calls (`app`, to be mounted at the root of
 * `baseUrl`), and the people who use it. It refuses what Discord refuses.
 */
export function createDiscordStandIn(options: DiscordStandInOptions) {
  const core = createCore(options);
  const { store, directory } = core;
  const app: Hono = restApp(core);
  const { command, autocomplete, press, select, submitModal, ping, dismiss } = createClient(core);

  return {
    app,
    world: directory.world,
    applicationId: core.applicationId,
    publicKeyHex: core.keyPair.publicKeyHex,
    /** What the Worker's settings must say to meet this Discord. */
    settings: () => ({
      DISCORD_APPLICATION_ID: core.applicationId,
      DISCORD_PUBLIC_KEY: core.keyPair.publicKeyHex,
      DISCORD_API_URL: `${options.baseUrl()}${API_PATH}`,
      DISCORD_CDN_URL: options.baseUrl(),
      DISCORD_GUILD_IDS: directory.world.guildId,
    }),
    /** All that another stand-in needs to go on from here. */
    save: () => saveDiscord(core),
    faults: core.faults,
    requests: core.requests,
    command,
    autocomplete,
    press,
    select,
    submitModal,
    ping,
    dismiss,
    /** Delivers an interaction a second time; resolves with the answer, which changes nothing. */
    redeliver: deliverAgain.bind(null, core),

    registerCommands: (table: unknown, guildId: string | null = null) =>
      core.commands.overwrite(guildId, table),
    commands: ({ inDm = false } = {}) => core.commands.offered(directory.world.guildId, inDm),
    onCommands: core.commands.subscribe,

    /** Where a person is sent who authorizes, or cancels, at the address that a login leads to. */
    authorize: authorizeAt.bind(null, core),
    /** A person takes back what they let the application do: its tokens of theirs are worth nothing. */
    deauthorize: core.grants.deauthorize,

    person: directory.person,
    setLocale: directory.setLocale,
    dmChannelId: directory.dmChannelId,
    /** From now on a person takes no messages from the bot: 50007. */
    closeDms: (userId: string) => void directory.dmsClosed.add(userId),
    openDms: (userId: string) => void directory.dmsClosed.delete(userId),
    /** A person leaves the guild: no member any more, and no messages: 50278. */
    leave: directory.leave,
    rejoin: directory.rejoin,
    setRoles: directory.setRoles,
    rename: directory.rename,
    isInGuild: (userId: string): boolean => !directory.left.has(userId),

    message: (id: string): Message | undefined => store.find(id),
    /** Oldest first; with `as`, only what that person sees. */
    messages: (channelId: string, { as }: { as?: string } = {}): Message[] =>
      store.list(channelId).filter((message) => as === undefined || visibleTo(message, as)),
    directMessages: (userId: string): Message[] => store.list(directory.dmChannelId(userId)),
    /** What a message showed, oldest first. */
    history: (messageId: string) => store.find(messageId)?.revisions ?? [],
    onMessage: store.subscribe,
    /** Resolves with a message that is there or comes in time. */
    waitFor: (wanted: (message: Message) => boolean, { timeoutMs = WAIT_MS } = {}): Promise<Message> =>
      waitForMessage(store, wanted, timeoutMs),
    /** The bytes of an attachment, while its link lives. */
    file: (attachmentId: string): Uint8Array | undefined => core.files.find(attachmentId)?.bytes,
  };
}

function createCore(options: DiscordStandInOptions): Core {
  const { applicationId, clock = Date.now, baseUrl, saved = null } = options;
  const nextId = snowflakes(clock);
  return {
    applicationId,
    botToken: options.botToken ?? null,
    login: options.login ?? null,
    keyPair: options.keyPair ?? generateKeyPair(),
    clock,
    nextId,
    workerUrl: options.workerUrl,
    answerWithinMs: options.answerWithinMs ?? ANSWER_WITHIN_MS,
    rateLimited: options.rateLimited ?? true,
    directory: createDirectory(options, nextId, saved),
    store: createStore(clock, nextId, saved ? messagesFrom(saved) : []),
    files: createFiles(clock, nextId, baseUrl, saved ? filesFrom(saved) : []),
    interactions: createInteractions(clock, nextId, saved ? interactionsFrom(saved) : []),
    commands: createCommandTables(applicationId, nextId),
    grants: createGrants(clock),
    faults: createFaults(),
    requests: createRequestLog(),
    nonces: new Map(saved?.nonces),
  };
}
