import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import * as z from "zod";

/** As much of Discord as verbs and their jobs need: uploads that can be fetched, and a desk that takes every message. */
export type Desk = {
  readonly url: string;
  /** Puts a file onto the CDN and returns where it is. */
  upload(name: string, bytes: string | Uint8Array): string;
  /** Takes a file off the CDN again. */
  forget(url: string): void;
  /** From now on a file stops half-way until the returned function is called. */
  hold(url: string): () => void;
  readonly guild: DeskGuild;
  /** What was written to Discord: method, path and body as they came. */
  readonly written: readonly { readonly call: string; readonly body: string }[];
  /** From now on what is written is answered so instead, where something is given for it. */
  refuse(refusal: (call: string) => DeskRefusal | null): void;
  stop(): Promise<void>;
};

/** An answer of Discord's that is none: its status and, where it says one, its own code. */
export type DeskRefusal = { readonly status: number; readonly code?: number };

/** Who is in the server: everybody, until they leave. */
export type DeskGuild = {
  readonly left: Set<string>;
  /** Roles of those who have some. */
  readonly roles: Map<string, readonly string[]>;
  /** Whom Discord was asked about. */
  readonly asked: string[];
  /** What some of them are called there; a search finds these. */
  readonly names: Map<string, string>;
  /** The status that every question about a member gets instead. */
  failing: number | null;
};

const MEMBER = /^\/guilds\/\d+\/members\/(\d+)$/;
const GUILD = /^\/guilds\/\d+$/;
const OWNER = "1180000000000000900";
const SEARCH = /^\/guilds\/\d+\/members\/search\?/;

const portSchema = z.object({ port: z.number() });

export async function startDesk(): Promise<Desk> {
  const files = new Map<string, Uint8Array>();
  const held = new Map<string, Promise<void>>();
  const written: { call: string; body: string }[] = [];
  const guild: DeskGuild = { left: new Set(), roles: new Map(), asked: [], names: new Map(), failing: null };
  let refusal: (call: string) => DeskRefusal | null = () => null;
  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    const body = await buffer(request);
    const [, memberId] = MEMBER.exec(path) ?? [];
    if (memberId) {
      guild.asked.push(memberId);
      const gone = guild.left.has(memberId) && guild.failing === null;
      const answer = gone ? { message: "Unknown Member", code: 10_007 } : personOf(guild, memberId);
      const status = guild.failing ?? (gone ? 404 : 200);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
      return;
    }
    if (GUILD.test(path)) {
      const answer = { owner_id: OWNER, roles: [] };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
      return;
    }
    if (SEARCH.test(path)) {
      const beginning = new URL(path, url).searchParams.get("query") ?? "";
      const found = [...guild.names].filter(([, name]) => name.startsWith(beginning));
      response.writeHead(guild.failing ?? 200, { "content-type": "application/json" });
      response.end(JSON.stringify(found.map(([id]) => personOf(guild, id))));
      return;
    }
    if (request.method === "GET") {
      const file = files.get(path);
      const half = Math.floor((file?.length ?? 0) / 2);
      response.writeHead(file ? 200 : 404).write(file?.subarray(0, half) ?? "");
      await held.get(path);
      response.end(file?.subarray(half));
      return;
    }
    const call = `${request.method} ${path}`;
    const refused = refusal(call);
    if (refused) {
      const { status, code = 0 } = refused;
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ code }));
      return;
    }
    written.push({ call, body: body.toString() });
    response.writeHead(200, { "content-type": "application/json" }).end('{"id":"1"}');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${portSchema.parse(server.address()).port}`;
  return {
    url,
    guild,
    written,
    refuse: (from) => {
      refusal = from;
    },
    upload: (name, bytes) => {
      const path = `/ephemeral-attachments/1/${files.size + 1}/${encodeURIComponent(name)}`;
      files.set(path, typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
      return `${url}${path}`;
    },
    hold: (fileUrl) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(new URL(fileUrl).pathname, promise);
      return resolve;
    },
    forget: (fileUrl) => void files.delete(new URL(fileUrl).pathname),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const personOf = ({ names, roles }: DeskGuild, id: string) => ({
  nick: names.get(id) ?? null,
  roles: roles.get(id) ?? [],
  user: { id, username: `user${id}`, global_name: null },
});
