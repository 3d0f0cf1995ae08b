import * as z from "zod/mini";
import { readLimited } from "../http.ts";
import { type Card, type File, filesOf, renderCard } from "./card.ts";
import { classify, DiscordFailure } from "./failure.ts";
import { createPeople, NOT_THERE } from "./people.ts";
import { userAgent } from "./userAgent.ts";

const CALL_TIMEOUT_MS = 10_000;
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

const EPHEMERAL = 1 << 6;

const ADMINISTRATOR = 1n << 3n;

const idSchema = z.object({ id: z.string() });
const memberSchema = z.object({ roles: z.array(z.string()) });
const guildSchema = z.object({
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string().check(z.regex(/^\d{1,20}$/)) })),
});

export type DiscordOptions = {
  readonly apiUrl: string;
  readonly cdnUrl: string;
  readonly applicationId: string;
  readonly botToken: string;
  /** Discord wants to know whom to ask about a bot. */
  readonly publicUrl: string;
};

/** Discord's REST API, as much of it as we use. Every method throws DiscordFailure. */
export function createDiscord(options: DiscordOptions) {
  const call = caller(options);
  return {
    ...createPeople(call),

    /** Changes the answer to an interaction; its token lives 15 minutes. */
    async editAnswer(token: string, card: Card): Promise<void> {
      await call(
        "PATCH",
        `/webhooks/${options.applicationId}/${token}/messages/@original`,
        messageForm(card),
      );
    },

    /** Adds a message to an interaction's answer that only its user sees. */
    async whisper(token: string, card: Card): Promise<void> {
      await call(
        "POST",
        `/webhooks/${options.applicationId}/${token}`,
        messageForm(card, { flags: EPHEMERAL }),
      );
    },

    /** Posts to a channel. The nonce (at most 25 characters) keeps a repeat within minutes from showing twice. */
    async post(channelId: string, card: Card, nonce: string): Promise<void> {
      await call(
        "POST",
        `/channels/${channelId}/messages`,
        messageForm(card, { nonce, enforce_nonce: true }),
      );
    },

    /** Writes to a person. Fails with `closed` when they do not take messages from us. */
    async sendDirect(userId: string, card: Card, nonce: string): Promise<void> {
      const opened = await call("POST", "/users/@me/channels", JSON.stringify({ recipient_id: userId }));
      const channel = parsed(idSchema, opened);
      await call(
        "POST",
        `/channels/${channel.id}/messages`,
        messageForm(card, { nonce, enforce_nonce: true }),
      );
    },

    /** Somebody's roles in a guild; null when they are not in it. */
    async rolesOf(guildId: string, userId: string): Promise<readonly string[] | null> {
      try {
        return parsed(memberSchema, await call("GET", `/guilds/${guildId}/members/${userId}`)).roles;
      } catch (error) {
        if (error instanceof DiscordFailure && error.kind === "gone" && NOT_THERE.has(error.code))
          return null;
        throw error;
      }
    },

    /** Who owns a guild, and which of its roles have the Administrator permission. */
    async rulersOf(guildId: string): Promise<{ ownerId: string; adminRoleIds: string[] }> {
      const guild = parsed(guildSchema, await call("GET", `/guilds/${guildId}`));
      const rules = ({ permissions }: { permissions: string }) =>
        (BigInt(permissions) & ADMINISTRATOR) !== 0n;
      return { ownerId: guild.owner_id, adminRoleIds: guild.roles.filter(rules).map(({ id }) => id) };
    },

    /** The command table that Discord has, globally or of a guild. */
    async listCommands(guildId: string | null): Promise<unknown> {
      return await call("GET", `${commandsPath(options.applicationId, guildId)}?with_localizations=true`);
    },

    async replaceCommands(guildId: string | null, commands: readonly unknown[]): Promise<void> {
      await call("PUT", commandsPath(options.applicationId, guildId), JSON.stringify(commands));
    },

    /**
     * Opens an uploaded file. Only the CDN's own origin is asked, and no redirect is followed. Discord's CDN
     * answers 403 to Workers for files of ordinary messages; those of a command's option can be fetched.
     */
    async openAttachment(url: string): Promise<AsyncIterable<Uint8Array>> {
      if (!isAttachmentUrl(url, options.cdnUrl)) throw new DiscordFailure("refused", 0);
      const patience = createPatience();
      const request = new Request(url, { redirect: "manual", signal: patience.signal });
      const response = await patience.during(fetch(request));
      if (response.status === 200 && response.body) return chunksOf(response.body, patience);
      await response.body?.cancel();
      if (response.status >= 500 || response.status === 429)
        throw new DiscordFailure("away", response.status);
      throw new DiscordFailure("gone", response.status);
    },
  };
}

export type Discord = ReturnType<typeof createDiscord>;

/** Whether a URL is on the CDN's own origin: files are fetched from nowhere else. */
export function isAttachmentUrl(url: string, cdnUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, username, password } = new URL(url);
  return origin === new URL(cdnUrl).origin && !username && !password;
}

function commandsPath(applicationId: string, guildId: string | null): string {
  return guildId
    ? `/applications/${applicationId}/guilds/${guildId}/commands`
    : `/applications/${applicationId}/commands`;
}

/** A bot token on every call, also where Discord asks for none: without it the limit is that of a shared address. */
function caller(options: DiscordOptions) {
  const agent = userAgent(options);
  return async (
    method: string,
    path: string,
    body?: string | FormData,
    withinMs: number = CALL_TIMEOUT_MS,
  ): Promise<unknown> => {
    const headers = new Headers({ ...agent, authorization: `Bot ${options.botToken}` });
    if (typeof body === "string") headers.set("content-type", "application/json");
    const request = new Request(`${options.apiUrl}${path}`, {
      method,
      headers,
      redirect: "manual",
      body: body ?? null,
    });
    const response = await reach(request, withinMs);
    const text = new TextDecoder().decode(await readLimited(response.body, ANSWER_BYTES_MAX).catch(broken));
    if (!response.ok) throw classify(response.status, text, response.headers.get("retry-after"));
    if (!text) return null;
    try {
      return JSON.parse(text);
    } catch {
      throw new DiscordFailure("away", response.status);
    }
  };
}

/** Something that calls itself Discord and does not answer as Discord does. */
function parsed<S extends z.ZodMiniType>(schema: S, json: unknown): z.infer<S> {
  const read = schema.safeParse(json);
  if (!read.success) throw new DiscordFailure("away", 200);
  return read.data;
}

async function reach(request: Request, withinMs: number): Promise<Response> {
  return await fetch(request, { signal: AbortSignal.timeout(withinMs) }).catch(broken);
}

/** Limits each wait, not their sum: a large file is read only as fast as its rows are stored. */
function createPatience() {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    async during<T>(wait: Promise<T>): Promise<T> {
      const timer = setTimeout(() => controller.abort(), CALL_TIMEOUT_MS);
      return await wait.catch(broken).finally(() => clearTimeout(timer));
    },
  };
}

async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  patience: ReturnType<typeof createPatience>,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await patience.during(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function broken(): never {
  throw new DiscordFailure("away", 0);
}

function messageForm(card: Card, more: Record<string, unknown> = {}): string | FormData {
  const message = { ...renderCard(card), ...more };
  const files = filesOf(card);
  if (files.length === 0) return JSON.stringify(message);
  const form = new FormData();
  const attachments = files.map(({ name }, id) => ({ id, filename: name }));
  form.set("payload_json", JSON.stringify({ ...message, attachments }));
  for (const [at, file] of files.entries()) form.set(`files[${at}]`, fileBlob(file), file.name);
  return form;
}

function fileBlob(file: File): Blob {
  return new Blob(["text" in file ? file.text : file.bytes], { type: file.type });
}
